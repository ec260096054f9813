"""Match sheets with their answers and overrides, and the submissions that rest on them."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from models.base import Kind, RawJson, Record, State, UtcMoment
from models.kinds import AnswerSource, AnswerValue, Channel, SheetState, SubmissionState
from models.merging import Rule


class MatchSheet(Record, table=True):
    """The checklist for one participant, one vacancy and one attempt."""

    __tablename__ = "match_sheet"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", sa_type=String(36), index=True)
    attempt: int = 1
    template: str
    template_version: int
    state: SheetState = Field(default=SheetState.DRAFT, sa_type=State(SheetState))
    pitch: str = ""
    """The one sentence that the employer reads about this match (M3, T5)."""
    frozen_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    frozen: str = Field(default="", sa_type=RawJson)
    """The whole sheet as it stood when it was submitted, as JSON; empty until then."""


class MatchAnswer(Record, table=True):
    """What was answered to one item; its id is derived from the sheet and the item."""

    __tablename__ = "match_answer"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)
    merging: ClassVar[dict[str, Rule]] = {"sheet_id": Rule.FIXED, "item": Rule.FIXED}

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36))
    sheet_id: str = Field(foreign_key="match_sheet.id", sa_type=String(36), index=True)
    item: str
    value: AnswerValue = Field(default=AnswerValue.UNKNOWN, sa_type=Kind(AnswerValue))
    source: AnswerSource = Field(default=AnswerSource.COACH, sa_type=Kind(AnswerSource))
    note: str = Field(default="", sa_type=Text)
    """The reason where an item does not apply, or the person's own words."""
    detail: str = Field(default="", sa_type=RawJson)
    """Further particulars as JSON, such as the evidence for each must-have (M1)."""
    answered_at: datetime = Field(sa_type=UtcMoment)
    answered_by: str = Field(default="", sa_type=String(36))


class MatchOverride(Record, table=True):
    """Why an unmet item may be passed over, and what is done about it until when."""

    __tablename__ = "match_override"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)
    merging: ClassVar[dict[str, Rule]] = {"sheet_id": Rule.FIXED, "item": Rule.FIXED}

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36))
    sheet_id: str = Field(foreign_key="match_sheet.id", sa_type=String(36), index=True)
    item: str
    reason: str
    action: str = ""
    action_due_on: date


class Submission(Record, table=True):
    """A participant put forward to an employer for a vacancy."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_state_interview", "state", "interview_at"),)
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    vacancy_id: str = Field(foreign_key="vacancy.id", sa_type=String(36), index=True)
    sheet_id: str | None = Field(
        default=None, foreign_key="match_sheet.id", sa_type=String(36), index=True
    )
    attempt: int = 1
    batch: str = ""
    """Submissions sent together carry the same word (M5)."""
    state: SubmissionState = Field(
        default=SubmissionState.CONSIDERED, sa_type=State(SubmissionState)
    )
    text_sent: str = Field(default="", sa_type=Text)
    channel: Channel | None = Field(default=None, sa_type=Kind(Channel))
    submitted_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    submitted_offset: int = 0
    """Minutes east of UTC; a week is counted by it."""
    with_override: bool = False
    interview_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    interview_offset: int = 0
    reason: str = ""
    """A word out of the closed set of refusal and decline reasons."""
    reason_note: str = Field(default="", sa_type=Text)
    decided_on: date | None = None
