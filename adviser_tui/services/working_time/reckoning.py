"""What a stretch of days was worth for one adviser: a pure function over patterns and absences.

A scheduled day counts as much of the week as its pattern has days, so that somebody who works
three days of five and is ill on one of them loses a third of a week's target and not a fifth (M2).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from adviser_tui.services.measures.period import Period
from adviser_tui.services.working_time.patterns import (
    NOBODY_WROTE_ONE,
    AbsenceRow,
    Pattern,
    pattern_on,
)
from models.kinds import AbsenceKind, DayPart

Holidays = Callable[[str], Mapping[date, str]]
"""Gives the bank holidays of a region, of the settings' own for an empty name."""

_HALF = Fraction(1, 2)
_HALVES = {
    DayPart.MORNING: frozenset({DayPart.MORNING}),
    DayPart.AFTERNOON: frozenset({DayPart.AFTERNOON}),
}
_WHOLE = frozenset({DayPart.MORNING, DayPart.AFTERNOON})


@dataclass(frozen=True, slots=True)
class WorkDay:
    """One scheduled day."""

    day: date
    part: Fraction
    """How much of it is left to work: 1, ½ or 0."""
    worth: Fraction
    """How much of a full-time week the whole day is: a fifth for one of five, at full time."""
    minutes: Fraction | None
    """Contract minutes of the whole day; nothing where nobody wrote them down."""
    holiday: str = ""
    """The name of the bank holiday that it is."""
    training: Fraction = Fraction(0)
    """How much of it goes into training."""
    share: int = 100
    """The contract that it is of, in hundredths of full time."""


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """What a stretch of days was worth for one adviser (M2, M3, M13)."""

    scheduled: tuple[date, ...]
    """Days of the pattern, bank holidays and days away among them.

    In the week in which somebody begins or leaves, the whole week's.
    """
    available: Fraction
    """Days that are left of them to work, halves included."""
    elapsed: Fraction
    """Available days that are over; today is not."""
    share: int
    """The contract in hundredths of full time on the last day; 0 for whoever is not here."""
    minutes: int | None
    """Contract minutes of the available days; nothing where nobody wrote hours down."""
    holidays: tuple[date, ...]
    """Bank holidays on scheduled days."""
    each: tuple[WorkDay, ...] = ()
    """Every scheduled day by itself."""
    is_assumed: bool = False
    """Nobody wrote a pattern down, so full time from Monday to Friday was taken."""

    @property
    def full_time_weeks(self) -> Fraction:
        """The available days as full-time weeks: contract share × available ÷ scheduled."""
        return sum((each.part * each.worth for each in self.each), Fraction(0))

    @property
    def shares(self) -> tuple[tuple[int, int], ...]:
        """The contract shares of the scheduled days, each with its number of days, in turn."""
        turns = groupby(each.share for each in self.each)
        return tuple((share, sum(1 for _ in held)) for share, held in turns)


def reckon(
    period: Period,
    patterns: tuple[Pattern, ...],
    absences: Iterable[AbsenceRow],
    holidays: Holidays,
    today: date,
) -> WorkingDays:
    """Return what a period is worth under patterns that have the earliest first."""
    away = [each for each in absences if each.first_on <= period.last]
    days = []
    for day in period.days:
        pattern, is_here = _in_force(patterns, day)
        if pattern is not None and day.weekday() in pattern.days:
            days.append(_day(day, pattern, away, holidays, is_here=is_here))
    last, is_here = _in_force(patterns, min(period.last, max(today, period.first)))
    available = sum((each.part for each in days), Fraction(0))
    return WorkingDays(
        scheduled=tuple(each.day for each in days),
        available=available,
        elapsed=sum((each.part for each in days if each.day < today), Fraction(0)),
        share=last.share if last is not None and is_here else 0,
        minutes=_minutes(days),
        holidays=tuple(each.day for each in days if each.holiday),
        each=tuple(days),
        is_assumed=not patterns,
    )


def _in_force(patterns: tuple[Pattern, ...], day: date) -> tuple[Pattern | None, bool]:
    """Return the pattern that schedules a day, and whether the adviser is there by it.

    In the week of somebody's first day the days before it are scheduled and not available, and in
    the week in which somebody leaves those after the last; other weeks without them are empty.
    """
    if not patterns:
        return NOBODY_WROTE_ONE, True
    held = pattern_on(patterns, day)
    monday = day - timedelta(days=day.weekday())
    if held is None:
        begins_this_week = patterns[0].valid_from <= monday + timedelta(days=6)
        return (patterns[0], False) if begins_this_week else (None, False)
    if not held.has_left:
        return held, True
    if held.valid_from > monday:
        return pattern_on(patterns, held.valid_from - timedelta(days=1)), False
    return None, False


def _day(
    day: date, pattern: Pattern, away: list[AbsenceRow], holidays: Holidays, *, is_here: bool
) -> WorkDay:
    many = len(pattern.days)
    gone: set[DayPart] = set()
    training: set[DayPart] = set()
    for each in away:
        if each.first_on <= day <= each.last_on:
            halves = _HALVES.get(each.part, _WHOLE)
            gone |= halves
            if each.kind is AbsenceKind.TRAINING:
                training |= halves
    holiday = holidays(pattern.region).get(day, "")
    is_free = bool(holiday) or not is_here
    return WorkDay(
        day,
        part=Fraction(0) if is_free else 1 - _HALF * len(gone),
        worth=Fraction(pattern.share, 100 * many),
        minutes=None if pattern.weekly_minutes is None else Fraction(pattern.weekly_minutes, many),
        holiday=holiday,
        training=Fraction(0) if is_free else _HALF * len(training),
        share=pattern.share,
    )


def _minutes(days: list[WorkDay]) -> int | None:
    """Return the contract minutes of what is available, rounded half up."""
    total = Fraction(0)
    for each in days:
        if each.part and each.minutes is None:
            return None
        total += each.part * (each.minutes or 0)
    return int((total * 2 + 1) // 2)
