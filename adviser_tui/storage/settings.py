"""What the caseload remembers on this device alone: small values under a name."""

import json
import sqlite3
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_PUT = (
    "INSERT INTO setting (key, value) VALUES (?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)


class Settings:
    """Reads and keeps values; they are no part of the history and cannot be undone."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value under `key`, or `default`."""
        row = self._database.row("SELECT value FROM setting WHERE key = ?", (key,))
        return default if row is None else decoded(str(row[0]))

    def put(self, key: str, value: Any) -> None:
        """Keep a text, number, truth, list or table of such; nothing forgets the key."""
        with self._database.writing() as connection:
            put_setting(connection, key, value)


def put_setting(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Keep a value under a key in the transaction of one connection; nothing forgets the key."""
    if value is None:
        connection.execute("DELETE FROM setting WHERE key = ?", (key,))
    else:
        connection.execute(_PUT, (key, encoded(value)))


def read_setting(connection: sqlite3.Connection, key: str, default: Any = None) -> Any:
    """Return the value under `key` as seen by one connection."""
    row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return default if row is None else decoded(str(row[0]))


def encoded(value: Any) -> str:
    """Return the text that is kept: a plain text as it is, everything else as JSON."""
    if isinstance(value, str) and decoded(value) == value:
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decoded(text: str) -> Any:
    """Return the value that a kept text stands for."""
    try:
        return json.loads(text)
    except ValueError:
        return text
