"""What employers make of it: repeat business (M6), load (M7), quality (M11), diversity (M14)."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts, days
from tests.measures.recount.jobs import starts

_EPISODES = """SELECT v.employer_id AS employer, e.parent_id AS parent,
    coalesce(v.heard_on, date(v.created_at)) AS day
  FROM vacancy v JOIN employer e ON e.id = v.employer_id
  WHERE v.void_reason IS NULL AND v.state <> 'heard'
  UNION ALL
  SELECT j.employer_id, e.parent_id, j.starts_on
  FROM placement j JOIN employer e ON e.id = j.employer_id
  WHERE j.void_reason IS NULL AND j.vacancy_id IS NULL AND j.state <> 'agreed'
    AND j.found_by <> 'self' AND j.kind IN ('job', 'apprenticeship', 'trial')"""


def a_year_before(until: date) -> date:
    """Return the first of the twelve months that end with a day."""
    begun = until + timedelta(days=1)
    if (begun.month, begun.day) == (2, 29):
        return begun.replace(year=begun.year - 1, day=28)
    return begun.replace(year=begun.year - 1)


def m6(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell how many employers, and companies with their branches, came back."""
    until = min(last, books.today)
    sites: dict[str, list[date]] = defaultdict(list)
    companies: dict[str, list[date]] = defaultdict(list)
    for row in books.rows(_EPISODES):
        day = date.fromisoformat(row["day"])
        if day <= until:
            sites[row["employer"]].append(day)
            companies[row["parent"] or row["employer"]].append(day)
    return {
        "M6.repeat_rate": _came_back(sites, until),
        "M6.repeat_rate_parent": _came_back(companies, until),
    }


def _came_back(found: dict[str, list[date]], until: date) -> tuple[int, int]:
    again = old = 0
    for told in found.values():
        if min(told) + timedelta(days=90) > until:
            continue
        old += 1
        recent = [day for day in told if day >= a_year_before(until)]
        again += bool(recent) and max(recent) - min(recent) >= timedelta(days=30)
    return again, old


_CALLED = """SELECT coalesce(c.site_id, c.employer_id) AS site, c.adviser_id AS coach,
    c.organisation, c.spoc_agreed, e.spoc_id AS spoc, c.id,
    date(c.occurred_at, c.occurred_offset || ' minutes') AS day
  FROM contact c JOIN employer e ON e.id = c.employer_id
  WHERE c.kind = 'employer' AND c.void_reason IS NULL AND c.state = 'done'
    AND c.direction = 'outbound' AND c.purpose <> 'support'
  ORDER BY c.occurred_at, c.id"""


