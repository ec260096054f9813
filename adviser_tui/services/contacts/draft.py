"""A contact before it is kept, and what came of keeping it."""

from dataclasses import dataclass, field
from datetime import datetime

from adviser_tui.errors import InputError
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.promises import PromiseDraft
from models.kinds import (
    TWO_WAY,
    Channel,
    ContactState,
    ContactWith,
    Direction,
    PlaceKind,
    Purpose,
)

DAY_MINUTES = 24 * 60


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
    """Whom it was with; beside an employer, for whom it was made."""
    vacancy_id: str | None = None
    partner_name: str = ""
    """A partner by a name; it is linked where the list of partners has that name."""
    partner_id: str | None = None
    """Whom it was with, or who made it where `organisation` is filled."""
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

    @property
    def with_employer(self) -> bool:
        """Whether it is with an employer, known or new."""
        return bool(self.employer_id or self.new_employer.strip())

    @property
    def with_partner(self) -> bool:
        """Whether it is with a partner, on the list or not."""
        is_theirs = bool(self.organisation.strip())
        return bool(self.partner_name.strip() or (self.partner_id and not is_theirs))

    @property
    def state(self) -> ContactState:
        """An unanswered call, a voicemail or a no-show is an attempt and counts nothing (M1)."""
        return state_of(self.channel, self.is_attempt)

    @property
    def kind(self) -> ContactWith:
        """Whom it is with."""
        if self.with_employer:
            return ContactWith.EMPLOYER
        return ContactWith.PARTICIPANT if self.participant_id else ContactWith.PARTNER


@dataclass(frozen=True, slots=True)
class Logged:
    """What logging a contact made; `contact_id` is empty where only a promise was put down."""

    contact_id: str
    employer_id: str
    made_employer: bool
    follow_up_ids: tuple[str, ...]
    promise_ids: tuple[str, ...]
    need_id: str
    is_attempt: bool
    participant_id: str = ""
    person_id: str = ""
    hints: tuple[str, ...] = ()
    """What is worth doing now, in sentences; nothing of it was done."""


def check_draft(draft: ContactDraft, now: datetime) -> None:
    """Raise `InputError` with its field where a draft cannot be a contact."""
    check_when(draft.occurred_at, now)
    check_minutes(draft.minutes)
    if not (draft.with_employer or draft.participant_id or draft.with_partner):
        raise InputError("Say whom the contact was with.", "with")
    if draft.need.strip() and not draft.with_employer:
        raise InputError(
            "A need belongs to an employer; write it as a note here. Nothing was saved.", "need"
        )


def check_when(occurred_at: datetime, now: datetime) -> None:
    """Raise `InputError` for a contact that has not happened yet."""
    if occurred_at.tzinfo is None:
        raise ValueError("a contact's time needs its zone")
    if occurred_at > now:
        raise InputError(
            "A contact that has not happened yet cannot be logged; make it a follow-up instead. "
            "What you typed is still here.",
            "when",
        )


def check_minutes(minutes: int | None) -> None:
    """Raise `InputError` for a length that no contact has."""
    if minutes is not None and not 0 <= minutes <= DAY_MINUTES:
        raise InputError("A contact lasts between no time and a day; give the minutes.", "minutes")


def state_of(channel: Channel, is_attempt: bool) -> ContactState:
    """Return whether two people spoke (M1)."""
    return ContactState.ATTEMPT if is_attempt or channel not in TWO_WAY else ContactState.DONE


def usual_place(channel: Channel) -> PlaceKind:
    """Return where the adviser most likely was."""
    return PlaceKind.AWAY if channel in (Channel.VISIT, Channel.NO_SHOW) else PlaceKind.REMOTE


def offset_minutes(occurred_at: datetime) -> int:
    """Return the minutes east of UTC on the wall clock of a moment."""
    offset = occurred_at.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)
