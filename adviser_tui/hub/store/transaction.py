"""One transaction at the store: plain SQL with named values, and rows written many at a time."""

import time
from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, Row, TextClause


class Dialect(Protocol):
    """What SQLite and PostgreSQL do differently."""

    is_alone: bool
    """Whether nobody else can write while a writing transaction is open."""

    def phrase(self, sql: str) -> TextClause:
        """Return a statement as this database reads it.

        Statements are written for PostgreSQL, and hold `= ANY(:list)` and `FOR UPDATE`.
        """
        ...

    def bound(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return values as they can be bound; lists are meant for `ANY`."""
        ...

    def alone(self, connection: Connection, what: str) -> None:
        """Wait until nobody else is inside a transaction that asked for the same."""
        ...

    def insert(
        self,
        connection: Connection,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        ending: str,
    ) -> None:
        """Insert many rows in one go; `ending` is what follows the values."""
        ...


class Transaction:
    """One transaction; it ends with the block that it was opened for."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self.connection = connection
        self._dialect = dialect
        self.lock_seconds = 0.0
        """How long was waited for scopes that others worked in."""
        self.is_alone = dialect.is_alone

    def rows(self, sql: str, **values: Any) -> Sequence[Row[Any]]:
        """Return all rows of a query; a list is bound to `= ANY(:name)`."""
        found: Sequence[Row[Any]] = self._done(sql, values).fetchall()
        return found

    def one(self, sql: str, **values: Any) -> Row[Any] | None:
        """Return the first row of a query, or nothing."""
        found: Row[Any] | None = self._done(sql, values).fetchone()
        return found

    def run(self, sql: str, **values: Any) -> int:
        """Do one statement and return how many rows it touched."""
        return int(self._done(sql, values).rowcount)

    def _done(self, sql: str, values: dict[str, Any]) -> Any:
        return self.connection.execute(self._dialect.phrase(sql), self._dialect.bound(values))

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Insert rows that are not there yet."""
        if rows:
            self._dialect.insert(self.connection, table, columns, rows, "")

    def put_many(
        self,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        key: Sequence[str],
    ) -> None:
        """Insert rows, or write them over those with the same `key`; no key may come twice."""
        if not rows:
            return
        sets = ", ".join(f"{c} = excluded.{c}" for c in columns if c not in key)
        ending = f"ON CONFLICT ({', '.join(key)}) DO " + (
            f"UPDATE SET {sets}" if sets else "NOTHING"
        )
        self._dialect.insert(self.connection, table, columns, rows, ending)

    def lock_device(self, dev_no: int) -> Row[Any] | None:
        """Return a device's row, nobody else's until the transaction ends."""
        return self.one("SELECT * FROM device WHERE dev_no = :n FOR UPDATE", n=dev_no)

    def lock_scopes(self, names: Sequence[str]) -> dict[str, tuple[int, int]]:
        """Lock scopes in their order; return number and head of those that there are."""
        began = time.monotonic()
        found = self.rows(
            "SELECT id, n, head FROM scope WHERE id = ANY(:names) ORDER BY n FOR UPDATE",
            names=sorted(names),
        )
        self.lock_seconds += time.monotonic() - began
        return {row.id: (int(row.n), int(row.head)) for row in found}

    def alone(self, what: str) -> None:
        """Wait until nobody else is inside a transaction that asked for the same."""
        self._dialect.alone(self.connection, what)
