"""This week's contacts with employers against the week's target (M1)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many employer contacts a week had, always with what the figure is made of."""

    first: date
    last: date
    number: int
    """The ISO number of the week."""
    counted: int
    target: int | None
    """Nothing where the target is switched off."""
    face_to_face: int
    """Of those counted, how many were visits."""
    attempts: int
    same_again: int
    """Two-way contacts that do not count beside another of that day (M1)."""
    support_visits: int
    """In-work support without a need or a vacancy, which counts 0 (M1)."""
    late: int
    """Counted contacts that were written down more than seven days after they happened."""
    with_need_and_next_step: int
    """Of those counted, how many recorded a need and a next step (M2's companion)."""
    as_of: datetime
    words: str
    """`2 of 6 this week`."""
    companion: str
    """`1 of 2 with a need and a next step`."""
    note: str
    """What was left out and why, in words; may be empty."""
