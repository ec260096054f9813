"""Which of the typed words say where an employer is, rather than who it is."""

from collections.abc import Sequence

from adviser_tui.services.search.vocabulary import Vocabulary
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

SHORTEST = 4
"""Shorter words are no towns here; too much would look like one."""
_NEWEST = "SELECT coalesce(max(rowid), 0) FROM employer_site"
_SQL = """SELECT town, count(*) FROM employer_site WHERE rowid > ? AND void_reason IS NULL
  AND town <> '' AND town NOT LIKE '% %' GROUP BY town"""


class Towns:
    """The towns of the employers' sites; those of sites that were added are taken in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last = -1
        self._counts: dict[str, int] = {}
        self._known = Vocabulary(())

    def now(self) -> Vocabulary:
        """Return the towns; only those of one word, since a word is all that is asked about."""
        newest = int(self._database.row(_NEWEST)[0])
        if newest != self._last:
            counts = dict(self._counts)
            for town, count in self._database.rows(_SQL, (self._last,)):
                word = fold(town)
                if len(word) >= SHORTEST and " " not in word:
                    counts[word] = counts.get(word, 0) + count
            if counts != self._counts:
                self._known = Vocabulary(sorted(counts.items()))
            self._counts, self._last = counts, newest
        return self._known

    def among(self, words: Sequence[str]) -> frozenset[int]:
        """Return which words, by their places, are or look like towns; never the first one.

        Somebody who types a town after a name may mean a branch that is written down elsewhere.
        """
        if len(words) < 2:
            return frozenset()
        known = self.now()
        return frozenset(
            place
            for place, word in enumerate(words)
            if place and len(word) >= SHORTEST and self._is_town(known, word)
        )

    @staticmethod
    def _is_town(known: Vocabulary, word: str) -> bool:
        return bool(known.count(word) or known.alike(word, 1, first_letter=True))
