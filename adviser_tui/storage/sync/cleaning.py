"""What is left to do once something was let go of: nothing of it stays in the files either.

Noted in the same transaction as the removal, done after it, and done again where it was
interrupted.
"""

import sqlite3
import time
from collections.abc import Collection
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import StorageError
from adviser_tui.paths import backups_dir
from adviser_tui.storage.finding.shape import KINDS
from adviser_tui.storage.finding.soundness import give_up, is_made
from adviser_tui.storage.sync.memory import CLEANING, recall, remember

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_TRIES = 20
_PAUSE = 0.05


def note_cleaning(
    connection: sqlite3.Connection, *, whole: bool = False, hashes: Collection[str] = ()
) -> None:
    """Note that the files are to be cleaned; `hashes` are of those whom no copy may know."""
    noted: dict[str, Any] = recall(connection, CLEANING, {})
    remember(
        connection,
        CLEANING,
        {
            "whole": bool(noted.get("whole")) or whole,
            "hashes": sorted({*noted.get("hashes", ()), *hashes}),
        },
    )


def clean_up(database: "Database") -> bool:
    """Do what was noted and say whether nothing is left to do.

    Takes as long as writing the whole file, so it belongs into a thread.
    """
    with database.reading() as reader:
        noted = recall(reader, CLEANING)
    if not noted:
        return True
    with database.writing() as connection:
        if is_made(connection):
            for kind in KINDS:
                # Words that were taken out stay in the index until its parts are made one.
                connection.execute(f"INSERT INTO find_{kind} (find_{kind}) VALUES ('optimize')")
    if not _compacted(database, whole=bool(noted["whole"])):
        return False
    if noted["hashes"] and not _replace_copies(database, noted["hashes"]):
        return False
    with database.writing() as connection:
        if recall(connection, CLEANING) == noted:
            remember(connection, CLEANING, None)
    return True


def _compacted(database: "Database", *, whole: bool) -> bool:
    before = _row_numbers(database) if whole else []
    done = database.compact(whole=whole)
    if whole and _row_numbers(database) != before:
        # The search knows things by the numbers of their rows.
        with database.writing() as connection:
            give_up(connection)
    for _ in range(_TRIES):
        if done:
            break
        time.sleep(_PAUSE)  # somebody is in the middle of reading
        done = database.compact(whole=False)
    return done


def _row_numbers(database: "Database") -> list[tuple[Any, ...]]:
    """Return what changes when rows get other numbers, as writing the file anew might do."""
    return [
        tuple(database.row(f"SELECT count(*), sum(rowid * (rowid % 1009)) FROM {kind}"))
        for kind in KINDS
    ]


def _replace_copies(database: "Database", hashes: Collection[str]) -> bool:
    """Remove the program's own copies that know who was let go of, and make a fresh one instead."""
    from adviser_tui.storage.backup import back_up

    folder = backups_dir(database.folder)
    knowing = [path for path in _copies(database) if _knows(path, hashes)]
    if not knowing:
        return True
    was_backup = any(path.parent == folder for path in knowing)
    try:
        if was_backup:
            back_up(database)
        for path in knowing:
            for each in (path, *path.parent.glob(f"{path.name}-*")):
                each.unlink(missing_ok=True)
    except (OSError, StorageError):
        return False
    return True


def _copies(database: "Database") -> list[Path]:
    """Return every copy that the program itself made: backups, and files set aside."""
    found = [*backups_dir(database.folder).glob("caseload*"), *database.folder.glob("caseload*")]
    live = (database.path.name, f"{database.path.name}-wal", f"{database.path.name}-shm")
    return [
        path
        for path in found
        if path.is_file()
        and path.suffix not in (".lock",)
        and not path.name.endswith(("-wal", "-shm"))
        and not (path.parent == database.folder and path.name in live)
    ]


def _knows(path: Path, hashes: Collection[str]) -> bool:
    """Say whether a copy knows somebody who was let go of; one that cannot be read might."""
    from adviser_tui.storage.sync.erasing import known_of, rows_known

    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with suppress(sqlite3.Error), closing(sqlite3.connect(uri, uri=True)) as copy:
        copy.execute("PRAGMA trusted_schema = OFF")
        return bool(known_of(copy, hashes) or rows_known(copy, hashes))
    return True
