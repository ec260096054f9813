"""How far a sync is, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Phase = Literal["asking", "sending", "fetching", "finishing", "waiting"]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a screen or a command shows while a sync runs."""

    phase: Phase = "asking"
    sent: int = 0
    to_send: int = 0
    """Changes that waited when the sending began, those already sent among them."""
    fetched: int = 0
    """Rows that came in."""
    reached: int = 0
    known: int = 0
    """How far it is in what the hub has, and how much that is, both in the hub's own numbers."""
    is_first: bool = False
    """Whether this device has never had everything yet."""

    @property
    def share(self) -> float:
        """How much of the fetching is done, from 0 to 1."""
        return min(1.0, self.reached / self.known) if self.known else 0.0

    def in_short(self) -> str:
        """Return it for the status line: `first sync 63 %`."""
        if self.phase == "sending":
            return f"sending {self.sent} of {max(self.sent, self.to_send)}"
        if self.phase == "fetching":
            return f"{'first sync' if self.is_first else 'fetching'} {int(self.share * 100)} %"
        if self.phase == "waiting":
            return "the hub is busy, waiting"
        return "asking the hub" if self.phase == "asking" else "finishing the sync"

    def in_words(self) -> str:
        """Return it with its counts."""
        words = self.in_short()
        return f"{words}, {self.fetched:,} rows so far" if self.phase == "fetching" else words


@dataclass(frozen=True, slots=True)
class SyncDone:
    """What a sync did; `is_complete` says that everything the hub has arrived."""

    sent: int = 0
    fetched: int = 0
    left: int = 0
    """Participants, employers and partners that are no longer shared with this device."""
    erased: int = 0
    waiting: int = 0
    """Changes that the hub has not confirmed."""
    is_complete: bool = False
    is_stopped: bool = False
    """Whether somebody ended it before it was through."""
    is_compared: bool = False
    """Whether everything that is here was compared with what the hub has."""
    differing: int = 0
    """How many parts of it were not the same and were fetched anew."""
    remarks: tuple[str, ...] = ()
    """What else there is to say, each a sentence."""

    @property
    def is_synced(self) -> bool:
        """Whether both sides have the same: nothing waits, and everything arrived."""
        return self.is_complete and self.waiting == 0


class Reached:
    """Adds up, over all scopes, how far the cursors are and how far the hub is."""

    def __init__(self, *, is_first: bool) -> None:
        self._is_first = is_first
        self._begun: dict[str, int] = {}
        self._to: dict[str, int] = {}
        self._head: dict[str, int] = {}

    def note(self, scopes: Mapping[str, Any]) -> tuple[int, int]:
        """Take a page's scopes into account; return how far it is and how much there is."""
        for scope, told in scopes.items():
            start = 0 if self._is_first else int(told["from"])
            begun = self._begun.setdefault(scope, start)
            self._to[scope] = int(told["to"]) - begun
            self._head[scope] = int(told.get("head", told["to"])) - begun
        return sum(self._to.values()), sum(self._head.values())


class Pace:
    """How many rows are asked for at once, so that no key press waits long for the writing."""

    LEAST, MOST = 50, 2_000
    SLOW, QUICK = 0.06, 0.02
    """Seconds that taking a page in may last, and below which it may grow."""

    def __init__(self, rows: int = 250, *, is_steady: bool = False) -> None:
        self.rows = rows
        self._is_steady = is_steady

    def took(self, seconds: float) -> None:
        """Ask for less after a slow page, for more after a quick one."""
        if self._is_steady:
            return
        if seconds > self.SLOW:
            self.rows = max(self.LEAST, self.rows // 2)
        elif seconds < self.QUICK:
            self.rows = min(self.MOST, self.rows * 2)
