"""How telling a word or a place is: what few employers have says more than what many have."""

import json
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from adviser_tui.services.duplicates.common_words import FILLING, GENERAL
from adviser_tui.services.duplicates.name_words import words_of
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

_HAS_INDEX = "SELECT 1 FROM sqlite_master WHERE name = 'find_employer_word'"
_COUNTS = """SELECT word, docs FROM find_employer_word
  WHERE word IN (SELECT value FROM json_each(?))"""
_OF_ALL = 100_000
"""A word is as telling as if this many names were there, so that unlike ones change nothing."""
_LEAST, _FILLING, _GENERAL = 0.1, 0.13, 0.35
"""The least weight of a word, that of one which comes and goes, the most of a general one."""
RARE = 0.5
"""From this weight on a word is rare."""


class Rarity:
    """Weights of words and of towns, from how many employers have them."""

    def __init__(self, words: Mapping[str, int], towns: Mapping[str, int], employers: int) -> None:
        self._words = words
        self._towns = towns
        self._employers = max(employers, 2)

    def having(self, word: str) -> int:
        """Return how many employers have a word; one that is not known has one."""
        return self._words.get(word, 1)

    def word(self, word: str) -> float:
        """Return the weight of a word, from 0.1 to 1."""
        if word in FILLING:
            return _FILLING
        telling = log(_OF_ALL / (self._words.get(word, 0) + 1)) / log(_OF_ALL)
        if word in GENERAL:
            telling = min(telling, _GENERAL)
        return min(1.0, max(telling, _LEAST))

    def is_rare(self, word: str) -> bool:
        """Say whether a word can decide alone which company is meant."""
        return word not in GENERAL and self.word(word) > RARE

    def town(self, town: str) -> float:
        """Return the weight of a folded town, from 0 for where everybody is to 1."""
        here = min(self._employers, max(1, self._towns.get(town, 1)))
        return min(1.0, log(self._employers / here) / log(_OF_ALL) * 1.4)


class Counted:
    """Counts what is asked for out of the search's words, or the whole list once without them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._gate = threading.Lock()
        self._words: Mapping[str, int] | None = None
        self._towns: tuple[int, Mapping[str, int], int] | None = None

    def rarity(self, words: Iterable[str]) -> Rarity:
        """Return the weights of these words."""
        with self._gate:
            towns, employers = self._town_counts()
            return Rarity(self._word_counts(words), towns, employers)

    def _word_counts(self, words: Iterable[str]) -> Mapping[str, int]:
        if self._database.row(_HAS_INDEX) is not None:
            rows = self._database.rows(_COUNTS, (json.dumps(sorted(set(words))),))
            if rows:
                return {str(row[0]): int(row[1]) for row in rows}
        if self._words is None:
            self._words = count_words(self._database)
        return self._words

    def _town_counts(self) -> tuple[Mapping[str, int], int]:
        """Return how many employers are in each town, kept while few can have come or gone."""
        now = int(self._database.row("SELECT coalesce(max(rowid), 0) FROM employer")[0])
        kept = self._towns
        if kept is None or abs(kept[0] - now) * 20 > kept[0]:
            kept = self._towns = (now, *count_towns(self._database))
        return kept[1], kept[2]


def kept_words(database: Database) -> dict[str, int]:
    """Return what the search's words say of how many have each, counted anew without them."""
    if database.row(_HAS_INDEX) is not None:
        rows = database.rows("SELECT word, docs FROM find_employer_word WHERE docs > 1")
        if rows:
            return {str(row[0]): int(row[1]) for row in rows}
    return count_words(database)


def count_words(database: Database) -> dict[str, int]:
    """Return how many employers have each word in their names; once is left out."""
    counts: Counter[str] = Counter()
    with database.reading() as reader:
        for name, trading in reader.execute(
            "SELECT name, trading_name FROM employer WHERE void_reason IS NULL"
        ):
            words = {*words_of(name), *words_of(trading)} if trading else {*words_of(name)}
            counts.update(words)
    return {word: many for word, many in counts.items() if many > 1}


def count_towns(database: Database) -> tuple[dict[str, int], int]:
    """Return how many sites are in each town, and how many employers there are."""
    towns: Counter[str] = Counter()
    for row in database.rows(
        "SELECT town, count(*) FROM employer_site WHERE void_reason IS NULL AND town <> '' "
        "GROUP BY town"
    ):
        towns[fold(row[0])] += int(row[1])
    many = database.row("SELECT count(*) FROM employer WHERE void_reason IS NULL")[0]
    return dict(towns), int(many)
