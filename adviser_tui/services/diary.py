"""The diary: a week of contacts, follow-ups, promises and interviews, with time out and about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from adviser_tui.services.desk import Desk
from adviser_tui.services.diary_entries import DiaryEntry, read_entries
from adviser_tui.services.measures.period import Period
from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.calendar_words import MONTH_NAMES
from adviser_tui.services.words.say import say_date

__all__ = ["Diary", "DiaryDay", "DiaryEntry", "DiaryWeek"]


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
    """Time face to face with people away from the own office, overlaps counted once (M3a)."""


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


class Diary:
    """The weeks of the adviser, or of the whole team."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def week(self, day: date | None = None, *, everybody: bool = False) -> DiaryWeek:
        """Return the week that a day lies in, this week by default."""
        day = day or self._desk.today
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
        entries = sorted(read_entries(self._desk, first, last, everybody=everybody), key=_place)
        out = self._minutes_out(Period(first, last), everybody=everybody)
        days = tuple(self._day(day, entries, out.get(day, 0)) for day in Period(first, last).days)
        away = sum(each.minutes_away for each in days)
        contacts = [entry for entry in entries if entry.kind == "contact"]
        attempts = sum(entry.is_attempt for entry in contacts)
        return DiaryWeek(
            first=first,
            last=last,
            name=_week_name(first, last),
            days=days,
            minutes_away=away,
            away_words=f"{say_minutes(away)} out of the office" if away else "",
            contacts=len(contacts) - attempts,
            attempts=attempts,
            previous=first - timedelta(days=7),
            following=first + timedelta(days=7),
        )

    def _minutes_out(self, week: Period, *, everybody: bool) -> dict[date, int]:
        """Return the minutes out of the office by day, as the measure reckons them (M3a).

        Those of everybody are a figure of colleagues, which only a lead looks at.
        """
        from adviser_tui.services.measures.engine import Measures
        from adviser_tui.services.measures.field_time import minutes_out
        from adviser_tui.services.measures.scene import Whose
        from adviser_tui.services.measures.sight import may_see_others

        whose = None
        if everybody and not may_see_others(self._desk):
            return {}
        if everybody:
            rows = self._desk.database.rows("SELECT id FROM adviser")
            whose = Whose(tuple(str(row["id"]) for row in rows), "everybody", is_team=True)
        return minutes_out(Measures(self._desk).scene(week, whose))

    def _day(self, day: date, entries: Iterable[DiaryEntry], minutes_away: int) -> DiaryDay:
        return DiaryDay(
            day=day,
            name=say_date(day, self._desk.today),
            note=self._desk.holidays.get(day, ""),
            is_today=day == self._desk.today,
            entries=tuple(entry for entry in entries if entry.day == day),
            minutes_away=minutes_away,
        )


def _place(entry: DiaryEntry) -> tuple[object, ...]:
    return (entry.day, entry.time or "~", entry.kind, entry.subject.casefold(), entry.id)


def _week_name(first: date, last: date) -> str:
    begins = str(first.day)
    if first.month != last.month:
        begins += f" {MONTH_NAMES[first.month - 1]}"
    if first.year != last.year:
        begins += f" {first.year}"
    ends = f"{last.day} {MONTH_NAMES[last.month - 1]} {last.year}"
    return f"Week {first.isocalendar().week}, {begins} to {ends}"
