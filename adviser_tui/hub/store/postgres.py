"""The hub in PostgreSQL: for an organisation, with several processes before it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, TextClause, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFreeError

from adviser_tui.errors import StorageError
from adviser_tui.hub.errors import busy
from adviser_tui.hub.store.store import Store
from adviser_tui.hub.store.transaction import Transaction

_BUSY = {
    "55P03",  # a lock did not come in time
    "40P01",  # two waited for each other
    "40001",  # a picture could not be kept
    "57014",  # it took too long
    "57P01",  # the server is going down
    "57P02",
    "57P03",
    "53300",  # too many connections
}
_TABLE = re.compile(r"^CREATE TABLE (\w+) \((.*?)^\);", re.MULTILINE | re.DOTALL)
_NUMBER = re.compile(r"^  (\w+) BIGINT", re.MULTILINE)


_TIMELINE = text("SELECT timeline_id FROM pg_control_checkpoint()")
_NOT_ALLOWED = "42501"


class PostgresStore(Store):
    """A hub's data in a PostgreSQL database."""

    def __init__(self, address: str, waits_s: float, connections: int) -> None:
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise StorageError(
                "PostgreSQL needs a part that is not installed. Nothing was changed. "
                'Install it with: pip install "adviser-tui[hub]"'
            ) from None
        try:
            url = make_url(address).set(drivername="postgresql+psycopg")
        except ArgumentError:
            raise StorageError("The address of the database cannot be read.") from None
        self.address = url.render_as_string(hide_password=True)
        self._dialect = PostgresDialect()
        settings = f"-c lock_timeout={int(waits_s * 1000)} -c timezone=UTC"
        self._writer = create_engine(
            url,
            hide_parameters=True,
            pool_size=connections,
            max_overflow=0,
            pool_timeout=waits_s,
            pool_pre_ping=False,
            isolation_level="READ COMMITTED",
            connect_args={"options": settings, "connect_timeout": 10},
        )
        self._reader = self._writer.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

        self._looker = self._writer.execution_options(isolation_level="AUTOCOMMIT")

    def _writing(self) -> AbstractContextManager[Transaction]:
        return self._begun(self._writer)

    def _reading(self) -> AbstractContextManager[Transaction]:
        return self._begun(self._reader)

    def _looking(self) -> AbstractContextManager[Transaction]:
        return self._begun(self._looker)

    @contextmanager
    def _begun(self, engine: Any) -> Iterator[Transaction]:
        try:
            with engine.begin() as connection:
                yield Transaction(connection, self._dialect)
        except NoneFreeError:
            raise busy() from None  # every connection is in use

    def _is_busy(self, error: DBAPIError) -> bool:
        return error.connection_invalidated or getattr(error.orig, "sqlstate", "") in _BUSY

    def timeline(self, t: Transaction) -> int:
        """Return the database's timeline, 0 where the server may not be asked for it."""
        try:
            # On the connection at hand: with all of them in use, another would never come free.
            with t.connection.begin_nested():
                found = t.connection.execute(_TIMELINE)
                return int(found.scalar_one())
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", "") != _NOT_ALLOWED:
                raise
            return 0

    def analyse(self) -> None:
        """Let PostgreSQL count its rows anew."""
        with self.transaction() as t:
            t.run("ANALYZE")

    def forget(self) -> None:
        """Do nothing: dead rows are the server's own upkeep, as the guide says."""

    def close(self) -> None:
        """Let go of every connection."""
        self._writer.dispose()


class PostgresDialect:
    """How PostgreSQL wants to be asked: as statements are written here."""

    is_alone = False

    def phrase(self, sql: str) -> TextClause:
        """Return the statement as it is."""
        return _phrase(sql)

    def bound(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return values as they are."""
        return values

    def alone(self, connection: Connection, what: str) -> None:
        """Hold an advisory lock until the transaction ends."""
        connection.execute(
            text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": f"adviser:{what}"}
        )

    def insert(
        self,
        connection: Connection,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        ending: str,
    ) -> None:
        """Insert all rows by one statement, each column as one array."""
        arrays = tuple(map(_array, zip(*rows, strict=True)))
        connection.exec_driver_sql(_insert_sql(table, tuple(columns), ending), arrays)


@cache
def _phrase(sql: str) -> TextClause:
    return text(sql)


@cache
def _insert_sql(table: str, columns: tuple[str, ...], ending: str) -> str:
    numbers = _numbers().get(table, frozenset())
    arrays = ", ".join(f"%s::{'bigint' if c in numbers else 'text'}[]" for c in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({arrays}) {ending}"


def _array(values: Sequence[Any]) -> str:
    """Return one column as PostgreSQL writes an array; the driver takes four times as long."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if type(value) is not str:
        return "NULL" if value is None else str(int(value))
    if "\\" in value:
        value = value.replace("\\", "\\\\")
    if '"' in value:
        value = value.replace('"', '\\"')
    return f'"{value}"'


@cache
def _numbers() -> dict[str, frozenset[str]]:
    """Return which columns of each table hold numbers; all others hold text."""
    return {
        table: frozenset(_NUMBER.findall(columns))
        for step in files("adviser_tui.hub.schema").iterdir()
        if step.name.endswith(".sql")
        for table, columns in _TABLE.findall(step.read_text(encoding="utf-8"))
    }
