"""The diary: a week of contacts, follow-ups, promises and interviews, with time out and about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from adviser_tui.services.desk import Desk
from adviser_tui.services.diary_entries import DiaryEntry, read_entries
from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.calendar_words import MONTH_NAMES
from adviser_tui.services.words.say import say_date

__all__ = ["Diary", "DiaryDay", "DiaryEntry", "DiaryWeek", "minutes_away"]


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


class Diary:
    """The weeks of the adviser, or of the whole team."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def week(self, day: date | None = None, *, everybody: bool = False) -> DiaryWeek:
        """Return the week that a day lies in, this week by default."""
        day = day or self._desk.today
        first = day - timedelta(days=day.weekday())
        last = first + timedelta(days=6)
        # The day before, too: what began late on it may run into Monday.
        begin = first - timedelta(days=1)
        read = sorted(read_entries(self._desk, begin, last, everybody=everybody), key=_place)
        entries = [entry for entry in read if entry.day >= first]
        days = tuple(self._day(first + timedelta(days=number), read) for number in range(7))
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

    def _day(self, day: date, entries: Iterable[DiaryEntry]) -> DiaryDay:
        here = tuple(entry for entry in entries if entry.day == day)
        return DiaryDay(
            day=day,
            name=say_date(day, self._desk.today),
            note=self._desk.holidays.get(day, ""),
            is_today=day == self._desk.today,
            entries=here,
            minutes_away=minutes_away(entries, day),
        )


def minutes_away(entries: Iterable[DiaryEntry], day: date) -> int:
    """Return the minutes of a day with people away from the own office; overlaps count once (M3a).

    A contact lasts from its moment on, and is split at midnight; one without minutes adds none, an
    attempt neither.
    """
    spans = sorted(
        span
        for entry in entries
        if entry.is_away and not entry.is_attempt and entry.at is not None and entry.minutes
        if (span := _within(day, entry.at, entry.at + timedelta(minutes=entry.minutes)))
    )
    total, reached = timedelta(), None
    for begins, ends in spans:
        begins = begins if reached is None else max(begins, reached)
        if ends > begins:
            total += ends - begins
            reached = ends
    return int(total.total_seconds() // 60)


def _within(day: date, begins: datetime, ends: datetime) -> tuple[datetime, datetime] | None:
    """Return the part of a span that lies on a day, None where nothing does."""
    midnight = datetime.combine(day, time(), tzinfo=begins.tzinfo)
    begins, ends = max(begins, midnight), min(ends, midnight + timedelta(days=1))
    return (begins, ends) if begins < ends else None


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
