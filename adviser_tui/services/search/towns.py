"""Which of the typed words say where an employer is, rather than who it is."""

from collections.abc import Sequence

from adviser_tui.services.search.vocabulary import Vocabulary
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

SHORTEST = 4
"""Shorter words are no towns here; too much would look like one."""
_SQL = """SELECT town, count(*) FROM employer_site
  WHERE void_reason IS NULL AND town <> '' AND town NOT LIKE '% %' GROUP BY town COLLATE NOCASE"""


class Towns:
    """The towns of the employers' sites, as they were when they were first asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Vocabulary | None = None

    def prepare(self) -> Vocabulary:
        """Read the towns; only those of one word, since a word is all that is asked about."""
        if self._known is None:
            counts: dict[str, int] = {}
            for town, count in self._database.rows(_SQL):
                word = fold(town)
                if len(word) >= SHORTEST and " " not in word:
                    counts[word] = counts.get(word, 0) + count
            self._known = Vocabulary(sorted(counts.items()))
        return self._known

    def among(self, words: Sequence[str]) -> frozenset[int]:
        """Return which words, by their places, are or look like towns; never the first one.

        Somebody who types a town after a name may mean a branch that is written down elsewhere.
        """
        if len(words) < 2:
            return frozenset()
        known = self.prepare()
        return frozenset(
            place
            for place, word in enumerate(words)
            if place and len(word) >= SHORTEST and self._is_town(known, word)
        )

    @staticmethod
    def _is_town(known: Vocabulary, word: str) -> bool:
        return bool(known.count(word) or known.alike(word, 1, first_letter=True))
