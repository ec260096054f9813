"""The words of one kind of thing as the file has them now."""

import threading
from collections.abc import Iterator

from adviser_tui.names import INITIALS_MARK
from adviser_tui.services.search.vocabulary import Vocabulary
from adviser_tui.storage.database import Database

_LAST = "\U0010ffff"
_FRESH_AT_MOST = 1_000
"""With more new words than this all are read anew."""


class KnownWords:
    """All words, read once, and the few that were added since; looked up like one vocabulary.

    They are read when words like a typed one are asked for first, or before by `prepare`. Until
    then the file itself is asked how often a word occurs, so that a search for what was typed
    rightly waits for nothing. How many things have a word is otherwise as it was when the words
    were read, which is near enough to say how telling it is.
    """

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self._kind = kind
        self._guard = threading.Lock()
        self._reading = threading.Lock()
        self._last = -1
        self._base_last = -1
        self._parts: tuple[Vocabulary, ...] = ()
        self.things = 0
        """How many things there were at first, or after many were added."""

    def now(self) -> "KnownWords":
        """Take in words that were added, and return these words."""
        with self._guard:
            last = self._newest()
            if last != self._last:
                self._last = last
                # Also when the newest words were taken out again: then the number falls.
                if self._base_last < 0 or not 0 <= last - self._base_last <= _FRESH_AT_MOST:
                    self._base_last = last
                    self._parts = ()
                    self.things = self._count()
                elif self._parts:
                    self._parts = (self._parts[0], Vocabulary(self._read(self._base_last)))
        return self

    def prepare(self) -> None:
        """Read the words, and what else the first misspelt one would have to wait for."""
        for part in self.now()._words():
            part.prepare()

    def _words(self) -> tuple[Vocabulary, ...]:
        """Return the words in memory; a search for what is typed rightly goes on meanwhile."""
        parts = self._parts
        if parts:
            return parts
        with self._reading:
            if not self._parts:
                last = self._newest()
                words = Vocabulary(self._read(-1))
                with self._guard:
                    self._parts = (words,)
                    self._base_last = self._last = last
            return self._parts

    def count_beginning(self, letters: str) -> int:
        """Return how often words occur that begin with these letters."""
        if parts := self._parts:
            return sum(part.count_beginning(letters) for part in parts)
        return self._occurrences("word >= ? AND word < ?", letters, letters + _LAST)

    def count(self, word: str) -> int:
        """Return how many things have this very word."""
        if parts := self._parts:
            return sum(part.count(word) for part in parts)
        return self._occurrences("word = ?", word)

    def alike(self, word: str, slips: int) -> Iterator[str]:
        """Yield words within some slips of a typed one, also of its first letter."""
        for part in self._words():
            for first_letter in (True, False):
                yield from (each for each, _ in part.alike(word, slips, first_letter=first_letter))

    def beginning_alike(self, word: str, slips: int) -> Iterator[str]:
        """Yield beginnings of words within some slips of a half-typed one."""
        for part in self._words():
            yield from (each for each, _ in part.beginning_alike(word, slips))

    def containing(self, fragment: str) -> Iterator[str]:
        """Yield words with these letters inside."""
        for part in self._words():
            yield from part.containing(fragment)

    def sounding(self, word: str, *, unfinished: bool) -> Iterator[str]:
        """Yield words that sound like a typed one, or begin so."""
        for part in self._words():
            yield from part.sounding(word, unfinished=unfinished)

    def _newest(self) -> int:
        table = f"find_{self._kind}_word"
        return int(self._database.row(f"SELECT coalesce(max(n), 0) FROM {table}")[0])

    def _occurrences(self, where: str, *values: str) -> int:
        row = self._database.row(
            f"SELECT coalesce(sum(max(docs, 0)), 0) FROM find_{self._kind}_word "
            f"WHERE {where} AND word < ?",
            (*values, INITIALS_MARK),
        )
        return int(row[0])

    def _count(self) -> int:
        return int(self._database.row(f"SELECT count(*) FROM find_{self._kind}_text")[0])

    def _read(self, after: int) -> list[tuple[str, int]]:
        with self._database.reading() as reader:
            cursor = reader.cursor()
            cursor.row_factory = None  # words and numbers: rows by name would take longer
            cursor.execute(
                f"SELECT word, docs FROM find_{self._kind}_word WHERE n > ? AND word < ? "
                "ORDER BY word",
                (after, INITIALS_MARK),
            )
            return cursor.fetchall()
