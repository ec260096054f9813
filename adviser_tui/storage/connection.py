"""The one place where the caseload's file is opened.

Another driver, such as an encrypting one, takes the place of `sqlite3` here and nowhere else.

One connection writes and checkpoints; every other only reads. SQLite before 3.51.3 has a race
between two connections that write or checkpoint a write-ahead log at the same instant, and this
rule keeps it out of reach with the SQLite that came with Python (`docs/decisions/0002`).
"""

import os
import sqlite3
import sys
from pathlib import Path
from typing import Literal

from adviser_tui.storage.failures import cannot_open
from adviser_tui.storage.migrations import version_of
from adviser_tui.storage.modes import private_file

Role = Literal["writer", "reader", "visitor", "copier"]
"""`writer`: the one that changes things. `reader`: reads beside it in the same program.
`visitor`: reads a file that another program has open. `copier`: the same, for a backup."""

PATIENCE_MS = 5_000
"""How long a connection waits for another one's lock."""
_SHARED = (
    "PRAGMA temp_store = MEMORY",  # sorting would else leave names in a temporary file
    f"PRAGMA busy_timeout = {PATIENCE_MS}",
    # KB; every thread has a reader of its own, and the system keeps the file's pages anyway.
    "PRAGMA cache_size = -1024",
)
_WRITER = (
    "PRAGMA cache_size = -16384",  # an import would else write pages out before it is done
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # "saved" must survive a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # INSERT OR REPLACE would else delete past the triggers
    "PRAGMA secure_delete = ON",
    "PRAGMA wal_autocheckpoint = 1000",
)
# Not for the writer: SQLite 3.40 counts its JSON functions, which the triggers need, as unsafe.
_COPIER = ("PRAGMA trusted_schema = OFF", "PRAGMA wal_autocheckpoint = 0")
_READER = (*_COPIER, "PRAGMA query_only = ON")
_TRIGGERS = 1003
"""SQLite's number for the switch of a connection that lets triggers run."""
_ROLES = {
    "writer": ("rw", _WRITER),
    "reader": ("rw", _READER),
    "visitor": ("ro", _READER),
    "copier": ("ro", _COPIER),
}


def open_connection(path: Path, role: Role) -> sqlite3.Connection:
    """Open the file at `path`; raises `StorageError` where that is not safely possible.

    A writer makes the file where there is none. A file that is not a caseload, or that a newer
    program made, is refused before anything in it changes.
    """
    mode, pragmas = _ROLES[role]
    if _is_a_stump(path):
        raise cannot_open(path, sqlite3.DatabaseError("file is not a database"))
    if role == "writer" and path.exists() and not os.access(path, os.W_OK):
        # SQLite would open it all the same and refuse the first change only.
        raise cannot_open(path, PermissionError())
    if mode == "ro" and _cannot_change(path):
        mode = "ro&immutable=1"
    try:
        if role == "writer" and not path.exists():
            private_file(path)
        try:
            connection = _connected(path, mode, pragmas)
        except sqlite3.OperationalError as error:
            if mode != "ro" or not _has_no_room_beside(path, error):
                raise
            connection = _connected(path, "ro&immutable=1", pragmas)
        if role == "writer" and sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = 1")
    except (OSError, sqlite3.Error) as error:
        raise cannot_open(path, error) from error
    connection.row_factory = sqlite3.Row
    return connection


def let_triggers_run(connection: sqlite3.Connection, *, are_on: bool) -> None:
    """Spare rows that others wrote the triggers, which would see that there is nothing to record.

    That alone takes a fifth of the time of a first sync. Python before 3.12 cannot do it.
    """
    configure = getattr(connection, "setconfig", None)
    if configure is not None:
        configure(_TRIGGERS, are_on)


def _connected(path: Path, mode: str, pragmas: tuple[str, ...]) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        for pragma in _SHARED:
            connection.execute(pragma)
        version_of(connection)
        for pragma in pragmas:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _has_no_room_beside(path: Path, error: sqlite3.Error) -> bool:
    """Say whether only the shared memory file did not fit on the disk, and nothing is in the log.

    On a full disk the caseload can still be read: while nobody has it open, it stands still.
    """
    wal = path.with_name(path.name + "-wal")
    is_still = not wal.exists() or wal.stat().st_size == 0
    return "i/o error" in str(error).lower() and is_still


def _cannot_change(path: Path) -> bool:
    """Say whether the file was closed and lies where nothing can be written.

    SQLite needs a shared memory file beside it otherwise, and could not make one there.
    """
    beside = (path.with_name(path.name + suffix) for suffix in ("-wal", "-shm"))
    return not os.access(path.parent, os.W_OK) and not any(each.exists() for each in beside)


def _is_a_stump(path: Path) -> bool:
    """Say whether the file is shorter than any database; SQLite would take it for an empty one."""
    try:
        size = path.stat().st_size
    except OSError:
        return False
    return 0 < size < 512 and not path.with_name(path.name + "-journal").exists()
