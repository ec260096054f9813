"""The order of Today: pure functions over frozen rows (`domain.md`, triage order).

Who comes first is decided by what is owed and for how long, never by how likely somebody is to
find work.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Literal

Matter = Literal[
    "follow_up",
    "promise",
    "consent",
    "interview",
    "parked",
    "job_start",
    "outcome",
    "hand_over",
]
PARKED_DAYS = 28
INTERVIEW_HOURS = 48
HORIZON_DAYS = 7
"""How far ahead Today looks for what is not due yet."""


class Rank(IntEnum):
    """The classes of the triage, the most pressing first."""

    AT_RISK = 0
    OVERDUE_PROMISE = 1
    OVERDUE_EMPLOYER = 2
    OVERDUE_PARTICIPANT = 3
    CONSENT = 4
    INTERVIEW = 5
    PARKED = 6
    DUE_TODAY = 7
    JOB_START = 8
    LATER = 9


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed, before it has a place in the order."""

    id: str
    matter: Matter
    what: str
    subject: str
    """The name that is shown: employer, participant or partner."""
    side: str
    due_on: date
    due_time: str = ""
    second: str = ""
    """The other party's name where there are two."""
    reasons: tuple[str, ...] = ()
    made_by: str = "us"
    level: str = ""
    owner_id: str = ""
    participant_id: str = ""
    employer_id: str = ""
    vacancy_id: str = ""
    submission_id: str = ""
    because: str = ""
    """Who offered a hand-over and why, in words."""
    is_over: bool = False
    """An interview that has been, while nobody has noted how it went."""
    last_action_on: date | None = None
    """The last day on which something was done for or with the subject."""
    partner_id: str = ""


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One line of Today with its place and its reason in words."""

    owed: Owed
    rank: Rank
    reason: str
    heading: str
    quiet_days: int | None
    """Days since the last action, nothing where there never was one."""

    @property
    def id(self) -> str:
        """The id of what is owed; for a parked participant the participant's."""
        return self.owed.id


HEADINGS = {
    Rank.AT_RISK: "Now",
    Rank.OVERDUE_PROMISE: "Overdue",
    Rank.OVERDUE_EMPLOYER: "Overdue",
    Rank.OVERDUE_PARTICIPANT: "Overdue",
    Rank.CONSENT: "Waiting for an answer",
    Rank.INTERVIEW: "Interviews",
    Rank.PARKED: "Not forgotten",
    Rank.DUE_TODAY: "Today",
    Rank.JOB_START: "In work",
    Rank.LATER: "Coming up",
}


def rank_of(owed: Owed, today: date) -> Rank:
    """Return the class that something owed falls into."""
    overdue = owed.due_on < today
    if "safety" in owed.reasons or "job_at_risk" in owed.reasons:
        return Rank.AT_RISK
    match owed.matter:
        case "consent" | "hand_over":
            return Rank.CONSENT
        case "interview":
            return Rank.INTERVIEW
        case "parked":
            return Rank.PARKED
        case "promise" if overdue:
            return Rank.OVERDUE_PROMISE
        case "follow_up" if overdue:
            return Rank.OVERDUE_EMPLOYER if owed.side == "employer" else Rank.OVERDUE_PARTICIPANT
        case "job_start":
            return Rank.JOB_START
        case "outcome" if owed.due_on <= today:
            # A check of a job's weeks stands with the checks of its start: nobody waits for it as
            # they wait for a promise, but from its day on it must not be lost among what comes.
            return Rank.JOB_START
    return Rank.DUE_TODAY if owed.due_on == today else Rank.LATER


def triage(things: Iterable[Owed], today: date) -> tuple[TodayRow, ...]:
    """Return everything owed in the one order that every screen and command shows.

    Within a class the longest untouched comes first; what is not due yet goes by its day first.
    """
    rows = []
    for owed in things:
        rank = rank_of(owed, today)
        quiet = None if owed.last_action_on is None else (today - owed.last_action_on).days
        rows.append(TodayRow(owed, rank, reason_of(owed, rank, today), HEADINGS[rank], quiet))
    return tuple(sorted(rows, key=_place))


def _place(row: TodayRow) -> tuple[object, ...]:
    untouched = -(row.quiet_days if row.quiet_days is not None else 1_000_000)
    if row.rank == Rank.LATER:
        return (row.rank, row.owed.due_on, row.owed.due_time or "~", untouched, row.owed.id)
    return (row.rank, untouched, row.owed.due_on, row.owed.due_time or "~", row.owed.id)


def reason_of(owed: Owed, rank: Rank, today: date) -> str:
    """Say in words why something stands where it stands."""
    when = _due_words(owed.due_on, today)
    clock = f" at {owed.due_time}" if owed.due_time else ""
    if rank == Rank.AT_RISK:
        kind = "somebody's safety" if "safety" in owed.reasons else "a job is at risk"
        return f"{kind}, due {when}"
    match owed.matter:
        case "promise" if owed.made_by == "them":
            return (
                f"their promise was due {when}"
                if owed.due_on < today
                else f"their promise is due {when}"
            )
        case "promise":
            return f"promise due {when}"
        case "consent" if owed.due_on < today:
            return f"no answer about consent, due {when}"
        case "consent":
            return f"answer about consent due {when}"
        case "interview" if owed.is_over:
            return f"interview was {when}{clock}, not noted how it went"
        case "interview":
            return f"interview {when}{clock}"
        case "hand_over":
            return owed.because
        case "parked":
            if owed.last_action_on is None:
                return "no step since joining"
            return f"no step for {(today - owed.last_action_on).days} days"
        case "outcome" if owed.due_on <= today:
            return f"not verified, due {when}"
        case "outcome":
            return f"to verify {when}"
        case "job_start" if owed.due_on < today:
            return f"started {when}"
        case "job_start":
            return f"starts {when}"
    side = {"employer": "employer", "participant": "participant"}.get(owed.side, "")
    return f"{side} follow-up due {when}{clock}".strip()


def _due_words(due: date, today: date) -> str:
    days = (due - today).days
    if days in (-1, 0, 1):
        return {-1: "yesterday", 0: "today", 1: "tomorrow"}[days]
    if days < 0:
        return f"{-days} days ago"
    if days < 7:
        return f"on {due:%A}"
    return f"on {due:%a} {due.day} {due:%b}"


def is_parked(last_action_on: date | None, joined_on: date, today: date) -> bool:
    """Say whether nothing was done for somebody in 28 days (M9)."""
    return (today - (last_action_on or joined_on)) >= timedelta(days=PARKED_DAYS)
