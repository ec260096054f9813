"""Work on a file that goes on in a thread: how far it is, and the wish to stop it."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from adviser_tui.errors import AdviserError, StorageError
from adviser_tui.exchange.collecting import set_aside
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import OpenImport, open_import, plan_import
from adviser_tui.exchange.plan import ImportPlan
from adviser_tui.services.desk import Desk
from adviser_tui.widgets.service_screen import log_privately

Answer = TypeVar("Answer")
_BAR = 24
_FIRST_ROWS = 25


@dataclass(slots=True)
class FileWork:
    """One walk over a file; the thread writes, the screen looks on now and then."""

    doing: str
    """What is done, such as `Reading list.csv`."""
    done: int = 0
    total: int = 0
    began: float = field(default_factory=time.monotonic)
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Ask for the work to end; nothing of it stays."""
        self._stop.set()

    def is_stopped(self) -> bool:
        """Say whether somebody asked for the end."""
        return self._stop.is_set()

    def progress(self, done: int, total: int) -> None:
        """Note how far it is, out of how many or of 0 if nobody knows; let keys have their turn."""
        self.done, self.total = done, max(done, total) if total else 0
        time.sleep(0)

    def in_words(self) -> str:
        """Return a bar, the count, the rate and how to stop."""
        if self.is_stopped():
            return f"{self.doing}: stopping …"
        if not self.done:
            return f"{self.doing} … Esc stops."
        rate = self.done / max(time.monotonic() - self.began, 0.001)
        if not self.total:
            return f"{self.doing}: {self.done:,} rows, {rate:,.0f} a second. Esc stops."
        full = min(_BAR, _BAR * self.done // self.total)
        bar = "█" * full + "░" * (_BAR - full)
        so_far = f"{self.done:,} of {self.total:,} rows, {rate:,.0f} a second"
        return f"{self.doing}: {so_far}. Esc stops.\n{bar}"


def in_a_sentence(call: Callable[[], Answer]) -> Answer:
    """Do the work; whatever goes wrong becomes an error that the screen can come back from."""
    try:
        return call()
    except AdviserError:
        raise
    except Exception as error:
        log_privately(error)
        raise StorageError(
            "Something went wrong inside the program, so this was not done and nothing of it"
            " stays. Try again; if it happens again, `adviser doctor` looks closer."
        ) from error


@dataclass(frozen=True, slots=True)
class Looked:
    """A file as it was found: its columns, an example of each, and what would happen."""

    opened: OpenImport
    examples: tuple[str, ...]
    """A cell of each column, none of a column that is never read."""
    plan: ImportPlan | None
    trouble: str = ""
    """Why there is no plan: what must be said about the columns first."""


def look_at(
    desk: Desk, kind: ListKind, path: Path, wishes: Mapping[str, str], work: FileWork
) -> Looked | None:
    """Open a file and work out what would happen to its rows; None when stopped."""
    with set_aside():
        return _looked_at(open_import(desk, kind, path, wishes=wishes), work)


def _looked_at(opened: OpenImport, work: FileWork) -> Looked | None:
    examples = _examples(opened)
    try:
        opened.columns.checked()
    except AdviserError:
        return Looked(opened, examples, None, _trouble(opened))
    plan = plan_import(opened, progress=work.progress, cancelled=work.is_stopped)
    return Looked(opened, examples, plan) if plan is not None else None


def _examples(opened: OpenImport) -> tuple[str, ...]:
    """Return the first filled cell of each column, as far as the first rows have one."""
    headers, withheld = opened.columns.headers, opened.columns.withheld
    found = [""] * len(headers)
    for row in islice(opened.table.rows(), _FIRST_ROWS):
        for place, cell in enumerate(row.cells[: len(headers)]):
            if not found[place] and headers[place] not in withheld:
                found[place] = cell
    return tuple(found)


def _trouble(opened: OpenImport) -> str:
    """Say what to decide, in the words of the screen rather than of the command line."""
    columns = opened.columns
    if columns.questions:
        headers = " and ".join(f"“{header}”" for header in columns.questions[0].headers)
        return f"It is not clear what {headers} should be. Go there and press Enter to say."
    return (
        f"No column was recognised as {' and '.join(columns.missing)}. Go to the one that it is and"
        " press Enter, or choose another kind of list."
    )
