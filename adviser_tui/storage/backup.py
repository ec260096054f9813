"""Whole, checked copies of the caseload, made while it is in use.

A copy is made beside its place, opened, counted and put on disk before it gets its name; a file
of that name is therefore always a good one. The program prunes only what it named itself.
"""

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.clock import Clock
from adviser_tui.errors import AdviserError, StorageError
from adviser_tui.paths import backups_dir
from adviser_tui.storage.connection import open_connection
from adviser_tui.storage.modes import private_file, private_folder

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

DAILY = 7
WEEKLY = 4
BEFORE_STEPS = 4
_NAME = re.compile(r"caseload-(\d{4}-\d{2}-\d{2})(?:-(\d+))?\.db")
_BEFORE_STEP = "caseload-before-step-"
_PARTIAL = ".part"


def back_up(database: "Database", folder: Path | None = None) -> Path:
    """Make a backup into `folder`, or among the program's own, and return its path."""
    into = folder or backups_dir(database.folder)
    return _copy_named(database.path, into, f"caseload-{database.clock.today():%Y-%m-%d}")


def daily_backup_if_due(database: "Database") -> Path | None:
    """Make today's backup unless there is one, prune the old ones; return what was made.

    Meant for a thread: it reads on a connection of its own and holds no writer up.
    """
    into = backups_dir(database.folder)
    today = database.clock.today()
    if any(day == today for day, _ in own_backups(into)):
        return None
    made = back_up(database)
    prune(into)
    an_hour_before = made.stat().st_mtime - 3600
    _drop(part for part in into.glob(f"*{_PARTIAL}") if part.stat().st_mtime < an_hour_before)
    return made


def back_up_before_step(path: Path, clock: Clock) -> Path:
    """Make a backup of a file whose shape is about to change."""
    into = backups_dir(path.parent)
    made = _copy_named(path, into, f"{_BEFORE_STEP}{clock.today():%Y-%m-%d}")
    older = sorted(into.glob(f"{_BEFORE_STEP}*.db"), key=lambda each: each.stat().st_mtime_ns)
    _drop(each for each in older[:-BEFORE_STEPS] if each != made)
    return made


def own_backups(folder: Path) -> list[tuple[date, Path]]:
    """Return the dated backups in a folder, the newest first."""
    found = []
    for path in folder.glob("caseload-*.db") if folder.is_dir() else ():
        named = _NAME.fullmatch(path.name)
        with suppress(ValueError):  # a name that only looks like a date is not ours
            if named:
                found.append((date.fromisoformat(named[1]), int(named[2] or 1), path))
    return [(day, path) for day, _, path in sorted(found, reverse=True)]


def refuse_emptied(path: Path) -> None:
    """Raise `StorageError` for a file without a byte that has backups: it was a caseload once.

    Without backups it is what is left of a caseload that was about to be made.
    """
    kept = own_backups(backups_dir(path.parent))
    if kept:
        raise StorageError(
            f"{path.name} has been emptied; nothing is in it. It was left as it is, and so were "
            f"the backups. `adviser restore` brings one back; the newest is {kept[0][1]}."
        )


def prune(folder: Path) -> list[Path]:
    """Remove backups beyond the last of 7 days and of 4 weeks; return what went."""
    found = own_backups(folder)
    newest_of_day: dict[date, Path] = {}
    newest_of_week: dict[tuple[int, int], Path] = {}
    for day, path in found:
        newest_of_day.setdefault(day, path)
        newest_of_week.setdefault(day.isocalendar()[:2], path)
    kept = {*list(newest_of_day.values())[:DAILY], *list(newest_of_week.values())[:WEEKLY]}
    gone = [path for _, path in found if path not in kept]
    _drop(gone)
    return gone


def copy_whole(source: Path, target: Path) -> None:
    """Copy a caseload to `target`, proven whole and on disk.

    What is unfinished carries another name and is removed. Raises the disk's and the database's
    own errors, and `StorageError` for a source that is no caseload or a copy that is not whole.
    """
    partial = target.with_name(target.name + _PARTIAL)
    partial.unlink(missing_ok=True)
    try:
        with closing(open_connection(source, "copier")) as reading:
            before = row_counts(reading)
            private_file(partial)
            reading.execute("VACUUM INTO ?", (str(partial),))
            after = row_counts(reading)
        with closing(open_connection(partial, "copier")) as copy:
            _prove(copy, before, after)
        put_on_disk(partial)
        partial.replace(target)
        put_on_disk(target.parent)
    finally:
        with suppress(OSError):  # nothing of ours to say when the disk is gone already
            partial.unlink(missing_ok=True)


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table of the history and of the record has."""
    names = [
        str(row[0])
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT GLOB 'find_*' AND name NOT IN ('setting', 'draft') "
            "ORDER BY name"
        )
    ]
    quoted = [name.replace('"', '""') for name in names]
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{inside}"').fetchone()[0])
        for name, inside in zip(names, quoted, strict=True)
    }


def put_on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, have reached the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows keeps the names of a folder by itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy_named(source: Path, into: Path, stem: str) -> Path:
    try:
        private_folder(into)
    except OSError as error:
        raise _failed_copy(into, error) from error
    target, number = into / f"{stem}.db", 1
    while target.exists():
        number += 1
        target = into / f"{stem}-{number}.db"
    try:
        copy_whole(source, target)
    except (sqlite3.Error, OSError) as error:
        raise _failed_copy(target, error) from error
    return target


def _prove(copy: sqlite3.Connection, before: dict[str, int], after: dict[str, int]) -> None:
    """Raise `StorageError` unless the copy is sound and has every row; rows are never deleted."""
    said = str(copy.execute("PRAGMA quick_check(1)").fetchone()[0])
    found = row_counts(copy)
    is_whole = found.keys() == before.keys() and all(
        before[name] <= count <= after[name] for name, count in found.items()
    )
    if said != "ok" or not is_whole:
        raise StorageError(
            "The copy did not come out whole, so it was thrown away. The caseload itself was not "
            "touched. `adviser doctor` looks whether it is sound."
        )


def _failed_copy(target: Path, error: Exception) -> AdviserError:
    text = str(error).lower()
    if "is full" in text or "no space" in text:
        return StorageError(
            f"There is no room for a backup in {target.parent}. The caseload itself is safe and "
            "was not touched. Free some space, or name another folder."
        )
    return StorageError(
        f"The backup {target} could not be made ({error}). The caseload itself was not touched. "
        "Name another folder, or try again."
    )


def _drop(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
