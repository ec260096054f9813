"""Words in memory, with how many things have each of them."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from rapidfuzz import process
from rapidfuzz.distance import OSA

from adviser_tui.services.search.sounds import skeleton, skeletons

_LAST = "\U0010ffff"
_MOST = 40
"""How many look-alikes of a word are taken, the closest first."""
_FRAGMENTS = 60
SHORTEST_SOUND = 3
"""Fewer heard letters than this are like too many words."""


class Vocabulary:
    """Looks up words that are, begin with, contain, look like or sound like a typed one."""

    def __init__(self, rows: Sequence[tuple[str, int]]) -> None:
        """Take words in order, each with how many things have it."""
        self.words = [row[0] for row in rows]
        self._sums = array("I", [0, *accumulate(max(0, row[1]) for row in rows)])
        self._text = "\n".join(self.words)
        self._ends = array("I", accumulate(len(word) + 1 for word in self.words))
        self._by_second: dict[str, list[str]] = {}
        self._sounds: tuple[list[str], list[str]] | None = None

    def prepare(self) -> None:
        """Work out beforehand what else the first misspelt word would have to wait for."""
        if self.words:
            self.sounding("a", unfinished=False)
            self.alike("abcd", 1, first_letter=False)

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)

    def range_of(self, letters: str) -> tuple[int, int]:
        """Return the places of the words that begin with these letters."""
        first = bisect_left(self.words, letters)
        return first, bisect_left(self.words, letters + _LAST, first)

    def count_beginning(self, letters: str) -> int:
        """Return how often words occur that begin with these letters."""
        first, after = self.range_of(letters)
        return self._sums[after] - self._sums[first]

    def count(self, word: str) -> int:
        """Return how many things have this very word."""
        at = bisect_left(self.words, word)
        if at == len(self.words) or self.words[at] != word:
            return 0
        return self._sums[at + 1] - self._sums[at]

    def alike(self, word: str, slips: int, *, first_letter: bool) -> list[tuple[str, int]]:
        """Return words within some slips of a typed one, with how many: the closest first.

        With `first_letter` only those that begin with the same letter; without, those whose first
        letter is another, missing, too much, or has changed places with the second.
        """
        if first_letter:
            first, after = self.range_of(word[0])
            lengths = range(len(word) - slips, len(word) + slips + 1)
            pool = [each for each in self.words[first:after] if len(each) in lengths]
        else:
            pool = self._with_another_first_letter(word)
        return [
            (each, int(distance))
            for each, distance, _ in process.extract(
                word, pool, scorer=OSA.distance, score_cutoff=slips, limit=_MOST
            )
            if distance
        ]

    def beginning_alike(self, word: str, slips: int) -> list[tuple[str, int]]:
        """Return beginnings of words within some slips of a half-typed one, the closest first.

        The first letter is taken to be right, or to have changed places with the second.
        """
        length = len(word)
        pool: list[str] = []
        for start in dict.fromkeys((word[0], word[1] + word[0])):
            first, after = self.range_of(start)
            longer = [each for each in self.words[first:after] if len(each) > length]
            for cut in range(length - 1, length + 2):
                pool += dict.fromkeys([each[:cut] for each in longer])
        return [
            (each, int(distance))
            for each, distance, _ in process.extract(
                word, pool, scorer=OSA.distance, score_cutoff=slips, limit=_MOST
            )
            if distance
        ]

    def containing(self, fragment: str) -> list[str]:
        """Return words with these letters inside, the shortest first."""
        found: list[str] = []
        at = self._text.find(fragment)
        while at >= 0 and len(found) < 20 * _FRAGMENTS:
            place = bisect_right(self._ends, at)
            found.append(self.words[place])
            at = self._text.find(fragment, self._ends[place])
        found.sort(key=len)
        return found[:_FRAGMENTS]

    def sounding(self, word: str, *, unfinished: bool) -> list[str]:
        """Return words that sound like a typed one, or begin so."""
        if not self.words:
            return []
        if self._sounds is None:
            pairs = sorted(zip(skeletons(self._text), self.words, strict=True))
            self._sounds = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        sounds, words = self._sounds
        sound = skeleton(word)
        if len(sound) < SHORTEST_SOUND:
            return []
        first = bisect_left(sounds, sound)
        after = bisect_left(sounds, sound + (_LAST if unfinished else "\x00"), first)
        found = words[first:after]
        return [each for each in found if each != word][:_MOST]

    def _with_another_first_letter(self, word: str) -> list[str]:
        if not self._by_second:
            for each in self.words:
                self._by_second.setdefault(each[1:3], []).append(each)
        first, after = self.range_of(word[1:3])
        swapped = self.range_of(word[1] + word[0])
        return [
            *self._by_second.get(word[1:3], ()),
            *self._by_second.get(word[:2], ()),
            *self.words[first:after],
            *self.words[swapped[0] : swapped[1]],
        ]
