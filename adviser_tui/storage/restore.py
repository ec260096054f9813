"""Bringing a backup back in the place of the present caseload.

The backup may have come by mail or from another machine: it is copied first, read with
everything mistrusted, and compared with the shape that a caseload of its version has. The present
file is kept aside, also when it is damaged.
"""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from adviser_tui.clock import Clock
from adviser_tui.errors import NotFoundError, StorageError
from adviser_tui.paths import backups_dir
from adviser_tui.storage.allowance import agree_to_location
from adviser_tui.storage.backup import copy_whole, put_on_disk
from adviser_tui.storage.connection import open_connection
from adviser_tui.storage.database import FILE_NAME
from adviser_tui.storage.finding.shape import forget, table_names
from adviser_tui.storage.lock import InstanceLock
from adviser_tui.storage.migrations import NEWEST, STEPS, renew_triggers, statements, version_of
from adviser_tui.storage.modes import private_folder

_BESIDE = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    file: Path
    kept_aside: Path | None
    """The caseload that was there before, or nothing."""


def restore(
    file: Path, folder: Path, clock: Clock | None = None, *, allow_location: str = ""
) -> Restored:
    """Put the backup `file` in the place of the caseload in `folder`.

    Raises `NotFoundError` when there is no such file, `StorageError` when it is no sound backup or
    when the caseload is open elsewhere; the present caseload is then untouched.
    """
    if not file.is_file():
        raise NotFoundError(f"There is no file {file}. Nothing was changed.")
    present = folder / FILE_NAME
    if present.exists() and present.samefile(file):
        raise StorageError(
            "That is the caseload itself, not a backup of it. Nothing was changed. "
            f"The backups lie in {backups_dir(folder)}."
        )
    agree_to_location(folder, present, allow_location)
    lock = InstanceLock(folder)
    fresh = folder / "caseload.restoring"
    try:
        private_folder(folder)
        lock.take()
        _copy_in(file, fresh)
        _examine(fresh)
        aside = _keep_aside(present, clock or Clock())
        fresh.replace(present)
        put_on_disk(folder)
    except OSError as error:
        raise StorageError(
            f"The backup could not be put in its place ({error}). Nothing was lost: the caseload "
            f"is where it was or in {backups_dir(folder)}. Look at the folder, then try again."
        ) from error
    finally:
        _remove(fresh)
        lock.release()
    return Restored(present, aside)


def _copy_in(file: Path, fresh: Path) -> None:
    try:
        open_connection(file, "copier").close()
    except StorageError as error:
        raise _not_a_backup(
            "it is damaged, of another program, or of a newer version of Adviser"
        ) from error
    try:
        copy_whole(file, fresh)
    except sqlite3.Error as error:
        if "is full" in str(error):
            raise StorageError(
                "The disk is full, so the backup could not be restored; nothing was changed. "
                "Free some space and try again."
            ) from error
        raise _not_a_backup("it is damaged") from error


def _examine(fresh: Path) -> None:
    """Refuse a copy that is not a sound caseload, and put its triggers in order."""
    try:
        with closing(open_connection(fresh, "copier")) as reading:
            version = version_of(reading)
            if not version or _shape(reading) != expected_shape(version):
                raise _not_a_backup("it has not the shape of a caseload")
            if str(reading.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
                raise _not_a_backup("it is damaged")
            # A team need not share with a device all that its rows refer to.
            is_alone = not reading.execute("SELECT hub_id FROM sync_state").fetchone()[0]
            is_loose = reading.execute("PRAGMA foreign_key_check").fetchone() is not None
            if is_alone and is_loose:
                raise _not_a_backup("rows in it refer to nothing")
        with closing(open_connection(fresh, "writer")) as writing:
            # What is found must be what is there, whoever wrote the copy.
            forget(writing)
            if version == NEWEST:
                # An older one gets its steps and its triggers when it is opened.
                renew_triggers(writing)
    except sqlite3.Error as error:
        raise _not_a_backup("it is damaged") from error


def expected_shape(version: int) -> frozenset[tuple[str, str, str]]:
    """Return the tables and indexes that the steps up to `version` lead to."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        for step in STEPS:
            if step.number <= version:
                for statement in statements(step.sql):
                    empty.execute(statement)
        return _shape(empty)


def _shape(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str]]:
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'index') "
        "AND name NOT LIKE 'sqlite_%'"
    )
    made_anew = table_names()
    return frozenset(
        (str(row[0]), str(row[1]), str(row[2])) for row in rows if row[1] not in made_anew
    )


def _keep_aside(present: Path, clock: Clock) -> Path | None:
    """Put the present file among the backups and return where; damage does not hinder it."""
    if not present.exists():
        return None
    if _is_whole(present):
        # Opening and closing brings its write-ahead log in; of a damaged one both parts are kept.
        open_connection(present, "writer").close()
    folder = backups_dir(present.parent)
    private_folder(folder)
    stem = f"caseload-before-restore-{clock.local_now():%Y-%m-%d}"
    aside, number = folder / f"{stem}.db", 1
    while aside.exists():
        number += 1
        aside = folder / f"{stem}-{number}.db"
    _copy_whole(present, aside)
    wal = present.with_name(present.name + "-wal")
    if wal.exists():
        _copy_whole(wal, aside.with_name(aside.name + "-wal"))
    put_on_disk(folder)
    # Left beside the restored file, the old log would be played into it.
    for suffix in _BESIDE:
        present.with_name(present.name + suffix).unlink(missing_ok=True)
    return aside


def _is_whole(present: Path) -> bool:
    try:
        with closing(open_connection(present, "copier")) as reading:
            return str(reading.execute("PRAGMA quick_check(1)").fetchone()[0]) == "ok"
    except (StorageError, sqlite3.Error):
        return False


def _copy_whole(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
        target.chmod(0o600)
        put_on_disk(target)


def _remove(fresh: Path) -> None:
    for suffix in ("", *_BESIDE):
        with suppress(OSError):
            fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)


def _not_a_backup(why: str) -> StorageError:
    return StorageError(
        f"That file cannot be restored: {why}. Nothing was changed. Choose another backup."
    )
