"""Which employers of a list fit letters literally: what makes a query fair or too vague.

A query may fit at most ten names, so that the right one can be among the first ten at all.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from bench.search_lists import Listed
from bench.search_scoring import SHOWN, core_words, normalised


class Literal:
    """Every word of a list with the employers that have it in a name or town."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self.listed = listed
        self.keys = [normalised(each.name) for each in listed]
        self._same: dict[str, list[int]] = {}
        places: dict[str, set[int]] = {}
        for place, each in enumerate(listed):
            self._same.setdefault(self.keys[place], []).append(place)
            for text in (*each.names, each.town):
                for word in core_words(text):
                    places.setdefault(word, set()).add(place)
        self.words = sorted(places)
        self._places = places

    def answers(self, place: int) -> tuple[str, ...]:
        """Return the references of everything that has the name of this one."""
        return tuple(self.listed[each].reference for each in self._same[self.keys[place]])

    def having(self, word: str) -> int:
        """Return how many employers have a word."""
        return len(self._places.get(word, ()))

    def beginning(self, start: str) -> set[int]:
        """Return the employers with a word that begins so."""
        found: set[int] = set()
        for word in self._from(start):
            found |= self._places[word]
        return found

    def _from(self, start: str) -> Iterator[str]:
        at = bisect_left(self.words, start)
        while at < len(self.words) and self.words[at].startswith(start):
            yield self.words[at]
            at += 1

    def fitting(self, starts: Iterable[str]) -> int:
        """Return how many different names have words that begin with all of these."""
        sets = sorted((self.beginning(start) for start in starts), key=len)
        return self._names(set.intersection(*sets)) if sets else len(self.listed)

    def containing(self, fragment: str) -> int:
        """Return how many different names have a word with these letters anywhere in it."""
        found: set[int] = set()
        for word in self.words:
            if fragment in word:
                found |= self._places[word]
        return self._names(found)

    def _names(self, places: Iterable[int]) -> int:
        return len({self.keys[place] for place in places})

    def is_fair(self, starts: Iterable[str]) -> bool:
        """Say whether words that begin so fit few enough names."""
        return 0 < self.fitting(starts) <= SHOWN

    def base(self, name: str) -> list[str]:
        """Return the fewest first words of a name that are fair, none where all are too vague."""
        words = core_words(name)
        for size in range(1, len(words) + 1):
            if len("".join(words[:size])) >= 5 and self.is_fair(words[:size]):
                return words[:size]
        return []
