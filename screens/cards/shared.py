"""Lines that several cards have in common."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from adviser_tui.services.follow_ups import FollowUpRow
from adviser_tui.services.promises import PromiseRow
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Tone

_CHANGED_HERE = ("contact", "follow_up", "promise")
"""What happened and can be put right from the timeline."""


class Happening(Protocol):
    """A row of a timeline, of whichever service."""

    @property
    def id(self) -> str:
        """The record that it is about."""
        ...

    @property
    def kind(self) -> str:
        """Which kind of record that is."""
        ...

    @property
    def at(self) -> datetime:
        """When it was, on the adviser's wall clock."""
        ...

    @property
    def words(self) -> str:
        """What it was in one line."""
        ...

    @property
    def note(self) -> str:
        """What was written down."""
        ...


def day_words(day: date | None) -> str:
    """Return a day as `Fri 20 Nov 2026`, empty where there is none."""
    return f"{day:%a} {day.day} {day:%b %Y}" if day else ""


def line_if(label: str, value: str, tone: Tone = "normal") -> tuple[CardLine, ...]:
    """Return a line where there is something to say."""
    return (CardLine(label, value, tone),) if value else ()


def follow_up_line(row: FollowUpRow) -> CardLine:
    """Return an open follow-up."""
    flags = f" ({', '.join(row.flags)})" if row.flags else ""
    return CardLine(
        "Follow-up",
        f"{row.what}: {row.words}{flags}",
        "danger" if row.is_overdue else "normal",
        f"follow_up:{row.id}:what",
    )


def promise_line(row: PromiseRow) -> CardLine:
    """Return a promise, open or closed."""
    return CardLine(
        "We promised" if row.made_by == "us" else "They promised",
        f"{row.what}: {row.words}",
        "danger" if row.is_overdue else "normal",
        f"promise:{row.id}:what",
    )


def timeline_section(rows: Sequence[Happening]) -> CardSection:
    """Return what happened, newest first."""
    return CardSection(
        "Timeline",
        tuple(
            CardLine(
                f"{row.at.day} {row.at:%b %Y}",
                _with_note(row.words, row.note),
                field=f"{row.kind}:{row.id}:note" if row.kind in _CHANGED_HERE else "",
            )
            for row in rows
        ),
        "Nothing yet; l logs a contact.",
    )


def _with_note(words: str, note: str) -> str:
    return f"{words}\n{note}" if note else words


def spoken(word: str) -> str:
    """Return a stored word as it is read aloud."""
    return str(word).replace("_", " ")


def sentence(words: str) -> str:
    """Return words with a capital at their beginning, and an “I” within them left as it is."""
    return words[:1].upper() + words[1:]
