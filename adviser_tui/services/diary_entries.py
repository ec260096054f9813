"""What stands on each day of the diary, read from the file in one query a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from adviser_tui.services.contact_words import contact_words, purpose_words
from adviser_tui.services.desk import Desk
from adviser_tui.storage.reading import moment, sortable

DiaryKind = Literal["contact", "follow_up", "promise", "interview", "job_start"]


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """Something on one day of the diary."""

    id: str
    kind: DiaryKind
    day: date
    at: datetime | None
    """The moment on the wall clock, nothing where only the day is known."""
    time: str
    """`14:30`, or empty."""
    what: str
    subject: str
    minutes: int | None
    is_away: bool
    """Whether the adviser was away from their own office for it."""
    is_attempt: bool
    is_done: bool
    is_overdue: bool
    participant_id: str = ""
    employer_id: str = ""
    partner_id: str = ""


_CONTACTS = """SELECT c.*, e.name AS employer, p.preferred_name AS participant,
    coalesce(o.name, c.partner_name) AS partner
  FROM contact c LEFT JOIN employer e ON e.id = c.employer_id
  LEFT JOIN participant p ON p.id = c.participant_id LEFT JOIN partner o ON o.id = c.partner_id
  WHERE c.occurred_at >= :from AND c.occurred_at < :to AND c.void_reason IS NULL
    AND (:everybody OR c.adviser_id = :me) AND c.organisation = ''
  ORDER BY c.occurred_at, c.id"""
_OWED = """SELECT x.id, x.what, x.due_on, {time} AS due_time, x.state, x.side, x.participant_id,
    x.employer_id, x.partner_id, e.name AS employer, p.preferred_name AS participant,
    o.name AS partner
  FROM {table} x LEFT JOIN employer e ON e.id = x.employer_id
  LEFT JOIN participant p ON p.id = x.participant_id LEFT JOIN partner o ON o.id = x.partner_id
  WHERE x.due_on BETWEEN :first AND :last AND x.void_reason IS NULL
    AND x.state IN ({states}) AND (:everybody OR coalesce(x.owner_id, '') IN (:me, ''))"""
_FOLLOW_UPS = _OWED.format(table="follow_up", time="x.due_time", states="'open', 'done'")
_PROMISES = _OWED.format(
    table="promise", time="''", states="'open', 'kept', 'beaten', 'late', 'broken'"
)
_INTERVIEWS = """SELECT s.id, s.interview_at, s.interview_offset, s.state, s.participant_id,
    v.employer_id, v.title, e.name AS employer, p.preferred_name AS participant
  FROM submission s JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  JOIN participant p ON p.id = s.participant_id
  WHERE s.interview_at >= :from AND s.interview_at < :to AND s.void_reason IS NULL
    AND (:everybody OR coalesce(p.coach_id, '') IN (:me, ''))"""
_STARTS = """SELECT x.id, x.starts_on, x.state, x.role, x.participant_id, x.employer_id,
    e.name AS employer, p.preferred_name AS participant
  FROM placement x JOIN employer e ON e.id = x.employer_id
  JOIN participant p ON p.id = x.participant_id
  WHERE x.starts_on BETWEEN :first AND :last AND x.void_reason IS NULL
    AND (:everybody OR coalesce(p.coach_id, '') IN (:me, ''))"""
_MARGIN = timedelta(hours=14)
"""No wall clock is further from UTC; what lies outside the week by its own offset is left out."""


def read_entries(desk: Desk, first: date, last: date, *, everybody: bool) -> Iterator[DiaryEntry]:
    """Yield what stands on the days from `first` to `last`, in no order."""
    values: dict[str, object] = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "from": sortable(datetime.combine(first, time(), UTC) - _MARGIN),
        "to": sortable(datetime.combine(last + timedelta(days=1), time(), UTC) + _MARGIN),
        "me": desk.me,
        "everybody": int(everybody),
    }

    def read(sql: str) -> list[Any]:
        return desk.database.rows(sql, values)

    today = desk.today
    found = [_contact(row) for row in read(_CONTACTS)]
    found += [_interview(row) for row in read(_INTERVIEWS)]
    yield from (entry for entry in found if first <= entry.day <= last)
    for row in read(_FOLLOW_UPS):
        yield _owed(row, "follow_up", today)
    for row in read(_PROMISES):
        yield _owed(row, "promise", today)
    for row in read(_STARTS):
        yield _start(row)


def _contact(row: Any) -> DiaryEntry:
    at = moment(row["occurred_at"], row["occurred_offset"])
    purpose = purpose_words(row["purpose"])
    words = contact_words(row["channel"], row["state"])
    return DiaryEntry(
        id=str(row["id"]),
        kind="contact",
        day=at.date(),
        at=at,
        time=f"{at:%H:%M}",
        what=f"{words}: {purpose}" if purpose else words,
        subject=str(row["employer"] or row["participant"] or row["partner"]),
        minutes=row["minutes"],
        is_away=row["place"] == "away",
        is_attempt=row["state"] == "attempt",
        is_done=True,
        is_overdue=False,
        participant_id=str(row["participant_id"] or ""),
        employer_id=str(row["employer_id"] or ""),
        partner_id=str(row["partner_id"] or ""),
    )


def _interview(row: Any) -> DiaryEntry:
    at = moment(row["interview_at"], row["interview_offset"])
    return _planned(
        row,
        "interview",
        at.date(),
        f"interview: {row['title']}, {row['employer']}",
        str(row["participant"]),
        at=at,
        clock=f"{at:%H:%M}",
        is_done=row["state"] not in ("interview_booked", "submitted"),
    )


def _start(row: Any) -> DiaryEntry:
    what = f"first day: {row['role']}, {row['employer']}"
    day = date.fromisoformat(row["starts_on"])
    is_done = row["state"] != "agreed"
    return _planned(row, "job_start", day, what, str(row["participant"]), is_done=is_done)


def _owed(row: Any, kind: DiaryKind, today: date) -> DiaryEntry:
    names = [row["employer"], row["participant"]]
    if row["side"] == "participant":
        names.reverse()
    names.insert(0 if row["side"] == "partner" else 2, row["partner"])
    day = date.fromisoformat(row["due_on"])
    is_open = row["state"] == "open"
    return _planned(
        row,
        kind,
        day,
        str(row["what"]),
        next((str(name) for name in names if name), ""),
        clock=str(row["due_time"]),
        is_done=not is_open,
        is_overdue=is_open and day < today,
        partner_id=str(row["partner_id"] or ""),
    )


def _planned(
    row: Any,
    kind: DiaryKind,
    day: date,
    what: str,
    subject: str,
    *,
    at: datetime | None = None,
    clock: str = "",
    is_done: bool = False,
    is_overdue: bool = False,
    partner_id: str = "",
) -> DiaryEntry:
    return DiaryEntry(
        id=str(row["id"]),
        kind=kind,
        day=day,
        at=at,
        time=clock,
        what=what,
        subject=subject,
        minutes=None,
        is_away=False,
        is_attempt=False,
        is_done=is_done,
        is_overdue=is_overdue,
        participant_id=str(row["participant_id"] or ""),
        employer_id=str(row["employer_id"] or ""),
        partner_id=partner_id,
    )
