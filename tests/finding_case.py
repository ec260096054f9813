"""Holds the search index of a caseload against what it would be if it were made anew."""

from collections import Counter

from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.documents import (
    PLACES,
    SEPARATOR,
    Document,
    read_documents,
    row_of,
)
from adviser_tui.storage.finding.shape import KINDS


def assert_index_is_true(database: Database) -> None:
    """Every thing is kept by its words of now, counted once, and found by each of them."""
    for kind in KINDS:
        with database.reading() as reader:
            documents = list(read_documents(reader, kind))
        kept = database.rows(f"SELECT place, names, rest FROM find_{kind}_text")
        assert {tuple(row) for row in kept} == {
            (each.place, SEPARATOR.join(each.names), each.rest) for each in documents
        }
        counts = Counter(word for each in documents for word in each.words)
        words = database.rows(f"SELECT word, docs FROM find_{kind}_word")
        assert {row[0]: row[1] for row in words} == counts
        for word in counts:
            assert _rows_with(database, kind, word) == _expected(documents, word)


def _rows_with(database: Database, kind: str, word: str) -> list[int]:
    found = database.rows(
        f"SELECT rowid FROM find_{kind} WHERE find_{kind} MATCH ?", (f'"{word}"',)
    )
    return [row[0] for row in found]


def _expected(documents: list[Document], word: str) -> list[int]:
    rows = [
        row_of(each.place, SEPARATOR.join(each.names)) for each in documents if word in each.words
    ]
    assert all(row & PLACES for row in rows)
    return sorted(rows)
