"""Fair access over again (M9): who is parked, and whether everybody gets their share."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from adviser_tui.text import fold
from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts
from tests.measures.recount.employers import a_year_before

LOOKED_AFTER = ("engaged", "profiling", "job_search", "in_work_support")
LEAST = 5
"""Of fewer people than this nothing is told."""
_TURNS = """SELECT participant_id AS who, kind, value, on_day FROM course_event
  WHERE void_reason IS NULL ORDER BY on_day, created_at, id"""
_ACTIONS = """SELECT participant_id AS who, 'talk' AS what,
    date(occurred_at, occurred_offset || ' minutes') AS day FROM contact
  WHERE participant_id IS NOT NULL AND state = 'done' AND void_reason IS NULL
    AND organisation = ''
  UNION ALL SELECT participant_id, 'sent', date(submitted_at, submitted_offset || ' minutes')
  FROM submission WHERE submitted_at IS NOT NULL AND void_reason IS NULL
  UNION ALL SELECT participant_id, 'barrier', date(created_at) FROM barrier_action
  WHERE void_reason IS NULL
  UNION ALL SELECT participant_id, 'barrier', date(closed_at) FROM barrier_action
  WHERE void_reason IS NULL AND closed_at IS NOT NULL"""
_ANSWERS = """SELECT participant_id AS who, characteristic, answer, is_withheld, asked_on
  FROM equity_record WHERE void_reason IS NULL ORDER BY asked_on, created_at, id"""


def _worked(books: Books) -> dict[str, set[date]]:
    """Return on which days each participant was looked after by the adviser, and here."""
    if "worked" in books.memory:
        known: dict[str, set[date]] = books.memory["worked"]
        return known
    turns: dict[str, list[Any]] = defaultdict(list)
    for row in books.rows(_TURNS):
        turns[row["who"]].append(row)
    worked: dict[str, set[date]] = {}
    for who, its in turns.items():
        held: dict[str, str] = {}
        on, place, kept = date.fromisoformat(its[0]["on_day"]), 0, set[date]()
        while on <= books.today:
            while place < len(its) and its[place]["on_day"] <= str(on):
                held[its[place]["kind"]] = its[place]["value"]
                place += 1
            away = any(held.get(kind, "") >= str(on) for kind in ("paused", "unavailable"))
            if held.get("coach") == books.me and held.get("stage") in LOOKED_AFTER and not away:
                kept.add(on)
            on += timedelta(days=1)
        worked[who] = kept
    books.memory["worked"] = worked
    return worked


def _acted(books: Books) -> dict[str, list[tuple[date, str]]]:
    if "acted" not in books.memory:
        acted: dict[str, list[tuple[date, str]]] = defaultdict(list)
        for row in books.rows(_ACTIONS):
            acted[row["who"]].append((date.fromisoformat(row["day"]), row["what"]))
        books.memory["acted"] = acted
    found: dict[str, list[tuple[date, str]]] = books.memory["acted"]
    return found


def m9(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Count the parked, and lay each group's share of talks beside its share of days."""
    until = min(last, books.today)
    worked, acted = _worked(books), _acted(books)
    quiet_since = until - timedelta(days=profile.fairness.parked_days - 1)
    parked = [
        who
        for who, days in worked.items()
        if until in days
        and min(days) < quiet_since
        and not any(quiet_since <= on <= until for on, _ in acted.get(who, ()))
    ]
    parts: Parts = {"M9.parked": (len(parked), None)}
    begun = a_year_before(until)
    span = {who: {on for on in days if begun <= on <= until} for who, days in worked.items()}
    weight = {who: len(days) for who, days in span.items() if days}
    talks = {who: _talks(acted.get(who, ()), span[who]) for who in weight}
    for characteristic, said in _said(books).items():
        groups: dict[str, list[str]] = defaultdict(list)
        for who in weight:
            groups[said.get(who, "not_recorded")].append(who)
        for group in [each for each, its in groups.items() if len(its) < LEAST]:
            if group not in ("not_recorded", "prefer_not_to_say"):
                groups["small_groups"] += groups.pop(group)
        missing = len(groups.get("not_recorded", ()))
        parts[f"M9.not_recorded.{characteristic}"] = (missing, len(weight))
        for group, people in groups.items():
            if len(people) >= profile.fairness.least and not 0 < _of(people, talks) < LEAST:
                share = Fraction(_of(people, talks), sum(talks.values()) or 1)
                days = Fraction(sum(weight[who] for who in people), sum(weight.values()))
                parts[f"M9.access.{characteristic}.{group}"] = (share / days, None)
    return parts


def _of(people: list[str], talks: dict[str, int]) -> int:
    return sum(talks[who] for who in people)


def _talks(acted: Any, days: set[date]) -> int:
    return sum(on in days for on, what in acted if what != "barrier")


def _said(books: Books) -> dict[str, dict[str, str]]:
    """Return by characteristic what each said last of themselves, whenever that was."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in books.rows(_ANSWERS):
        word = fold(row["answer"]).replace(" ", "_").replace("-", "_")
        answer = "prefer_not_to_say" if row["is_withheld"] else word
        said[row["characteristic"]][row["who"]] = answer
    return said
