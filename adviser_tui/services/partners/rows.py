"""The list of partners."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from adviser_tui.services.partners.naming import KIND_NAMES
from adviser_tui.services.words.matching import fitting
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment, texts
from models.kinds import PartnerKind, PartnerState

Show = Literal["active", "ended", "all"]
SHOWS: tuple[Show, ...] = ("active", "ended", "all")
"""Parts of the list: whom we work with, with whom it has ended, and everybody."""

Agreement = Literal["none", "open", "standing", "over"]
"""Whether it is agreed what may be shared: not at all, without an end, until a day, or no more."""

PARTNERS = """SELECT p.*,
    (SELECT max(c.occurred_at) FROM contact c WHERE c.partner_id = p.id AND c.state = 'done'
      AND c.void_reason IS NULL AND c.organisation = '') AS last_at,
    (SELECT count(*) FROM follow_up f WHERE f.partner_id = p.id AND f.state = 'open'
      AND f.void_reason IS NULL)
    + (SELECT count(*) FROM promise o WHERE o.partner_id = p.id AND o.state = 'open'
      AND o.void_reason IS NULL) AS owed
  FROM partner p WHERE p.void_reason IS NULL"""
_WHERE: dict[Show, str] = {
    "active": " AND p.state = 'active'",
    "ended": " AND p.state = 'ended'",
    "all": "",
}
_ORDER = " ORDER BY p.state, p.name COLLATE NOCASE, p.rowid"


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One line of the list of partners."""

    id: str
    name: str
    short_name: str
    other_names: tuple[str, ...]
    kind: PartnerKind
    kind_words: str
    area: str
    phone: str
    email: str
    person: str
    """Whom to ask for."""
    state: PartnerState
    agreement: Agreement
    agreed_until: date | None
    last_on: date | None
    """The day on which somebody of ours last spoke with them."""
    owed: int
    """How many follow-ups and promises are open."""


def read_rows(database: Database, today: date, show: Show, text: str) -> tuple[PartnerRow, ...]:
    """Return a part of the list by name; typed letters look through all of it, best fit first."""
    where = "" if text.strip() else _WHERE[show]
    rows = [row_of(row, today) for row in database.rows(f"{PARTNERS}{where}{_ORDER}")]
    return tuple(fitting(text, rows, _searched)) if text.strip() else tuple(rows)


def row_of(row: Any, today: date) -> PartnerRow:
    """Return one row as read by `PARTNERS`."""
    kind = PartnerKind(row["kind"])
    return PartnerRow(
        id=str(row["id"]),
        name=str(row["name"]),
        short_name=str(row["short_name"]),
        other_names=texts(row["other_names"]),
        kind=kind,
        kind_words=KIND_NAMES.get(kind, kind.replace("_", " ")),
        area=str(row["area"]),
        phone=str(row["phone"]),
        email=str(row["email"]),
        person=str(row["person"]),
        state=PartnerState(row["state"]),
        agreement=agreement_of(row, today),
        agreed_until=day(row["agreed_until"]),
        last_on=moment(row["last_at"]).astimezone().date() if row["last_at"] else None,
        owed=int(row["owed"]),
    )


def agreement_of(row: Any, today: date) -> Agreement:
    """Return whether it is agreed what may be shared with a partner today."""
    if not str(row["shares"]).strip():
        return "none"
    until = day(row["agreed_until"])
    if row["state"] == PartnerState.ENDED:
        return "over"
    if until is None:
        return "open"
    return "standing" if until >= today else "over"


def _searched(row: PartnerRow) -> str:
    names = (row.name, row.short_name, *row.other_names)
    return " ".join((*names, row.area, row.person, row.kind_words))
