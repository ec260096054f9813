"""Partner organisations: whom we work beside, and what was agreed with them."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlmodel import Field

from models.base import Kind, Record, State, TextList, no_texts
from models.kinds import PartnerKind, PartnerState


class Partner(Record, table=True):
    """An organisation that helps the same people or speaks to the same employers."""

    __tablename__ = "partner"
    aggregate: ClassVar[tuple[str, ...]] = ("id",)

    reference: str = Field(default="", index=True)
    """What the list that the partner came from calls it."""
    name: str
    short_name: str = ""
    """What the team calls it from day to day."""
    other_names: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    kind: PartnerKind = Field(default=PartnerKind.OTHER, sa_type=Kind(PartnerKind))
    area: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    person: str = ""
    """Whom to ask for."""
    person_role: str = ""
    person_phone: str = ""
    person_email: str = ""
    shares: str = Field(default="", sa_type=Text)
    """What may be shared with them, as it was agreed; empty where nothing was."""
    agreed_on: date | None = None
    agreed_until: date | None = None
    credit_rule: str = Field(default="", sa_type=Text)
    """Whose a job counts as that both had a hand in."""
    state: PartnerState = Field(default=PartnerState.ACTIVE, sa_type=State(PartnerState))
    ended_on: date | None = None
    ended_why: str = ""
    notes: str = Field(default="", sa_type=Text)