def m7(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Count the sites on which too many called within four weeks."""
    rules, until = profile.load, min(last, books.today)
    begin = str(until - timedelta(days=rules.days - 1))
    if "called" not in books.memory:
        books.memory["called"] = books.rows(_CALLED)
    by_site: dict[str, list[Any]] = defaultdict(list)
    for row in books.memory["called"]:
        if begin <= row["day"] <= str(until):
            by_site[row["site"]].append(row)
    many = {s for s, its in by_site.items() if len(_who(its)) >= rules.organisations}
    crowd = {s for s, its in by_site.items() if len(_coaches(its)) >= rules.coaches}
    close = {s for s, its in by_site.items() if _too_close(books, its, rules.working_days_apart)}
    return {
        "M7.organisations": (len(many), None),
        "M7.coaches": (len(crowd), None),
        "M7.not_agreed": (len(close), None),
        "M7.warned": (len(many | crowd | close), None),
        "M7.contacted": (len(by_site), None),
    }


def _who(rows: list[Any]) -> set[str]:
    return {row["organisation"].strip().casefold() for row in rows}


def _coaches(rows: list[Any]) -> set[str]:
    """Return who called; of a partner nobody knows more than that it was somebody of theirs."""
    return {row["coach"] or row["organisation"].strip().casefold() for row in rows}


def _too_close(books: Books, rows: list[Any], apart: int) -> bool:
    """Say whether anybody called within so many working days after another, not agreed."""
    for place, later in enumerate(rows):
        if later["spoc_agreed"] or (later["coach"] and later["coach"] == later["spoc"]):
            continue
        for earlier in rows[:place]:
            same = (earlier["coach"], earlier["organisation"]) == (
                later["coach"],
                later["organisation"],
            )
            begun, ended = (date.fromisoformat(each["day"]) for each in (earlier, later))
            between = [
                day
                for day in days(begun + timedelta(days=1), ended)
                if day.weekday() < 5 and day not in books.holidays
            ]
            if not same and len(between) <= apart:
                return True
    return False


_FACTS = """SELECT q.vacancy_id AS vacancy, q.dimension, q.met
  FROM quality_fact q JOIN vacancy v ON v.id = q.vacancy_id
  WHERE q.void_reason IS NULL AND v.void_reason IS NULL AND v.created_by = :me
    AND v.heard_on BETWEEN :first AND :last"""
_TAKEN = """SELECT count(*) FROM vacancy v WHERE v.void_reason IS NULL AND v.created_by = :me
    AND v.heard_on BETWEEN :first AND :last"""
_ASKED = """SELECT count(*) AS asked, sum(was_agreed) AS agreed FROM quality_fact
  WHERE void_reason IS NULL AND created_by = :me AND was_asked
    AND date(created_at) BETWEEN :first AND :last"""
DIMENSIONS = ("terms", "pay", "health", "design", "support", "voice", "balance")
ENOUGH = 4
"""So many dimensions are known before one job is laid beside another."""


def m11(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell what is known of the jobs that were taken down, dimension by dimension."""
    span = {"first": str(first), "last": str(min(last, books.today))}
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in books.rows(_FACTS, **span):
        said[row["vacancy"], row["dimension"]].add(row["met"])
    known = {key: words - {"unknown"} for key, words in said.items() if words - {"unknown"}}
    met = {key for key, words in known.items() if words == {"yes"}}
    jobs = Counter(vacancy for vacancy, _ in known)
    asked = books.rows(_ASKED, **span)[0]
    taken = books.number(_TAKEN, **span)
    parts: Parts = {
        "M11.known": (len(known), None) if taken else None,
        "M11.met": (len(met), None) if taken else None,
        "M11.comparable": (sum(many >= ENOUGH for many in jobs.values()), taken),
        "M11.asks_agreed": (asked["agreed"] or 0, asked["asked"]),
    }
    for each in DIMENSIONS:
        of_it = [key for key in known if key[1] == each and jobs[key[0]] >= ENOUGH]
        parts[f"M11.{each}"] = (sum(key in met for key in of_it), len(of_it))
    return parts


_AT = """SELECT j.id, coalesce(e.parent_id, e.id) AS company, e.id AS employer,
    coalesce(j.site_id, e.id) AS site, substr(json_extract(e.sector_codes, '$[0]'), 1, 2) AS sector
  FROM placement j JOIN employer e ON e.id = j.employer_id"""


def m14(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell which share of a year's first days was with one employer, place and sector."""
    until = min(last, books.today)
    begun = [
        row
        for row in starts(books)
        if row["kind"] in ("job", "apprenticeship", "self_employment")
        and str(a_year_before(until)) <= row["day"] <= str(until)
    ]
    if "at" not in books.memory:
        books.memory["at"] = {row["id"]: row for row in books.rows(_AT)}
    at = [books.memory["at"][row["id"]] for row in begun]

    def most(column: str) -> tuple[int, int]:
        told = Counter(row[column] for row in at if row[column])
        return max(told.values(), default=0), len(at)

    return {
        "M14.same_employer": most("employer"),
        "M14.same_parent": most("company"),
        "M14.same_site": most("site"),
        "M14.top_sector": most("sector"),
    }
