"""Weekends and bank holidays: which days they are, and how to count past them."""

from collections.abc import Mapping
from datetime import date, timedelta

from adviser_tui.errors import InputError
from adviser_tui.services.words.calendar_words import WEEKDAY_NAMES

Holidays = Mapping[date, str]
"""Bank holidays by day, with their names, as `seed.holidays` reads them."""

_FARTHEST = 2_000


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Tell whether offices are open: no weekend, no bank holiday."""
    return day.weekday() < 5 and day not in holidays


def day_note(day: date, holidays: Holidays) -> str:
    """Return what is unusual about a day: "Boxing Day", "a Saturday", or nothing."""
    if day in holidays:
        return holidays[day]
    return f"a {WEEKDAY_NAMES[day.weekday()]}" if day.weekday() >= 5 else ""


def next_working_day(day: date, holidays: Holidays) -> date:
    """Return the day itself when offices are open on it, else the first one after it."""
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int, holidays: Holidays) -> date:
    """Return the day that lies `count` working days after `day`, or before it when negative.

    Counting starts on the day after: two working days from a Friday is Tuesday. 0 gives the day
    itself when offices are open, else the next one.
    """
    if abs(count) > _FARTHEST:
        raise InputError(
            f"{abs(count)} working days are too many to count; nothing was changed. "
            "Write the day itself, like 24/12/2027."
        )
    if count == 0:
        return next_working_day(day, holidays)
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    try:
        while left:
            day += step
            left -= is_working_day(day, holidays)
    except OverflowError:
        raise InputError("That day lies outside any calendar; write one nearer to today.") from None
    return day
