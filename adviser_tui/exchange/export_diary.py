"""What is still to come, for the calendar of a telephone.

Calendars are shared and lie on other people's servers: participants appear by their initials, and
nothing is told beyond what happens when and where.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from adviser_tui.exchange.export_work import initials
from adviser_tui.exchange.ics import Appointment
from adviser_tui.services.desk import Desk
from adviser_tui.storage.reading import moment

_OPEN = (
    "SELECT x.id, x.what, x.due_on, x.due_time, e.name AS employer, p.preferred_name AS person"
    " FROM follow_up x LEFT JOIN participant p ON p.id = x.participant_id"
    " LEFT JOIN employer e ON e.id = x.employer_id"
    " WHERE x.void_reason IS NULL AND x.state = 'open' ORDER BY x.due_on, x.due_time, x.rowid"
)
_INTERVIEWS = (
    "SELECT x.id, x.interview_at, p.preferred_name AS person, e.name AS employer, s.town"
    " FROM submission x JOIN participant p ON p.id = x.participant_id"
    " JOIN vacancy v ON v.id = x.vacancy_id JOIN employer e ON e.id = v.employer_id"
    " LEFT JOIN employer_site s ON s.id = v.site_id"
    " WHERE x.void_reason IS NULL AND x.state = 'interview_booked' AND x.interview_at IS NOT NULL"
    " ORDER BY x.interview_at, x.rowid"
)


def follow_up_entries(desk: Desk) -> Iterator[Appointment]:
    """Walk the open follow-ups; those without an hour take the whole day."""
    for row in desk.database.rows(_OPEN):
        who = row["employer"] or initials(row["person"] or "")
        person = row["person"] or ""
        # The text is the adviser's own, but a participant's name in it is not the calendar's.
        what = row["what"].replace(person, initials(person)) if person else row["what"]
        title = f"{what} ({who})" if who and who not in what else what
        yield Appointment(f"{row['id']}@adviser", _starts(row), title)


def interview_entries(desk: Desk) -> Iterator[Appointment]:
    """Walk the interviews that are booked."""
    for row in desk.database.rows(_INTERVIEWS):
        yield Appointment(
            f"{row['id']}@adviser",
            moment(row["interview_at"]),
            f"Interview: {initials(row['person'])} at {row['employer']}",
            minutes=60,
            place=row["town"] or "",
        )


def _starts(row: Any) -> datetime | date:
    day = date.fromisoformat(row["due_on"])
    if not row["due_time"]:
        return day
    # The hour is one of the adviser's own clock, summer time included.
    return datetime.combine(day, time.fromisoformat(row["due_time"])).astimezone()
