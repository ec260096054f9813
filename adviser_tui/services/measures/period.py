"""Stretches of calendar days that figures are about: a week, a month, or any other."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from adviser_tui.errors import InputError
from adviser_tui.storage.reading import sortable

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_MARGIN = timedelta(hours=14)
"""No wall clock is further from UTC."""
_YEARS = range(1900, 2200)
"""Years that a period may be named in; so far from the calendar's ends every look back is a day."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, both included, on the adviser's own calendar."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InputError("A period ends on the day it begins or later.", "week")

    @classmethod
    def week_of(cls, day: date) -> "Period":
        """Return the ISO week, Monday to Sunday, that a day lies in."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    @classmethod
    def week_named(cls, text: str) -> "Period":
        """Return the week that is written as `2026-W47`; raises `InputError` where there is none.

        A year has 52 weeks or 53, and its last days may belong to the first week of the next.
        """
        found = _WEEK.fullmatch(text.strip())
        if found is None:
            raise InputError(
                f"“{text[:30]}” is not a week. Write it as 2026-W47, or a day in it.", "week"
            )
        _check_year(int(found[1]))
        try:
            return cls.week_of(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        except ValueError as error:
            raise InputError(f"There is no week {text[:30]}.", "week") from error

    @classmethod
    def month_of(cls, day: date) -> "Period":
        """Return the calendar month that a day lies in."""
        _check_year(day.year)
        first = day.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
        return cls(first, after - timedelta(days=1))

    @property
    def is_week(self) -> bool:
        """Whether it is one ISO week."""
        return self.first.weekday() == 0 and (self.last - self.first).days == 6

    @property
    def name(self) -> str:
        """`2026-W47` for a week, else its two days with a slash between."""
        if self.is_week:
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02d}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    @property
    def number(self) -> int:
        """The ISO number of the week that it begins in."""
        return self.first.isocalendar().week

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of it."""
        return tuple(
            self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)
        )

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def before(self, weeks: int = 1) -> "Period":
        """Return the period of the same length that many weeks earlier."""
        back = timedelta(weeks=weeks)
        return Period(self.first - back, self.last - back)

    def back_to(self, weeks: int) -> "Period":
        """Return what ends with this week and is that many weeks long."""
        return Period(self.first - timedelta(weeks=weeks - 1), self.last)

    def days_before(self, days: int) -> "Period":
        """Return the stretch of that many days that ends with its last day."""
        return Period(self.last - timedelta(days=days - 1), self.last)

    def weeks(self) -> tuple["Period", ...]:
        """Return the ISO weeks that it touches, the earliest first, each whole."""
        found = []
        week = Period.week_of(self.first)
        while week.first <= self.last:
            found.append(week)
            week = week.before(-1)
        return tuple(found)

    def bounds(self) -> dict[str, str]:
        """Return `from` and `to` for a query by moment: wide enough for every wall clock.

        What is found is then kept or left by its own calendar day: whoever reads must ask
        `local_day(row) in period`.
        """
        begin = datetime.combine(self.first, time(), UTC)
        end = datetime.combine(self.last + timedelta(days=1), time(), UTC)
        return {"from": sortable(begin - _MARGIN), "to": sortable(end + _MARGIN)}


def _check_year(year: int) -> None:
    if year not in _YEARS:
        raise InputError(f"The year {year} is out of reach. Write one of this century.", "week")
