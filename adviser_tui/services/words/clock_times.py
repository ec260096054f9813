"""A time of the day as a person says it, cut from the words around it."""

import re
from datetime import time
from functools import cache

_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_PARTS = {
    **dict.fromkeys(("morning", "formiddag", "morges"), time(9)),
    **dict.fromkeys(("afternoon", "eftermiddag", "ettermiddag"), time(14)),
    **dict.fromkeys(("evening", "night", "aften", "kveld", "aftes"), time(18)),
}
# Bare hours say which day they belong to only after these; after "tue" a 10 may be a date.
_BEFORE_BARE_HOUR = "today|tomorrow|tmrw|yesterday|yday|i dag|idag|i gar|igar|i morgen|imorgen"


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"(?P<at>(?:at|kl\.?|klokken|klokka|@) ?)?"
        r"(?P<hour>[0-9]{1,2})(?:(?P<mark>[:.])(?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?"
    )


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<rest>.*?) )??(?:{_clock().pattern})")


@cache
def _at_start() -> re.Pattern[str]:
    return re.compile(rf"(?:{_clock().pattern}) (?P<rest>.+)")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"(?P<rest>{_BEFORE_BARE_HOUR}) (?P<hour>[0-9]{{1,2}})")


def split_time(words: str) -> tuple[str, time | None]:
    """Return the words without their clock time, and the time; plain words as `plain` makes them.

    "tue 10am", "10:30 mon", "kl 9", "today 9", "yesterday afternoon". A dot between hour and
    minute is a clock time only where it cannot be a day and a month.
    """
    if found := _bare().fullmatch(words):
        return found["rest"], _time(int(found["hour"]), 0, None, bare=True)
    for pattern in (_at_end(), _at_start()):
        found = pattern.fullmatch(words)
        if found and (clock := _from(found)) is not None:
            return found["rest"] or "", clock
    rest, _, last = words.rpartition(" ")
    if last in _NAMED:
        return rest, _NAMED[last]
    if last in _PARTS and rest not in ("i", ""):
        return {"this": "today", "i gar": "i gar", "last": "yesterday"}.get(rest, rest), _PARTS[
            last
        ]
    return words, None


def _from(found: re.Match[str]) -> time | None:
    hour, half, mark = int(found["hour"]), found["half"], found["mark"]
    minute = int(found["minute"] or 0)
    if not mark and not half and not found["at"]:
        return None
    if mark == "." and not half and not found["at"] and 1 <= hour <= 31 and 1 <= minute <= 12:
        return None
    return _time(hour, minute, half, bare=not mark)


def _time(hour: int, minute: int, half: str | None, *, bare: bool) -> time | None:
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif bare and 1 <= hour <= 6:
        hour += 12  # "today 2" is the afternoon: nobody visits at night
    return time(hour, minute) if hour < 24 and minute < 60 else None
