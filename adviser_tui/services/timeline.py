"""What happened with a participant or an employer, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from adviser_tui.services.desk import Desk
from adviser_tui.services.timeline_sql import OF_EMPLOYER, OF_PARTICIPANT
from adviser_tui.services.timeline_words import words_of
from adviser_tui.storage.reading import moment, sortable

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
PAGE = 50
_LOCAL = "local"
"""Stands where a contact has its own offset: the moment is told on the wall clock of here."""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that happened, in words."""

    id: str
    """The record it is about; for a change of stage the participant or employer."""
    kind: TimelineKind
    at: datetime
    """On the adviser's wall clock; about noon for what is only known by its day."""
    time: str
    """`14:05`, or empty for what is only known by its day."""
    words: str
    """What it was in one line, such as `visit with Greggs: needs`."""
    note: str = ""
    """What was written down about it; may have several lines."""
    author: str = ""
    is_attempt: bool = False


class Timeline:
    """What happened, put together from every table that knows something of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_participant(
        self, participant_id: str, after: TimelineRow | None = None, limit: int = PAGE
    ) -> tuple[TimelineRow, ...]:
        """Return what happened with a participant; `after` is the last row of the page before."""
        return self._page(OF_PARTICIPANT, participant_id, after, limit)

    def of_employer(
        self, employer_id: str, after: TimelineRow | None = None, limit: int = PAGE
    ) -> tuple[TimelineRow, ...]:
        """Return what happened with an employer; `after` is the last row of the page before."""
        return self._page(OF_EMPLOYER, employer_id, after, limit)

    def _page(
        self, sql: str, whose: str, after: TimelineRow | None, limit: int
    ) -> tuple[TimelineRow, ...]:
        values = {
            "whose": whose,
            "until": sortable(after.at) if after else "9999",
            "below": after.id if after else "",
            "many": limit,
            "zone": _LOCAL,
        }
        return tuple(self._row(row) for row in self._desk.database.rows(sql, values))

    def _row(self, row: Any) -> TimelineRow:
        local = self._desk.local_now.tzinfo
        is_offset = isinstance(row["off"], int)
        at = moment(row["at"], row["off"]) if is_offset else moment(row["at"]).astimezone(local)
        words, note = words_of(row)
        return TimelineRow(
            id=str(row["id"]),
            kind=row["kind"],
            at=at,
            time="" if row["off"] is None else f"{at:%H:%M}",
            words=words,
            note=note,
            author=str(row["author"] or ""),
            is_attempt=row["kind"] == "contact" and row["state"] == "attempt",
        )
