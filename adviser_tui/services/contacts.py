"""Contacts: what was said with whom, kept apart from attempts, with the next step (M1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError
from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from adviser_tui.services.office import Desk
from adviser_tui.services.promises import PromiseDraft, add_promise
from models.kinds import (
    TWO_WAY,
    Channel,
    ContactState,
    ContactWith,
    Direction,
    PlaceKind,
    Purpose,
    Side,
)

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact before it is kept; employer or participant or partner must be named."""

    channel: Channel
    occurred_at: datetime
    employer_id: str | None = None
    new_employer: str = ""
    """The name of an employer that is not in the caseload yet and is made with the contact."""
    site_id: str | None = None
    person_id: str | None = None
    new_person: str = ""
    """The name of somebody at the employer who is not in the caseload yet."""
    participant_id: str | None = None
    vacancy_id: str | None = None
    partner_name: str = ""
    direction: Direction = Direction.OUTBOUND
    purpose: Purpose = Purpose.OTHER
    place: PlaceKind | None = None
    is_attempt: bool = False
    minutes: int | None = None
    note: str = ""
    outcome: str = ""
    organisation: str = ""
    spoc_agreed: bool = False
    need: str = ""
    """What the employer said that they need, kept as a need of its own."""
    next_steps: tuple[FollowUpDraft, ...] = field(default=())
    promises: tuple[PromiseDraft, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Logged:
    """What logging a contact made."""

    contact_id: str
    employer_id: str
    made_employer: bool
    follow_up_ids: tuple[str, ...]
    promise_ids: tuple[str, ...]
    need_id: str
    is_attempt: bool


class Contacts:
    """Log contacts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def log(self, draft: ContactDraft) -> Logged:
        """Keep a contact with everything that came of it, as one action that can be undone."""
        from models.tables import Contact

        _check(draft, self._desk.local_now)
        with self._desk.database.write() as work:
            employer_id, made = _employer_of(work, draft)
            person_id = _person_of(work, draft, employer_id)
            offset = draft.occurred_at.utcoffset()
            contact = work.add(
                Contact(
                    kind=_kind(draft, employer_id),
                    employer_id=employer_id,
                    site_id=draft.site_id,
                    person_id=person_id,
                    participant_id=draft.participant_id,
                    vacancy_id=draft.vacancy_id,
                    partner_name=draft.partner_name,
                    adviser_id=work.actor or None,
                    organisation=draft.organisation,
                    channel=draft.channel,
                    direction=draft.direction,
                    purpose=draft.purpose,
                    place=draft.place or _usual_place(draft.channel),
                    state=_state(draft),
                    occurred_at=draft.occurred_at,
                    occurred_offset=0 if offset is None else int(offset.total_seconds() // 60),
                    minutes=draft.minutes,
                    note=draft.note,
                    outcome=draft.outcome,
                    spoc_agreed=draft.spoc_agreed,
                )
            )
            need_id = _need_of(work, draft, employer_id, contact.id)
            steps = [
                add_follow_up(
                    work,
                    replace(
                        step,
                        contact_id=contact.id,
                        employer_id=step.employer_id or employer_id,
                        participant_id=step.participant_id or draft.participant_id,
                        side=step.side
                        if step.side != Side.INTERNAL
                        else (Side.EMPLOYER if employer_id else Side.PARTICIPANT),
                    ),
                ).id
                for step in draft.next_steps
            ]
            promises = [
                add_promise(
                    work,
                    replace(
                        promise,
                        contact_id=contact.id,
                        employer_id=promise.employer_id or employer_id,
                        participant_id=promise.participant_id or draft.participant_id,
                    ),
                    self._desk.today,
                ).id
                for promise in draft.promises
            ]
        return Logged(
            contact.id,
            employer_id or "",
            made,
            tuple(steps),
            tuple(promises),
            need_id,
            contact.state == ContactState.ATTEMPT,
        )

    def void(self, ids: Sequence[str], why: str) -> None:
        """Take contacts out of account, with the reason."""
        from models.tables import Contact

        with self._desk.database.write() as work:
            for each in ids:
                work.void(work.get(Contact, each), why)


def _check(draft: ContactDraft, now: datetime) -> None:
    if draft.occurred_at.tzinfo is None:
        raise ValueError("a contact's time needs its zone")
    if draft.occurred_at > now:
        raise InputError(
            "A contact that has not happened yet cannot be logged; make it a follow-up instead. "
            "What you typed is still here.",
            "when",
        )
    if not (draft.employer_id or draft.new_employer or draft.participant_id or draft.partner_name):
        raise InputError("Say whom the contact was with.", "with")
    if draft.minutes is not None and not 0 <= draft.minutes <= 24 * 60:
        raise InputError("A contact lasts between no time and a day; give the minutes.", "minutes")


def _kind(draft: ContactDraft, employer_id: str | None) -> ContactWith:
    if employer_id:
        return ContactWith.EMPLOYER
    return ContactWith.PARTICIPANT if draft.participant_id else ContactWith.PARTNER


def _state(draft: ContactDraft) -> ContactState:
    """An unanswered call, a voicemail or a no-show is an attempt and counts nothing (M1)."""
    if draft.is_attempt or draft.channel not in TWO_WAY:
        return ContactState.ATTEMPT
    return ContactState.DONE


def _usual_place(channel: Channel) -> PlaceKind:
    return PlaceKind.AWAY if channel in (Channel.VISIT, Channel.NO_SHOW) else PlaceKind.REMOTE


def _employer_of(work: "UnitOfWork", draft: ContactDraft) -> tuple[str | None, bool]:
    from models.tables import Employer, EmployerSite

    if draft.employer_id or not draft.new_employer.strip():
        return draft.employer_id, False
    employer = work.add(Employer(name=draft.new_employer))
    work.add(EmployerSite(employer_id=employer.id))
    return employer.id, True


def _person_of(work: "UnitOfWork", draft: ContactDraft, employer_id: str | None) -> str | None:
    from models.tables import EmployerPerson

    if draft.person_id or not draft.new_person.strip() or employer_id is None:
        return draft.person_id
    person = EmployerPerson(employer_id=employer_id, site_id=draft.site_id, name=draft.new_person)
    return work.add(person).id


def _need_of(
    work: "UnitOfWork", draft: ContactDraft, employer_id: str | None, contact_id: str
) -> str:
    from models.tables import Need

    if not draft.need.strip() or employer_id is None:
        return ""
    need = Need(
        employer_id=employer_id, site_id=draft.site_id, contact_id=contact_id, task=draft.need
    )
    return work.add(need).id
