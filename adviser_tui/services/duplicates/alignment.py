"""Two names laid side by side: which word stands for which, and what is left over."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from adviser_tui.services.duplicates.name_words import Words

PLURAL = 0.95
JOINED = 0.97
BEGINNING = 0.4
_COMPANY = {"co", "company"}
"""Written out it would not be found in `co-operative`."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of both names that stand for each other."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    likeness: float
    """From 0 to 1, 1 being the same word."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two names share and what they do not."""

    pairs: tuple[Pair, ...]
    ours_left: tuple[int, ...]
    theirs_left: tuple[int, ...]
    is_same: bool = False
    """Whether both are letter for letter one."""


def align(ours: Words, theirs: Words) -> Alignment:
    """Lay two names side by side, the likest words first; the other way round it is the same."""
    if theirs < ours:
        turned = align(theirs, ours)
        pairs = tuple(Pair(each.theirs, each.ours, each.likeness) for each in turned.pairs)
        return Alignment(pairs, turned.theirs_left, turned.ours_left, turned.is_same)
    if "".join(ours) == "".join(theirs):
        whole = Pair(tuple(range(len(ours))), tuple(range(len(theirs))), 1.0)
        return Alignment((whole,), (), (), is_same=True)
    possible = sorted(
        _pairs(ours, theirs),
        key=lambda each: (-each.likeness, abs(each.ours[0] - each.theirs[0]), each.ours),
    )
    ours_left, theirs_left = set(range(len(ours))), set(range(len(theirs)))
    taken: list[Pair] = []
    for each in possible:
        if ours_left.issuperset(each.ours) and theirs_left.issuperset(each.theirs):
            ours_left.difference_update(each.ours)
            theirs_left.difference_update(each.theirs)
            taken.append(each)
    return Alignment(tuple(taken), tuple(sorted(ours_left)), tuple(sorted(theirs_left)))


def _pairs(ours: Words, theirs: Words) -> Iterator[Pair]:
    for place, word in enumerate(ours):
        for other, their_word in enumerate(theirs):
            likeness = likeness_of(word, their_word)
            if likeness:
                yield Pair((place,), (other,), likeness)
    for place, other in _joined(ours, theirs):
        yield Pair((place, place + 1), (other,), JOINED)
    for place, other in _joined(theirs, ours):
        yield Pair((other,), (place, place + 1), JOINED)


def _joined(parted: Words, whole: Words) -> Iterator[tuple[int, int]]:
    """Yield where two words of one name are one word of the other."""
    for place in range(len(parted) - 1):
        both = parted[place] + parted[place + 1]
        for other, word in enumerate(whole):
            if both == word or (
                len(word) > 5
                and abs(len(both) - len(word)) <= 1
                and OSA.distance(both, word, score_cutoff=1) <= 1
            ):
                yield place, other


@lru_cache(maxsize=65_536)
def likeness_of(one: str, two: str) -> float:
    """Return how alike two words are, 0 where they are two words; digits have no slips."""
    if one == two or {one, two} == _COMPANY:
        return 1.0
    if not (one.isalpha() and two.isalpha()):
        return 0.0
    longest, shortest = max(len(one), len(two)), min(len(one), len(two))
    if shortest < 3:
        return 0.0
    if one + "s" == two or two + "s" == one:
        return PLURAL
    if longest >= 4 and longest - shortest <= 2:
        distance = OSA.distance(one, two, score_cutoff=2)
        # A slip in the first letter is rare, unless the first two changed places.
        first = 0.12 if one[0] != two[0] and one[:2] != two[1::-1] else 0.0
        if distance == 1:
            return (0.9 if longest >= 6 else 0.85 if longest == 5 else 0.75) - first
        if distance == 2 and shortest >= 10:
            return 0.75 - first
    return BEGINNING if one.startswith(two) or two.startswith(one) else 0.0
