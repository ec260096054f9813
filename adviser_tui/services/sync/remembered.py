"""What this device remembers of its syncs: when they were, what went wrong, the hub's clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import moment, sortable
from adviser_tui.storage.settings import put_setting, read_setting
from adviser_tui.storage.sync.memory import REBUILDING

LAST = "sync.last"
TROUBLE = "sync.trouble"
HELLO = "sync.hello"
CONFIRMED = "sync.confirmed"
COMPARED = "sync.compared"
SET_ASIDE = "sync.decide"
NOTICED_MS = 120_000
"""From this difference on somebody is told that a clock is wrong."""
_BATCHES = 200


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Changes that the hub confirmed together, by their numbers."""

    first: int
    last: int
    at: datetime


class Remembered:
    """Values of this device alone; nothing of it is shared."""

    def __init__(self, database: Database, wall_ms: Callable[[], int] | None = None) -> None:
        self._database = database
        self.wall_ms = wall_ms or _system_ms
        """The clock that changes are stamped by, in milliseconds."""

    def _get(self, key: str, default: Any = None) -> Any:
        return self._database.settings.get(key, default)

    def _put(self, **values: Any) -> None:
        with self._database.writing() as connection:
            for key, value in values.items():
                put_setting(connection, key.replace("_", "."), value)

    @property
    def last(self) -> datetime | None:
        """When everything the hub had was here last."""
        found = self._get(LAST)
        return moment(found["at"]) if isinstance(found, dict) else None

    @property
    def trouble(self) -> str:
        """What went wrong since, in a sentence; empty where nothing did."""
        return str(self._get(TROUBLE, ""))

    @property
    def is_rebuilding(self) -> bool:
        """Whether everything is being compared anew, so that something may still be missing."""
        return self._get(REBUILDING) is not None

    def note_done(self, now: datetime, *, is_complete: bool) -> None:
        """Keep that a sync went through."""
        if is_complete:
            self._put(sync_last={"at": sortable(now)}, sync_trouble=None)
        elif self.trouble:
            self._put(sync_trouble=None)

    def note_trouble(self, sentence: str) -> None:
        """Keep why the last try did not go through."""
        if sentence != self.trouble:
            self._put(sync_trouble=sentence)

    def hello(self) -> dict[str, Any]:
        """Return what the hub last said about itself, and `at_ms`; empty before the first time."""
        found = self._get(HELLO)
        return found if isinstance(found, dict) else {}

    def note_hello(self, reply: dict[str, Any]) -> None:
        """Keep what the hub says about itself."""
        self._put(sync_hello={**reply, "at_ms": self.wall_ms()})

    def compared_ms(self) -> int | None:
        """Return when what is here was last compared with the hub; nothing where it never was."""
        found = self._get(COMPARED)
        return int(found) if isinstance(found, int) else None

    def note_compared(self) -> None:
        """Keep that this device compared what it has with the hub."""
        self._put(sync_compared=self.wall_ms())

    def set_aside(self) -> int:
        """Return how much waited for this adviser's decision when the hub was asked last."""
        found = self._get(SET_ASIDE, 0)
        return found if isinstance(found, int) else 0

    def note_set_aside(self, many: int) -> None:
        """Keep how much waits for this adviser's decision."""
        if many != self.set_aside():
            self._put(sync_decide=many or None)

    def clock_difference_ms(self) -> int:
        """Return how far the hub's clock is ahead of this device's."""
        row = self._database.row("SELECT offset_ms FROM sync_state")
        return int(row[0]) if row else 0

    def note_confirmed(self, first: int, last: int, now: datetime) -> None:
        """Keep when the hub confirmed the changes from `first` to `last`."""
        if last < first:
            return
        with self._database.writing() as connection:
            kept = read_setting(connection, CONFIRMED, [])
            kept = [*kept, [first, last, sortable(now)]][-_BATCHES:]
            put_setting(connection, CONFIRMED, kept)

    def confirmations(self) -> tuple[Confirmation, ...]:
        """Return the latest confirmations, the newest first."""
        kept = self._get(CONFIRMED, [])
        return tuple(Confirmation(int(a), int(b), moment(at)) for a, b, at in reversed(kept))


def _system_ms() -> int:
    return time.time_ns() // 1_000_000
