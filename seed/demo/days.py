"""Working days around today, and moments on the machine's own wall clock."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple

CLOSED = frozenset({(12, 25), (12, 26), (1, 1)})
"""Days on which no office of the demo is open, as (month, day)."""
YEAR = 364
_EPOCH = date(1970, 1, 1).toordinal()


class At(NamedTuple):
    """A moment of the wall clock: a day and minutes since its midnight."""

    day: date
    minute: int


@cache
def offset_of(day: date) -> int:
    """Return the minutes that the machine's clock is east of UTC at noon of a day."""
    offset = datetime.combine(day, time(12)).astimezone().utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


@cache
def _iso(day: date) -> str:
    return day.isoformat()


def utc_text(at: At) -> str:
    """Return a moment as the sortable UTC text that the caseload keeps."""
    shift, minute = divmod(at.minute - offset_of(at.day), 1440)
    day = _iso(at.day + timedelta(days=shift) if shift else at.day)
    return f"{day}T{minute // 60:02d}:{minute % 60:02d}:00.000000Z"


def millis(at: At) -> int:
    """Return a moment as milliseconds since 1970."""
    days = at.day.toordinal() - _EPOCH
    return (days * 1440 + at.minute - offset_of(at.day)) * 60_000


def is_working(day: date) -> bool:
    """Say whether the offices of the demo are open."""
    return day.weekday() < 5 and (day.month, day.day) not in CLOSED


class Days:
    """The working days of the year before today, and the way to those after it."""

    def __init__(self, today: date) -> None:
        self.today = today
        past = (today - timedelta(days=n) for n in range(1, YEAR + 1))
        self.past = [day for day in past if is_working(day)]
        """The newest first; today itself is not among them, so nothing lies in the future."""

    def ago(self, days: int) -> date:
        """Return the last working day that is at least `days` calendar days ago."""
        day = self.today - timedelta(days=max(days, 1))
        while not is_working(day):
            day -= timedelta(days=1)
        return day

    def ahead(self, days: int) -> date:
        """Return the first working day that is at least `days` calendar days ahead."""
        day = self.today + timedelta(days=days)
        while not is_working(day):
            day += timedelta(days=1)
        return day

    def working_before(self, day: date) -> date:
        """Return the working day before another."""
        day -= timedelta(days=1)
        while not is_working(day):
            day -= timedelta(days=1)
        return day

    def working_after(self, day: date, count: int) -> date:
        """Return the day that is `count` working days after another."""
        while count > 0:
            day += timedelta(days=1)
            count -= is_working(day)
        return day
