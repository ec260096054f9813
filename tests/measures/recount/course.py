"""Where somebody stood on a day of the past, and the caseload (M13), the start (M12) of it."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts, middle, stood
from tests.measures.recount.contacts import contacts, is_attempt, once_a_day
from tests.measures.recount.hours import worth_of

ACTIVE = ("job_search", "in_work_support")


def active(books: Books, on: date) -> list[str]:
    """Return who is looked after in search and in work on a day, by the coach of that day."""
    sql = (
        f"SELECT x.id FROM participant x WHERE x.void_reason IS NULL AND {stood('coach')} = :me "
        f"AND {stood('stage')} IN ('job_search', 'in_work_support')"
        f" AND coalesce({stood('paused')}, '') < :on"
    )
    return [row["id"] for row in books.rows(sql, on=str(on))]


def m13(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Count the caseload on the last day that is not still to come."""
    until = min(last, books.today)
    people = len(active(books, until))
    shares = [
        day.share for day in worth_of(books, until - timedelta(days=6), until) if day.day <= until
    ]
    full_time = Fraction(shares[-1], 100) if shares else Fraction(0)
    return {
        "M13.active": (people, None),
        "M13.per_full_time": (people, full_time) if full_time else None,
    }


_JOINED = f"""SELECT x.id, x.enrolled_on,
    {stood("coach", "x.enrolled_on")} AS first_coach,
    {stood("coach")} AS coach, {stood("stage")} AS stage
  FROM participant x WHERE x.void_reason IS NULL AND x.enrolled_on <= :on"""


def m12(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell how long people waited for the first contact with an employer made for them."""
    until = min(last, books.today)
    limit = profile.standards.rapid_start_days
    begun = _first_contacts(books, profile)
    waits, late = [], 0
    for row in books.rows(_JOINED, on=str(until)):
        joined = date.fromisoformat(row["enrolled_on"])
        on = begun.get(row["id"])
        if on is not None and on <= until:
            if first <= on and row["coach"] == books.me:
                waits.append((on - joined).days - _paused(books, row["id"], joined, on))
        elif row["coach"] == books.me and row["stage"] in (
            *("referred", "engaged", "profiling", "job_search"),
        ):
            waited = (until - joined).days - _paused(books, row["id"], joined, until)
            late += waited > limit
    in_time = sum(wait <= limit for wait in waits)
    mid = middle(waits)
    return {
        "M12.on_time": (in_time, len(waits) + late),
        "M12.days": None if mid is None else (mid, None),
        "M12.late": (late, None),
    }


def _first_contacts(books: Books, profile: Profile) -> dict[str, date]:
    """Return the day of everybody's first qualifying contact, whichever of us made it."""
    if "first contacts" in books.memory:
        known: dict[str, date] = books.memory["first contacts"]
        return known
    rules, found = profile.contacts, dict[str, date]()
    for row in books.rows(_FOR_SOMEBODY):
        if row["channel"] not in rules.channels or (rules.needs_hiring_say and not row["say"]):
            continue
        if rules.purposes and row["purpose"] not in rules.purposes:
            continue
        on = date.fromisoformat(row["day"])
        found[row["who"]] = min(found.get(row["who"], on), on)
    books.memory["first contacts"] = found
    return found


_FOR_SOMEBODY = """SELECT c.participant_id AS who, c.channel, c.purpose,
    date(c.occurred_at, c.occurred_offset || ' minutes') AS day, p.has_hiring_say AS say
  FROM contact c LEFT JOIN employer_person p ON p.id = c.person_id
  WHERE c.kind = 'employer' AND c.state = 'done' AND c.participant_id IS NOT NULL
    AND c.organisation = '' AND c.void_reason IS NULL AND c.purpose <> 'support'"""


def _paused(books: Books, who: str, begin: date, end: date) -> int:
    """Return how many days after the first and up to the last somebody was paused."""
    span = (begin + timedelta(days=n) for n in range(1, (end - begin).days + 1))
    return sum(_until(books, who, "paused", on) >= str(on) for on in span)


def not_there(books: Books, who: str, on: date) -> bool:
    """Say whether somebody was paused or not available on a day."""
    return any(_until(books, who, kind, on) >= str(on) for kind in ("paused", "unavailable"))


def _until(books: Books, who: str, kind: str, on: date) -> str:
    turns = _turns(books).get((who, kind), [])
    told = [row for row in turns if row["on_day"] <= str(on)]
    return str(told[-1]["value"]) if told else ""


def _turns(books: Books) -> dict[tuple[str, str], list[Any]]:
    if "turns" not in books.memory:
        turns: dict[tuple[str, str], list[Any]] = {}
        for row in books.rows(
            "SELECT participant_id, kind, value, on_day FROM course_event "
            "WHERE void_reason IS NULL ORDER BY on_day, created_at, id"
        ):
            turns.setdefault((row["participant_id"], row["kind"]), []).append(row)
        books.memory["turns"] = turns
    found: dict[tuple[str, str], list[Any]] = books.memory["turns"]
    return found


__all__ = ["ACTIVE", "active", "contacts", "is_attempt", "m12", "m13", "not_there", "once_a_day"]
