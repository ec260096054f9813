"""A day as a person says it: "fri", "next tue", "+2w", "24/12", "end of month", "i morgen".

The day comes before the month, always. Where a year or a week is left open, a due date is looked
for ahead and something that happened is looked for behind; the same words then mean other days.
"""

import re
from calendar import monthrange
from datetime import date, time, timedelta
from functools import cache
from typing import Literal

from adviser_tui.errors import InputError
from adviser_tui.services.words.calendar_words import (
    LAST,
    MONTH_NAMES,
    MONTHS,
    NEAR,
    NEXT,
    THIS,
    UNITS,
    WEEKDAY_NAMES,
    WEEKDAYS,
    number,
    plain,
)
from adviser_tui.services.words.clock_times import split_time
from adviser_tui.services.words.working_days import Holidays, add_working_days

Looking = Literal["ahead", "back"]


class NotUnderstoodError(InputError):
    """The words are none that a day or a moment is said with, as against a day that cannot be."""


EXAMPLES = "fri, next tue, tomorrow, +2d, +2w, 24/12, 24 dec or 2026-12-24"
_LONGEST = 60
_YEARS = range(1900, 2200)


def understand_day(
    text: str, today: date, holidays: Holidays | None = None, *, looking: Looking = "ahead"
) -> date:
    """Return the day that `text` means, seen from `today`; a clock time after it is left out.

    "fri" on a Friday is the Friday after when looking ahead, today when looking back. "next fri"
    is the Friday of the coming week. "24/12" is the next one ahead, or the last one behind.
    """
    return understand_day_and_time(text, today, holidays, looking=looking)[0]


def understand_day_and_time(
    text: str, today: date, holidays: Holidays | None = None, *, looking: Looking = "ahead"
) -> tuple[date, time | None]:
    """Return the day and, where one was said, the clock time: "next tue 10am"."""
    words = plain(text) if len(text) <= _LONGEST else ""
    try:
        day = _day(words, today, holidays or {}, looking)
        clock = None
        if day is None:
            words, clock = split_time(words)
            day = _day(words, today, holidays or {}, looking)
    except (OverflowError, ValueError):
        raise InputError(
            f"“{_shown(text)}” lies outside any calendar. Write a day nearer to today, "
            f"like {EXAMPLES}."
        ) from None
    if day is None:
        raise NotUnderstoodError(
            f"“{_shown(text)}” could not be understood as a day. Write it like {EXAMPLES}."
        )
    return day, clock


def _shown(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _day(words: str, today: date, holidays: Holidays, looking: Looking) -> date | None:
    """Try each way of saying a day; None when none fits."""
    words = re.sub(r"^(?:on|by|the|den|pa|til|until|from|fra) (?=.)", "", words)
    if words in NEAR:
        return today + timedelta(days=NEAR[words])
    return (
        _numeric(words, today, looking)
        or _weekday(words, today, looking)
        or _span(words, today, holidays)
        or _end_or_week(words, today, looking)
        or _with_month(words, today, looking)
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _numeric(words: str, today: date, looking: Looking) -> date | None:
    """Read 2026-12-24, 24/12, 24.12., 24-12-26, and "the 4th" or "4."."""
    if found := _pattern(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})").fullmatch(words):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    numeric = r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{4}|[0-9]{2}))?\.?"
    if found := _pattern(numeric).fullmatch(words):
        year = int(found[3]) if found[3] else None
        if year is not None and year < 100:
            year += 2000
        return _nearest(int(found[1]), int(found[2]), year, today, looking)
    if found := _pattern(r"([0-9]{1,2})(?:st|nd|rd|th|\.)").fullmatch(words):
        return _day_of_month(int(found[1]), today, looking)
    return None


def _with_month(words: str, today: date, looking: Looking) -> date | None:
    """Read "24 dec", "24th of december 2026", "dec 24", "24. desember", with or without weekday."""
    ordinal = r"([0-9]{1,2})(?:st|nd|rd|th|\.)?"
    year = r"(?: ([0-9]{4}))?"
    if found := _pattern(rf"{ordinal} ?(?:of )?([a-z]{{3,9}})\.?{year}").fullmatch(words):
        day, month = found[1], found[2]
    elif found := _pattern(rf"([a-z]{{3,9}})\.? {ordinal}{year}").fullmatch(words):
        day, month = found[2], found[1]
    else:
        return None
    if month not in MONTHS:
        return None
    return _nearest(int(day), MONTHS[month], int(found[3]) if found[3] else None, today, looking)


def _weekday(words: str, today: date, looking: Looking) -> date | None:
    """Read "fri", "next fri", "last fri", "fri week", "mon next week", "fri 27 nov"."""
    parts = words.split()
    if len(parts) == 2 and parts[1] in WEEKDAYS and parts[0] in NEXT | LAST | THIS:
        return _that_weekday(WEEKDAYS[parts[1]], parts[0], today)
    if words.startswith("a week on "):
        words = words.removeprefix("a week on ") + " week"
        parts = words.split()
    if not parts or (wanted := WEEKDAYS.get(parts[0].rstrip("."))) is None:
        return None
    rest = " ".join(parts[1:])
    if not rest:
        if looking == "back":
            return today - timedelta(days=(today.weekday() - wanted) % 7)
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    if rest in ("week", "wk", "om en uge", "om en uke"):
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 8)
    if rest in ("next week", "i naeste uge", "naeste uge", "i neste uke", "neste uke"):
        return _that_weekday(wanted, "next", today)
    rest = re.sub(r"^(?:the|den) ", "", rest)
    day = _numeric(rest, today, looking) or _with_month(rest, today, looking)
    if day is not None and day.weekday() != wanted:
        raise InputError(
            f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year} is a "
            f"{WEEKDAY_NAMES[day.weekday()]}, not a {WEEKDAY_NAMES[wanted]}. "
            "Write one of the two; a clock time takes a colon, like 10:12."
        )
    return day


