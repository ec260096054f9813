"""Two records of the caseload that may be one, as a list of doubles shows them."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from adviser_tui.storage.database import Database

Kind = Literal["employer", "site", "person", "participant"]
TABLES: dict[Kind, str] = {
    "employer": "employer",
    "site": "employer_site",
    "person": "employer_person",
    "participant": "participant",
}


@dataclass(frozen=True, slots=True)
class Double:
    """A pair that may be one, and why."""

    kind: Kind
    first_id: str
    second_id: str
    first: str
    """How the first is called, with its place."""
    second: str
    reason: str
    certainty: Literal["same", "possible"]
    points: float

    @property
    def command(self) -> str:
        """The command that shows both side by side and makes them one."""
        return f"adviser merge {self.first_id} {self.second_id}"

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids, the lower one first."""
        first, second = sorted((self.first_id, self.second_id))
        return first, second


def told_apart(database: Database, kind: Kind) -> frozenset[tuple[str, str]]:
    """Return the pairs that people looked at and called two, the lower id first."""
    if not database.row("SELECT 1 FROM sqlite_master WHERE name = 'known_as_two'"):
        return frozenset()
    rows = database.rows(
        "SELECT first_id, second_id FROM known_as_two WHERE entity = ? AND void_reason IS NULL",
        (TABLES[kind],),
    )
    return frozenset((str(row["first_id"]), str(row["second_id"])) for row in rows)


def key_of(kind: str, text: str) -> int:
    """Return a number for what several records may share."""
    data = f"{kind}:{text}".encode()
    return zlib.crc32(data) << 31 ^ zlib.adler32(data)


@contextmanager
def scratch() -> "Iterator[Scratch]":
    """Give a private place on disk for keys that are too many for memory; gone afterwards."""
    made = Scratch()
    try:
        yield made
    finally:
        made.close()


class Scratch:
    """Keys of records, kept outside memory, to find those that share one."""

    def __init__(self) -> None:
        import sqlite3

        # An empty name is a nameless file of SQLite's own, deleted when it is closed.
        self._connection = sqlite3.connect("")
        self._connection.execute("PRAGMA cache_size = -8192")
        self._connection.execute("CREATE TABLE k (key INTEGER NOT NULL, place INTEGER NOT NULL)")

    def close(self) -> None:
        """Forget everything."""
        self._connection.close()

    def add(self, keys: list[tuple[int, int]]) -> None:
        """Keep hashed keys with the row numbers that have them."""
        self._connection.executemany("INSERT INTO k VALUES (?, ?)", keys)

    def pairs(self, most: int, below: int = 1 << 62) -> Iterator[tuple[int, int]]:
        """Yield every two rows once that share a key which no more than `most` rows have.

        The lower number of the two is below `below`.
        """
        run = self._connection.execute
        run("CREATE INDEX by_key ON k (key, place)")
        run(
            "CREATE TABLE p AS SELECT DISTINCT a.place AS one, b.place AS two FROM "
            "(SELECT key FROM k GROUP BY key HAVING count(*) BETWEEN 2 AND ?) AS f "
            "JOIN k AS a ON a.key = f.key JOIN k AS b ON b.key = f.key AND b.place > a.place "
            "WHERE a.place < ?",
            (most, below),
        )
        yield from run("SELECT one, two FROM p ORDER BY one, two")
