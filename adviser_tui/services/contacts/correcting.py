"""Correcting a contact after the fact: what may change, and what follows from it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.contacts.draft import (
    check_minutes,
    check_when,
    offset_minutes,
    state_of,
    usual_place,
)
from adviser_tui.services.partners.writing import partner_of
from models.kinds import TWO_WAY, Channel, ContactState, ContactWith

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Contact

FIELDS = frozenset(
    (
        *("channel", "direction", "purpose", "place", "occurred_at", "minutes", "note", "outcome"),
        *("is_attempt", "spoc_agreed", "employer_id", "site_id", "person_id", "participant_id"),
        *("vacancy_id", "partner_name", "partner_id", "organisation"),
    )
)
"""What a correction may set; `is_attempt` says whether nobody was spoken to."""


def correct(work: "UnitOfWork", contact: "Contact", values: dict[str, Any], now: datetime) -> None:
    """Change fields of a contact; times, attempts and places stay in step with each other."""
    for name in values:
        if name not in FIELDS:
            raise InputError(
                f"“{name[:40]}” of a contact cannot be changed; these can: "
                f"{', '.join(sorted(FIELDS))}.",
                name,
            )
    if "minutes" in values:
        check_minutes(values["minutes"])
    if "occurred_at" in values:
        check_when(values["occurred_at"], now)
        values["occurred_offset"] = offset_minutes(values["occurred_at"])
    _keep_attempts_apart(contact, values)
    _keep_the_parties(work, contact, values)
    work.change(contact, **values)


def _keep_attempts_apart(contact: "Contact", values: dict[str, Any]) -> None:
    """An attempt stays one until it is said that somebody answered (M1)."""
    before = Channel(contact.channel)
    channel = Channel(values.get("channel", before))
    said = values.pop("is_attempt", None)
    if said is False and channel not in TWO_WAY:
        raise RuleError(
            "A voicemail or a no-show reached nobody, so it stays an attempt. Give it another "
            "channel if somebody was spoken to. Nothing was changed."
        )
    was_attempt = contact.state == ContactState.ATTEMPT
    # A voicemail turned into a call was written down wrongly; nothing says that nobody answered.
    if said is None and was_attempt and before not in TWO_WAY and channel in TWO_WAY:
        was_attempt = False
    values["state"] = state_of(channel, was_attempt if said is None else bool(said))
    if channel is not before and "place" not in values and contact.place == usual_place(before):
        values["place"] = usual_place(channel)


def _keep_the_parties(work: "UnitOfWork", contact: "Contact", values: dict[str, Any]) -> None:
    """Somebody must remain whom it was with; another employer brings other people and sites."""
    if "employer_id" in values and values["employer_id"] != contact.employer_id:
        for name in ("site_id", "person_id", "vacancy_id"):
            values.setdefault(name, None)
    if values.get("participant_id", contact.participant_id) != contact.participant_id:
        # Why it was linked to somebody says nothing of anybody else.
        values["linked_why"] = ""
    employer, participant, organisation, partner = (
        values.get(name, getattr(contact, name))
        for name in ("employer_id", "participant_id", "organisation", "partner_name")
    )
    called = str(organisation or partner or "")
    if {"partner_name", "organisation", "partner_id"} & set(values):
        partner_id, called = partner_of(work, values.get("partner_id"), called)
        values["partner_id"] = partner_id
        values["organisation" if organisation else "partner_name"] = called
    if not (employer or participant or called.strip()):
        raise InputError("A contact is with somebody; name them. Nothing was changed.", "with")
    if employer:
        values["kind"] = ContactWith.EMPLOYER
    else:
        values["kind"] = ContactWith.PARTICIPANT if participant else ContactWith.PARTNER
