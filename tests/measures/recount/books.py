"""The caseload as the recount sees it: SQL, days on the wall clock, and sums of fractions."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

Part = tuple[Fraction | int, Fraction | int | None]
"""A figure's numerator and its denominator, which a plain count has none of."""
Parts = dict[str, Part | None]
"""By a figure's key; nothing where it is n/a for a reason of its own."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass
class Books:
    """One caseload, open to be read, with whose figures are wanted and of which day they are."""

    connection: sqlite3.Connection
    me: str
    today: date
    holidays: frozenset[date]
    memory: dict[object, Any] = field(default_factory=dict)

    def rows(self, sql: str, **values: object) -> list[Any]:
        """Return rows; `:me` is the adviser."""
        given = {"me": self.me, **values}
        return self.connection.execute(sql, given).fetchall()

    def number(self, sql: str, **values: object) -> int:
        """Return the one number that a query counts."""
        return int(self.rows(sql, **values)[0][0] or 0)


@contextmanager
def opened(file: Path, today: date, holidays: Iterable[date]) -> Iterator[Books]:
    """Open a caseload to be read only."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        me = connection.execute("SELECT value FROM setting WHERE key = 'me'").fetchone()[0]
        yield Books(connection, str(me), today, frozenset(holidays))
    finally:
        connection.close()


def days(first: date, last: date) -> list[date]:
    """Return every day from the first to the last."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def halved_up(value: Fraction) -> int:
    """Return a positive number rounded, a half up."""
    return int((2 * value + 1) // 2)


def middle(values: list[int]) -> Fraction | None:
    """Return the median."""
    if not values:
        return None
    told = sorted(values)
    return Fraction(told[(len(told) - 1) // 2] + told[len(told) // 2], 2)


def local(column: str, offset: str = "") -> str:
    """Return SQL for the calendar day of a moment on the wall clock it was written with."""
    return f"date({column}_at, {offset or column + '_offset'} || ' minutes')"


def stood(kind: str, on: str = ":on") -> str:
    """Return SQL for what a participant `x` was on a day, by the turns of their way."""
    return (
        "(SELECT e.value FROM course_event e WHERE e.participant_id = x.id "
        f"AND e.kind = '{kind}' AND e.on_day <= {on} AND e.void_reason IS NULL "
        "ORDER BY e.on_day DESC, e.created_at DESC, e.id DESC LIMIT 1)"
    )
