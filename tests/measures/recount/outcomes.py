"""Sustained outcomes over again (M10): weeks of work, as far as anybody checked them."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from seed.profile_rules import OutcomeRule, Profile
from tests.measures.recount.books import Books, Parts
from tests.measures.recount.employers import a_year_before

FOREVER = date(9999, 1, 1)
_JOBS = """SELECT j.id, j.participant_id AS who, j.starts_on, j.ended_on, j.pay, j.rate_band
  FROM placement j JOIN participant x ON x.id = j.participant_id
  WHERE j.void_reason IS NULL AND j.state <> 'agreed' AND j.starts_on <= :today
    AND j.kind IN ('job', 'apprenticeship', 'self_employment') AND x.coach_id = :me
  ORDER BY j.participant_id, j.starts_on, j.id"""
_CHECKS = """SELECT placement_id AS job, week, weeks, state, minutes, checked_on
  FROM outcome_check WHERE void_reason IS NULL ORDER BY checked_on, created_at, id"""


@dataclass
class Spell:
    """Jobs that follow each other without a long break."""

    begun: date
    ends: date
    jobs: list[Any] = field(default_factory=list)


def m10(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell of the starts whose time is over how many lasted, and of how many nobody knows."""
    until = min(last, books.today)
    grace = timedelta(days=profile.outcomes.grace_days)
    spells = _spells(books, profile.outcomes.gap_days)
    parts: Parts = {}
    for rule in profile.outcomes.rules:
        ripe, waiting = [], []
        for spell in spells:
            due = spell.begun + timedelta(weeks=rule.due_week)
            over = due + grace + timedelta(days=1)
            if a_year_before(until) <= over <= until:
                ripe.append(_came_true(books, rule, spell, until))
            elif due < until < over:
                waiting.append(_came_true(books, rule, spell, until))
        parts[f"M10.{rule.id}"] = (ripe.count(True), len(ripe))
        silent = ripe.count(None) + waiting.count(None)
        parts[f"M10.{rule.id}.not_verified"] = (silent, None)
    return parts


def _spells(books: Books, gap: int) -> list[Spell]:
    if "spells" in books.memory:
        known: list[Spell] = books.memory["spells"]
        return known
    spells: dict[str, list[Spell]] = defaultdict(list)
    for job in books.rows(_JOBS, today=str(books.today)):
        begun = date.fromisoformat(job["starts_on"])
        ended = date.fromisoformat(job["ended_on"]) if job["ended_on"] else FOREVER
        its = spells[job["who"]]
        if its and (begun - its[-1].ends).days <= gap:
            its[-1].jobs.append(job)
            its[-1].ends = max(its[-1].ends, ended)
        else:
            its.append(Spell(begun, ended, [job]))
    books.memory["spells"] = [each for its in spells.values() for each in its]
    return books.memory["spells"]  # type: ignore[no-any-return]


def _came_true(books: Books, rule: OutcomeRule, spell: Spell, until: date) -> bool | None:
    """Say whether an outcome was reached; nothing where what is not known could decide it."""
    if rule.kind == "in_work":
        told = [_week(books, spell, week, rule, until) for week in rule.weeks]
        return False if False in told else None if None in told else True
    last = (until - spell.begun).days // 7 + 1
    told = [_week(books, spell, week, rule, until) for week in range(1, last + 1)]
    windows = [told[n : n + rule.window] for n in range(max(len(told) - rule.window, 0) + 1)]
    if any(window.count(True) >= rule.weeks_needed for window in windows):
        return True
    return (
        None
        if any(len(window) - window.count(False) >= rule.weeks_needed for window in windows)
        else False
    )


def _week(books: Books, spell: Spell, week: int, rule: OutcomeRule, until: date) -> bool | None:
    """Say whether somebody worked as a rule asks in one week since the start."""
    begun = spell.begun + timedelta(weeks=week - 1)
    ended = begun + timedelta(days=6)
    minutes, known, worked = 0, True, False
    for job in spell.jobs:
        starts, ends = date.fromisoformat(job["starts_on"]), job["ended_on"] or "9999"
        if starts > ended or ends < str(begun):
            continue
        said = _checked(books, until).get((job["id"], (begun - starts).days // 7 + 1))
        if said is None or said["state"] == "not_verified":
            known = False
        elif said["state"] == "verified_yes":
            worked = True
            pays = not rule.rate or (job["pay"] or 0) >= _rate(rule.rate, job["rate_band"], begun)
            minutes += (said["minutes"] or 0) if pays else 0
    if worked and minutes >= rule.weekly_minutes:
        return True
    return False if known else None


def _checked(books: Books, until: date) -> dict[tuple[str, int], Any]:
    """Return what was found out last about each week of each job."""
    if "checked" not in books.memory:
        found: dict[tuple[str, int], Any] = {}
        for row in books.rows(_CHECKS):
            for week in range(row["week"] - row["weeks"] + 1, row["week"] + 1):
                before = found.get((row["job"], week))
                if before is None or row["state"] != "not_verified":
                    found[row["job"], week] = row
        books.memory["checked"] = found
    checked: dict[tuple[str, int], Any] = books.memory["checked"]
    return checked


def _rate(name: str, band: str, on: date) -> int:
    valid = [each for each in _rates(name) if each["valid_from"] <= on]
    return int(valid[-1][band or "adult"])


@cache
def _rates(name: str) -> list[Any]:
    file = resources.files("seed") / "data" / "rates" / f"{name}.toml"
    return list(tomllib.loads(file.read_text(encoding="utf-8"))["rate"])
