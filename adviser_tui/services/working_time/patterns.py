"""Working patterns and days away as they stand in the caseload."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from adviser_tui.storage.database import Database
from models.kinds import AbsenceKind, DayPart

DAY_WORDS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How a scheduled day is written in the file; Monday is 0."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """When an adviser works, from a day on."""

    id: str
    adviser_id: str
    valid_from: date
    share: int
    """The contract in hundredths of full time."""
    days: tuple[int, ...]
    """Scheduled weekdays, Monday is 0; none after somebody has left."""
    weekly_minutes: int | None
    region: str
    """Whose bank holidays are free; empty for those of the settings."""

    @property
    def has_left(self) -> bool:
        """Whether nobody works by it any more."""
        return not self.days


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Days on which an adviser is away or learning; never why."""

    id: str
    adviser_id: str
    kind: AbsenceKind
    first_on: date
    last_on: date
    part: DayPart


NOBODY_WROTE_ONE = Pattern("", "", date.min, 100, (0, 1, 2, 3, 4), None, "")
"""What holds for whoever has no pattern: full time, Monday to Friday, hours unknown."""

_PATTERNS = """SELECT id, adviser_id, valid_from, share, days, weekly_minutes, region
  FROM working_pattern WHERE void_reason IS NULL ORDER BY valid_from, created_at, id"""
_ABSENCES = """SELECT id, adviser_id, kind, first_on, last_on, part
  FROM absence WHERE void_reason IS NULL ORDER BY first_on, created_at, id"""


def read_patterns(database: Database) -> dict[str, tuple[Pattern, ...]]:
    """Return everybody's patterns by adviser, the earliest first.

    Of two that begin on one day, as two devices may write them, the later written one counts.
    """
    found: dict[str, dict[date, Pattern]] = {}
    for row in database.rows(_PATTERNS):
        pattern = _pattern(row)
        found.setdefault(pattern.adviser_id, {})[pattern.valid_from] = pattern
    return {adviser: tuple(by_day.values()) for adviser, by_day in found.items()}


def read_absences(database: Database) -> dict[str, tuple[AbsenceRow, ...]]:
    """Return everybody's days away by adviser, the earliest first."""
    found: dict[str, list[AbsenceRow]] = {}
    for row in database.rows(_ABSENCES):
        each = AbsenceRow(
            str(row["id"]),
            str(row["adviser_id"]),
            AbsenceKind(row["kind"]),
            date.fromisoformat(row["first_on"]),
            date.fromisoformat(row["last_on"]),
            DayPart(row["part"]),
        )
        found.setdefault(each.adviser_id, []).append(each)
    return {adviser: tuple(rows) for adviser, rows in found.items()}


def pattern_on(patterns: Iterable[Pattern], day: date) -> Pattern | None:
    """Return the pattern that holds on a day, of patterns with the earliest first."""
    held = None
    for each in patterns:
        if each.valid_from > day:
            break
        held = each
    return held


def _pattern(row: Any) -> Pattern:
    words = json.loads(row["days"] or "[]")
    days = tuple(sorted({DAY_WORDS.index(word) for word in words if word in DAY_WORDS}))
    minutes = row["weekly_minutes"]
    return Pattern(
        str(row["id"]),
        str(row["adviser_id"]),
        date.fromisoformat(row["valid_from"]),
        int(row["share"]),
        days,
        None if minutes is None else int(minutes),
        str(row["region"]),
    )
