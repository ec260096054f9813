"""The quality of a job: seven dimensions, each met, not met or not known (M11); pure functions.

There is never one figure for all of it: what is known is counted apart from what is good.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from models.kinds import Known

DIMENSIONS = ("terms", "pay", "health", "design", "support", "voice", "balance")
NAMES = {
    "terms": "terms",
    "pay": "pay and benefits",
    "health": "health, safety and wellbeing",
    "design": "job design",
    "support": "social support",
    "voice": "voice",
    "balance": "work and life",
}
COMPARABLE = 4
"""The fewest dimensions that must be known before two jobs are compared."""

Said = Literal["met", "not met", "not known"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact about the quality of a job."""

    id: str
    dimension: str
    fact: str
    met: Known
    was_asked: bool = False
    was_agreed: bool = False
    is_confirmed: bool = False
    """Confirmed after the start, not only told before it."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the seven, with the facts that it rests on."""

    key: str
    name: str
    said: Said
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class QualityCard:
    """What is known about the quality of one job."""

    dimensions: tuple[Dimension, ...]
    known: int
    met: int
    asked: int
    agreed: int

    @property
    def words(self) -> str:
        """The card in short: `5 of 7 known, 4 met`."""
        return f"{self.known} of {len(DIMENSIONS)} known, {self.met} met"

    @property
    def ask_words(self) -> str:
        """What was asked of the employer and what was got (M11)."""
        if not self.asked:
            return "nothing asked for yet"
        return f"{self.agreed} of {self.asked} asked for were agreed"

    @property
    def is_comparable(self) -> bool:
        """Whether enough is known to lay this job beside another."""
        return self.known >= COMPARABLE

    @property
    def weak_points(self) -> tuple[str, ...]:
        """The facts that are known not to be met, to be named to the person."""
        return tuple(
            fact.fact for each in self.dimensions for fact in each.facts if fact.met is Known.NO
        )


def quality_card(facts: Iterable[Fact]) -> QualityCard:
    """Return the card of the seven dimensions (M11); one fact not met outweighs others met."""
    facts = tuple(facts)
    dimensions = []
    for key in DIMENSIONS:
        its = tuple(each for each in facts if each.dimension == key)
        dimensions.append(Dimension(key, NAMES[key], _said(its), its))
    asked = [each for each in facts if each.was_asked]
    return QualityCard(
        tuple(dimensions),
        sum(each.said != "not known" for each in dimensions),
        sum(each.said == "met" for each in dimensions),
        len(asked),
        sum(each.was_agreed for each in asked),
    )


def _said(facts: tuple[Fact, ...]) -> Said:
    answers = {each.met for each in facts}
    if Known.NO in answers:
        return "not met"
    return "met" if Known.YES in answers else "not known"
