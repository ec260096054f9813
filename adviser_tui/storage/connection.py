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

from adviser_tui.errors import StorageError

Role = Literal["writer", "reader", "visitor"]
"""`writer`: the one that changes things. `reader`: reads beside it in the same program.
`visitor`: reads a file that another program has open."""

_SHARED = (
    "PRAGMA temp_store = MEMORY",  # sorting would else leave names in a temporary file
    "PRAGMA busy_timeout = 5000",
    "PRAGMA cache_size = -16384",
)
_WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # "saved" must survive a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA wal_autocheckpoint = 1000",
)
# Only for readers: SQLite 3.40 counts its JSON functions, which the triggers need, as unsafe.
_READER = ("PRAGMA trusted_schema = OFF", "PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")


def open_connection(path: Path, role: Role) -> sqlite3.Connection:
    """Open the file at `path`; raises `StorageError` where that is not safely possible."""
    try:
        if role == "writer" and not path.exists():
            # Made by hand first, so that the file is private from its first byte.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        mode = {"writer": "rw", "reader": "rw", "visitor": "ro"}[role]
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
    except (OSError, sqlite3.Error) as error:
        raise cannot_open(path, error) from error
    try:
        for pragma in (*_SHARED, *(_WRITER if role == "writer" else _READER)):
            connection.execute(pragma)
        if role == "writer" and sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = 1")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        raise cannot_open(path, error) from error
    connection.row_factory = sqlite3.Row
    return connection


def cannot_open(path: Path, error: Exception) -> StorageError:
    """Say in plain words why a file would not open."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return StorageError(
            f"{path.name} is not a caseload that can be read; it may be damaged. It was left as "
            "it is. `adviser doctor` looks closer, `adviser restore` brings back a backup."
        )
    if "readonly" in text or isinstance(error, PermissionError):
        return StorageError(
            f"{path} may not be written by you. Nothing was changed. Make the file and its folder "
            "yours again, or choose another folder with --data-dir."
        )
    return StorageError(f"{path} could not be opened ({text}). Nothing was changed.")


def failed_write(error: BaseException) -> StorageError:
    """Say in plain words why a change was not saved; nothing of it is in the file."""
    text = str(error).lower()
    if "full" in text:
        return StorageError(
            "The disk is full, so nothing was saved; everything saved before is safe. "
            "Free some space and try again."
        )
    if "locked" in text or "busy" in text:
        return StorageError(
            "Another program is using the caseload's file, so nothing was saved. "
            "Close it and try again."
        )
    if "readonly" in text:
        return StorageError(
            "The caseload's file may only be read, so nothing was saved. "
            "`adviser doctor` says which file is in the way."
        )
    return StorageError(
        "The change could not be saved and nothing of it was kept; everything saved before is "
        "safe. `adviser doctor` looks at the file."
    )
