"""Working patterns and days away said back the way a colleague would say them."""

from collections.abc import Iterable
from datetime import date

from adviser_tui.services.words.amounts import say_weekly_hours
from adviser_tui.services.words.calendar_words import WEEKDAY_NAMES
from adviser_tui.services.words.say import say_date
from adviser_tui.services.working_time.patterns import AbsenceRow, Pattern
from adviser_tui.services.working_time.reckoning import WorkingDays
from models.kinds import AbsenceKind, DayPart
from seed.holidays import REGIONS


def say_days(days: Iterable[int]) -> str:
    """Return weekdays in words: `Mon to Wed`, `Mon, Wed and Fri`, `no day`."""
    ordered = sorted(set(days))
    names = [WEEKDAY_NAMES[day][:3] for day in ordered]
    if not names:
        return "no day"
    if len(names) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{names[0]} to {names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def say_pattern(pattern: Pattern) -> str:
    """Return how somebody works: `Mon to Wed, 60 %, 22 h 30 min a week`, or that they left."""
    if pattern.has_left:
        return "left"
    parts = [say_days(pattern.days), f"{pattern.share} %"]
    if pattern.weekly_minutes is not None:
        parts.append(say_weekly_hours(pattern.weekly_minutes))
    if pattern.region:
        parts.append(f"bank holidays of {REGIONS.get(pattern.region, pattern.region)}")
    return ", ".join(parts)


def say_absence(row: AbsenceRow, today: date) -> str:
    """Return days away: `Fri 27 Nov, afternoon`, `Mon 21 Dec to Thu 31 Dec, training`."""
    days = say_date(row.first_on, today)
    if row.last_on != row.first_on:
        days = f"{days} to {say_date(row.last_on, today)}"
    if row.part is not DayPart.WHOLE:
        days = f"{days}, {row.part.value}"
    return f"{days}, training" if row.kind is AbsenceKind.TRAINING else days


def say_working_days(days: WorkingDays) -> str:
    """Return what a week is worth: `4 of 5 days, one bank holiday`."""
    from adviser_tui.services.measures.figure import plain

    if not days.scheduled:
        return "no working day"
    many = len(days.scheduled)
    words = f"{plain(days.available)} of {many} day{'' if many == 1 else 's'}"
    if free := len(days.holidays):
        words += f", {free} bank holiday{'' if free == 1 else 's'}"
    return words
