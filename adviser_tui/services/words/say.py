"""Days and moments said back the way a colleague would say them."""

from datetime import date, datetime

from adviser_tui.services.words.calendar_words import MONTH_NAMES, WEEKDAY_NAMES


def say_day(day: date, today: date) -> str:
    """Return a day in words: "today", "tomorrow", "3 days ago", "Fri 27 Nov", "Tue 2 Mar 2027"."""
    away = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(away)
    if near:
        return near
    if -7 < away < 0:
        return f"{-away} days ago"
    return say_date(day, today)


def say_ago(days: int) -> str:
    """Return how long ago something was; a wrong clock or file may date it ahead of today."""
    if days < 0:
        return f"dated {-days} day{'' if days == -1 else 's'} ahead"
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def say_date(day: date, today: date) -> str:
    """Return a day by its name and number, with the year only when it is not this one."""
    words = f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day} {MONTH_NAMES[day.month - 1][:3]}"
    return words if day.year == today.year else f"{words} {day.year}"


def say_moment(moment: datetime, now: datetime) -> str:
    """Return a moment as its day and clock time in the zone of `now`: "today 14:05"."""
    local = moment.astimezone(now.tzinfo)
    day, today = local.date(), now.date()
    near = abs((day - today).days) <= 1
    return f"{(say_day if near else say_date)(day, today)} {local:%H:%M}"


def say_wait(day: date, today: date) -> str:
    """Return how far a day is off: "due today", "in 3 days", "2 days overdue"."""
    away = (day - today).days
    if away == 0:
        return "due today"
    days = f"{abs(away)} day{'' if abs(away) == 1 else 's'}"
    return f"in {days}" if away > 0 else f"{days} overdue"
