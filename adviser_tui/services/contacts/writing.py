"""Writing a contact, and what came of it, within an action that is already open."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.services.contacts.draft import ContactDraft, Logged, offset_minutes, usual_place
from adviser_tui.services.employers.drafts import EmployerDraft, NeedDraft, PersonDraft
from adviser_tui.services.employers.writing import add_employer, add_need, add_person
from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from adviser_tui.services.partners.writing import partner_of
from adviser_tui.services.promises import PromiseDraft, add_promise
from models.kinds import ContactState, ContactWith, Side

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

_SIDES = {
    ContactWith.EMPLOYER: Side.EMPLOYER,
    ContactWith.PARTICIPANT: Side.PARTICIPANT,
    ContactWith.PARTNER: Side.PARTNER,
}


def write_contact(work: "UnitOfWork", draft: ContactDraft) -> Logged:
    """Add the contact, whom it made known, the need, the next steps and the promises."""
    from models.tables import Contact, Participant

    employer_id = employer_of(work, draft.employer_id, draft.new_employer)
    if draft.participant_id:
        work.get(Participant, draft.participant_id)
    person_id = draft.person_id
    if draft.new_person.strip() and employer_id and not person_id:
        known = PersonDraft(draft.new_person, site_id=draft.site_id)
        person_id = add_person(work, employer_id, known).id
    is_theirs = bool(draft.organisation.strip())
    partner_id, called = partner_of(
        work, draft.partner_id, draft.organisation if is_theirs else draft.partner_name
    )
    contact = work.add(
        Contact(
            kind=draft.kind,
            employer_id=employer_id,
            site_id=draft.site_id,
            person_id=person_id,
            participant_id=draft.participant_id,
            vacancy_id=draft.vacancy_id,
            partner_name=draft.partner_name if is_theirs else called,
            partner_id=partner_id,
            adviser_id=None if draft.organisation else work.actor or None,
            organisation=draft.organisation,
            channel=draft.channel,
            direction=draft.direction,
            purpose=draft.purpose,
            place=draft.place or usual_place(draft.channel),
            state=draft.state,
            occurred_at=draft.occurred_at,
            occurred_offset=offset_minutes(draft.occurred_at),
            minutes=draft.minutes,
            note=draft.note,
            outcome=draft.outcome,
            spoc_agreed=draft.spoc_agreed,
        )
    )
    need_id = ""
    if draft.need.strip() and employer_id:
        need = NeedDraft(draft.need, site_id=draft.site_id, contact_id=contact.id)
        need_id = add_need(work, employer_id, need).id
    steps, promises = write_what_is_owed(
        work,
        draft.next_steps,
        draft.promises,
        employer_id=employer_id,
        participant_id=draft.participant_id,
        partner_id=None if is_theirs else partner_id,
        contact_id=contact.id,
        side=_SIDES[draft.kind],
        made_on=draft.occurred_at.date(),
    )
    return Logged(
        contact_id=contact.id,
        employer_id=employer_id or "",
        made_employer=employer_id != draft.employer_id,
        follow_up_ids=steps,
        promise_ids=promises,
        need_id=need_id,
        is_attempt=draft.state is ContactState.ATTEMPT,
        participant_id=draft.participant_id or "",
        person_id=person_id or "",
    )


def write_what_is_owed(
    work: "UnitOfWork",
    next_steps: tuple[FollowUpDraft, ...],
    promises: tuple[PromiseDraft, ...],
    *,
    employer_id: str | None,
    participant_id: str | None,
    partner_id: str | None = None,
    contact_id: str | None,
    side: Side,
    made_on: date,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Add next steps and promises about the same people; return their ids."""
    steps = [
        add_follow_up(
            work,
            replace(
                step,
                contact_id=contact_id,
                employer_id=step.employer_id or employer_id,
                participant_id=step.participant_id or participant_id,
                partner_id=step.partner_id or partner_id,
                side=side if step.side == Side.INTERNAL else step.side,
            ),
        ).id
        for step in next_steps
    ]
    promised = [
        add_promise(
            work,
            replace(
                promise,
                contact_id=contact_id,
                employer_id=promise.employer_id or employer_id,
                participant_id=promise.participant_id or participant_id,
                partner_id=promise.partner_id or partner_id,
            ),
            made_on,
        ).id
        for promise in promises
    ]
    return tuple(steps), tuple(promised)


def employer_of(work: "UnitOfWork", employer_id: str | None, new_name: str) -> str | None:
    """Return the employer meant, made from its name where it is not in the caseload yet."""
    from models.tables import Employer

    if employer_id:
        return work.get(Employer, employer_id).id
    if not new_name.strip():
        return None
    return add_employer(work, EmployerDraft(new_name)).id
