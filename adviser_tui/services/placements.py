"""Placements: a job that is agreed, begins and ends, with support on both sides (O4)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from adviser_tui.services.placement_kinds import UNPAID, kind_of, with_kind
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import add_working_days
from adviser_tui.storage.reading import day
from models.kinds import (
    FoundBy,
    PayPeriod,
    PlacementKind,
    PlacementState,
    Side,
    Stage,
    SubmissionState,
    VacancyState,
)

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Placement, Submission

FIRST_WEEKS = (
    (1, Side.PARTICIPANT, "Ask {participant} how the first day at {employer} was"),
    (1, Side.EMPLOYER, "Ask {employer} how the first day with {participant} was"),
    (5, Side.PARTICIPANT, "Ask {participant} how the first week at {employer} was"),
    (5, Side.EMPLOYER, "Ask {employer} how the first week with {participant} was"),
)
"""Working days after the start, and what is asked then (O4)."""

AFTER_END = (
    (1, Side.PARTICIPANT, "Agree the next step with {participant} after the job at {employer}"),
    (1, Side.EMPLOYER, "Ask {employer} what made the job with {participant} end"),
)


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A job as lists and cards show it."""

    id: str
    state: PlacementState
    words: str
    """How it stands: `starts Mon 30 Nov`, `began Mon 30 Nov`, `ended Fri 18 Dec: moved away`."""
    participant_id: str
    participant: str
    employer_id: str
    employer: str
    vacancy_id: str
    submission_id: str
    role: str
    starts_on: date | None
    ended_on: date | None
    found_by: FoundBy
    kind: PlacementKind = PlacementKind.JOB


@dataclass(frozen=True, slots=True)
class PlacementDraft:
    """A job before it is kept; what is left out is taken from the submission's vacancy."""

    submission_id: str | None = None
    """The accepted submission it comes of; without one it was found in another way."""
    participant_id: str | None = None
    employer_id: str | None = None
    role: str = ""
    starts_on: date | None = None
    weekly_minutes: int | None = None
    pay: int | None = None
    """In the smallest coin for each `pay_period`."""
    pay_period: PayPeriod = PayPeriod.HOUR
    pay_currency: str = "GBP"
    contract: str = ""
    scheme: str = ""
    subsidy_ends_on: date | None = None
    mentor: str = ""
    support_plan: str = ""
    found_by: FoundBy = FoundBy.US
    kind: PlacementKind | None = None
    """What kind of work it is; nothing for what the vacancy says, and else a job (M4)."""


_SELECT = """SELECT x.*, p.preferred_name AS participant, e.name AS employer
  FROM placement x JOIN participant p ON p.id = x.participant_id
  JOIN employer e ON e.id = x.employer_id WHERE x.void_reason IS NULL"""