def _that_weekday(wanted: int, which: str, today: date) -> date:
    ahead = (wanted - today.weekday()) % 7
    if which in LAST:
        return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)
    if which in THIS:
        return today + timedelta(days=ahead)
    return today + timedelta(days=7 - today.weekday() + wanted)


def _span(words: str, today: date, holidays: Holidays) -> date | None:
    """Read "+2d", "in a week", "2 working days", "3 days ago", "om to uger", "next month"."""
    words = words.replace("working day", "wd").replace("business day", "bd")
    parts = words.split()
    if len(parts) == 2 and parts[0] in NEXT | LAST and parts[1] in UNITS:
        return _add(today, 1 if parts[0] in NEXT else -1, UNITS[parts[1]], holidays)
    ago = _pattern(r"(?:for )?(.+) (?:ago|siden)").fullmatch(words)
    body = ago[1] if ago else re.sub(r"^(?:in|om) (?:about )?", "", words)
    if body in ("fortnight", "a fortnight"):
        return today + timedelta(days=-14 if ago else 14)
    found = _pattern(r"([+-]?) ?([0-9]{1,4}|[a-z]+?(?= ))(?: of)? ?([a-z]*)").fullmatch(body)
    if not found or (count := number(found[2])) is None:
        return None
    if not found[3]:
        # A bare number could be days or a day of the month; with a sign it is days.
        return _add(today, int(found[1] + "1") * count, "day", holidays) if found[1] else None
    if found[3] not in UNITS or (ago and found[1]):
        return None
    return _add(today, -count if ago or found[1] == "-" else count, UNITS[found[3]], holidays)


def _add(today: date, count: int, unit: str, holidays: Holidays) -> date:
    if unit == "working day":
        return add_working_days(today, count, holidays)
    if unit in ("month", "year"):
        return add_months(today, count * (12 if unit == "year" else 1))
    return today + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def add_months(day: date, count: int) -> date:
    """Return the same day `count` months on, or the last of that month where it has none."""
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _end_or_week(words: str, today: date, looking: Looking) -> date | None:
    """Read the end of a month or week, and a numbered week (its Monday)."""
    if words in ("end of month", "end of the month", "month end", "eom", "end of this month"):
        return _month_end(today)
    if words == "end of next month":
        return _month_end(add_months(today.replace(day=1), 1))
    if words in ("end of week", "end of the week", "eow", "end of this week"):
        return today + timedelta(days=(4 - today.weekday()) % 7)
    if words == "end of next week":
        return _that_weekday(4, "next", today)
    if found := _pattern(r"(?:week|uge|uke|wk) ([0-9]{1,2})").fullmatch(words):
        return _numbered_week(int(found[1]), today, looking)
    return None


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _numbered_week(week: int, today: date, looking: Looking) -> date:
    year = today.isocalendar().year
    this_week = today - timedelta(days=today.weekday())
    for candidate in (year, year + 1) if looking == "ahead" else (year, year - 1):
        try:
            monday = date.fromisocalendar(candidate, week, 1)
        except ValueError:
            continue
        if monday >= this_week if looking == "ahead" else monday <= this_week:
            return monday
    raise InputError(f"There is no week {week} near today. Weeks are numbered 1 to 52 or 53.")


def _day_of_month(day: int, today: date, looking: Looking) -> date:
    if not 1 <= day <= 31:
        raise InputError(f"No month has a day {day}. Write the day like {EXAMPLES}.")
    step = 1 if looking == "ahead" else -1
    month = today.replace(day=1)
    while True:
        if day <= monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found >= today if looking == "ahead" else found <= today:
                return found
        month = add_months(month, step)


def _nearest(day: int, month: int, year: int | None, today: date, looking: Looking) -> date:
    """Return the day of the given or, without one, the nearest fitting year."""
    if year is not None:
        return _date(day, month, year)
    step = 1 if looking == "ahead" else -1
    for candidate in (today.year, today.year + step):
        if 1 <= month <= 12 and 1 <= day <= monthrange(candidate, month)[1]:
            found = date(candidate, month, day)
            if found >= today if looking == "ahead" else found <= today:
                return found
    return _date(day, month, today.year + step)


def _date(day: int, month: int, year: int) -> date:
    """Return the day, or say in a sentence why there is none."""
    if not 1 <= month <= 12:
        hint = "months go from 1 to 12"
        if 1 <= day <= 12 and month <= 31:
            hint = f"the day comes first, so write {month}/{day}"
        raise InputError(f"There is no month {month}: {hint}.")
    if year not in _YEARS:
        raise InputError(f"The year {year} is out of reach. Write one of this century.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        name = MONTH_NAMES[month - 1]
        ending = "31st" if last == 31 else f"{last}th"
        raise InputError(f"There is no {day} {name} in {year}: {name} ends on the {ending}.")
    return date(year, month, day)
