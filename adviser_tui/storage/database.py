"""The caseload's file while it is open: many readers, one writer."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.clock import Clock
from adviser_tui.errors import StorageError
from adviser_tui.storage.connection import failed_write, open_connection
from adviser_tui.storage.lock import InstanceLock
from adviser_tui.storage.migrations import NEWEST, bring_up_to_date, version_of

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

FILE_NAME = "caseload.db"


class Database:
    """One open caseload.

    `visiting` opens it only to read, also while another window has it; writing then raises
    `StorageError`. Nothing is made on disk before `open` is called.
    """

    def __init__(self, folder: Path, clock: Clock | None = None, *, visiting: bool = False) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self.clock = clock or Clock()
        self.visiting = visiting
        self.generation = 0
        """Rises with every committed change; what was worked out before may then be stale."""
        self._lock = InstanceLock(folder)
        self._writing = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._engine: Any = None
        self._local = threading.local()
        self._readers: list[sqlite3.Connection] = []
        self._readers_guard = threading.Lock()

    def open(self, before_step: Callable[[], None] = lambda: None) -> "Database":
        """Open the file, made and brought up to date first where needed."""
        if self.visiting:
            self._check_version()
            return self
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock.take()
        try:
            self._writer = open_connection(self.path, "writer")
            bring_up_to_date(self._writer, before_step)
        except BaseException:
            self.close()
            raise
        return self

    def _check_version(self) -> None:
        if not self.path.exists():
            raise StorageError(
                f"There is no caseload in {self.folder} yet. `adviser init` makes one."
            )
        if version_of(self.reader()) < NEWEST:
            raise StorageError(
                "The caseload is open in another window that must bring it up to date first. "
                "Try again in a moment."
            )

    def close(self) -> None:
        """Close every connection, the writer last, and give the lock back."""
        with self._readers_guard:
            for reader in self._readers:
                reader.close()
            self._readers.clear()
        self._local = threading.local()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        self._lock.release()

    def reader(self) -> sqlite3.Connection:
        """Return this thread's own connection for reading."""
        found: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if found is None:
            found = open_connection(self.path, "visitor" if self.visiting else "reader")
            self._local.reader = found
            with self._readers_guard:
                self._readers.append(found)
        return found

    def rows(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """Return every row of a query; a row's columns are read by name."""
        return self.reader().execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] | dict[str, object] = ()) -> Any:
        """Return the first row of a query, or nothing."""
        return self.reader().execute(sql, values).fetchone()

    def now(self) -> datetime:
        """Return the moment on this caseload's clock."""
        return self.clock.now()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the writing connection inside one immediate transaction, committed at the end.

        For what belongs to this device alone; everything a person does goes through `write`.
        """
        with self._writing:
            if self._writer is None:
                raise StorageError(
                    "This caseload was opened only to read, since another window has it open. "
                    "Nothing was changed."
                )
            connection = self._writer
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise failed_write(error) from error
                raise
            self.generation += 1

    @contextmanager
    def write(self, kind: str = "act", target: int | None = None) -> "Iterator[UnitOfWork]":
        """Open one action of a person: everything in it is saved, undone and redone together.

        Saved when the block ends; an error in the block leaves nothing of it. The first call
        brings in SQLModel.
        """
        from adviser_tui.storage.unit import UnitOfWork, engine_on, translated

        with self._writing, translated(), self.writing() as connection:
            if self._engine is None:
                self._engine = engine_on(connection)
            unit = UnitOfWork(self._engine, connection, self.now(), kind, target)
            try:
                yield unit
                unit.finish()
            finally:
                unit.close()
