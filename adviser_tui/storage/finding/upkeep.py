"""Keeping the search index true: in the same transaction as the change itself."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import islice

from adviser_tui.storage.finding.documents import (
    SEPARATOR,
    TOUCHED,
    TOUCHED_BY,
    Document,
    read_documents,
    row_of,
    words_of,
)
from adviser_tui.storage.finding.shape import KINDS, make

_AT_ONCE = 5_000
"""Documents that are held at a time, so that a list of any length takes the same memory."""


def make_anew(connection: sqlite3.Connection) -> None:
    """Make the whole index from what the file has now; part of the caller's transaction."""
    make(connection)
    last = _last_change(connection)
    for kind in KINDS:
        _take_in(connection, kind, read_documents(connection, kind))
    connection.execute("UPDATE find_state SET lseq = ?", (last,))


def follow(connection: sqlite3.Connection) -> None:
    """Take in whatever was changed since the index was last true; part of the same transaction.

    What changed is told by the change record alone, so that whoever writes it, an import, an undo
    or a colleague's change that arrives, is followed without knowing of the index.
    """
    state = connection.execute("SELECT lseq FROM find_state").fetchone()
    last = _last_change(connection)
    seen = int(state[0])
    if seen == last:
        return
    for kind in KINDS:
        touched = [int(row[0]) for row in connection.execute(TOUCHED[kind], {"seen": seen})]
        read_anew(connection, kind, touched)
    connection.execute("UPDATE find_state SET lseq = ?", (last,))


def read_anew(connection: sqlite3.Connection, kind: str, places: Iterable[int]) -> None:
    """Take in what some row numbers of a kind are now; what is gone from there is left out."""
    touched = iter(places)
    while some := list(islice(touched, _AT_ONCE)):
        _leave_out(connection, kind, some)
        _take_in(connection, kind, read_documents(connection, kind, some))


def places_of(
    connection: sqlite3.Connection, touched: Mapping[str, Collection[str]]
) -> dict[str, set[int]]:
    """Return for each kind the row numbers of what rows of some tables may be found by.

    For rows that others wrote: the change record does not tell of them. Asked before and after
    where rows go, or may belong to something else afterwards.
    """
    found: dict[str, set[int]] = {}
    for table, ids in touched.items():
        listed = json.dumps(list(ids))
        for kind, sql in TOUCHED_BY.get(table, ()):
            rows = connection.execute(sql, (listed,)).fetchall()
            found.setdefault(kind, set()).update(int(row[0]) for row in rows)
    return found


def _last_change(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT lseq FROM sync_state").fetchone()[0])


def _take_in(connection: sqlite3.Connection, kind: str, documents: Iterable[Document]) -> None:
    rest = iter(documents)
    while some := list(islice(rest, _AT_ONCE)):
        counts: Counter[str] = Counter()
        connection.executemany(
            f"INSERT INTO find_{kind}_text (place, names, rest) VALUES (?, ?, ?)",
            ((each.place, SEPARATOR.join(each.names), each.rest) for each in some),
        )
        connection.executemany(
            f"INSERT INTO find_{kind} (rowid, words) VALUES (?, ?)", _counted(some, counts)
        )
        connection.executemany(
            f"INSERT INTO find_{kind}_word (word, docs) VALUES (?, ?) "
            "ON CONFLICT (word) DO UPDATE SET docs = docs + excluded.docs",
            sorted(counts.items()),
        )


def _counted(documents: Iterable[Document], counts: Counter[str]) -> list[tuple[int, str]]:
    """Return the rows of the index of words, in the order in which it takes them in quickly."""
    rows = []
    for each in documents:
        words = each.words
        counts.update(words)
        rows.append((row_of(each.place, SEPARATOR.join(each.names)), " ".join(words)))
    rows.sort()
    return rows


def _leave_out(connection: sqlite3.Connection, kind: str, places: Iterable[int]) -> None:
    for place in places:
        row = connection.execute(
            f"SELECT names, rest FROM find_{kind}_text WHERE place = ?", (place,)
        ).fetchone()
        if row is None:
            continue
        words = words_of(row[0], row[1])
        # An index without contents of its own must be told what it is to forget.
        connection.execute(
            f"INSERT INTO find_{kind} (find_{kind}, rowid, words) VALUES ('delete', ?, ?)",
            (row_of(place, row[0]), " ".join(words)),
        )
        connection.executemany(
            f"UPDATE find_{kind}_word SET docs = docs - 1 WHERE word = ?",
            [(word,) for word in words],
        )
        # A word that nobody has any more may be somebody's name; it does not stay behind.
        connection.executemany(
            f"DELETE FROM find_{kind}_word WHERE word = ? AND docs < 1",
            [(word,) for word in words],
        )
        connection.execute(f"DELETE FROM find_{kind}_text WHERE place = ?", (place,))
