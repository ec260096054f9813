"""Contacts as lists and cards show them, read with plain SQL."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from adviser_tui.services.contact_words import contact_words, purpose_words
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import moment
from models.kinds import Channel, ContactState, ContactWith, Direction, PlaceKind, Purpose

LATE_AFTER = timedelta(days=7)
"""What is entered later than this is counted and flagged (`domain.md` section 5)."""

_SELECT = """SELECT c.*, coalesce(e.name, '') AS employer, coalesce(p.preferred_name, '') AS
    participant, coalesce(x.name, '') AS person, coalesce(v.title, '') AS vacancy,
    coalesce(a.name, '') AS adviser,
    coalesce(CASE WHEN c.organisation = '' THEN o.name END, c.partner_name) AS partner,
    coalesce(CASE WHEN c.organisation <> '' THEN o.name END, c.organisation) AS made_by
  FROM contact c LEFT JOIN employer e ON e.id = c.employer_id
  LEFT JOIN participant p ON p.id = c.participant_id
  LEFT JOIN employer_person x ON x.id = c.person_id
  LEFT JOIN partner o ON o.id = c.partner_id
  LEFT JOIN vacancy v ON v.id = c.vacancy_id LEFT JOIN adviser a ON a.id = c.adviser_id"""


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as lists and cards show it."""

    id: str
    kind: ContactWith
    at: datetime
    """On the wall clock of whoever made it."""
    words: str
    """What it was, in words: `visit`, `call, no answer`."""
    name: str
    """Whom it was with."""
    channel: Channel
    direction: Direction
    purpose: Purpose
    purpose_words: str
    place: PlaceKind
    is_attempt: bool
    is_late: bool
    """Written down more than a week after it happened."""
    minutes: int | None
    note: str
    outcome: str
    employer_id: str
    employer: str
    site_id: str
    person_id: str
    person: str
    participant_id: str
    participant: str
    vacancy_id: str
    vacancy: str
    partner_name: str
    organisation: str
    adviser_id: str
    adviser: str
    spoc_agreed: bool
    partner_id: str


def read_recent(
    database: Database,
    limit: int,
    *,
    employer_id: str = "",
    participant_id: str = "",
    partner_id: str = "",
    before: str = "",
) -> tuple[ContactRow, ...]:
    """Return the newest contacts and attempts, those with one party where one is named."""
    where, values = ["c.void_reason IS NULL"], dict[str, object](limit=limit)
    parties = {
        "employer_id": employer_id,
        "participant_id": participant_id,
        "partner_id": partner_id,
    }
    for column, value in parties.items():
        if value:
            where.append(f"c.{column} = :{column}")
            values[column] = value
    if partner_id:
        where.append("c.organisation = ''")
    if before:
        where.append(
            "(c.occurred_at, c.id) < (SELECT occurred_at, id FROM contact WHERE id = :before)"
        )
        values["before"] = before
    rows = database.rows(
        f"{_SELECT} WHERE {' AND '.join(where)} "
        "ORDER BY c.occurred_at DESC, c.id DESC LIMIT :limit",
        values,
    )
    return tuple(_row(row) for row in rows)


def read_one(database: Database, contact_id: str) -> ContactRow | None:
    """Return one contact, or nothing where it is not there or was voided."""
    row = database.row(f"{_SELECT} WHERE c.id = ? AND c.void_reason IS NULL", (contact_id,))
    return _row(row) if row is not None else None


def _row(row: Any) -> ContactRow:
    at = moment(row["occurred_at"], int(row["occurred_offset"]))
    return ContactRow(
        id=str(row["id"]),
        kind=ContactWith(row["kind"]),
        at=at,
        words=contact_words(row["channel"], row["state"]),
        name=str(row["employer"] or row["participant"] or row["partner"]),
        channel=Channel(row["channel"]),
        direction=Direction(row["direction"]),
        purpose=Purpose(row["purpose"]),
        purpose_words=purpose_words(row["purpose"]),
        place=PlaceKind(row["place"]),
        is_attempt=row["state"] == ContactState.ATTEMPT,
        is_late=moment(row["created_at"]) - at > LATE_AFTER,
        minutes=row["minutes"],
        note=str(row["note"]),
        outcome=str(row["outcome"]),
        employer_id=str(row["employer_id"] or ""),
        employer=str(row["employer"]),
        site_id=str(row["site_id"] or ""),
        person_id=str(row["person_id"] or ""),
        person=str(row["person"]),
        participant_id=str(row["participant_id"] or ""),
        participant=str(row["participant"]),
        vacancy_id=str(row["vacancy_id"] or ""),
        vacancy=str(row["vacancy"]),
        partner_name=str(row["partner"]),
        organisation=str(row["made_by"]),
        adviser_id=str(row["adviser_id"] or ""),
        adviser=str(row["adviser"]),
        spoc_agreed=bool(row["spoc_agreed"]),
        partner_id=str(row["partner_id"] or ""),
    )
