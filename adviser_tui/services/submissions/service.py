"""Submissions: putting somebody forward, and every step after it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.checklist.refusals import find_reason, reasons_for
from adviser_tui.services.desk import Desk
from adviser_tui.services.match_sheets.case import gather
from adviser_tui.services.match_sheets.person_facts import consent_that_counts
from adviser_tui.services.match_sheets.reading import within
from adviser_tui.services.submissions import reading
from adviser_tui.services.submissions.rows import BoardColumn, SubmissionCard, SubmissionRow
from adviser_tui.services.submissions.telling import AFTER, owe_both
from adviser_tui.services.submissions.words import ENDS
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import add_working_days
from models.kinds import Channel, Side, SubmissionState

if TYPE_CHECKING:
    from adviser_tui.services.follow_ups import FollowUpRow
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Submission

SHORTLIST = (
    SubmissionState.CONSIDERED,
    SubmissionState.CONSENT_ASKED,
    SubmissionState.PREPARED,
)
"""States before anything went out."""

_FORWARD = (
    SubmissionState.INTERVIEW_BOOKED,
    SubmissionState.INTERVIEWED,
    SubmissionState.OFFERED,
    SubmissionState.ACCEPTED,
)
"""Steps that carry on speaking about somebody, and so rest on their consent."""

_PAIR = """SELECT s.id, s.participant_id, s.vacancy_id, v.employer_id, s.reason,
    p.preferred_name AS participant, v.title AS vacancy, e.name AS employer,
    e.stage AS employer_stage, e.do_not_contact_until
  FROM submission s JOIN participant p ON p.id = s.participant_id
  JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  WHERE s.id = ?"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step that happened: where it leads, why, and when the interview is."""

    state: SubmissionState
    reason: str = ""
    """A word of the closed set, such as `missing_must_have`; needed for a no."""
    note: str = ""
    interview_at: datetime | str | None = None
    """Aware, or in words such as `tue 10:30`; needed for `interview_booked`."""
    make_follow_ups: bool = False
    """Whether each item to mend becomes a follow-up."""


