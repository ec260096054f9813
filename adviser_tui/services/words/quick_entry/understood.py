"""What a quick-entry line was understood to say."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

from models.kinds import Channel, Direction, Purpose

Kind = Literal["contact", "promise"]


class Role(StrEnum):
    """What a part of the line is, so that it can be coloured while it is typed."""

    SUBJECT = "subject"
    CHANNEL = "channel"
    PURPOSE = "purpose"
    MINUTES = "minutes"
    WHEN = "when"
    NOTE = "note"
    NEED = "need"
    FOLLOW_UP = "follow_up"
    PROMISE = "promise"
    BY = "by"
    VACANCY = "vacancy"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the line as typed, from `start` up to but not including `end`."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Understood:
    """One line, understood; nothing in it has been matched with a record yet."""

    line: str
    read_at: datetime
    """The moment that "today" and "now" were counted from."""
    kind: Kind
    subject: str
    """Who it is about, as typed."""
    channel: Channel | None
    direction: Direction
    """Who got in touch; us, unless the line says that they did."""
    is_attempt: bool
    """Nobody was spoken to: voicemail, no-show, no answer (M1 counts nothing)."""
    purpose: Purpose | None
    minutes: int | None
    occurred_at: datetime
    when_was_said: bool
    """Whether the line said when; otherwise `occurred_at` is `read_at`."""
    note: str
    need: str
    follow_up_on: date | None
    follow_up_at: time | None
    promise: str
    promise_by: date | None
    vacancies: tuple[str, ...]
    people: tuple[str, ...]
    problems: tuple[str, ...]
    """Sentences that must be answered before the line can be saved."""
    remarks: tuple[str, ...]
    """Sentences about what was assumed; the line can be saved as it is."""
    spans: tuple[Span, ...]
