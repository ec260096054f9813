"""Advisers and the people they work with: participant, profile, consent, barrier and action."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from models.base import Kind, Record, State, TextList, UtcMoment, no_texts
from models.kinds import (
    BarrierState,
    Confidentiality,
    ConsentScope,
    ConsentState,
    DisclosureLevel,
    DocumentState,
    PayPeriod,
    ProfileState,
    Stage,
)
from models.merging import NeedToKnow, Rule


class Adviser(Record, table=True):
    """A colleague who works with the caseload, oneself among them."""

    __tablename__ = "adviser"
    need_to_know: ClassVar[NeedToKnow] = NeedToKnow.CONFIG

    name: str
    initials: str = ""
    team: str = ""


class Participant(Record, table=True):
    """A person who is helped into work."""

    __tablename__ = "participant"
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {"coach_id": Rule.COMMAND, "deputy_id": Rule.COMMAND}

    reference: str = Field(default="", index=True)
    """What the list that the person came from calls them."""
    preferred_name: str
    legal_name: str = ""
    phone: str = ""
    email: str = ""
    safe_to_contact: str = ""
    """How it is safe to reach them, in words: `text first, no voicemail`."""
    town: str = ""
    postcode: str = ""
    area: str = ""
    programme: str = ""
    coach_id: str | None = Field(
        default=None, foreign_key="adviser.id", sa_type=String(36), index=True
    )
    deputy_id: str | None = Field(default=None, foreign_key="adviser.id", sa_type=String(36))
    enrolled_on: date | None = None
    goal: str = Field(default="", sa_type=Text)
    """What they want, in their own words."""
    confidentiality: Confidentiality = Field(
        default=Confidentiality.STANDARD, sa_type=Kind(Confidentiality)
    )
    stage: Stage = Field(default=Stage.REFERRED, sa_type=State(Stage))
    paused_until: date | None = None
    paused_agreed: bool = False
    unavailable_until: date | None = None
    """At most 31 days ahead; the reason is never kept."""
    right_to_work: DocumentState = Field(default=DocumentState.UNKNOWN, sa_type=Kind(DocumentState))
    right_to_work_by: date | None = None
    cv_updated_on: date | None = None
    reached_on: date | None = None
    """When their phone or e-mail last worked."""
    pay_affects_payments: bool | None = None
    """Whether pay changes what they receive: yes or no, never which payment (P3)."""


class VocationalProfile(Record, table=True):
    """What a person brings and wants; each agreed version is a row of its own."""

    __tablename__ = "vocational_profile"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)
    need_to_know: ClassVar[NeedToKnow] = NeedToKnow.HEALTH

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    version: int = 1
    state: ProfileState = Field(default=ProfileState.DRAFT, sa_type=State(ProfileState))
    agreed_on: date | None = None
    strengths: str = Field(default="", sa_type=Text)
    skills: str = Field(default="", sa_type=Text)
    tasks_liked: str = Field(default="", sa_type=Text)
    work_history: str = Field(default="", sa_type=Text)
    must_haves: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    no_gos: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    pay_floor: int | None = None
    """In the smallest coin (pence, øre) for each `pay_period`."""
    pay_period: PayPeriod = Field(default=PayPeriod.HOUR, sa_type=Kind(PayPeriod))
    pay_currency: str = "GBP"
    least_minutes: int | None = None
    """Working minutes a week, at least."""
    most_minutes: int | None = None
    """Working minutes a week, at most."""
    travel_minutes: int | None = None
    """The longest way to work, in minutes."""
    care: str = Field(default="", sa_type=Text)
    support_needs: str = Field(default="", sa_type=Text)
    learning_wishes: str = Field(default="", sa_type=Text)
    adjustment_asked: bool = False


class Consent(Record, table=True):
    """A choice about what may be said to whom: for one vacancy, or standing."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_state_reply", "state", "reply_by"),)
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    scope: ConsentScope = Field(default=ConsentScope.EMPLOYER, sa_type=Kind(ConsentScope))
    vacancy_id: str | None = Field(default=None, foreign_key="vacancy.id", sa_type=String(36))
    """The vacancy it is about; empty for a standing choice."""
    state: ConsentState = Field(default=ConsentState.ASKED, sa_type=State(ConsentState))
    level: DisclosureLevel = Field(default=DisclosureLevel.NOTHING, sa_type=Kind(DisclosureLevel))
    may_share: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    """What may be told beyond the name, in the wording check's own words, at level `more`."""
    said_by: str = ""
    own_words: str = Field(default="", sa_type=Text)
    asked_on: date | None = None
    reply_by: date | None = None
    given_on: date | None = None
    valid_to: date | None = None


class BarrierAction(Record, table=True):
    """Something in the way of work, and what is done about it by whom until when."""

    __tablename__ = "barrier_action"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)
    need_to_know: ClassVar[NeedToKnow] = NeedToKnow.HEALTH

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    barrier: str
    action: str = ""
    owner_id: str | None = Field(default=None, foreign_key="adviser.id", sa_type=String(36))
    due_on: date | None = None
    state: BarrierState = Field(default=BarrierState.OPEN, sa_type=State(BarrierState))
    closed_at: datetime | None = Field(default=None, sa_type=UtcMoment)
