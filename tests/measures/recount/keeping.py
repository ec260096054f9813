"""What was kept (M8) and how colleagues work together (M15), over again."""

from datetime import date, timedelta

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts

_DUE = """SELECT side, moves, state, done_on, first_due_on, due_on, move_agreed,
    CASE WHEN moves > 0 AND NOT move_agreed THEN first_due_on ELSE due_on END AS due
  FROM follow_up WHERE owner_id = :me AND void_reason IS NULL AND state <> 'cancelled'
    AND CASE WHEN moves > 0 AND NOT move_agreed THEN first_due_on ELSE due_on END
      BETWEEN :first AND :last"""
_PROMISED = """SELECT state, closed_on, due_on FROM promise WHERE owner_id = :me
    AND made_by = 'us' AND void_reason IS NULL AND due_on BETWEEN :first AND :last"""


def m8(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell what was done by the day on which it was due."""
    until = min(last, books.today)
    rows = [
        row
        for row in books.rows(_DUE, first=str(first), last=str(until))
        if row["state"] == "done" or row["due"] < str(books.today)
    ]
    parts: Parts = {}
    for side in ("employer", "participant", "partner", "internal"):
        due = [row for row in rows if row["side"] == side]
        kept = [row for row in due if row["state"] == "done" and row["done_on"] <= row["due"]]
        parts[f"M8.{side}_on_time"] = (len(kept), len(due))
    promised = [
        row
        for row in books.rows(_PROMISED, first=str(first), last=str(until))
        if row["state"] != "open" or row["due_on"] < str(books.today)
    ]
    held = [row for row in promised if row["state"] in ("kept", "beaten")]
    parts["M8.promises_kept"] = (
        sum(row["closed_on"] <= row["due_on"] for row in held),
        len(promised),
    )
    parts["M8.promises_beaten"] = (sum(row["state"] == "beaten" for row in held), len(promised))
    parts["M8.often_moved"] = (sum(row["moves"] > 2 for row in rows), None)
    return parts


def m15(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell which hand-overs were answered soon, and what was asked among ourselves and done."""
    until = min(last, books.today)
    offered = books.rows(
        "SELECT offered_on, answered_on FROM hand_over "
        "WHERE :me IN (to_id, from_id) AND void_reason IS NULL "
        "AND state <> 'taken_back' AND offered_on BETWEEN :first AND :last",
        first=str(first),
        last=str(until),
    )
    in_time = fell_due = 0
    for row in offered:
        limit = _working_days_on(
            books, date.fromisoformat(row["offered_on"]), profile.standards.hand_over_days
        )
        if row["answered_on"] or limit < books.today:
            fell_due += 1
            in_time += (row["answered_on"] or "9999") <= str(limit)
    asked = [
        row
        for row in books.rows(_DUE, first=str(first), last=str(until))
        if row["side"] == "internal"
    ]
    asked = [row for row in asked if row["state"] == "done" or row["due"] < str(books.today)]
    return {
        "M15.hand_overs_on_time": (in_time, fell_due),
        "M15.asks_answered": (sum(row["state"] == "done" for row in asked), len(asked)),
        "M15.vacancies_across": None,
    }


def _working_days_on(books: Books, day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5 and day not in books.holidays
    return day
