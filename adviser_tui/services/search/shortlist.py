"""Which documents are worth a closer look for the words that were typed."""

from collections.abc import Iterator, Sequence
from heapq import nlargest, nsmallest
from math import log

from adviser_tui.services.search.index import Index, Range
from adviser_tui.services.search.near import NearWords

LONGEST = 240
"""How many documents are looked at closely."""
ENOUGH = 10
"""With so many literal ones, look-alikes are not asked for."""
COMMON = 6_000
"""A word in more documents than this adds none of its own to the look-alikes."""


def weight(index: Index, word: str) -> float:
    """Return how telling a word is: rare words say more than common ones."""
    return log((len(index) + 2) / (index.count(index.beginning_with(word)) + 1)) + 0.5


def shortlist(index: Index, near: NearWords, words: Sequence[str]) -> list[int]:
    """Return the documents that fit the words best at first sight, in no order."""
    if not words or not len(index):
        return []
    begins = index.named(" ".join(words), LONGEST // 2)
    found = set(begins)
    if len(begins) < LONGEST // 2:
        literal = set[int]()
        for reading in _readings(index, words):
            literal |= _all_of(index, reading)
        found |= set(nsmallest(LONGEST, literal, key=index.sizes.__getitem__))
    if len(found) < ENOUGH:
        found |= set(_look_alikes(index, near, words, some_literal=bool(found)))
    return list(found)


def _readings(index: Index, words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words as typed, then with two of them joined or one of them parted."""
    yield words
    for place in range(len(words) - 1):
        joined = words[place] + words[place + 1]
        if index.count(index.beginning_with(joined)):
            yield [*words[:place], joined, *words[place + 2 :]]
    for place, word in enumerate(words):
        if len(word) < 5 or index.count(index.beginning_with(word)):
            continue
        for cut in range(2, len(word) - 1):
            if index.count(index.exactly(word[:cut])) and index.count(
                index.beginning_with(word[cut:])
            ):
                yield [*words[:place], word[:cut], word[cut:], *words[place + 1 :]]


def _all_of(index: Index, words: Sequence[str]) -> set[int]:
    """Return the documents in which every word begins some word."""
    ranges = sorted((index.beginning_with(word) for word in words), key=index.count)
    found = set(index.docs(ranges[0]))
    for words_range in ranges[1:]:
        if not found:
            break
        found.intersection_update(index.docs(words_range))
    return found


def _look_alikes(
    index: Index, near: NearWords, words: Sequence[str], *, some_literal: bool
) -> list[int]:
    """Return documents that fit most of the words, misspelt ones and fragments among them."""
    fits: dict[int, float] = {}
    for place, word in enumerate(words):
        telling = weight(index, word)
        options: list[tuple[Range, float]] = [(index.beginning_with(word), 1.0)]
        options += near.similar(word, also_first=not some_literal)
        options += near.containing(word)
        if place == len(words) - 1:
            options += near.unfinished(word)
        options.sort(key=lambda option: option[1])
        best: dict[int, float] = {}
        for words_range, quality in options:
            if len(words) == 1 or index.count(words_range) <= COMMON:
                best.update(dict.fromkeys(index.docs(words_range), quality))
        for number, quality in best.items():
            fits[number] = fits.get(number, 0.0) + telling * quality
    return nlargest(LONGEST, fits, key=lambda number: fits[number])
