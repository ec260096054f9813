"""What the search is measured against: what somebody would reach for without it.

Every engine is given every name of every employer, former and trading names too, and answers
with references, the best first, each once.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from rapidfuzz import fuzz, process, utils

from bench.search_lists import Listed

LIMIT = 30


class Engine(Protocol):
    """Something that finds employers by a few letters."""

    name: str
    build_ms: float
    """How long it took to get ready."""
    index_mb: float
    """How much it keeps to search in."""

    def find(self, text: str, limit: int = LIMIT) -> list[str]:
        """Return the references of what fits, the best first."""

    def close(self) -> None:
        """Let go of everything."""


def once(references: Iterable[str], limit: int) -> list[str]:
    """Return the first references, each once."""
    return list(dict.fromkeys(references))[:limit]


def rows_of(listed: Sequence[Listed]) -> list[tuple[str, str]]:
    """Return every name with the reference of its employer."""
    return [(each.reference, name) for each in listed for name in each.names]


class BruteForce:
    """One scorer of rapidfuzz over all names."""

    def __init__(self, listed: Sequence[Listed], scorer: Callable[..., float]) -> None:
        began = time.perf_counter()
        rows = rows_of(listed)
        self.name = f"rapidfuzz_{scorer.__name__}"
        self._scorer = scorer
        self._references = [reference for reference, _ in rows]
        self._names = [utils.default_process(name) for _, name in rows]
        self.build_ms = (time.perf_counter() - began) * 1000
        self.index_mb = sum(map(len, self._names)) / 1e6

    def find(self, text: str, limit: int = LIMIT) -> list[str]:
        """Return the references of what fits, the best first."""
        found = process.extract(
            utils.default_process(text), self._names, scorer=self._scorer, limit=limit * 2
        )
        return once((self._references[place] for _, _, place in found), limit)

    def close(self) -> None:
        """Let go of everything."""
        self._names, self._references = [], []


def brute_forces(listed: Sequence[Listed]) -> list[Engine]:
    """Return the three scorers that people use."""
    scorers = (fuzz.WRatio, fuzz.token_set_ratio, fuzz.partial_ratio)
    return [BruteForce(listed, scorer) for scorer in scorers]


class FullText:
    """An FTS5 table of SQLite in memory; `asked` says what is typed as FTS5 wants to be asked."""

    def __init__(
        self, listed: Sequence[Listed], name: str, tokenizer: str, asked: Callable[[str], str]
    ) -> None:
        self.name = name
        self._asked = asked
        began = time.perf_counter()
        self._connection = sqlite3.connect(":memory:")
        self._connection.execute(
            f"CREATE VIRTUAL TABLE names USING fts5 (name, reference UNINDEXED, {tokenizer})"
        )
        self._connection.executemany(
            "INSERT INTO names (reference, name) VALUES (?, ?)", rows_of(listed)
        )
        self._connection.execute("INSERT INTO names (names) VALUES ('optimize')")
        self._connection.commit()
        self.build_ms = (time.perf_counter() - began) * 1000
        pages = self._connection.execute("PRAGMA page_count").fetchone()[0]
        self.index_mb = pages * self._connection.execute("PRAGMA page_size").fetchone()[0] / 1e6

    def find(self, text: str, limit: int = LIMIT) -> list[str]:
        """Return the references of what fits, the best first."""
        asked = self._asked(utils.default_process(text))
        if not asked:
            return []
        rows = self._connection.execute(
            "SELECT reference FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?",
            (asked, limit * 2),
        )
        return once((str(row[0]) for row in rows), limit)

    def close(self) -> None:
        """Let go of everything."""
        self._connection.close()


def full_texts(listed: Sequence[Listed]) -> list[Engine]:
    """Return three letters in a row, any of them, and beginnings of words, all of them."""
    words = "tokenize='unicode61 remove_diacritics 2', prefix='2 3'"
    return [
        FullText(listed, "fts5_trigram", "tokenize='trigram'", _any_three_letters),
        FullText(listed, "fts5_prefix", words, _all_beginnings),
    ]


def _any_three_letters(text: str) -> str:
    pieces = dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2))
    return " OR ".join(f'"{piece}"' for piece in pieces)


def _all_beginnings(text: str) -> str:
    return " AND ".join(f'"{word}"*' for word in text.split())
