"""Backing a hub up while it works: one picture of all its tables, read back before it counts.

What is not in it, on purpose: the hub's keys, and the journal of what must outlive a restore. Both
are files beside the hub and are to be copied apart from the backups.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sqlalchemy import text

from adviser_tui.errors import StorageError
from adviser_tui.hub.backup_file import Head, Value, checked, write_backup
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.store import Store, Transaction

SUFFIX = ".hubbackup"
NOT_KEPT = frozenset({"lease"})
"""Tables that hold nothing beyond the moment."""
_TABLE = re.compile(r"^CREATE TABLE (\w+) \(", re.MULTILINE)
_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and found whole."""

    file: Path
    size: int
    """In bytes."""
    rows: int


def back_up(store: Store, folder: Path, now_ms: int) -> Made:
    """Make a checked backup of a hub in `folder`, also while the hub works.

    Raises `StorageError` where it cannot be written or does not come out whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = _free_name(folder, f"hub-{moment_of(now_ms)[:10]}")
        with store.reading() as t:
            head = head_of(t, now_ms)
            many = write_backup(path, head, lambda table: _rows(t, table, head.tables[table]))
        found = checked(path)[1]
        size = path.stat().st_size
    except OSError as error:
        raise StorageError(
            f"The backup could not be written to {folder} ({error.strerror}). The hub itself was "
            "not touched. Name another folder, or free some space."
        ) from error
    if found != many:
        path.unlink(missing_ok=True)
        raise StorageError(
            "The backup did not come out whole, so it was thrown away. The hub itself was not "
            "touched. Try again."
        )
    return Made(path, size, sum(many.values()))


def head_of(t: Transaction, now_ms: int) -> Head:
    """Return what a backup of this hub says of itself; raises `StorageError` for an empty one."""
    state = t.one("SELECT * FROM hub_state WHERE k = 1")
    step = t.one("SELECT max(n) AS n FROM hub_step")
    if state is None or step is None:
        raise StorageError("The hub's database is empty, so there is nothing to back up.")
    tables = {name: columns_of(t, name) for name in table_names()}
    counter = int(state.restore_counter)
    return Head(state.hub_id, state.name, now_ms, counter, int(step.n), tables)


def table_names() -> list[str]:
    """Return the tables that are kept, in the order in which they are made."""
    steps = sorted(
        (each for each in files("adviser_tui.hub.schema").iterdir() if each.name.endswith(".sql")),
        key=lambda each: each.name,
    )
    found = [name for step in steps for name in _TABLE.findall(step.read_text("utf-8"))]
    return [name for name in found if name not in NOT_KEPT]


def columns_of(t: Transaction, table: str) -> tuple[str, ...]:
    """Return the columns of one of the hub's tables."""
    return tuple(t.connection.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys())


def _rows(t: Transaction, table: str, columns: Sequence[str]) -> Iterator[Sequence[Value]]:
    query = text(f"SELECT {', '.join(columns)} FROM {table}")
    result = t.connection.execute(query, execution_options={"yield_per": _PAGE})
    for part in result.partitions():
        for row in part:
            yield tuple(row)


def _free_name(folder: Path, stem: str) -> Path:
    number, path = 1, folder / f"{stem}{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path
