"""How well a document fits the words that were typed, and by what; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

By = Literal["exact", "reference", "start", "word", "inside", "alike", "rest"]
"""The weakest way in which one of the words fits."""

_STRENGTH: dict[By, int] = {
    "exact": 3,
    "reference": 3,
    "start": 3,
    "word": 3,
    "inside": 2,
    "rest": 1,
    "alike": 0,
}
_ALIKE = 0.6
_REST_FACTOR = 0.85


@dataclass(frozen=True, slots=True)
class Fit:
    """How well something fits: 0 to 100, in which of its names, and by what."""

    score: float
    name: int
    """Which of the names fits: 0 is the name itself."""
    by: By


def fit(words: Sequence[str], weights: Sequence[float], names: Sequence[str], rest: str) -> Fit:
    """Return how well the best of the names, helped by the other words, fits what was typed."""
    rests = rest.split()
    if rests and any(len(word) > 4 for word in words):
        # A postcode may be typed without its space.
        rests += [one + two for one, two in pairwise(rests) if two[0].isdigit()]
    return max(
        (_fit_name(words, weights, place, name, rests) for place, name in enumerate(names)),
        key=lambda each: each.score,
    )


def _fit_name(
    words: Sequence[str], weights: Sequence[float], place: int, name: str, rests: list[str]
) -> Fit:
    typed = " ".join(words)
    if typed == name:
        return Fit(100.0 - place, place, "exact")
    own = name.split()
    got = 0.0
    by: By = "start" if name.startswith(typed) else "word"
    for word, telling in zip(words, weights, strict=True):
        quality, way = _fit_word(word, own)
        if quality < 0.9 and rests:
            other, other_way = _fit_word(word, rests)
            if other * _REST_FACTOR > quality:
                quality, way = other * _REST_FACTOR, other_way if other_way == "alike" else "rest"
        got += telling * quality
        if _STRENGTH[way] < _STRENGTH[by]:
            by = way
    covered = got / sum(weights)
    squeezed, wanted = "".join(own), "".join(words)
    whole = fuzz.ratio(wanted, squeezed) / 100
    if squeezed.startswith(wanted):
        covered, by = max(covered, 0.9), "start"
    begins = 1.0 if own and (own[0].startswith(words[0]) or words[0].startswith(own[0])) else 0.0
    score = 72 * covered + 20 * whole + 6 * begins - place
    return Fit(max(0.0, min(99.0, score)), place, by)


def _fit_word(word: str, own: list[str]) -> tuple[float, By]:
    """Return how well one typed word fits the best of some words."""
    best = 0.0
    by: By = "alike"
    for each in own:
        if each == word:
            return 1.0, "word"
        if each.startswith(word):
            quality = 0.86 + 0.12 * len(word) / len(each)
            if quality > best:
                best, by = quality, "word"
        elif best < 0.7 and len(word) >= 3 and word in each:
            best, by = 0.7, "inside"
    if best >= 0.7 or len(word) < 3:
        return best, by
    length = len(word)
    for each in own:
        # The last word may be unfinished; its beginning is compared as well as the whole of it.
        alike = max(
            OSA.normalized_similarity(word, each, score_cutoff=_ALIKE),
            0.95 * OSA.normalized_similarity(word, each[:length], score_cutoff=_ALIKE),
        )
        if alike * 0.9 > best:
            best, by = alike * 0.9, "alike"
    return best, by
