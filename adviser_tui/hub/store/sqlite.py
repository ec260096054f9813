"""The hub in one SQLite file: for a team, and for tests.

One connection writes and checkpoints, the others only read; beside it no other process writes at
the same moment, which the file `…-turn` sees to. SQLite before 3.51.3 has a race between two
connections that write or checkpoint at once, and this keeps it out of reach.
"""

import errno
import json
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, TextClause, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from adviser_tui.errors import StorageError
from adviser_tui.hub.store.store import Store
from adviser_tui.hub.store.transaction import Transaction
from adviser_tui.hub.store.turn import Turn

_SHARED = ("PRAGMA temp_store = MEMORY", "PRAGMA foreign_keys = ON")
_WRITER = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # "confirmed" must survive a power cut
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -65536",
    *(("PRAGMA fullfsync = 1",) if sys.platform == "darwin" else ()),
)
_READER = ("PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = ON", "PRAGMA cache_size = -8192")
_ANY = re.compile(r"= ANY\(:(\w+)\)")


class SqliteStore(Store):
    """A hub's data in one file that its owner alone can read."""

    def __init__(self, path: Path, waits_s: float, connections: int) -> None:
        self.path = path
        self.address = str(path)
        self._dialect = SqliteDialect()
        try:
            _make_private(path)
            self._turn = Turn(path.with_name(f"{path.name}-turn"), waits_s)
        except OSError as error:
            raise StorageError(
                f"The hub's file {path} could not be made or written ({error.strerror}). "
                "Nothing was changed. Choose a folder that is yours."
            ) from None
        self._writer = self._engine(path, waits_s, _WRITER, "BEGIN IMMEDIATE", 1)
        self._reader = self._engine(path, waits_s, _READER, "BEGIN", connections)

    def _engine(
        self, path: Path, waits_s: float, pragmas: tuple[str, ...], begin: str, size: int
    ) -> Engine:
        def connected() -> sqlite3.Connection:
            connection = sqlite3.connect(
                path, timeout=waits_s, isolation_level=None, check_same_thread=False
            )
            try:
                for pragma in (*_SHARED, *pragmas):
                    connection.execute(pragma)
            except BaseException:
                connection.close()  # nobody else will: the pool has not seen it yet
                raise
            return connection

        engine = create_engine(
            "sqlite://",
            creator=connected,
            hide_parameters=True,
            poolclass=_queue(),
            pool_size=size,
            max_overflow=0,
            pool_timeout=waits_s,
        )

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def _writing(self) -> Iterator[Transaction]:
        with self._turn.taken(), self._begun(self._writer) as t:
            yield t

    def _reading(self) -> AbstractContextManager[Transaction]:
        return self._begun(self._reader)

    @contextmanager
    def _begun(self, engine: Engine) -> Iterator[Transaction]:
        with engine.begin() as connection:
            yield Transaction(connection, self._dialect)

    def _is_busy(self, error: DBAPIError) -> bool:
        said = str(error.orig).lower()
        return "locked" in said or "busy" in said

    def timeline(self, t: Transaction) -> int:
        """Return 0: a file has no stand-by."""
        return 0

    def analyse(self) -> None:
        """Let SQLite count its rows anew."""
        with self.transaction() as t:
            t.run("ANALYZE")

    def forget(self) -> None:
        """Empty the write-ahead log; in the file itself deleted words are written over at once."""
        with self._in_words(), self._turn.taken(), self._writer.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of every connection."""
        self._reader.dispose()
        self._writer.dispose()
        self._turn.close()


class SqliteDialect:
    """How SQLite wants to be asked."""

    is_alone = True

    def phrase(self, sql: str) -> TextClause:
        """Return a statement with SQLite's way of lists, and without locks of rows."""
        return _phrase(sql)

    def bound(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return values with lists as JSON text."""
        return {
            name: json.dumps(value) if isinstance(value, list) else value
            for name, value in values.items()
        }

    def alone(self, connection: Connection, what: str) -> None:
        """Do nothing: a writing transaction is alone already."""

    def insert(
        self,
        connection: Connection,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        ending: str,
    ) -> None:
        """Insert rows one after the other, in one call of the driver."""
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) {ending}"
        connection.exec_driver_sql(sql, [tuple(row) for row in rows])


@cache
def _phrase(sql: str) -> TextClause:
    listed = _ANY.sub(r"IN (SELECT value FROM json_each(:\1))", sql)
    return text(listed.replace(" FOR UPDATE", ""))


def _make_private(path: Path) -> None:
    """Make the file where there is none; one that is there is never opened past SQLite.

    Closing a file gives up every lock that this process has on it (POSIX), those of its other
    connections too. Another process would then take the hub for closed and remove its log.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if not os.access(path, os.R_OK | os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None


def _queue() -> Any:
    from sqlalchemy import QueuePool

    return QueuePool