class Placements:
    """Agree, begin and end jobs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def one(self, placement_id: str) -> PlacementRow:
        """Return one job."""
        row = self._desk.database.row(f"{_SELECT} AND x.id = ?", (placement_id,))
        if row is None:
            raise NotFoundError("That placement is not in the caseload any more.")
        return _row(row, self._desk.today)

    def of_participant(self, participant_id: str) -> tuple[PlacementRow, ...]:
        """Return somebody's jobs, the newest first."""
        rows = self._desk.database.rows(
            f"{_SELECT} AND x.participant_id = ? ORDER BY x.starts_on DESC, x.id DESC",
            (participant_id,),
        )
        return tuple(_row(row, self._desk.today) for row in rows)

    def kind_of_submission(self, submission_id: str) -> PlacementKind:
        """Return what kind of work would come of a submission, by its vacancy."""
        row = self._desk.database.row(
            "SELECT v.kind FROM submission s JOIN vacancy v ON v.id = s.vacancy_id WHERE s.id = ?",
            (submission_id,),
        )
        if row is None:
            raise NotFoundError("That submission is not in the caseload any more.")
        return kind_of(str(row["kind"]))

    def agree(self, draft: PlacementDraft) -> PlacementRow:
        """Keep a job that was agreed: from an accepted submission, or found in another way.

        A job that the person found is kept as such and is no match of ours (M4).
        """
        with self._desk.database.write() as work:
            made = (
                _from_submission(work, draft)
                if draft.submission_id
                else _found_otherwise(work, draft)
            )
        return self.one(made.id)

    def start(self, placement_id: str, on: date) -> PlacementRow:
        """Record the first day worked, with the talks of the first day and week on both sides.

        Where the person declined support in the job, nobody asks them, and the employer is asked
        only as far as consent still reaches (O4). The support stage begins for them too, unless
        it is a trial or volunteering: they are still looking.
        """
        from models.tables import Participant, Placement

        if on > self._desk.today:
            raise InputError(
                f"{say_date(on, self._desk.today)} is still to come. Agree the day now, and record "
                "the start when it was worked. Nothing was changed.",
                "on",
            )
        with self._desk.database.write() as work:
            row = work.get(Placement, placement_id)
            self._walk(row, PlacementState.STARTED)
            work.change(row, state=PlacementState.STARTED, starts_on=on)
            person = work.get(Participant, row.participant_id)
            if person.stage == Stage.JOB_SEARCH and row.kind not in UNPAID:
                work.change(person, stage=Stage.IN_WORK_SUPPORT)
            for after, side, text in FIRST_WEEKS:
                if self._may_ask(work, row, side):
                    self._owe(work, row, side, text, on, after, ("job_start",))
        return self.one(placement_id)

    def end(self, placement_id: str, on: date, why: str) -> PlacementRow:
        """Record that a job ended, with the day and the reason; both sides are asked.

        One that came to nothing before its first day loses that day, so that nothing takes it
        for a start (M4); the history keeps what was agreed.
        """
        from models.tables import Placement

        if not why.strip():
            raise InputError("Say why it ended; a few words will do. Nothing was changed.", "why")
        if on > self._desk.today:
            raise InputError(
                "It has not ended yet; record it on the day. Nothing was changed.", "on"
            )
        with self._desk.database.write() as work:
            row = work.get(Placement, placement_id)
            self._walk(row, PlacementState.ENDED)
            if row.state != PlacementState.AGREED and row.starts_on and on < row.starts_on:
                raise InputError(
                    f"It began on {say_date(row.starts_on, self._desk.today)}, so it cannot have "
                    "ended before. Nothing was changed.",
                    "on",
                )
            never = {"starts_on": None} if row.state == PlacementState.AGREED else {}
            work.change(row, state=PlacementState.ENDED, ended_on=on, ended_why=why, **never)
            for after, side, text in AFTER_END:
                self._owe(work, row, side, text, self._desk.today, after, ())
        return self.one(placement_id)

    def _walk(self, row: "Placement", to: PlacementState) -> None:
        if row.state == to:
            raise RuleError(f"It has {to.value} already. Nothing was changed.")

    def _may_ask(self, work: "UnitOfWork", row: "Placement", side: Side) -> bool:
        """Say whether a side is asked about the first days (O4)."""
        from adviser_tui.services.match_sheets.case import level_of
        from adviser_tui.services.match_sheets.person_facts import consent_that_counts
        from adviser_tui.services.match_sheets.reading import within

        if not self._declined_support(row):
            return True
        if side is Side.PARTICIPANT or not row.vacancy_id:
            return False
        consent = consent_that_counts(within(work), row.participant_id, row.vacancy_id)
        return level_of(consent, self._desk.today) is not None

    def _declined_support(self, row: "Placement") -> bool:
        """Say whether the person declined support in the job on the submitted sheet (O4)."""
        from adviser_tui.services.match_sheets.service import MatchSheets

        found = self._desk.database.row(
            "SELECT sheet_id FROM submission WHERE id = ? AND sheet_id IS NOT NULL",
            (row.submission_id,),
        )
        if found is None:
            return False
        answer = MatchSheets(self._desk).frozen(str(found["sheet_id"])).item("O4").answer
        return answer is not None and answer.declined

    def _owe(
        self,
        work: "UnitOfWork",
        row: "Placement",
        side: Side,
        text: str,
        since: date,
        after: int,
        reasons: tuple[str, ...],
    ) -> None:
        names: Any = work.connection.execute(f"{_SELECT} AND x.id = ?", (row.id,)).fetchone()
        due = max(add_working_days(since, after, self._desk.holidays), self._desk.today)
        draft = FollowUpDraft(
            what=text.format(participant=names["participant"], employer=names["employer"]),
            due_on=due,
            side=side,
            participant_id=row.participant_id,
            employer_id=row.employer_id,
            vacancy_id=row.vacancy_id,
            submission_id=row.submission_id,
            placement_id=row.id,
            reasons=reasons,
        )
        add_follow_up(work, draft)


