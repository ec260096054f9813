"""Employers, their sites and people, and what they need."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, String, Text, text
from sqlmodel import Field

from models.base import Kind, Record, State, TextList, no_texts
from models.kinds import Certainty, Channel, NeedState, PersonState, Pipeline
from models.merging import Rule

_COUNTS = "void_reason IS NULL"


class Employer(Record, table=True):
    """A company or public body that may give work."""

    __tablename__ = "employer"
    __table_args__ = (
        # The list by name and the count of each stage are read from these alone.
        Index("ix_employer_by_name", text("name COLLATE NOCASE"), sqlite_where=text(_COUNTS)),
        Index("ix_employer_stage", "stage", sqlite_where=text(_COUNTS)),
        # Few employers are branches, so this one is small and counts them at no cost.
        Index("ix_employer_parent", "parent_id", sqlite_where=text("parent_id IS NOT NULL")),
    )
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {"spoc_id": Rule.COMMAND, "deputy_id": Rule.COMMAND}

    reference: str = Field(default="", index=True)
    """What the list that the employer came from calls it."""
    name: str
    trading_name: str = ""
    previous_names: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    company_number: str = Field(default="", index=True)
    parent_id: str | None = Field(default=None, foreign_key="employer.id", sa_type=String(36))
    sector_codes: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    size_band: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    preferred_channel: Channel | None = Field(default=None, sa_type=Kind(Channel))
    stage: Pipeline = Field(default=Pipeline.PROSPECTING, sa_type=State(Pipeline))
    spoc_id: str | None = Field(default=None, foreign_key="adviser.id", sa_type=String(36))
    """The single point of contact: the one colleague this employer hears from."""
    deputy_id: str | None = Field(default=None, foreign_key="adviser.id", sa_type=String(36))
    cadence_days: int | None = None
    """How many days this employer wants between two contacts."""
    disability_confident: int | None = None
    """1 committed, 2 employer, 3 leader."""
    disability_confident_on: date | None = None
    pitch: str = ""
    not_engaged_reason: str = ""
    do_not_contact_until: date | None = None
    do_not_contact_why: str = ""
    manual_level: int | None = None
    """An engagement level set by hand (M6); counts for six months after it was set."""
    manual_level_reason: str = ""
    manual_level_on: date | None = None
    notes: str = Field(default="", sa_type=Text)


class EmployerSite(Record, table=True):
    """A place where an employer works."""

    __tablename__ = "employer_site"
    __table_args__ = (
        Index("ix_employer_site_postcode", "postcode", sqlite_where=text("postcode <> ''")),
    )
    aggregate: ClassVar[tuple[str, ...]] = ("employer_id",)

    employer_id: str = Field(foreign_key="employer.id", sa_type=String(36), index=True)
    name: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    phone: str = ""
    is_main: bool = True


class EmployerPerson(Record, table=True):
    """Somebody at an employer whom we speak to."""

    __tablename__ = "employer_person"
    aggregate: ClassVar[tuple[str, ...]] = ("employer_id",)

    employer_id: str = Field(foreign_key="employer.id", sa_type=String(36), index=True)
    site_id: str | None = Field(default=None, foreign_key="employer_site.id", sa_type=String(36))
    name: str
    role: str = ""
    phone: str = ""
    email: str = ""
    channel: Channel | None = Field(default=None, sa_type=Kind(Channel))
    has_hiring_say: bool = False
    expects_us: bool = False
    """Whether they know that we will get in touch about people (E3)."""
    is_workplace_rep: bool = False
    state: PersonState = Field(default=PersonState.CURRENT, sa_type=State(PersonState))
    left_on: date | None = None


class Need(Record, table=True):
    """A task that an employer needs done, or expects to."""

    __tablename__ = "need"
    aggregate: ClassVar[tuple[str, ...]] = ("employer_id",)

    employer_id: str = Field(foreign_key="employer.id", sa_type=String(36), index=True)
    site_id: str | None = Field(default=None, foreign_key="employer_site.id", sa_type=String(36))
    contact_id: str | None = Field(
        default=None, foreign_key="contact.id", sa_type=String(36), index=True
    )
    task: str
    number: int | None = None
    month: str = ""
    """When, as `2026-12`; empty for now."""
    certainty: Certainty = Field(default=Certainty.LIKELY, sa_type=Kind(Certainty))
    state: NeedState = Field(default=NeedState.LIVE, sa_type=State(NeedState))
