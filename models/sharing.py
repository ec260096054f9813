"""What exists because a team works together: two versions of one field, and handing over."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from models.base import RawJson, Record, State
from models.kinds import ConflictState, HandOverState
from models.merging import Rule


class Conflict(Record, table=True):
    """Two people changed one field without knowing of each other; both values are kept here.

    The hub makes it, with an id derived from the row, the field and the change that lost.
    """

    __tablename__ = "sync_conflict"
    __table_args__ = (Index("ix_sync_conflict_state", "state"),)
    aggregate: ClassVar[tuple[str, ...]] = ("whole_id",)
    merging: ClassVar[dict[str, Rule]] = dict.fromkeys(
        ("whole_id", "entity", "row_id", "field", "kind", "kept", "lost"), Rule.FIXED
    )

    whole_id: str = Field(sa_type=String(36))
    """The aggregate that the row belongs to, so that both are shared with the same people."""
    entity: str
    row_id: str = Field(sa_type=String(36), index=True)
    field: str
    kind: str
    """`both_changed`, `not_allowed`, `removed_and_changed`, `withdrawn_wins`, `frozen`, …"""
    kept: str = Field(default="null", sa_type=RawJson)
    """The value that counts now, as JSON."""
    kept_by: str = Field(default="", sa_type=String(36))
    kept_at: str = ""
    lost: str = Field(default="null", sa_type=RawJson)
    """The other value, as JSON."""
    lost_by: str = Field(default="", sa_type=String(36))
    lost_at: str = ""
    state: ConflictState = Field(default=ConflictState.OPEN, sa_type=State(ConflictState))
    settled: str = ""
    """How it was settled: `kept`, `taken` or `edited`."""


class HandOver(Record, table=True):
    """A participant or an employer offered to another adviser, who accepts or returns."""

    __tablename__ = "hand_over"
    __table_args__ = (Index("ix_hand_over_state", "state"),)
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id", "employer_id", "id")
    merging: ClassVar[dict[str, Rule]] = {
        "participant_id": Rule.FIXED,
        "pack": Rule.FIXED,
        "from_id": Rule.FIXED,
    }

    participant_id: str | None = Field(
        default=None, foreign_key="participant.id", sa_type=String(36), index=True
    )
    employer_id: str | None = Field(
        default=None, foreign_key="employer.id", sa_type=String(36), index=True
    )
    from_id: str = Field(foreign_key="adviser.id", sa_type=String(36))
    to_id: str = Field(foreign_key="adviser.id", sa_type=String(36), index=True)
    why: str = ""
    note: str = Field(default="", sa_type=Text)
    """What the next adviser should know first, in the words of the one who hands over."""
    pack: str = Field(default="", sa_type=RawJson)
    """What stood when it was offered, as JSON: open follow-ups, promises, submissions, people."""
    consent: str = ""
    """What the participant said to it."""
    offered_on: date
    answered_on: date | None = None
    answer_note: str = Field(default="", sa_type=Text)
    state: HandOverState = Field(default=HandOverState.OFFERED, sa_type=State(HandOverState))
