"""How well something fits the words that were typed, and by what; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from adviser_tui.names import initials_of
from adviser_tui.services.search.sounds import may_sound_like, skeleton

By = Literal[
    "exact", "id", "reference", "start", "word", "initials", "known_as", "inside", "alike", "rest"
]
"""The weakest way in which one of the words fits."""

_STRENGTH: dict[By, int] = {
    "exact": 3,
    "id": 3,
    "reference": 3,
    "start": 3,
    "word": 3,
    "initials": 3,
    "known_as": 3,
    "inside": 2,
    "rest": 1,
    "alike": 0,
}
_REST_FACTOR = 0.85
_TOWN_FOUND = 0.97
_GOOD = 0.9
"""From this quality on nothing better is looked for."""
_JOINED = 0.97
_SOUNDS = 0.76
_LEAST_ALIKE = 0.45
"""Words less alike than this have nothing to do with each other."""
_GENERIC = (
    "a an and associates at branch careers center centre co company department depot dept "
    "enterprises factory for gb global group groups head holding holdings hq hr in "
    "international jobs limited ltd national of office offices partners personnel recruitment "
    "service services shop shops site solutions store stores team the trading uk vacancies "
    "warehouse"
)
GENERIC = frozenset(_GENERIC.split())
"""Words that say little about which employer is meant, however rare they are in a list."""
_GENERIC_FACTOR = 0.35
_TOWN_FACTOR = 0.25
_ELSEWHERE, _FAIR = 0.5, 0.7
"""Below the one a town does not fit; from the other on the rest of the words fit well enough."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well something fits: 0 to 100, in which of its names, and by what."""

    score: float
    name: int
    """Which of the names fits: 0 is the name itself."""
    by: By


def fit(words: Sequence[str], weights: Sequence[float], names: Sequence[str], rest: str) -> Fit:
    """Return how well the best of the names, helped by the other words, fits what was typed.

    Names and `rest` are folded; each weight says how telling the word at its place is.
    """
    return Fitting(words, weights).of(names, rest)


