"""What a list of participants shows of each."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.kinds import Stage

Filter = Literal["current", "mine", "deputy", "parked", "in_work", "away", "left", "all"]
FILTERS: tuple[Filter, ...] = (
    "current",
    "mine",
    "deputy",
    "parked",
    "in_work",
    "away",
    "left",
    "all",
)
"""Ways to narrow the caseload: `current` is everybody who has not left, those just referred among
them; `away` is paused or unavailable, `left` is no longer with us."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The open follow-up of a participant that is due first."""

    id: str
    what: str
    due_on: date
    due_time: str
    is_overdue: bool
    due_words: str
    """`2 days overdue`, `due today`, `Fri 27 Nov`."""


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One participant in a list."""

    id: str
    name: str
    stage: Stage
    stage_words: str
    next_step: NextStep | None
    quiet_days: int | None
    """Days since the last meaningful action (M9), nothing where there never was one."""
    is_parked: bool
    is_active: bool
    flags: tuple[str, ...]
    """What to know before dialling, each in words: `paused until Fri 4 Dec`, `restricted`."""
    coach_id: str = ""
    coach: str = ""
    deputy_id: str = ""
    town: str = ""
    postcode: str = ""
    reference: str = ""
