"""Vacancies with their quality facts, and the placements that come of them."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from models.base import Kind, Record, State, TextList, no_texts
from models.kinds import (
    FoundBy,
    Known,
    PayPeriod,
    PlacementKind,
    PlacementState,
    VacancyKind,
    VacancyState,
)


class Vacancy(Record, table=True):
    """An opening at an employer's site."""

    __tablename__ = "vacancy"
    aggregate: ClassVar[tuple[str, ...]] = ("employer_id",)

    reference: str = Field(default="", index=True)
    employer_id: str = Field(foreign_key="employer.id", sa_type=String(36), index=True)
    site_id: str | None = Field(default=None, foreign_key="employer_site.id", sa_type=String(36))
    title: str
    kind: VacancyKind = Field(default=VacancyKind.JOB, sa_type=Kind(VacancyKind))
    state: VacancyState = Field(default=VacancyState.HEARD, sa_type=State(VacancyState))
    posts: int = 1
    must_haves: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    nice_to_haves: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    tasks: str = Field(default="", sa_type=Text)
    weekly_minutes: int | None = None
    shifts: str = ""
    pay: int | None = None
    """In the smallest coin (pence, øre) for each `pay_period`."""
    pay_period: PayPeriod = Field(default=PayPeriod.HOUR, sa_type=Kind(PayPeriod))
    pay_currency: str = "GBP"
    contract: str = ""
    place: str = ""
    flexibility: str = ""
    asked_not_told: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    """Of hours, pay, place, contract, flexibility: what was asked and not answered (E4)."""
    selection_steps: str = Field(default="", sa_type=Text)
    starts_on: date | None = None
    closes_on: date | None = None
    is_rolling: bool = False
    hard_to_fill: bool = False
    source_organisation: str = ""
    is_advertised: bool | None = None
    legal_requirements: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    is_subsidised: bool = False
    intends_to_hire: Known = Field(default=Known.UNKNOWN, sa_type=Kind(Known))
    """What the employer said about hiring after a trial or a subsidy (O3)."""
    trial_ends_on: date | None = None
    after_trial: str = Field(default="", sa_type=Text)
    heard_on: date | None = None
    checked_on: date | None = None
    """When the employer last said that it is still open (E6)."""


class QualityFact(Record, table=True):
    """One fact about the quality of a job (M11): what was told, asked and agreed."""

    __tablename__ = "quality_fact"
    aggregate: ClassVar[tuple[str, ...]] = ("employer_id",)

    employer_id: str = Field(foreign_key="employer.id", sa_type=String(36))
    vacancy_id: str = Field(foreign_key="vacancy.id", sa_type=String(36), index=True)
    dimension: str
    """One of the seven of M11: terms, pay, health, design, support, voice, balance."""
    fact: str
    met: Known = Field(default=Known.UNKNOWN, sa_type=Kind(Known))
    was_asked: bool = False
    was_agreed: bool = False
    is_confirmed: bool = False
    """Confirmed after the start, not only told before it."""


class Placement(Record, table=True):
    """A job that somebody starts."""

    __tablename__ = "placement"
    __table_args__ = (Index("ix_placement_state_start", "state", "starts_on"),)
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    employer_id: str = Field(foreign_key="employer.id", sa_type=String(36), index=True)
    site_id: str | None = Field(default=None, foreign_key="employer_site.id", sa_type=String(36))
    vacancy_id: str | None = Field(default=None, foreign_key="vacancy.id", sa_type=String(36))
    submission_id: str | None = Field(default=None, foreign_key="submission.id", sa_type=String(36))
    role: str
    state: PlacementState = Field(default=PlacementState.AGREED, sa_type=State(PlacementState))
    starts_on: date | None = None
    weekly_minutes: int | None = None
    pay: int | None = None
    """In the smallest coin (pence, øre) for each `pay_period`."""
    pay_period: PayPeriod = Field(default=PayPeriod.HOUR, sa_type=Kind(PayPeriod))
    pay_currency: str = "GBP"
    contract: str = ""
    scheme: str = ""
    subsidy_ends_on: date | None = None
    mentor: str = ""
    support_plan: str = Field(default="", sa_type=Text)
    found_by: FoundBy = Field(default=FoundBy.US, sa_type=Kind(FoundBy))
    ended_on: date | None = None
    ended_why: str = ""
    kind: PlacementKind = Field(default=PlacementKind.JOB, sa_type=Kind(PlacementKind))
    rate_band: str = ""
    """Which of the legal rates applies, such as `18-20`; empty for the adult one (M10)."""