def _from_submission(work: "UnitOfWork", draft: PlacementDraft) -> "Placement":
    """Return the job of an accepted submission, its terms those of the vacancy."""
    from models.tables import Placement, Submission, Vacancy

    submission = work.get(Submission, str(draft.submission_id))
    _check_accepted(work, submission)
    vacancy = work.get(Vacancy, submission.vacancy_id)
    has_pay = draft.pay is not None
    made = work.add(
        Placement(
            participant_id=submission.participant_id,
            employer_id=vacancy.employer_id,
            site_id=vacancy.site_id,
            vacancy_id=vacancy.id,
            submission_id=submission.id,
            role=draft.role.strip() or vacancy.title,
            starts_on=draft.starts_on or vacancy.starts_on,
            weekly_minutes=draft.weekly_minutes or vacancy.weekly_minutes,
            pay=draft.pay if has_pay else vacancy.pay,
            pay_period=draft.pay_period if has_pay else vacancy.pay_period,
            pay_currency=draft.pay_currency if has_pay else vacancy.pay_currency,
            contract=draft.contract or vacancy.contract,
            scheme=draft.scheme or ("subsidised" if vacancy.is_subsidised else ""),
            subsidy_ends_on=draft.subsidy_ends_on,
            mentor=draft.mentor,
            support_plan=draft.support_plan,
            found_by=FoundBy.US,
            kind=draft.kind or kind_of(vacancy.kind),
        )
    )
    _fill(work, vacancy.id)
    return made


def _check_accepted(work: "UnitOfWork", submission: "Submission") -> None:
    from models.tables import Placement

    if submission.state != SubmissionState.ACCEPTED:
        raise RuleError(
            f"It stands at “{str(submission.state).replace('_', ' ')}”. Record that the job was "
            "accepted first, then agree the placement. Nothing was changed."
        )
    if work.find(Placement, submission_id=submission.id):
        raise RuleError("The placement of this submission is noted already. Nothing was changed.")


def _fill(work: "UnitOfWork", vacancy_id: str) -> None:
    """Note that a vacancy is filled once every one of its posts is taken."""
    from models.tables import Placement, Vacancy

    vacancy = work.get(Vacancy, vacancy_id)
    taken = len(work.find(Placement, vacancy_id=vacancy_id))
    closed = (VacancyState.FILLED, VacancyState.WITHDRAWN, VacancyState.LAPSED)
    if taken >= vacancy.posts and vacancy.state not in closed:
        work.change(vacancy, state=VacancyState.FILLED)


def _found_otherwise(work: "UnitOfWork", draft: PlacementDraft) -> "Placement":
    """Return a job that the person or a partner found (M4: no match of ours)."""
    from models.tables import Employer, Participant, Placement

    if not (draft.participant_id and draft.employer_id):
        raise InputError("Say who starts where: a participant and an employer.", "participant")
    if not draft.role.strip():
        raise InputError("Say what the job is.", "role")
    if draft.found_by is FoundBy.US:
        raise RuleError(
            "A job that we found comes of a submission that was accepted. Name that submission, "
            "or say that the person or a partner found it. Nothing was changed."
        )
    person = work.get(Participant, draft.participant_id)
    employer = work.get(Employer, draft.employer_id)
    return work.add(
        Placement(
            participant_id=person.id,
            employer_id=employer.id,
            role=draft.role,
            starts_on=draft.starts_on,
            weekly_minutes=draft.weekly_minutes,
            pay=draft.pay,
            pay_period=draft.pay_period,
            pay_currency=draft.pay_currency,
            contract=draft.contract,
            scheme=draft.scheme,
            subsidy_ends_on=draft.subsidy_ends_on,
            mentor=draft.mentor,
            support_plan=draft.support_plan,
            found_by=draft.found_by,
            kind=draft.kind or PlacementKind.JOB,
        )
    )


def _row(row: Any, today: date) -> PlacementRow:
    state = PlacementState(row["state"])
    starts_on, ended_on = day(row["starts_on"]), day(row["ended_on"])
    return PlacementRow(
        id=str(row["id"]),
        state=state,
        words=with_kind(
            _words(state, starts_on, ended_on, str(row["ended_why"]), today), str(row["kind"])
        ),
        participant_id=str(row["participant_id"]),
        participant=str(row["participant"]),
        employer_id=str(row["employer_id"]),
        employer=str(row["employer"]),
        vacancy_id=str(row["vacancy_id"] or ""),
        submission_id=str(row["submission_id"] or ""),
        role=str(row["role"]),
        starts_on=starts_on,
        ended_on=ended_on,
        found_by=FoundBy(row["found_by"]),
        kind=PlacementKind(row["kind"]),
    )


def _words(
    state: PlacementState, starts_on: date | None, ended_on: date | None, why: str, today: date
) -> str:
    if state is PlacementState.ENDED and ended_on is not None:
        return f"ended {say_date(ended_on, today)}: {why}" if why else f"ended {ended_on}"
    if starts_on is None:
        return state.value.replace("_", " ")
    if state is PlacementState.AGREED:
        verb = "starts" if starts_on >= today else "was to start"
        return f"{verb} {say_date(starts_on, today)}"
    return f"began {say_date(starts_on, today)}"
