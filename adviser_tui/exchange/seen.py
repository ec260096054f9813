"""What was seen before, in the caseload and further up in the file, kept small.

A hundred thousand employers have some four hundred thousand marks by which they could be known
again. They are kept as numbers in a database in memory, at a fraction of what Python's own tables
of texts would take.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

_AT_ONCE = 1_000


class Facts(NamedTuple):
    """Who or what a row is about: enough to name it, and to tell it from one that is similar."""

    name: str
    place: str = ""
    number: str = ""
    """The company number, or whatever else two different ones cannot share."""
    reference: str = ""

    def __str__(self) -> str:
        """Return it as it is named to a person."""
        return f"{self.name}, {self.place}" if self.place else self.name


class Marks(NamedTuple):
    """How a row is known again."""

    asks: list[tuple[str, str]]
    """Marks by which it looks for an earlier row, the surest first, with the words for each."""
    leaves: list[str]
    """Marks by which a later row may find it."""
    looks: tuple[tuple[str, str], ...] = ()
    """Marks that are worth a look, but make no double."""


class Double(NamedTuple):
    """An earlier row that is the same: a line of the file, or a row number of the caseload."""

    line: int
    rowid: int
    facts: Facts
    why: str


Contradicts = Callable[[Facts, Facts, str], bool]
"""Tells of two rows, known again by the words given last, whether they are two after all."""


class Seen:
    """The marks of everything so far; close it when done.

    Rows are met in batches: `prepare` looks up what a batch asks for at once, and what its rows
    leave is written down when the next one begins. `of_caseload` gives the facts of a row there.
    """

    def __init__(self, of_caseload: Callable[[int], Facts]) -> None:
        self._of_caseload = of_caseload
        self._book = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._book.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE mark (key INTEGER PRIMARY KEY, owner INTEGER NOT NULL);"
            "CREATE TABLE line (id INTEGER PRIMARY KEY, facts TEXT NOT NULL);"
            "BEGIN"
        )
        self._near: dict[int, int] = {}
        self._new_marks: list[tuple[int, int]] = []
        self._new_lines: dict[int, Facts] = {}

    def close(self) -> None:
        """Forget everything."""
        self._book.close()

    def note(self, rowid: int, marks: Marks) -> None:
        """Keep the marks of a row of the caseload."""
        self._new_marks.extend((hash(mark), -rowid) for mark in marks.leaves)
        if len(self._new_marks) >= _AT_ONCE:
            self._write_down()

    def prepare(self, batch: Iterable[Marks]) -> None:
        """Look up every mark that the rows to be met next will ask about."""
        self._write_down()
        keys = [hash(mark) for marks in batch for mark, _ in (*marks.asks, *marks.looks)]
        self._near = dict(
            self._book.execute(
                "SELECT key, owner FROM mark WHERE key IN (SELECT value FROM json_each(?))",
                (json.dumps(keys),),
            )
        )

    def meet(
        self, line: int, facts: Facts, marks: Marks, contradicts: Contradicts
    ) -> Double | None:
        """Return the earlier row that a line of the file repeats; keep its marks if there is none.

        Its marks were among those that were prepared.
        """
        near = self._near
        for mark, why in marks.asks:
            owner = near.get(hash(mark))
            if owner is not None:
                theirs = self._facts(owner)
                if not contradicts(facts, theirs, why):
                    return Double(max(0, owner), max(0, -owner), theirs, why)
        self._new_lines[line] = facts
        for mark in marks.leaves:
            key = hash(mark)
            near.setdefault(key, line)
            self._new_marks.append((key, line))
        return None

    def look(self, marks: Marks) -> list[Double]:
        """Return the earlier rows that are worth a look, each once; nothing is kept."""
        found: dict[int, Double] = {}
        for mark, why in marks.looks:
            owner = self._near.get(hash(mark))
            if owner is not None:
                there = Double(max(0, owner), max(0, -owner), self._facts(owner), why)
                found.setdefault(owner, there)
        return list(found.values())

    def _facts(self, owner: int) -> Facts:
        if owner < 0:
            return self._of_caseload(-owner)
        if owner in self._new_lines:
            return self._new_lines[owner]
        row = self._book.execute("SELECT facts FROM line WHERE id = ?", (owner,)).fetchone()
        return Facts(*str(row[0]).split("\x1f"))

    def _write_down(self) -> None:
        self._book.executemany("INSERT OR IGNORE INTO mark VALUES (?, ?)", self._new_marks)
        self._book.executemany(
            "INSERT INTO line VALUES (?, ?)",
            [(line, "\x1f".join(facts)) for line, facts in self._new_lines.items()],
        )
        self._new_marks.clear()
        self._new_lines.clear()
        self._near = {}
