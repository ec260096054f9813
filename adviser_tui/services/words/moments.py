"""When something happened, as a person says it: "yesterday", "mon 10:30", "20 min ago"."""

import re
from datetime import datetime, time, timedelta
from functools import cache

from adviser_tui.errors import InputError
from adviser_tui.services.words.calendar_words import number, plain
from adviser_tui.services.words.clock_times import split_time
from adviser_tui.services.words.dates import NotUnderstoodError, understand_day_and_time
from adviser_tui.services.words.say import say_moment
from adviser_tui.services.words.working_days import Holidays

EXAMPLES = "yesterday, mon 10:30, 14:05, today 9, 20 nov 14:00 or 20 min ago"
_NOW = frozenset(("now", "just now", "right now", "nu", "na", "lige nu"))
_AHEAD = timedelta(minutes=2)  # a clock read a moment before the one that `now` comes from


@cache
def _ago() -> re.Pattern[str]:
    return re.compile(
        r"(?:for )?(?:(?P<half>half an|en halv) |(?P<count>[0-9]{1,4}|[a-z]+) ?)"
        r"(?:(?P<minutes>m|mins?|minutes?|minutter|minutt)|(?:h|hrs?|hours?|timer?|time))"
        r" (?:ago|siden)"
    )


def understand_moment(text: str, now: datetime, holidays: Holidays | None = None) -> datetime:
    """Return the moment behind `now` that `text` means, in the zone of `now`, which is aware.

    A day without a clock time is noon of that day, and `now` for today. "mon" is the last Monday,
    today included. A moment that has not come yet is refused: what is planned is a follow-up.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    words = plain(text) if len(text) <= 60 else ""
    try:
        moment = _moment(text, words, now, holidays)
    except OverflowError:
        moment = None
    if moment is None:
        raise NotUnderstoodError(
            f"“{text[:30]}” could not be understood as a time. Write it like {EXAMPLES}."
        )
    if moment > now + _AHEAD:
        said = say_moment(moment, now)
        raise InputError(
            f"{said[0].upper()}{said[1:]} has not come yet, so it cannot have happened. "
            "Write a time before now, or make it a follow-up."
        )
    return moment


def _moment(text: str, words: str, now: datetime, holidays: Holidays | None) -> datetime | None:
    if words in _NOW:
        return now
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t", words) or words.endswith(("z", "00", "30")):
        try:
            exact = datetime.fromisoformat(text.strip())
        except ValueError:
            pass  # not written the way machines write it; people's ways follow
        else:
            zoned = exact if exact.tzinfo else exact.replace(tzinfo=now.tzinfo)
            return zoned.astimezone(now.tzinfo)
    if found := _ago().fullmatch(words):
        count = number(found["count"]) if found["count"] else None
        if found["half"]:
            return now - timedelta(minutes=30)
        if count is None:
            return None
        return now - timedelta(minutes=count * (1 if found["minutes"] else 60))
    rest, clock = split_time(words)
    if clock and not rest:
        return datetime.combine(now.date(), clock, now.tzinfo)
    if not words:
        return None
    day, clock = understand_day_and_time(text, now.date(), holidays, looking="back")
    if clock is None:
        return now if day == now.date() else datetime.combine(day, time(12), now.tzinfo)
    moment = datetime.combine(day, clock, now.tzinfo)
    if moment <= now + _AHEAD:
        return moment
    if day == now.date() and words.startswith("this "):
        return now  # "this afternoon", said at one o'clock
    if day == now.date() and words[:3] not in ("tod", "ton", "i d", "ida"):
        # "fri 16:00" said on a Friday morning is the week before; "today 16:00" stays refused.
        earlier = understand_day_and_time(text, day - timedelta(days=1), holidays, looking="back")[
            0
        ]
        if earlier < day:
            return datetime.combine(earlier, clock, now.tzinfo)
    return moment
