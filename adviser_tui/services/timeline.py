"""What happened with a participant or an employer, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TimelineKind = Literal[
    "contact",
    "follow_up",
    "promise",
    "consent",
    "profile",
    "barrier",
    "submission",
    "placement",
    "stage",
    "need",
    "vacancy",
]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that happened, in words."""

    id: str
    """The record it is about; for a change of stage the participant or employer."""
    kind: TimelineKind
    at: datetime
    """On the adviser's wall clock; noon for what is only known by its day."""
    words: str
    """What it was in one line, such as `visit with Greggs: needs`."""
    note: str = ""
    """What was written down about it; may have several lines."""
    author: str = ""
    is_attempt: bool = False
