"""The work itself: contacts, follow-ups, promises and submissions.

People whose record is restricted appear by their initials unless they are asked for.
"""

from typing import Any

from adviser_tui.exchange.export_sources import Source, clock_moment, day, spoken
from adviser_tui.exchange.writing import Cell, Column, Shape

_PERSON = Column("Participant", "participant")
_EMPLOYER = Column("Employer", "employer")
_VACANCY = Column("Vacancy", "vacancy")
_PARTNER = Column("Partner", "partner")

_WHO = "p.preferred_name, p.confidentiality = 'restricted' AND NOT :restricted AS hidden"
_ABOUT = (
    " LEFT JOIN participant p ON p.id = x.participant_id"
    " LEFT JOIN employer e ON e.id = x.employer_id LEFT JOIN vacancy v ON v.id = x.vacancy_id"
)
_OWED_TO = " LEFT JOIN partner o ON o.id = x.partner_id"
_HIDDEN = (
    "SELECT count(*) FROM {table} x JOIN participant p ON p.id = x.participant_id"
    " WHERE x.void_reason IS NULL AND p.confidentiality = 'restricted'"
)


def contacts() -> Source:
    """Every contact and every attempt at one, oldest first."""
    return Source(
        (
            Column("When", "occurred_at", Shape.MOMENT),
            Column("With", "kind"),
            _EMPLOYER,
            Column("Person", "person"),
            _PERSON,
            _PARTNER,
            _VACANCY,
            Column("Channel", "channel"),
            Column("Direction", "direction"),
            Column("Purpose", "purpose"),
            Column("Place", "place"),
            Column("State", "state"),
            Column("Minutes", "minutes", Shape.WHOLE),
            Column("Outcome", "outcome"),
            Column("Note", "note"),
            Column("Adviser", "adviser"),
        ),
        f"SELECT x.*, e.name AS employer, q.name AS person, {_WHO}, v.title AS vacancy,"
        " CASE WHEN x.organisation = '' THEN coalesce(o.name, x.partner_name)"
        " ELSE x.partner_name END AS partner,"
        f" a.name AS adviser FROM contact x{_ABOUT}{_OWED_TO}"
        " LEFT JOIN employer_person q ON q.id = x.person_id"
        " LEFT JOIN adviser a ON a.id = x.adviser_id"
        " WHERE x.void_reason IS NULL ORDER BY x.occurred_at, x.rowid",
        _contact,
        _HIDDEN.format(table="contact"),
    )


def _contact(row: Any) -> list[Cell]:
    return [
        clock_moment(row["occurred_at"], row["occurred_offset"]),
        spoken(row["kind"]),
        row["employer"],
        row["person"],
        _name(row),
        row["partner"],
        row["vacancy"],
        spoken(row["channel"]),
        spoken(row["direction"]),
        spoken(row["purpose"]),
        spoken(row["place"]),
        spoken(row["state"]),
        row["minutes"],
        row["outcome"],
        _note(row, "note"),
        row["adviser"],
    ]


def follow_ups() -> Source:
    """Every follow-up by the day it is due."""
    return Source(
        (
            Column("Due", "due_on", Shape.DAY),
            Column("Time", "due_time"),
            Column("What", "what"),
            Column("Side", "side"),
            _PERSON,
            _EMPLOYER,
            _VACANCY,
            _PARTNER,
            Column("Owner", "owner"),
            Column("State", "state"),
            Column("Done on", "done_on", Shape.DAY),
            Column("First due", "first_due_on", Shape.DAY),
            Column("Times moved", "moves", Shape.WHOLE),
            Column("Why cancelled", "cancel_reason"),
        ),
        f"SELECT x.*, e.name AS employer, {_WHO}, v.title AS vacancy, o.name AS partner,"
        " a.name AS owner"
        f" FROM follow_up x{_ABOUT}{_OWED_TO} LEFT JOIN adviser a ON a.id = x.owner_id"
        " WHERE x.void_reason IS NULL ORDER BY x.due_on, x.due_time, x.rowid",
        _follow_up,
        _HIDDEN.format(table="follow_up"),
    )


def _follow_up(row: Any) -> list[Cell]:
    return [
        day(row["due_on"]),
        row["due_time"],
        _note(row, "what"),
        spoken(row["side"]),
        _name(row),
        row["employer"],
        row["vacancy"],
        row["partner"],
        row["owner"],
        spoken(row["state"]),
        day(row["done_on"]),
        day(row["first_due_on"]),
        row["moves"],
        row["cancel_reason"],
    ]


def promises() -> Source:
    """Every promise by the day it is due."""
    return Source(
        (
            Column("Due", "due_on", Shape.DAY),
            Column("What", "what"),
            Column("Made by", "made_by"),
            Column("Side", "side"),
            _PERSON,
            _EMPLOYER,
            _VACANCY,
            _PARTNER,
            Column("Made on", "made_on", Shape.DAY),
            Column("Level", "level"),
            Column("Owner", "owner"),
            Column("State", "state"),
            Column("Closed on", "closed_on", Shape.DAY),
        ),
        f"SELECT x.*, e.name AS employer, {_WHO}, v.title AS vacancy, o.name AS partner,"
        " a.name AS owner"
        f" FROM promise x{_ABOUT}{_OWED_TO} LEFT JOIN adviser a ON a.id = x.owner_id"
        " WHERE x.void_reason IS NULL ORDER BY x.due_on, x.rowid",
        _promise,
        _HIDDEN.format(table="promise"),
    )


def _promise(row: Any) -> list[Cell]:
    return [
        day(row["due_on"]),
        _note(row, "what"),
        spoken(row["made_by"]),
        spoken(row["side"]),
        _name(row),
        row["employer"],
        row["vacancy"],
        row["partner"],
        day(row["made_on"]),
        row["level"],
        row["owner"],
        spoken(row["state"]),
        day(row["closed_on"]),
    ]


def submissions() -> Source:
    """Every submission with how it ended; the text that was sent stays in the caseload."""
    return Source(
        (
            _PERSON,
            _VACANCY,
            _EMPLOYER,
            Column("Attempt", "attempt", Shape.WHOLE),
            Column("State", "state"),
            Column("Submitted", "submitted_at", Shape.MOMENT),
            Column("Interview", "interview_at", Shape.MOMENT),
            Column("With override", "with_override"),
            Column("Reason", "reason"),
            Column("Decided on", "decided_on", Shape.DAY),
        ),
        f"SELECT x.*, e.name AS employer, {_WHO}, v.title AS vacancy FROM submission x"
        " JOIN participant p ON p.id = x.participant_id JOIN vacancy v ON v.id = x.vacancy_id"
        " JOIN employer e ON e.id = v.employer_id"
        " WHERE x.void_reason IS NULL ORDER BY x.rowid",
        _submission,
        _HIDDEN.format(table="submission"),
    )


def _submission(row: Any) -> list[Cell]:
    return [
        _name(row),
        row["vacancy"],
        row["employer"],
        row["attempt"],
        spoken(row["state"]),
        clock_moment(row["submitted_at"], row["submitted_offset"]),
        clock_moment(row["interview_at"], row["interview_offset"]),
        bool(row["with_override"]),
        spoken(row["reason"]),
        day(row["decided_on"]),
    ]


def initials(name: str) -> str:
    """Return `A. I.` for Ann Invented."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def _name(row: Any) -> str:
    name = row["preferred_name"] or ""
    return initials(name) if row["hidden"] else name


def _note(row: Any, column: str) -> str:
    # Free text about somebody restricted may hold their name, or more.
    return "(restricted)" if row["hidden"] and row[column] else row[column]
