"""Reading the caseload's file: a connection for each thread, and an end to all of them."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from adviser_tui.errors import StorageError
from adviser_tui.storage.connection import open_connection
from adviser_tui.storage.failures import failed_read

_PAUSE = 0.05
_TELLINGS = 200
"""How often a query is told to end before it is left to itself: ten seconds in all."""


class Readers:
    """One file that many threads read, each on a connection of its own.

    `visiting` reads it also while another window has it.
    """

    def __init__(self, path: Path, *, visiting: bool) -> None:
        self.path = path
        self.visiting = visiting
        self._is_open = False
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._gate = threading.Condition()
        self._reading = 0
        """How many queries are under way; a connection closed under one would crash."""

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give this thread's reader for a query that is read row by row, kept open meanwhile."""
        with self._gate:
            self._reading += 1
        try:
            yield self.reader()
        finally:
            with self._gate:
                self._reading -= 1
                self._gate.notify_all()

    def reader(self) -> sqlite3.Connection:
        """Return this thread's own connection for reading; use it within `reading`."""
        found: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if found is None:
            if not self.visiting and not self._is_open:
                raise StorageError("The caseload is not open. Open it again.")
            found = open_connection(self.path, "visitor" if self.visiting else "reader")
            self._local.reader = found
            with self._gate:
                self._readers.append(found)
        return found

    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """Return every row of a query; a row's columns are read by name."""
        try:
            with self.reading() as reader:
                return reader.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise failed_read(error) from error

    def row(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Any:
        """Return the first row of a query, or nothing."""
        try:
            with self.reading() as reader:
                cursor = reader.execute(sql, values)
                first = cursor.fetchone()
                # A query left half read would hold on to the file's state of this moment.
                cursor.close()
        except sqlite3.Error as error:
            raise failed_read(error) from error
        return first

    def _close_readers(self) -> None:
        """Close every reader, once the query that it is in has been cut short."""
        with self._gate:
            for _ in range(_TELLINGS):
                # Told again and again: a query that was only about to begin would not hear it.
                for reader in self._readers:
                    reader.interrupt()
                if self._gate.wait_for(lambda: not self._reading, timeout=_PAUSE):
                    break
            if not self._reading:
                for reader in self._readers:
                    reader.close()
            self._readers.clear()
            self._local = threading.local()
