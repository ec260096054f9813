"""Jobs that people started: matches (M4)."""

from datetime import date
from typing import Any

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts, middle, stood
from tests.measures.recount.course import active

NO_DECISION = ("post_filled_or_withdrawn", "no_answer")
_STARTS = f"""SELECT j.id, j.participant_id AS who, j.employer_id AS employer, j.starts_on AS day,
    j.kind, j.found_by, j.scheme, j.pay, j.state, j.ended_on, j.subsidy_ends_on,
    date(s.submitted_at, s.submitted_offset || ' minutes') AS sent_on,
    EXISTS (SELECT 1 FROM contact c WHERE c.employer_id = j.employer_id AND c.kind = 'employer'
      AND c.state = 'done' AND c.organisation = '' AND c.void_reason IS NULL
      AND c.occurred_at <= s.submitted_at) AS spoken,
    {stood("coach", "j.starts_on")} AS coach
  FROM placement j JOIN participant x ON x.id = j.participant_id
  LEFT JOIN submission s ON s.id = j.submission_id AND s.void_reason IS NULL
  WHERE j.void_reason IS NULL AND j.starts_on <= :today AND j.state <> 'agreed'"""
_DECIDED = f"""SELECT s.id, s.state, s.reason FROM submission s
  JOIN participant x ON x.id = s.participant_id
  WHERE s.void_reason IS NULL AND s.decided_on BETWEEN :first AND :last
    AND {stood("coach", "s.decided_on")} = :me"""


def starts(books: Books) -> list[Any]:
    """Return every job whose first day was worked, of the adviser's own people."""
    if "starts" not in books.memory:
        rows = books.rows(_STARTS, today=str(books.today))
        books.memory["starts"] = [row for row in rows if row["coach"] == books.me]
    found: list[Any] = books.memory["starts"]
    return found


def is_match(row: Any) -> bool:
    """Say whether it came of a talk with the employer and of being put forward by us."""
    paid = row["kind"] in ("job", "apprenticeship") and bool(row["pay"])
    return paid and row["found_by"] == "us" and row["sent_on"] is not None and bool(row["spoken"])


def m4(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Count matches and what stands beside them."""
    until = min(last, books.today)
    rows = [row for row in starts(books) if str(first) <= row["day"] <= str(until)]
    matches = [row for row in rows if is_match(row)]
    decided = [
        row
        for row in books.rows(_DECIDED, first=str(first), last=str(until))
        if row["state"] in ("accepted", "refused_by_employer", "declined_by_person")
        and row["reason"] not in NO_DECISION
    ]
    waits = [
        (date.fromisoformat(row["day"]) - date.fromisoformat(row["sent_on"])).days
        for row in matches
    ]
    mid = middle(waits)
    own = [row for row in rows if row["kind"] == "self_employment"]
    return {
        "M4.matches": (len(matches), None),
        "M4.self_found": (
            sum(r["found_by"] == "self" and r["kind"] in ("job", "apprenticeship") for r in rows),
            None,
        ),
        "M4.subsidised": (sum(bool(row["scheme"]) for row in matches), None),
        "M4.apprenticeships": (sum(row["kind"] == "apprenticeship" for row in matches), None),
        "M4.self_employment": (len(own), None),
        "M4.match_rate": (len(matches), len(decided)),
        "M4.per_active": (len(matches), len(active(books, until))),
        "M4.days_to_start": None if mid is None else (mid, None),
        "M4.people": (len({row["who"] for row in matches}), None),
    }
