"""What was said and what is owed: contact, follow-up, promise."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, String, Text, text
from sqlmodel import Field

from models.base import Kind, Record, State, TextList, UtcMoment, no_texts
from models.kinds import (
    Channel,
    ContactState,
    ContactWith,
    Direction,
    FollowUpState,
    MadeBy,
    PlaceKind,
    PromiseState,
    Purpose,
    Side,
)


class Contact(Record, table=True):
    """One interaction, or an attempt at one, with an employer, a participant or a partner (M1)."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_employer_when", "employer_id", "occurred_at"),
        Index("ix_contact_participant_when", "participant_id", "occurred_at"),
        Index("ix_contact_when", "occurred_at"),
        Index(
            "ix_contact_partner_when",
            "partner_id",
            "occurred_at",
            sqlite_where=text("partner_id IS NOT NULL"),
        ),
    )
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id", "employer_id", "partner_id", "id")

    kind: ContactWith = Field(sa_type=Kind(ContactWith))
    employer_id: str | None = Field(default=None, foreign_key="employer.id", sa_type=String(36))
    site_id: str | None = Field(default=None, foreign_key="employer_site.id", sa_type=String(36))
    person_id: str | None = Field(
        default=None, foreign_key="employer_person.id", sa_type=String(36)
    )
    participant_id: str | None = Field(
        default=None, foreign_key="participant.id", sa_type=String(36)
    )
    vacancy_id: str | None = Field(default=None, foreign_key="vacancy.id", sa_type=String(36))
    partner_name: str = ""
    """What the partner was called when it was written down."""
    adviser_id: str | None = Field(default=None, foreign_key="adviser.id", sa_type=String(36))
    organisation: str = ""
    """Who made the contact when it was not our own team: the partner's name."""
    channel: Channel = Field(sa_type=Kind(Channel))
    direction: Direction = Field(default=Direction.OUTBOUND, sa_type=Kind(Direction))
    purpose: Purpose = Field(default=Purpose.OTHER, sa_type=Kind(Purpose))
    place: PlaceKind = Field(default=PlaceKind.REMOTE, sa_type=Kind(PlaceKind))
    state: ContactState = Field(default=ContactState.DONE, sa_type=Kind(ContactState))
    occurred_at: datetime = Field(sa_type=UtcMoment)
    occurred_offset: int = 0
    """Minutes east of UTC on the adviser's wall clock; a week is counted by it."""
    minutes: int | None = None
    note: str = Field(default="", sa_type=Text)
    outcome: str = ""
    pitch_case: str = ""
    spoc_agreed: bool = False
    """Whether the single point of contact agreed to it beforehand (M7, E7)."""
    partner_id: str | None = Field(default=None, foreign_key="partner.id", sa_type=String(36))
    """The partner it was with, or the one who made it where `organisation` is filled."""
    linked_why: str = ""
    """Why a contact that was about nobody in particular was later counted for somebody (M12)."""


class FollowUp(Record, table=True):
    """Something to do, for whom, until when."""

    __tablename__ = "follow_up"
    __table_args__ = (Index("ix_follow_up_state_due", "state", "due_on"),)
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id", "employer_id", "partner_id", "id")

    what: str
    side: Side = Field(sa_type=Kind(Side))
    due_on: date
    due_time: str = ""
    """`14:30` where an hour was agreed, else empty."""
    first_due_on: date
    """The day it was first due, kept when it moves (M8)."""
    moves: int = 0
    move_agreed: bool = False
    """Whether the last move was agreed with the other side before it was due (M8)."""
    window_days: int = 0
    owner_id: str | None = Field(
        default=None, foreign_key="adviser.id", sa_type=String(36), index=True
    )
    participant_id: str | None = Field(
        default=None, foreign_key="participant.id", sa_type=String(36), index=True
    )
    employer_id: str | None = Field(
        default=None, foreign_key="employer.id", sa_type=String(36), index=True
    )
    vacancy_id: str | None = Field(default=None, foreign_key="vacancy.id", sa_type=String(36))
    submission_id: str | None = Field(
        default=None, foreign_key="submission.id", sa_type=String(36), index=True
    )
    placement_id: str | None = Field(default=None, foreign_key="placement.id", sa_type=String(36))
    contact_id: str | None = Field(
        default=None, foreign_key="contact.id", sa_type=String(36), index=True
    )
    """The contact that it is the next step of."""
    sheet_id: str | None = Field(
        default=None, foreign_key="match_sheet.id", sa_type=String(36), index=True
    )
    item: str = ""
    """The match sheet item that it mends, such as `C3`."""
    reasons: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    """Why it is urgent: `safety`, `job_at_risk`, `job_start`."""
    state: FollowUpState = Field(default=FollowUpState.OPEN, sa_type=State(FollowUpState))
    done_on: date | None = None
    done_note: str = Field(default="", sa_type=Text)
    cancel_reason: str = ""
    partner_id: str | None = Field(
        default=None, foreign_key="partner.id", sa_type=String(36), index=True
    )


class Promise(Record, table=True):
    """What one side promised the other, until when, and how it turned out (M8)."""

    __tablename__ = "promise"
    __table_args__ = (Index("ix_promise_state_due", "state", "due_on"),)
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id", "employer_id", "partner_id", "id")

    what: str
    side: Side = Field(sa_type=Kind(Side))
    """The other party: whom we promised, or who promised us."""
    made_by: MadeBy = Field(default=MadeBy.US, sa_type=Kind(MadeBy))
    made_on: date
    due_on: date
    level: str = ""
    """How much was promised, in words, so that more can be told from as promised."""
    owner_id: str | None = Field(default=None, foreign_key="adviser.id", sa_type=String(36))
    participant_id: str | None = Field(
        default=None, foreign_key="participant.id", sa_type=String(36), index=True
    )
    employer_id: str | None = Field(
        default=None, foreign_key="employer.id", sa_type=String(36), index=True
    )
    vacancy_id: str | None = Field(default=None, foreign_key="vacancy.id", sa_type=String(36))
    contact_id: str | None = Field(default=None, foreign_key="contact.id", sa_type=String(36))
    state: PromiseState = Field(default=PromiseState.OPEN, sa_type=State(PromiseState))
    closed_on: date | None = None
    closing_note: str = Field(default="", sa_type=Text)
    partner_id: str | None = Field(
        default=None, foreign_key="partner.id", sa_type=String(36), index=True
    )
