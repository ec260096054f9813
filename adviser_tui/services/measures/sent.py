"""Submissions that went out, and how each was decided by a day: read once for all measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Any

from adviser_tui.services.checklist.refusals import Refusal, RefusalReason, reason_of
from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Ref
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.reading import day, moment, moment_or_none
from adviser_tui.text import fold
from models.kinds import SubmissionState


class Verdict(Enum):
    """What became of a submission."""

    OPEN = auto()
    """The employer or the person may still say something."""
    ACCEPTED = auto()
    REFUSED = auto()
    """Somebody looked at the match and said no: the employer, or the person themselves."""
    NO_DECISION = auto()
    """Nobody judged the person: no answer, or the post was gone."""

    @property
    def is_final(self) -> bool:
        """Whether it is a decision, which neither silence nor a post that is gone is."""
        return self in (Verdict.ACCEPTED, Verdict.REFUSED)


@dataclass(frozen=True, slots=True)
class Sent:
    """One submission that went out."""

    id: str
    participant: str
    coach: str
    """The participant's coach on that day: handing somebody over moves no figure of the past."""
    vacancy: str
    at: datetime
    """When the sheet was frozen and it went out, on the wall clock of then."""
    state: SubmissionState = SubmissionState.SUBMITTED
    reason: str = ""
    decided_on: date | None = None
    interview_on: date | None = None
    batch: str = ""
    """The folded word that those sent together share."""
    with_override: bool = False
    posts: int = 1
    """How many posts the vacancy has."""
    vacancy_kind: str = "job"
    is_void: bool = False

    @property
    def day(self) -> date:
        """The calendar day on which it went out."""
        return self.at.date()

    @property
    def why(self) -> RefusalReason | None:
        """The reason out of the closed set, nothing where there is none or it is not known here."""
        return reason_of(Refusal(self.reason)) if self.reason in set(Refusal) else None

    def verdict(self, on: date, no_answer_days: int) -> Verdict:
        """Return how it stood by a day; silence for longer than so many days is no decision."""
        found = _ENDS.get(self.state)
        if found is None or (self.decided_on is not None and self.decided_on > on):
            return Verdict.NO_DECISION if self._is_silent(on, no_answer_days) else Verdict.OPEN
        if found is Verdict.REFUSED and self.why is not None and self.why.no_decision:
            return Verdict.NO_DECISION
        return found

    def settled_on(self, on: date, no_answer_days: int) -> date | None:
        """Return the day on which it came to its end as it stood by a day, if it had."""
        if self.verdict(on, no_answer_days) is Verdict.OPEN:
            return None
        if self.state in _ENDS and (self.decided_on is None or self.decided_on <= on):
            return self.decided_on or self.day
        return self._heard_on(on) + timedelta(days=no_answer_days + 1)

    def ref(self, on: date | None = None, note: str = "") -> Ref:
        """Return the row itself, on the day that matters here."""
        return Ref("submission", self.id, on or self.day, note)

    def _is_silent(self, on: date, no_answer_days: int) -> bool:
        if self.state is SubmissionState.OFFERED and self.decided_on is None:
            return False
        return (on - self._heard_on(on)).days > no_answer_days

    def _heard_on(self, on: date) -> date:
        """Return the last day on which the employer is known to have been heard."""
        if self.interview_on is not None and self.day < self.interview_on:
            return self.interview_on
        return self.day


_ENDS = {
    SubmissionState.ACCEPTED: Verdict.ACCEPTED,
    SubmissionState.REFUSED_BY_EMPLOYER: Verdict.REFUSED,
    SubmissionState.DECLINED_BY_PERSON: Verdict.REFUSED,
    SubmissionState.VACANCY_GONE: Verdict.NO_DECISION,
    SubmissionState.NO_RESPONSE: Verdict.NO_DECISION,
}

# In the order in which they went out, whenever each arrived here.
_SENT = """SELECT s.id, s.participant_id, p.coach_id, s.vacancy_id, s.state, s.reason, s.batch,
    s.decided_on, s.with_override, s.submitted_at, s.submitted_offset, s.interview_at,
    s.interview_offset, s.void_reason IS NOT NULL AS is_void, v.posts, v.kind AS vacancy_kind
  FROM submission s JOIN participant p ON p.id = s.participant_id
  JOIN vacancy v ON v.id = s.vacancy_id
  WHERE s.submitted_at IS NOT NULL ORDER BY s.submitted_at, s.id"""


def sent(scene: Scene) -> tuple[Sent, ...]:
    """Return every submission that went out, void ones among them, the first sent first."""
    return scene.shared("sent", lambda: tuple(_sent(scene, row) for row in scene.rows(_SENT)))


def sent_of(scene: Scene) -> tuple[Sent, ...]:
    """Return the submissions of the participants of those whose figures these are."""
    return tuple(each for each in sent(scene) if each.coach in scene.whose.advisers)


def decided_in(
    rows: Iterable[Sent], first: date, last: date, no_answer_days: int
) -> tuple[Sent, ...]:
    """Return the submissions on which a final decision fell from one day to another."""
    return tuple(
        each
        for each in rows
        if not each.is_void
        and each.verdict(last, no_answer_days).is_final
        and first <= (each.settled_on(last, no_answer_days) or each.day) <= last
    )


def _sent(scene: Scene, row: Any) -> Sent:
    interview = moment_or_none(row["interview_at"], row["interview_offset"])
    at, participant = moment(row["submitted_at"], row["submitted_offset"]), row["participant_id"]
    coach = course_of(scene).coach_on(str(participant), at.date()) or row["coach_id"]
    return Sent(
        id=str(row["id"]),
        participant=str(participant),
        coach=str(coach or ""),
        vacancy=str(row["vacancy_id"]),
        at=at,
        state=SubmissionState(row["state"]),
        reason=str(row["reason"]),
        decided_on=day(row["decided_on"]),
        interview_on=interview.date() if interview else None,
        batch=fold(str(row["batch"])),
        with_override=bool(row["with_override"]),
        posts=max(int(row["posts"] or 1), 1),
        vacancy_kind=str(row["vacancy_kind"]),
        is_void=bool(row["is_void"]),
    )
