"""Words that look like a typed one: a slip or two, or a fragment from the middle."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from adviser_tui.services.search.index import Index, Range

SHORTEST = 4
"""Shorter words are taken as they are typed; too much would look like them."""
TWO_SLIPS_FROM = 8
MOST = 24
FRAGMENTS = 400


def slips(word: str) -> int:
    """Return how many slips are forgiven in a word of this length."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < TWO_SLIPS_FROM else 2


class NearWords:
    """Looks up similar words of one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._by_length: dict[int, list[str]] = {}
        for word in index.words:
            self._by_length.setdefault(len(word), []).append(word)
        self._text = "\n".join(index.words)
        self._ends = array("I")
        end = 0
        for word in index.words:
            end += len(word) + 1
            self._ends.append(end)

    def similar(self, word: str, *, also_first: bool = True) -> list[tuple[Range, float]]:
        """Return words that differ by a slip or two, each with how alike they are (0 to 1).

        Words with the same first letter are looked at first; all others, which takes longer, only
        where those gave nothing and `also_first` allows a slip in the first letter.
        """
        most = slips(word)
        if not most:
            return []
        lengths = range(len(word) - most, len(word) + most + 1)
        first, after = self._index.beginning_with(word[0])
        same = [each for each in self._index.words[first:after] if len(each) in lengths]
        found = self._alike(word, same, most)
        if not found and also_first:
            for length in lengths:
                found += self._alike(word, self._by_length.get(length, ()), most)
        return found

    def _alike(self, word: str, words: Sequence[str], most: int) -> list[tuple[Range, float]]:
        return [
            (self._index.exactly(each), 1 - distance / len(word))
            for each, distance, _ in process.extract(
                word, words, scorer=OSA.distance, score_cutoff=most, limit=MOST
            )
            if distance
        ]

    def unfinished(self, word: str) -> list[tuple[Range, float]]:
        """Return words whose beginning differs from a half-typed one by a slip or two.

        The first letter is taken to be right, or to have changed places with the second.
        """
        most = slips(word)
        if not most:
            return []
        length = len(word)
        found: list[tuple[Range, float]] = []
        for start in {word[0], word[1] + word[0]}:
            first, after = self._index.beginning_with(start)
            cut = list(dict.fromkeys(each[:length] for each in self._index.words[first:after]))
            found += [
                (self._index.beginning_with(each), 0.95 - distance / length)
                for each, distance, _ in process.extract(
                    word, cut, scorer=OSA.distance, score_cutoff=most, limit=MOST
                )
                if distance
            ]
        return found

    def containing(self, fragment: str) -> list[tuple[Range, float]]:
        """Return words with these letters somewhere, the first of very many."""
        found: list[tuple[Range, float]] = []
        at = self._text.find(fragment) if len(fragment) >= 3 else -1
        while at >= 0 and len(found) < FRAGMENTS:
            place = bisect_right(self._ends, at)
            found.append(((place, place + 1), 0.7))
            at = self._text.find(fragment, self._ends[place])
        return found
