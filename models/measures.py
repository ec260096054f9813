"""What the measures rest on beside the day's records: working patterns, time, targets, outcomes."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, String, Text
from sqlmodel import Field

from models.base import Kind, RawJson, Record, TextList, UtcMoment, no_texts
from models.kinds import (
    AbsenceKind,
    CheckState,
    CourseKind,
    DayPart,
    EvidenceKind,
    PlaceKind,
    TimeWith,
)
from models.merging import NeedToKnow, Rule


class WorkingPattern(Record, table=True):
    """When an adviser works, from a day on until the next pattern begins (M2, M3, M13)."""

    __tablename__ = "working_pattern"
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {"adviser_id": Rule.FIXED}

    adviser_id: str = Field(foreign_key="adviser.id", sa_type=String(36), index=True)
    valid_from: date
    share: int = 100
    """The contract in hundredths of full time: 60 for three days of five."""
    days: list[str] = Field(default_factory=no_texts, sa_type=TextList)
    """Scheduled days: `mon`, `tue` and so on; none after somebody has left."""
    weekly_minutes: int | None = None
    """Contract minutes a week; nothing where nobody wrote it down."""
    region: str = ""
    """Whose bank holidays are free; empty for those of the settings."""


class Absence(Record, table=True):
    """Days on which an adviser is away or trained; why somebody is away is never kept (M2, M3)."""

    __tablename__ = "absence"
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {"adviser_id": Rule.FIXED}

    adviser_id: str = Field(foreign_key="adviser.id", sa_type=String(36), index=True)
    kind: AbsenceKind = Field(default=AbsenceKind.AWAY, sa_type=Kind(AbsenceKind))
    first_on: date
    last_on: date
    part: DayPart = Field(default=DayPart.WHOLE, sa_type=Kind(DayPart))


class TimeEntry(Record, table=True):
    """A stretch of time at one kind of place, begun and ended by a key (M3)."""

    __tablename__ = "time_entry"
    __table_args__ = (Index("ix_time_entry_adviser_when", "adviser_id", "started_at"),)
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {"adviser_id": Rule.FIXED}

    adviser_id: str = Field(foreign_key="adviser.id", sa_type=String(36))
    started_at: datetime = Field(sa_type=UtcMoment)
    started_offset: int = 0
    """Minutes east of UTC on the adviser's wall clock."""
    ended_at: datetime | None = Field(default=None, sa_type=UtcMoment)
    """Empty while it goes on."""
    place: PlaceKind = Field(default=PlaceKind.AWAY, sa_type=Kind(PlaceKind))
    with_whom: TimeWith = Field(default=TimeWith.TRAVEL, sa_type=Kind(TimeWith))


class Target(Record, table=True):
    """An adviser's own target for a measure from a day on, or that it is switched off (M2)."""

    __tablename__ = "target"
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {"adviser_id": Rule.FIXED}

    adviser_id: str = Field(foreign_key="adviser.id", sa_type=String(36), index=True)
    measure: str = "M2"
    base: int | None = None
    """For full time; nothing to follow the programme's."""
    is_off: bool = False
    valid_from: date


class WeekClosing(Record, table=True):
    """The figures of an adviser's week as they stood when it closed.

    Its id is derived from the adviser and the week, so the first that is written stays.
    """

    __tablename__ = "week_closing"
    aggregate: ClassVar[tuple[str, ...]] = ("id",)
    merging: ClassVar[dict[str, Rule]] = {
        **dict.fromkeys(("adviser_id", "week"), Rule.FIXED),
        # A second laptop may have known more or less of the week by then; nobody is asked.
        **dict.fromkeys(("profile", "closed_at", "figures"), Rule.FIRST),
    }

    adviser_id: str = Field(foreign_key="adviser.id", sa_type=String(36), index=True)
    week: str
    """`2026-W47`."""
    profile: str = ""
    """The profile that counted, with its version."""
    closed_at: datetime = Field(sa_type=UtcMoment)
    figures: str = Field(default="{}", sa_type=RawJson)


class OutcomeCheck(Record, table=True):
    """What was found out about a job for some of its weeks, and from whom (M10)."""

    __tablename__ = "outcome_check"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36))
    placement_id: str = Field(foreign_key="placement.id", sa_type=String(36), index=True)
    week: int
    """The last week of employment that it is about; the week of the first day is week 1."""
    weeks: int = 1
    """How many weeks it is about, all ending with `week`."""
    state: CheckState = Field(default=CheckState.NOT_VERIFIED, sa_type=Kind(CheckState))
    minutes: int | None = None
    """Minutes worked in each of those weeks; paid leave and sickness are worked."""
    earned: int | None = None
    """Gross, over all those weeks together, in the smallest coin."""
    currency: str = "GBP"
    evidence: EvidenceKind | None = Field(default=None, sa_type=Kind(EvidenceKind))
    checked_on: date
    note: str = Field(default="", sa_type=Text)


class EquityRecord(Record, table=True):
    """What somebody said of themselves about one characteristic; the newest counts (M9).

    Shared with those alone who watch over fair access; never shown beside a name elsewhere.
    """

    __tablename__ = "equity_record"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)
    need_to_know: ClassVar[NeedToKnow] = NeedToKnow.EQUITY

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    characteristic: str
    answer: str = ""
    """In their own words or one of the words offered."""
    is_withheld: bool = False
    """They prefer not to say, which is an answer and is not asked again."""
    asked_on: date


class CourseEvent(Record, table=True):
    """One turn in somebody's way through the programme, so that any past day can be told.

    Written together with the change itself: a stage, a pause, a time of not being available, a
    coach. It is only ever added.
    """

    __tablename__ = "course_event"
    aggregate: ClassVar[tuple[str, ...]] = ("participant_id",)
    merging: ClassVar[dict[str, Rule]] = dict.fromkeys(
        ("participant_id", "kind", "value", "on_day"), Rule.FIXED
    )

    participant_id: str = Field(foreign_key="participant.id", sa_type=String(36), index=True)
    kind: CourseKind = Field(sa_type=Kind(CourseKind))
    value: str = ""
    """The stage, the last day of a pause, or the coach's id; empty for none any more."""
    on_day: date
    """The adviser's calendar day on which it began to count."""
