"""Words that look like a typed one: a slip or two, or a fragment from the middle."""

from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from adviser_tui.services.search.index import Index, Range

SHORTEST = 4
"""Shorter words are taken as they are typed; too much would look like them."""
TWO_SLIPS_FROM = 8
MOST = 24


def slips(word: str) -> int:
    """Return how many slips are forgiven in a word of this length."""
    if len(word) < SHORTEST:
        return 0
    return 1 if len(word) < TWO_SLIPS_FROM else 2


@dataclass(slots=True)
class NearWords:
    """Looks up similar words of one index; the beginnings of words are kept by their length."""

    index: Index
    _by_length: dict[int, list[str]] = field(default_factory=dict)
    _beginnings: tuple[int, list[str]] = (0, [])

    def __post_init__(self) -> None:
        for word in self.index.words:
            self._by_length.setdefault(len(word), []).append(word)

    def similar(self, word: str) -> list[tuple[Range, float]]:
        """Return words that differ by a slip or two, each with how alike they are (0 to 1)."""
        most = slips(word)
        found: list[tuple[Range, float]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            words = self._by_length.get(length) if most else None
            if words:
                found += [
                    (self.index.exactly(each), 1 - distance / len(word))
                    for each, distance, _ in process.extract(
                        word, words, scorer=OSA.distance, score_cutoff=most, limit=MOST
                    )
                    if distance
                ]
        return found

    def unfinished(self, word: str) -> list[tuple[Range, float]]:
        """Return words whose beginning differs from a half-typed one by a slip or two."""
        most = slips(word)
        if not most:
            return []
        length = len(word)
        if self._beginnings[0] != length:
            cut = dict.fromkeys(each[:length] for each in self.index.words if len(each) > length)
            self._beginnings = (length, list(cut))
        return [
            (self.index.beginning_with(each), 0.95 - distance / length)
            for each, distance, _ in process.extract(
                word, self._beginnings[1], scorer=OSA.distance, score_cutoff=most, limit=MOST
            )
            if distance
        ]

    def containing(self, fragment: str) -> list[tuple[Range, float]]:
        """Return words with these letters somewhere behind their beginning."""
        if len(fragment) < 3:
            return []
        places = [
            place for place, word in enumerate(self.index.words) if word.find(fragment, 1) > 0
        ]
        places.sort(key=lambda place: len(self.index.words[place]))
        return [((place, place + 1), 0.7) for place in places[: 4 * MOST]]