class Submissions:
    """Put people forward and say how it goes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def one(self, submission_id: str) -> SubmissionCard:
        """Return one submission with everything about it."""
        return reading.one_card(self._desk, submission_id)

    def of_vacancy(self, vacancy_id: str) -> tuple[SubmissionRow, ...]:
        """Return everybody put forward or considered for a vacancy, the newest first."""
        return reading.of_vacancy(self._desk.database, self._desk.today, vacancy_id)

    def of_participant(self, participant_id: str) -> tuple[SubmissionRow, ...]:
        """Return what somebody was put forward or considered for, the newest first."""
        return reading.of_participant(self._desk, participant_id)

    def board(self) -> tuple[BoardColumn, ...]:
        """Return every state with its submissions."""
        return reading.board(self._desk)

    def owed(self, submission_id: str) -> "tuple[FollowUpRow, ...]":
        """Return what is in the diary for a submission, the first due first."""
        from adviser_tui.services.follow_ups import FollowUps

        rows = self._desk.database.rows(
            "SELECT id FROM follow_up WHERE submission_id = ? AND state = 'open' "
            "AND void_reason IS NULL ORDER BY due_on, id",
            (submission_id,),
        )
        follow_ups = FollowUps(self._desk)
        return tuple(follow_ups.one(str(row["id"])) for row in rows)

    def consider(
        self,
        participant_id: str,
        vacancy_id: str,
        state: SubmissionState = SubmissionState.CONSIDERED,
    ) -> SubmissionCard:
        """Put somebody on a vacancy's shortlist, or move them along on it; nothing goes out."""
        from adviser_tui.services.submissions.writing import shortlisted

        if state not in SHORTLIST:
            raise RuleError(
                "On a shortlist somebody is considered, asked for consent or prepared. "
                "Putting them forward asks the match sheet first. Nothing was changed."
            )
        with self._desk.database.write() as work:
            case = gather(self._desk, within(work), participant_id, vacancy_id)
            row = shortlisted(work, case, state)
        return self.one(row.id)

    def submit(
        self,
        participant_id: str,
        vacancy_id: str,
        *,
        channel: Channel | None = None,
        batch: str = "",
    ) -> SubmissionCard:
        """Put somebody forward: the sheet is frozen, both follow-ups are written (T3).

        Raises `RuleError` naming what is missing unless the sheet allows it today. The employer
        hears within two working days, the person within one. `batch` joins those sent together.
        """
        from adviser_tui.services.submissions.submitting import submit_in

        with self._desk.database.write() as work:
            row = submit_in(self._desk, work, participant_id, vacancy_id, channel, batch)
        return self.one(row.id)

    def outcome(self, submission_id: str, happened: Outcome) -> SubmissionCard:
        """Record a step with what follows from it: both sides told within a working day.

        Raises `RuleError` where the step may not follow, and `InputError` where a reason or the
        time of the interview is missing.
        """
        from models.tables import Submission

        with self._desk.database.write() as work:
            row = work.get(Submission, submission_id)
            self._check(work, row, happened)
            work.change(row, **self._values(row, happened))
            self._follow(work, row, happened)
            if happened.make_follow_ups:
                self._mend(work, row)
        return self.one(submission_id)

    def make_mending_follow_ups(self, submission_id: str) -> tuple[str, ...]:
        """Put each item to mend next time into the diary and return the ids; never twice."""
        from models.tables import Submission

        with self._desk.database.write() as work:
            return self._mend(work, work.get(Submission, submission_id))

    def _check(self, work: "UnitOfWork", row: "Submission", happened: Outcome) -> None:
        if happened.state is SubmissionState.SUBMITTED:
            raise RuleError(
                "Putting somebody forward asks the match sheet first; it is no outcome. "
                "Nothing was changed."
            )
        if happened.state is row.state and happened.state is not SubmissionState.INTERVIEW_BOOKED:
            raise RuleError(
                f"It stands at “{happened.state.value.replace('_', ' ')}” already. "
                "Nothing was changed."
            )
        if happened.state not in _FORWARD:
            return
        consent = consent_that_counts(within(work), row.participant_id, row.vacancy_id)
        if consent is not None and consent["state"] in ("withdrawn", "refused"):
            raise RuleError(
                f"They have {consent['state']} their consent, so it goes no further. Nothing was "
                "changed. Note a new choice of theirs first, or close it with declined_by_person."
            )

    def _values(self, row: "Submission", happened: Outcome) -> dict[str, Any]:
        """Return the fields that a step fills."""
        values: dict[str, Any] = {"state": happened.state}
        if happened.state is SubmissionState.INTERVIEW_BOOKED:
            at = self._interview(happened.interview_at)
            offset = at.utcoffset() or timedelta()
            values |= {
                "interview_at": at,
                "interview_offset": int(offset.total_seconds() // 60),
            }
        values["decided_on"] = self._desk.today if happened.state in ENDS else None
        return values | {"reason": _reason_of(happened), "reason_note": happened.note}

    def _interview(self, at: datetime | str | None) -> datetime:
        """Return the moment of the interview, from words where it was given in words."""
        if isinstance(at, datetime):
            return at
        if not (at or "").strip():
            raise InputError(
                "Say when the interview is, with its time, like “tue 10:30”. Nothing was changed.",
                "when",
            )
        from adviser_tui.services.words.dates import understand_day_and_time

        now = self._desk.local_now
        day, clock = understand_day_and_time(str(at), now.date(), self._desk.holidays)
        if clock is None:
            raise InputError(
                f"Say at what time it is on {say_date(day, now.date())}, like “tue 10:30”. "
                "Nothing was changed.",
                "when",
            )
        return datetime.combine(day, clock, now.tzinfo)

    def _follow(self, work: "UnitOfWork", row: "Submission", happened: Outcome) -> None:
        if happened.state not in AFTER or row.submitted_at is None:
            return
        pair = within(work)(_PAIR, (row.id,))[0]
        tomorrow = add_working_days(self._desk.today, 1, self._desk.holidays)
        due = {Side.PARTICIPANT: tomorrow, Side.EMPLOYER: tomorrow}
        if _is_resting(pair, self._desk.today):
            del due[Side.EMPLOYER]
        interview = ""
        if row.interview_at is not None:
            at = row.interview_at.astimezone(self._desk.local_now.tzinfo)
            interview = f"{say_date(at.date(), self._desk.today)} {at:%H:%M}"
        owe_both(work, pair, row.id, happened.state, due, self._desk.today, interview=interview)

    def _mend(self, work: "UnitOfWork", row: "Submission") -> tuple[str, ...]:
        from adviser_tui.services.submissions.mending import keep_mending, mend_lines

        pair = within(work)(_PAIR, (row.id,))[0]
        return keep_mending(work, mend_lines(self._desk, pair), pair)


def _reason_of(happened: Outcome) -> str:
    """Return the word to store; raises `InputError` where it is missing or does not fit."""
    fitting = reasons_for(happened.state)
    if not fitting:
        if happened.reason:
            raise InputError(
                f"“{happened.state.value.replace('_', ' ')}” takes no reason. Nothing was changed.",
                "reason",
            )
        return ""
    if not happened.reason.strip():
        if happened.state in (SubmissionState.VACANCY_GONE, SubmissionState.NO_RESPONSE):
            return fitting[0].id.value
        choices = ", ".join(reason.id.value for reason in fitting)
        raise InputError(f"Say why: {choices}. Nothing was changed.", "reason")
    reason = find_reason(happened.reason, happened.state)
    if reason.needs_note and not happened.note.strip():
        raise InputError("Say in a few words what the reason was. Nothing was changed.", "note")
    return reason.id.value


def _is_resting(pair: Any, today: date) -> bool:
    until = pair["do_not_contact_until"]
    if until is not None:
        return today.isoformat() <= str(until)
    return bool(pair["employer_stage"] == "do_not_contact")