class Fitting:
    """What was typed, made ready to be held against many things."""

    def __init__(
        self,
        words: Sequence[str],
        weights: Sequence[float],
        towns: frozenset[int] = frozenset(),
    ) -> None:
        """Take the words and how telling each is; `towns` are the places of those that say where.

        A town that something is not in counts little against it where all other words fit: what
        is meant may be a branch.
        """
        self._words = tuple(words)
        self._weights = [
            weight * (_GENERIC_FACTOR if word in GENERIC and len(words) > 1 else 1.0)
            for word, weight in zip(words, weights, strict=True)
        ]
        self._total = sum(self._weights) or 1.0
        self._towns = towns if len(towns) < len(words) else frozenset()
        self._typed = " ".join(words)
        self._squeezed = "".join(words)
        self._sounds = {word: skeleton(word) for word in words if len(word) > 3}
        self._may_be_a_postcode = any(len(word) > 4 for word in words)

    def of(self, names: Sequence[str], rest: str) -> Fit:
        """Return how well the best of some names, helped by the other words, fits."""
        rests = rest.split()
        if rests and self._may_be_a_postcode:
            # A postcode may be typed without its space.
            rests += [one + two for one, two in pairwise(rests) if two[0].isdigit()]
        best = self._name(0, names[0], rests)
        for place, name in enumerate(names[1:], 1):
            if best.score >= 100 - place:
                break
            other = self._name(place, name, rests)
            if other.score > best.score:
                best = other
        return best

    def _name(self, place: int, name: str, rests: list[str]) -> Fit:
        after = min(place, 3)
        if self._typed == name:
            return Fit(100.0 - after, place, "exact")
        squeezed = name.replace(" ", "")
        if self._squeezed == squeezed:
            return Fit(99.0 - after, place, "exact")
        own = name.split()
        qualities: list[float] = []
        by: By = "start" if name.startswith(self._typed) else "word"
        beside: set[int] = set()
        for at, word in enumerate(self._words):
            quality, way = self._word(word, own)
            if quality < _GOOD and rests:
                other, other_way = self._word(word, rests)
                other *= _TOWN_FOUND if at in self._towns else _REST_FACTOR
                if other > quality:
                    quality = other
                    way = other_way if other_way == "alike" else "rest"
                    if at in self._towns:
                        beside.add(at)
            qualities.append(quality)
            if _STRENGTH[way] < _STRENGTH[by]:
                by = way
        if min(qualities) < _GOOD:
            by = self._joined_or_parted(own, qualities, by)
        elsewhere = self._elsewhere(qualities)
        covered = self._covered(qualities, elsewhere)
        if squeezed.startswith(self._squeezed):
            covered, by = max(covered, 0.9), "start"
        if len(self._words) == 1 and 1 < len(self._typed) < 8 and len(own) > 1:
            initials = initials_of(name)
            if self._typed in initials and covered < 0.96:
                return Fit(86.0 - after, place, "initials")
            if covered < 0.7 and any(each.startswith(self._typed) for each in initials):
                covered, by = 0.7, "initials"
        typed_name = self._squeezed
        beside.update(elsewhere)
        if beside:
            # A town is no part of a name that does not have it.
            typed_name = "".join(w for at, w in enumerate(self._words) if at not in beside)
        whole = fuzz.ratio(typed_name, squeezed) / 100
        first, typed = own[0] if own else "", self._words[0]
        begins = 1.0 if first.startswith(typed) or typed.startswith(first) else 0.0
        score = 80 * covered + 14 * whole + 5 * begins - after
        return Fit(max(0.0, min(98.0, score)), place, by)

    def _elsewhere(self, qualities: list[float]) -> list[int]:
        """Return the places of towns that this is not in, where all that says who it is fits."""
        elsewhere = [place for place in self._towns if qualities[place] < _ELSEWHERE]
        fits = all(
            quality >= _FAIR
            for place, quality in enumerate(qualities)
            if place not in self._towns and self._words[place] not in GENERIC
        )
        return elsewhere if fits else []

    def _covered(self, qualities: list[float], elsewhere: list[int]) -> float:
        """Return how much of what was typed fits, told by how telling each word is."""
        got = sum(
            weight * quality for weight, quality in zip(self._weights, qualities, strict=True)
        )
        total = self._total
        for place in elsewhere:
            spared = self._weights[place] * (1 - _TOWN_FACTOR)
            total -= spared
            got -= spared * qualities[place]
        return got / total

    def _joined_or_parted(self, own: list[str], qualities: list[float], by: By) -> By:
        """Raise the qualities of words that were joined or parted in typing."""
        joins = [one + two for one, two in pairwise(own)]
        for place, word in enumerate(self._words):
            if qualities[place] < _GOOD and len(word) > 3 and joins:
                quality, _ = self._word(word, joins)
                if quality * _JOINED > qualities[place]:
                    qualities[place], by = quality * _JOINED, "word"
        for place, (one, two) in enumerate(pairwise(self._words)):
            if min(qualities[place : place + 2]) < _GOOD and len(one) + len(two) > 3:
                quality, _ = self._word(one + two, own)
                if quality * _JOINED > sum(qualities[place : place + 2]) / 2:
                    qualities[place] = qualities[place + 1] = quality * _JOINED
                    by = "word"
        return by

    def _word(self, word: str, own: list[str]) -> tuple[float, By]:
        """Return how well one typed word fits the best of some words."""
        length = len(word)
        best = 0.0
        by: By = "alike"
        for each in own:
            if each.startswith(word):
                if len(each) == length:
                    return 1.0, "word"
                best = max(best, 0.82 + 0.16 * length / len(each))
                by = "word"
            elif length >= 3 and best < 0.8 and word in each:
                quality = 0.66 + 0.15 * length / len(each) + (0.05 if length > 4 else 0.0)
                if quality > best:
                    best, by = quality, "inside"
        if by == "word" or length < 3:
            return best, by
        slips = 1 if length < 4 else 2 if length < 9 else 3
        heard = self._sounds.get(word)
        for each in own:
            alike = 0.0
            if abs(len(each) - length) <= slips:
                distance = OSA.distance(word, each, score_cutoff=slips)
                if distance <= slips:
                    alike = 0.97 - 1.1 * distance / max(length, len(each))
            if len(each) > length:
                distance = OSA.distance(word, each[:length], score_cutoff=slips + 1)
                if 0 < distance <= slips + 1:
                    # A letter more or less at the end is one slip more or less at most.
                    distance = min(
                        distance,
                        OSA.distance(word, each[: length - 1], score_cutoff=slips),
                        OSA.distance(word, each[: length + 1], score_cutoff=slips),
                    )
                if distance <= slips:
                    alike = max(alike, 0.97 - 1.2 * distance / length)
            if alike and each[0] != word[0]:
                alike -= 0.04
            if (
                heard
                and alike < _SOUNDS
                and may_sound_like(each, heard)
                and skeleton(each) == heard
            ):
                alike = _SOUNDS
            if alike > max(best, _LEAST_ALIKE):
                best, by = alike, "alike"
        return best, by
