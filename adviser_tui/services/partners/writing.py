"""Adding and changing partners within an action that is already open."""

import sqlite3
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError
from adviser_tui.services.partners.naming import NAMES, partner_named
from models.kinds import PartnerKind, PartnerState

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Partner


@dataclass(frozen=True, slots=True)
class PartnerDraft:
    """A partner organisation before it is kept."""

    name: str
    short_name: str = ""
    other_names: tuple[str, ...] = ()
    kind: PartnerKind = PartnerKind.OTHER
    area: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    person: str = ""
    person_role: str = ""
    person_phone: str = ""
    person_email: str = ""
    shares: str = ""
    agreed_on: date | None = None
    agreed_until: date | None = None
    credit_rule: str = ""
    notes: str = ""
    reference: str = ""


PARTNER_FIELDS = frozenset(each.name for each in fields(PartnerDraft)) | {"ended_why"}
"""What `change` may set; whether the work goes on has calls of its own."""


def add_partner(work: "UnitOfWork", draft: PartnerDraft) -> "Partner":
    """Add a partner; what was written down under its names before is linked to it."""
    from models.tables import Partner

    if not draft.name.strip():
        raise InputError("Give the partner a name.", "name")
    _check_days(draft.agreed_on, draft.agreed_until)
    values = {each.name: getattr(draft, each.name) for each in fields(PartnerDraft)}
    partner = work.add(Partner(**{**values, "other_names": list(draft.other_names)}))
    link_older_contacts(work, partner)
    return partner


def change_partner(work: "UnitOfWork", partner: "Partner", values: dict[str, object]) -> None:
    """Change fields of a partner; an end has its day, and coming back takes the end away."""
    state = values.get("state", partner.state)
    if "name" in values and not str(values["name"] or "").strip():
        raise InputError("A partner needs a name. Nothing was changed.", "name")
    agreed = values.get("agreed_on", partner.agreed_on)
    until = values.get("agreed_until", partner.agreed_until)
    _check_days(agreed, until)
    if state == PartnerState.ENDED and partner.state != PartnerState.ENDED:
        values = {"ended_on": work.now.date(), **values}
    if state == PartnerState.ACTIVE and partner.state != PartnerState.ACTIVE:
        values = {"ended_on": None, "ended_why": "", **values}
    work.change(partner, **values)
    if {"name", "short_name", "other_names"} & set(values):
        link_older_contacts(work, partner)


def link_older_contacts(work: "UnitOfWork", partner: "Partner") -> None:
    """Link contacts that name this partner and nobody else; what was written stays as it is."""
    from models.tables import Contact

    known = partner_names(work)
    rows = work.connection.execute(
        "SELECT id, coalesce(nullif(organisation, ''), partner_name) AS called FROM contact"
        " WHERE partner_id IS NULL AND void_reason IS NULL"
        " AND (kind = 'partner' OR organisation <> '')"
    ).fetchall()
    verdicts: dict[str, bool] = {}
    for contact_id, called in rows:
        if called not in verdicts:
            verdicts[called] = partner_named(known, str(called)) == partner.id
        if verdicts[called]:
            work.change(work.get(Contact, str(contact_id)), partner_id=partner.id)


def partner_names(work: "UnitOfWork") -> list[sqlite3.Row]:
    """Return every partner by all its names, as it stands within the open action."""
    return list(work.connection.execute(NAMES).fetchall())


def partner_of(work: "UnitOfWork", partner_id: str | None, called: str) -> "tuple[str | None, str]":
    """Return the partner that is meant and what it is called.

    A name that no partner bears, or several do, stays a name alone.
    """
    from models.tables import Partner

    if not partner_id:
        partner_id = partner_named(partner_names(work), called) if called.strip() else ""
    if not partner_id:
        return None, called
    return partner_id, called.strip() or work.get(Partner, partner_id).name


def _check_days(agreed_on: object, agreed_until: object) -> None:
    if isinstance(agreed_on, date) and isinstance(agreed_until, date) and agreed_until < agreed_on:
        raise InputError(
            "An agreement cannot end before the day it was made. Nothing was changed.",
            "agreed_until",
        )
