"""M1 and M2 over again: contacts with employers, and the week's target."""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts, halved_up, local, middle, stood
from tests.measures.recount.hours import worth_of

_ALL = f"""SELECT c.id, {local("c.occurred")} AS day, c.occurred_at AS at, c.channel, c.state,
    c.purpose, c.employer_id AS employer, coalesce(c.site_id, '') AS site,
    coalesce(c.person_id, '') AS person, c.participant_id AS participant,
    coalesce(p.has_hiring_say, 0) AS say,
    (SELECT group_concat(n.task, '|') FROM need n
      WHERE n.contact_id = c.id AND n.void_reason IS NULL) AS needs,
    CASE WHEN v.heard_on = {local("c.occurred")} THEN v.id END AS vacancy,
    (SELECT min(f.due_on) FROM follow_up f
      WHERE f.contact_id = c.id AND f.void_reason IS NULL) AS next_on
  FROM contact c LEFT JOIN employer_person p ON p.id = c.person_id
  LEFT JOIN vacancy v ON v.id = c.vacancy_id AND v.void_reason IS NULL
  WHERE c.kind = 'employer' AND c.adviser_id = :me AND c.organisation = ''
    AND c.void_reason IS NULL ORDER BY c.occurred_at, c.id"""


def contacts(books: Books) -> dict[str, list[Any]]:
    """Return the adviser's contacts with employers by day."""
    if "contacts" not in books.memory:
        by_day: dict[str, list[Any]] = {}
        for row in books.rows(_ALL):
            by_day.setdefault(row["day"], []).append(row)
        books.memory["contacts"] = by_day
    found: dict[str, list[Any]] = books.memory["contacts"]
    return found


def is_attempt(row: Any) -> bool:
    """Say whether nobody was spoken to."""
    return row["state"] == "attempt" or row["channel"] in ("voicemail", "no_show")


def once_a_day(rows: Iterable[Any]) -> list[Any]:
    """Keep one of each site and day, and another where person and purpose both differ."""
    kept: list[Any] = []
    for row in rows:
        found = _found(row)
        if row["purpose"] == "support" and not found:
            continue
        if not any(_same(row, found, each) for each in kept):
            kept.append(row)
    return kept


def _found(row: Any) -> set[str]:
    return {*(row["needs"] or "").split("|"), row["vacancy"] or ""} - {""}


def _same(row: Any, found: set[str], other: Any) -> bool:
    if row["employer"] != other["employer"] or row["day"] != other["day"]:
        return False
    if row["site"] and other["site"] and row["site"] != other["site"]:
        return False
    persons = row["person"] and other["person"] and row["person"] != other["person"]
    another = found and _found(other) and len(found | _found(other)) > 1
    return not (persons and (row["purpose"] != other["purpose"] or another))


def counted(books: Books, profile: Profile, first: date, last: date) -> list[Any]:
    """Return the contacts of some days that qualify under a profile."""
    rules = profile.contacts
    rows = _between(books, first, last)
    return once_a_day(
        row
        for row in rows
        if not is_attempt(row)
        and row["channel"] in rules.channels
        and (row["say"] or not rules.needs_hiring_say)
        and (not rules.purposes or row["purpose"] in rules.purposes or _found(row))
    )


def _between(books: Books, first: date, last: date) -> list[Any]:
    by_day = contacts(books)
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [row for day in span for row in by_day.get(str(day), ())]


def m1(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Count the contacts of some days."""
    rows = counted(books, profile, first, last)
    both = [row for row in _between(books, first, last) if not is_attempt(row)]
    for_person = sum(row["participant"] is not None for row in rows)
    return {
        "M1.counted": (len(rows), None),
        "M1.two_way": (len(once_a_day(both)), None),
        "M1.attempts": (sum(map(is_attempt, _between(books, first, last))), None),
        "M1.face_to_face": (sum(row["channel"] == "visit" for row in rows), None),
        "M1.for_person": (for_person, None),
        "M1.generic": (len(rows) - for_person, None),
        "M1.needs_and_next_step": (_complete(rows), len(rows)),
    }


def _complete(rows: list[Any]) -> int:
    return sum(bool(row["needs"]) and row["next_on"] is not None for row in rows)


def m2(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Hold a week's contacts to its target."""
    rows = counted(books, profile, first, last)
    earlier = counted(books, profile, first - timedelta(weeks=3), last)
    waits = [
        (date.fromisoformat(row["next_on"]) - date.fromisoformat(row["day"])).days
        for row in rows
        if row["next_on"]
    ]
    wait = middle(waits)
    parts: Parts = {
        "M2.four_week_mean": (Fraction(len(earlier), 4), None),
        "M2.needs_and_next_step": (_complete(rows), len(rows)),
        "M2.days_to_follow_up": None if wait is None else (wait, None),
        "M2.target": None,
        "M2.attainment": None,
        "M2.pace": None,
    }
    goal, worth = target(books, profile, first, last), worth_of(books, first, last)
    if goal is None:
        return parts
    parts["M2.target"] = (goal, None)
    parts["M2.attainment"] = (len(rows), goal)
    over = worth_of(books, first, min(last, books.today - timedelta(days=1)))
    done = sum((day.left for day in over if day.day < books.today), Fraction(0))
    parts["M2.pace"] = (len(rows) - goal * done / sum(day.left for day in worth), None)
    return parts


def target(books: Books, profile: Profile, first: date, last: date) -> int | None:
    """Return base × contract share × available ÷ scheduled days, day by day, half up."""
    own = books.rows(
        "SELECT base, is_off FROM target WHERE adviser_id = :me AND measure = 'M2' "
        "AND void_reason IS NULL AND valid_from <= :on ORDER BY valid_from DESC, id DESC LIMIT 1",
        on=str(last),
    )
    base = own[0]["base"] if own and own[0]["base"] is not None else profile.week.base
    if base is None or (own and own[0]["is_off"]):
        return None
    looking = _looking(books, min(last, books.today))
    if looking < profile.week.few_looking:
        base = min(base, profile.week.per_looking * looking)
    worth = sum((day.worth for day in worth_of(books, first, last)), Fraction(0))
    return max(halved_up(base * worth), 1) if worth and base else None


_LOOKING = f"""SELECT count(*) FROM participant x WHERE x.void_reason IS NULL
  AND {stood("coach")} = :me AND {stood("stage")} = 'job_search'
  AND coalesce({stood("paused")}, '') < :on AND coalesce({stood("unavailable")}, '') < :on"""


def _looking(books: Books, on: date) -> int:
    return books.number(_LOOKING, on=str(on))
