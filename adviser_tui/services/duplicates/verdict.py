"""The answer about two employers: the same, possibly the same, or two."""

from dataclasses import dataclass
from typing import Literal

from adviser_tui.services.duplicates.known import Known
from adviser_tui.services.duplicates.likeness import NEVER, SURE, Likeness, likeness
from adviser_tui.services.duplicates.places import Nearness, nearness
from adviser_tui.services.duplicates.rarity import Rarity

Certainty = Literal["same", "possible", "new"]
ASK_FROM = 0.15
"""From so many points on it is worth asking whether two are one."""
SAME_NUMBER = 100.0
ONE_BRAND = 3.0
"""The points of two companies under one trading name, as franchises are."""
SISTERS = -5.0
"""The most points of two whom a number or a direction in the name tells apart."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought about two employers."""

    certainty: Certainty
    points: float
    reason: str
    """In two or three words."""
    by_names: float = SAME_NUMBER
    """What the names say without the places."""


def compare(ours: Known, theirs: Known, rarity: Rarity, at_postcode: int = 1) -> Verdict:
    """Compare two employers; the other way round the verdict is the same.

    The same company number decides, and two different ones are never the same company.
    `at_postcode` is how many employers have the postcode that both may share.
    """
    if ours.number and ours.number == theirs.number:
        return Verdict("same", SAME_NUMBER, "same company number")
    near = nearness(ours.places, theirs.places, rarity, at_postcode)
    best, kinds = _best(ours, theirs, near, rarity)
    kind = kinds[-1]
    if ours.number and theirs.number:
        if best.is_same_name and near.same_postcode:
            return Verdict("possible", 1.0, "same name, other number")
        return Verdict("new", NEVER, "another company number")
    if best.is_related:
        return Verdict("new", min(best.points, SISTERS), "a sister company")
    if best.is_same_name and kinds == ["trading name"] and not near.same_postcode:
        return Verdict("possible", ONE_BRAND, "same trading name")
    if best.is_same_name:
        certainty: Certainty = "possible" if near.apart else "same"
        return Verdict(certainty, best.points, best.reason.replace("name", kind, 1))
    if best.points > ASK_FROM:
        reason = best.reason.replace("name", kind, 1)
        return Verdict("possible", best.points, reason, best.by_names)
    return Verdict("new", best.points, "")


def _best(ours: Known, theirs: Known, near: Nearness, rarity: Rarity) -> tuple[Likeness, list[str]]:
    """Return the likest pair of names, and what kinds of names these are."""
    best, kinds = Likeness(NEVER, ""), ["name"]
    for our_kind, our_words in ours.names:
        for their_kind, their_words in theirs.names:
            found = likeness(our_words, their_words, near, rarity)
            rank = found.points - (SURE if found.is_related else 0.0)
            if rank > best.points - (SURE if best.is_related else 0.0):
                kinds = sorted({our_kind, their_kind}, key=_KINDS.index)
                best = found
    return best, kinds


_KINDS = ("name", "trading name", "earlier name")
