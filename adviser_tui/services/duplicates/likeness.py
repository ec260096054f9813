"""How likely two names with their places are one company: points, and why in a few words.

The points are what a logistic fit over hand-labelled pairs gave, rounded; above 0 it is worth
asking. They do not depend on which of the two is the new one.
"""

from dataclasses import dataclass

from rapidfuzz.distance import OSA

from adviser_tui.services.duplicates.alignment import (
    JOINED,
    PLURAL,
    Alignment,
    align,
)
from adviser_tui.services.duplicates.common_words import GENERAL, tells_apart
from adviser_tui.services.duplicates.name_words import Words
from adviser_tui.services.duplicates.places import Names, Nearness, place_points
from adviser_tui.services.duplicates.rarity import Rarity

SURE = 20.0
"""The points of what needs no more asking: the same number, or the same name."""
NEVER = -50.0
SPOKEN = 0.35
"""The most that a word of the place weighs in the names of two who are both there."""
_SHORT_WORD = 6


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two are."""

    points: float
    reason: str
    is_same_name: bool = False
    is_related: bool = False
    """Whether a number or a direction tells them apart: sisters, not twins."""
    by_names: float = SURE
    """The points without the places."""


def likeness(ours: Words, theirs: Words, near: Nearness, rarity: Rarity) -> Likeness:
    """Return how likely two names are one company's, which is the same the other way round."""
    if not ours or not theirs:
        return Likeness(NEVER, "")
    laid = align(ours, theirs)
    if laid.is_same:
        points = SURE - (3.0 if near.apart else 0.0) + (1.0 if near.same_postcode else 0.0)
        reason = "same name, another town" if near.apart else "same name"
        return Likeness(points, reason, is_same_name=True)
    if not laid.pairs:
        return Likeness(NEVER, "")
    # A name may begin with a number, which is what it is called then.
    left = [ours[place] for place in laid.ours_left if place]
    left += [theirs[place] for place in laid.theirs_left if place]
    related = any(map(tells_apart, left))
    sum_ = _Sum(ours, theirs, laid, rarity, near.spoken)
    alone = sum_.points() + 0.6 * OSA.normalized_similarity("".join(ours), "".join(theirs))
    points = alone + place_points(near, sum_.names(alone))
    reason = _reason(sum_, near)
    return Likeness(min(points, SURE - 5), reason, is_related=related, by_names=alone)


class _Sum:
    """What the words of two names weigh, shared and not."""

    def __init__(
        self,
        ours: Words,
        theirs: Words,
        laid: Alignment,
        rarity: Rarity,
        spoken: frozenset[str],
    ) -> None:
        def weigh(word: str) -> float:
            return min(SPOKEN, rarity.word(word)) if word in spoken else rarity.word(word)

        self.shared = lost = 0.0
        self.slips = self.short_slips = 0
        for pair in laid.pairs:
            weight = min(
                sum(weigh(ours[place]) for place in pair.ours),
                sum(weigh(theirs[place]) for place in pair.theirs),
            )
            self.shared += weight * pair.likeness
            lost += weight * (1 - pair.likeness)
            if pair.likeness not in (1.0, PLURAL, JOINED):
                self.slips += 1
                shortest = min(len(ours[pair.ours[0]]), len(theirs[pair.theirs[0]]))
                self.short_slips += shortest < _SHORT_WORD
        left = [ours[place] for place in laid.ours_left]
        their_left = [theirs[place] for place in laid.theirs_left]
        one, two = sum(map(weigh, left)), sum(map(weigh, their_left))
        self.least_left, self.most_left = min(one, two), max(one, two)
        self.ratio = self.shared / (self.shared + lost + (one + two) / 2)
        self.cover = self.shared / (self.shared + lost + self.least_left)
        self.rare_left = any(map(rarity.is_rare, left + their_left))
        self.only_general_left = all(word in GENERAL for word in left + their_left)
        self.both_left = bool(left and their_left)
        self.any_left = bool(left or their_left)
        self.only_place = bool(spoken) and all(
            ours[place] in spoken for pair in laid.pairs for place in pair.ours
        )
        self.brand = 0 not in laid.ours_left and 0 not in laid.theirs_left
        last, their_last = (
            max(place for pair in laid.pairs for place in pair.ours),
            max(place for pair in laid.pairs for place in pair.theirs),
        )
        self.gap = any(place < last for place in laid.ours_left) or any(
            place < their_last for place in laid.theirs_left
        )

    @property
    def only_tail(self) -> bool:
        """Whether one name is the beginning of the other."""
        return self.brand and not self.both_left and not self.gap

    def points(self) -> float:
        """Return what the names alone speak for."""
        points = -2.2 + 1.8 * min(self.shared, 2.5) + self.ratio + 0.7 * self.cover
        points -= 2.4 * self.both_left + 0.4 * min(self.least_left, 2.0)
        points -= 0.7 * min(self.most_left - self.least_left, 2.0)
        points -= 1.3 * self.rare_left + 1.9 * self.gap
        points += 0.5 * self.slips - 0.9 * self.short_slips
        return points - 1.6 * (self.slips if self.any_left else 0)

    def names(self, points: float) -> Names:
        """Return what matters of the names beside their places."""
        return Names(
            points,
            self.ratio,
            self.shared,
            self.brand,
            self.both_left,
            self.only_tail,
            self.only_place,
        )


def _reason(sum_: _Sum, near: Nearness) -> str:
    if not sum_.any_left:
        words = "almost the same name"
    elif sum_.only_tail:
        words = "shorter name" if sum_.only_general_left else "same beginning"
    else:
        words = "similar name"
    if near.same_postcode:
        return f"{words}, same postcode"
    return f"{words}, same town" if near.town else words
