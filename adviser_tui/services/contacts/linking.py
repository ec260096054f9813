"""Counting a contact that was about nobody in particular for somebody, with a reason (M12)."""

from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.contacts.reading import ContactRow
from models.kinds import ContactState, ContactWith

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Contact


def link(work: "UnitOfWork", contact: "Contact", participant_id: str, why: str) -> None:
    """Let a contact with an employer be one for a participant from now on.

    Raises `RuleError` for what nobody was spoken to in, what a partner did, and what is for
    somebody already.
    """
    from models.tables import Participant

    person = work.get(Participant, participant_id)
    if not why.strip():
        raise InputError(
            f"Say in a few words what was done for {person.preferred_name} in it.", "why"
        )
    if contact.kind != ContactWith.EMPLOYER:
        raise RuleError("Only a contact with an employer is linked to somebody. Nothing changed.")
    if contact.organisation:
        raise RuleError("A partner made that contact, so it is linked to nobody. Nothing changed.")
    if contact.state == ContactState.ATTEMPT:
        raise RuleError(
            "Nobody was spoken to in that one, so it counts for nobody. Nothing changed."
        )
    if contact.participant_id == person.id:
        raise RuleError(f"It is for {person.preferred_name} already. Nothing changed.")
    if contact.participant_id:
        raise RuleError(
            "It is for another participant already. Where that is wrong, correct the contact "
            "first. Nothing changed."
        )
    work.change(contact, participant_id=person.id, linked_why=why.strip())


def may_be_linked(row: ContactRow) -> bool:
    """Say whether a contact is one that can be linked to a participant."""
    return (
        row.kind is ContactWith.EMPLOYER
        and not row.is_attempt
        and not row.organisation
        and not row.participant_id
    )
