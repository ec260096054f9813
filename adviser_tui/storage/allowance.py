"""Keeping the caseload in a refused place all the same, for a reason that somebody typed."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import StorageError
from adviser_tui.storage.location import refuse_unsafe
from adviser_tui.storage.settings import read_setting

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

KEY = "location"


def agree_to_location(folder: Path, path: Path, reason: str) -> None:
    """Raise `StorageError` for an unsafe folder without a reason, given now or kept before.

    The kept reason holds for the folder that it was given for; a caseload that moved is asked
    about anew.
    """
    try:
        refuse_unsafe(folder)
    except StorageError:
        if not reason.strip() and not kept_reason(folder, path):
            raise


def remember_location(database: "Database", reason: str) -> None:
    """Keep the reason in the file, for this folder."""
    database.settings.put(KEY, {"folder": str(database.folder), "reason": reason.strip()})


def kept_reason(folder: Path, path: Path) -> str:
    """Return why the caseload may stay in this folder, or nothing."""
    from adviser_tui.storage.connection import open_connection

    if not path.exists():
        return ""
    try:
        with closing(open_connection(path, "visitor")) as connection:
            kept = read_setting(connection, KEY, {})
    except (sqlite3.Error, StorageError):
        return ""  # no file to read the reason from; opening it will tell why
    is_this = isinstance(kept, dict) and kept.get("folder") == str(folder)
    return str(kept["reason"]) if is_this else ""
