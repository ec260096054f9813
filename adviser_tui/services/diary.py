"""The diary: a week of contacts, follow-ups, promises and interviews, with time out and about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

DiaryKind = Literal["contact", "follow_up", "promise", "interview", "job_start"]


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """Something on one day of the diary."""

    id: str
    kind: DiaryKind
    day: date
    at: datetime | None
    """The moment on the wall clock, nothing where only the day is known."""
    time: str
    """`14:30`, or empty."""
    what: str
    subject: str
    minutes: int | None
    is_away: bool
    """Whether the adviser was away from their own office for it."""
    is_attempt: bool
    is_done: bool
    is_overdue: bool
    participant_id: str = ""
    employer_id: str = ""


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """One day of the diary."""

    day: date
    name: str
    """`Fri 20 Nov`."""
    note: str
    """A bank holiday's name, or empty."""
    is_today: bool
    entries: tuple[DiaryEntry, ...]
    minutes_away: int
    """Time with people away from the own office, overlaps counted once (M3a)."""


@dataclass(frozen=True, slots=True)
class DiaryWeek:
    """A week from Monday to Sunday."""

    first: date
    last: date
    name: str
    """`Week 47, 16 to 22 November 2026`."""
    days: tuple[DiaryDay, ...]
    minutes_away: int
    away_words: str
    """`3 h 20 min out of the office`."""
    contacts: int
    """Two-way contacts, attempts apart."""
    attempts: int
    previous: date
    """The Monday before, to turn back to."""
    following: date
