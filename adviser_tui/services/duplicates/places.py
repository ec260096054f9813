"""What the places of two say beside their names: where a renamed company is found again.

The weights are a logistic fit over the earlier names in a public list of 12,000 employers, with
their places given in full, by the town or not at all, against other employers of that list. At one
postcode those that begin alike are sisters; those that share later words are one, renamed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adviser_tui.services.duplicates.rarity import Rarity

CROWDED = 2
"""A postcode that more employers have tells less about which of them is meant."""
_MOST = 6.0
"""Names count no further than so many points when places are weighed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is; empty where it is not known."""

    town: str = ""
    """Folded."""
    postcode: str = ""
    """Without spaces."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """What two places say about each other."""

    same_postcode: bool = False
    crowded: bool = False
    """Whether many employers have that postcode."""
    town: float = 0.0
    """How telling the town is that both are in; 0 where it is not the same."""
    apart: bool = False
    """Whether both towns are known, and two."""
    spoken: frozenset[str] = frozenset()
    """The words of the places that both are in; in a name they say the same once more."""


@dataclass(frozen=True, slots=True)
class Names:
    """What two names say, as far as it matters to what their places say."""

    points: float
    ratio: float
    """The share of the words' weight that both have."""
    shared: float
    """The weight of the words that both have."""
    brand: bool
    """Whether both begin alike."""
    both_left: bool
    """Whether each has words that the other has not."""
    only_tail: bool
    """Whether one is the beginning of the other."""
    only_place: bool
    """Whether nothing but the name of the place is in both."""


@dataclass(frozen=True, slots=True)
class _Weights:
    always: float
    points: float
    ratio: float
    shared: float
    brand: float
    both_left: float
    only_tail: float

    def sum(self, names: Names) -> float:
        return (
            self.always
            + self.points * max(-_MOST, min(_MOST, names.points))
            + self.ratio * names.ratio
            + self.shared * min(names.shared, 2.5)
            + self.brand * names.brand
            + self.both_left * names.both_left
            + self.only_tail * names.only_tail
        )


_ALONE_TOGETHER = _Weights(3.85, -0.8, -0.7, 0.55, -2.75, -0.45, 1.25)
_IN_A_CROWD = _Weights(3.45, -0.5, -0.6, 0.05, -3.55, 0.0, 0.65)
_ONE_TOWN = _Weights(1.45, 0.15, 2.15, 3.6, -2.0, 12.15, 2.0)
_TWO_TOWNS = _Weights(-0.6, 0.05, -1.95, -1.0, -1.0, -0.25, -2.15)


def nearness(
    ours: Sequence[Place], theirs: Sequence[Place], rarity: Rarity, at_postcode: int
) -> Nearness:
    """Compare where two are, each with all their sites; `at_postcode` others are there."""
    shared = {each.postcode for each in ours} & {each.postcode for each in theirs} - {""}
    towns, other = {each.town for each in ours} - {""}, {each.town for each in theirs} - {""}
    both = towns & other
    spoken = frozenset(word for town in both for word in town.split())
    if shared:
        return Nearness(same_postcode=True, crowded=at_postcode > CROWDED, spoken=spoken)
    if not both:
        return Nearness(apart=bool(towns and other))
    return Nearness(town=max(rarity.town(town) for town in both), spoken=spoken)


def place_points(near: Nearness, names: Names) -> float:
    """Return what the places add to, or take from, what the names speak for."""
    if names.only_place:
        return 0.0
    if near.same_postcode:
        return (_IN_A_CROWD if near.crowded else _ALONE_TOGETHER).sum(names)
    if near.town:
        return near.town * max(0.0, _ONE_TOWN.sum(names))
    return _TWO_TOWNS.sum(names) if near.apart else 0.0
