"""The caseload's file while it is open: many readers, one writer."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.clock import Clock
from adviser_tui.errors import StorageError
from adviser_tui.storage.connection import PATIENCE_MS, let_triggers_run, open_connection
from adviser_tui.storage.failures import cannot_open, failed_write, no_caseload
from adviser_tui.storage.finding.soundness import is_true, keep_true, make_index
from adviser_tui.storage.lock import InstanceLock
from adviser_tui.storage.migrations import NEWEST, bring_up_to_date, is_up_to_date, version_of
from adviser_tui.storage.modes import mend_modes, private_folder
from adviser_tui.storage.readers import Readers

if TYPE_CHECKING:
    from adviser_tui.storage.drafts import Drafts
    from adviser_tui.storage.settings import Settings
    from adviser_tui.storage.unit import UnitOfWork

FILE_NAME = "caseload.db"


class Database(Readers):
    """One open caseload.

    `visiting` opens it only to read, also while another window has it; writing then raises
    `StorageError`. Nothing is made on disk before `open`.
    """

    def __init__(self, folder: Path, clock: Clock | None = None, *, visiting: bool = False) -> None:
        super().__init__(folder / FILE_NAME, visiting=visiting)
        self.folder = folder
        self.clock = clock or Clock()
        self.generation = 0
        """Rises with every committed change; what was worked out before may then be stale."""
        self.arrivals = 0
        """Rises with every part of others' work that is taken in, which no record of ours tells."""
        self.mended: tuple[str, ...] = ()
        """What the opening found open to others and made private again, in words."""
        self._lock = InstanceLock(folder)
        self._writing = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        self._unit: UnitOfWork | None = None
        self._engine: Any = None

    def open(self, *, allow_location: str = "") -> "Database":
        """Open the file, made and brought up to date first where needed.

        `allow_location` is somebody's reason for keeping it in a folder that would be refused.
        """
        try:
            if self.visiting:
                self._visit()
            else:
                self._move_in(allow_location)
        except BaseException:
            self.close()
            raise
        return self

    def _move_in(self, reason: str) -> None:
        from adviser_tui.storage.allowance import agree_to_location, remember_location

        agree_to_location(self.folder, self.path, reason)
        try:
            private_folder(self.folder)
        except OSError as error:
            raise cannot_open(self.folder, error) from error
        self._lock.take()
        if self.path.exists() and self.path.stat().st_size == 0:
            from adviser_tui.storage.backup import refuse_emptied

            refuse_emptied(self.path)
        self.mended = tuple(mend_modes(self.folder))
        self._is_open = True
        if not self._is_ready():
            self._writer = open_connection(self.path, "writer")
            try:
                bring_up_to_date(self._writer, self._save_before_step)
                make_index(self._writer)
            except sqlite3.Error as error:
                raise cannot_open(self.path, error) from error
        if reason:
            remember_location(self, reason)

    def _is_ready(self) -> bool:
        """Say whether the file can be read as it is; the writer is then opened by the first change.

        A second connection would read all the triggers again on the way to the first frame.
        """
        if not os.access(self.path, os.W_OK) or self.path.stat().st_size == 0:
            return False
        return is_up_to_date(self.reader()) and is_true(self.reader())

    def _save_before_step(self) -> None:
        from adviser_tui.storage.backup import back_up_before_step

        back_up_before_step(self.path, self.clock)

    def _visit(self) -> None:
        if not self.path.exists():
            raise no_caseload(self.folder)
        if version_of(self.reader()) < NEWEST:
            raise StorageError(
                "The caseload must be brought up to date before it can be read. Nothing was "
                "changed. Open it once with `adviser`, then try again."
            )

    def close(self) -> None:
        """Close every connection, the writer last, and give the lock back.

        Waits for a change that is being saved; closing twice does no harm.
        """
        with self._writing:
            self._is_open = False
            self._close_readers()
            if self._engine is not None:
                self._engine.dispose()
                self._engine = None
            if self._writer is not None:
                self._writer.close()
                self._writer = None
            self._lock.release()

    def now(self) -> datetime:
        """Return the moment on this caseload's clock."""
        return self.clock.now()

    @property
    def settings(self) -> "Settings":
        """What this caseload remembers on this device."""
        from adviser_tui.storage.settings import Settings

        return Settings(self)

    @property
    def drafts(self) -> "Drafts":
        """Half-filled forms."""
        from adviser_tui.storage.drafts import Drafts

        return Drafts(self)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the writing connection inside one immediate transaction, committed at the end.

        For what belongs to this device alone; everything a person does goes through `write`.
        Inside another transaction of the same thread it becomes part of that one.
        """
        with self._writing:
            connection = self._the_writer()
            if connection.in_transaction:
                yield connection
                return
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                keep_true(connection)
                connection.execute("COMMIT")
            except BaseException as error:
                # SQLite may have rolled back by itself, as it does on a full disk.
                with suppress(sqlite3.Error):
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise failed_write(error) from error
                raise
            finally:
                self.generation += 1

    @contextmanager
    def taking_in(self, *, durably: bool = True) -> Iterator[sqlite3.Connection]:
        """Give the writing connection inside one transaction for rows that others wrote.

        They are not recorded as this device's own, and may refer to rows that are withheld from
        it. What is not taken in `durably` may be gone after a power cut and be asked for again;
        everything saved before it stays saved.
        """
        with self._writing:
            connection = self._the_writer()
            if connection.in_transaction:
                raise StorageError(
                    "Something else is being saved, so nothing was taken in from the team. "
                    "It will be asked for again."
                )
            # Neither pragma can be changed once a transaction has begun.
            connection.execute("PRAGMA foreign_keys = OFF")
            if not durably:
                connection.execute("PRAGMA synchronous = NORMAL")
            let_triggers_run(connection, are_on=False)
            try:
                with self.writing():
                    connection.execute("UPDATE sync_state SET applying = 1")
                    yield connection
                    connection.execute("UPDATE sync_state SET applying = 0")
            finally:
                self.arrivals += 1
                let_triggers_run(connection, are_on=True)
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")

    def compact(self, *, whole: bool) -> bool:
        """Leave nothing behind of what was deleted; say whether that was possible just now.

        `whole` writes the entire file anew; otherwise only the write-ahead log is emptied. While
        another thread is in the middle of reading, the log cannot be emptied.
        """
        with self._writing:
            connection = self._the_writer()
            try:
                if whole:
                    connection.execute("VACUUM")
                # Whoever wants to save something does not wait for somebody who reads.
                connection.execute("PRAGMA busy_timeout = 0")
                busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            except sqlite3.Error as error:
                raise failed_write(error) from error
            finally:
                connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
            return not busy

    def _the_writer(self) -> sqlite3.Connection:
        """Return the writing connection, opened by the first change."""
        if not self._is_open:
            raise self._cannot_write()
        if self._writer is None:
            self._writer = open_connection(self.path, "writer")
        return self._writer

    def _cannot_write(self) -> StorageError:
        if self.visiting:
            return StorageError(
                "This caseload was opened only to read, since another window has it open. "
                "Nothing was changed."
            )
        return StorageError("The caseload is not open, so nothing was saved. Open it again.")

    @contextmanager
    def write(self, kind: str = "act", target: int | None = None) -> "Iterator[UnitOfWork]":
        """Open one action of a person: everything in it is saved, undone and redone together.

        Saved when the block ends; an error in the block leaves nothing of it. An action inside an
        action of the same thread becomes part of that one. The first call brings in SQLModel.
        """
        from adviser_tui.storage.unit import UnitOfWork, engine_on, translated

        with self._writing:
            if self._unit is not None:
                with self._unit.joined(kind) as unit:
                    yield unit
                return
            with translated(), self.writing() as connection:
                if self._engine is None:
                    self._engine = engine_on(connection)
                unit = UnitOfWork(self._engine, connection, self.clock.local_now(), kind, target)
                self._unit = unit
                try:
                    yield unit
                    unit.finish()
                finally:
                    self._unit = None
                    unit.close()
