"""Working days over again, and the time out of the office (M3)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from seed.profile_rules import Profile
from tests.measures.recount.books import DAYS, Books, Parts, days

FIELD = ("employer", "participant", "partner")


@dataclass(frozen=True)
class Day:
    """One scheduled day of an adviser and what is left of it."""

    day: date
    left: Fraction
    share: int
    minutes: Fraction
    """Contract minutes of what is left."""
    worth: Fraction
    """What is left as a part of a full-time week."""


def worth_of(books: Books, first: date, last: date) -> list[Day]:
    """Return the scheduled days between two days, with those away, trained and free on them."""
    patterns = books.rows(
        "SELECT valid_from, share, days, weekly_minutes FROM working_pattern "
        "WHERE adviser_id = :me AND void_reason IS NULL ORDER BY valid_from DESC, id DESC"
    )
    away = books.rows(
        "SELECT first_on, last_on, part FROM absence WHERE adviser_id = :me AND void_reason IS NULL"
    )
    found = []
    for day in days(first, last):
        valid = next((row for row in patterns if row["valid_from"] <= str(day)), None)
        if valid is None or DAYS[day.weekday()] not in valid["days"]:
            continue
        gone = {
            half
            for row in away
            if row["first_on"] <= str(day) <= row["last_on"]
            for half in (("morning", "afternoon") if row["part"] == "whole" else (row["part"],))
        }
        left = Fraction(0) if day in books.holidays else Fraction(2 - len(gone), 2)
        a_week = valid["days"].count('"') // 2
        minutes = Fraction(valid["weekly_minutes"] or 0, a_week) * left
        worth = Fraction(valid["share"], 100 * a_week) * left
        found.append(Day(day, left, valid["share"], minutes, worth))
    return found


_SPANS = """SELECT strftime('%s', started_at) / 60 + started_offset AS begun,
    strftime('%s', ended_at) / 60 + started_offset AS ended, place, with_whom AS who
  FROM time_entry WHERE adviser_id = :me AND void_reason IS NULL AND ended_at IS NOT NULL
  UNION ALL
  SELECT strftime('%s', occurred_at) / 60 + occurred_offset,
    strftime('%s', occurred_at) / 60 + occurred_offset + minutes, place, kind
  FROM contact WHERE adviser_id = :me AND organisation = '' AND void_reason IS NULL
    AND channel = 'visit' AND state = 'done' AND minutes > 0"""
_EPOCH = date(1970, 1, 1)


def m3(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Add up the minutes out of the office."""
    if "spans" not in books.memory:
        books.memory["spans"] = books.rows(_SPANS)
    begin, end = (first - _EPOCH).days * 1440, ((last - _EPOCH).days + 1) * 1440
    spans = [
        (max(row["begun"], begin), min(row["ended"], end), row["place"], row["who"])
        for row in books.memory["spans"]
        if row["begun"] < end and row["ended"] > begin
    ]
    field = [(a, b) for a, b, place, who in spans if place == "away" and who in FIELD]
    moving = [(a, b) for a, b, place, who in spans if place == "away" and who == "travel"]
    so_far = worth_of(books, first, min(last, books.today))
    worked = sum((day.minutes for day in so_far), Fraction(0))
    open_days = [day for day in so_far if day.left]
    logged = {
        _EPOCH + timedelta(minutes=moment)
        for a, b, _, _ in spans
        for moment in (*range(a, b, 1440), b - 1)
    }
    told = sum(day.day in logged for day in open_days)
    minutes = _together(field)
    enough = open_days and Fraction(told, len(open_days)) * 100 >= profile.time.least_coverage
    return {
        "M3.minutes": (minutes, None),
        "M3.with_travel": (_together(field + moving), None),
        "M3.worked": (worked, None),
        "M3.coverage": (told, len(open_days)),
        "M3.share": (minutes, worked) if enough and worked else None,
    }


def _together(spans: list[tuple[int, int]]) -> int:
    """Return how many minutes some spans cover, none of them twice."""
    total, reached = 0, 0
    for begun, ended in sorted(spans):
        total += max(ended - max(begun, reached), 0)
        reached = max(reached, ended)
    return total
