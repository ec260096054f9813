"""What chance alone may do: intervals of a ratio, Fisher's exact test, and the Gini coefficient.

Whole numbers, fractions and decimals only. The formulas are the ordinary ones: the log interval
for a ratio, its variance taken over people and not over single actions, since somebody's actions
come together; and for small counts the exact distribution with fixed margins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from math import comb

Z95 = Decimal("1.959963985")
"""Of the normal distribution, 95 in a hundred lie within so many standard deviations."""
LEVEL = Fraction(1, 20)
"""An exact probability at or above this is nothing to go by."""
SMALL_CELL = 5
"""With a cell that is expected to be smaller than this, the exact test decides."""
_DIGITS = 28


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which values a ratio may well lie."""

    low: Decimal
    high: Decimal

    @property
    def excludes_one(self) -> bool:
        """Whether chance alone would hardly have made the ratio."""
        return self.low > 1 or self.high < 1

    @property
    def words(self) -> str:
        """`between 0.62 and 1.41`."""
        return f"between {_two_places(self.low)} and {_two_places(self.high)}"


def _two_places(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Share:
    """What one person was given of something, over how many days."""

    actions: int
    days: int


def access_interval(group: Sequence[Share], rest: Sequence[Share]) -> Interval | None:
    """Return the interval of (share of actions to the group) ÷ (its share of the days).

    The variance is the larger of the one over people and the one that single actions would have
    if each came by itself. Nothing where either side has no action or no day to go by.
    """
    mine, others = sum(each.actions for each in group), sum(each.actions for each in rest)
    my_days, other_days = sum(each.days for each in group), sum(each.days for each in rest)
    if not (mine and others and my_days and other_days):
        return None
    total = mine + others
    ratio = Fraction(mine, total) / Fraction(my_days, my_days + other_days)
    variance = (Fraction(1, mine) - Fraction(1, total)) ** 2 * _spread(group)
    variance += Fraction(1, total**2) * _spread(rest)
    by_itself = Fraction(1, mine) - Fraction(1, total)
    return _around(ratio, max(variance, by_itself))


def _spread(people: Sequence[Share]) -> Fraction:
    """Return the variance of the people's actions together, each against their own days."""
    if len(people) < 2:
        return Fraction(0)
    days = sum(each.days for each in people)
    actions = sum(each.actions for each in people)
    # In whole numbers, with the days of all below the line: a fraction for each would be slow.
    squares = sum((each.actions * days - actions * each.days) ** 2 for each in people)
    return Fraction(squares * len(people), days**2 * (len(people) - 1))


def outcome_interval(yes: int, of: int, other_yes: int, other_of: int) -> Interval | None:
    """Return the log interval of one rate over another; nothing where either rate is nought."""
    if not (yes and other_yes):
        return None
    ratio = Fraction(yes, of) / Fraction(other_yes, other_of)
    variance = Fraction(1, yes) - Fraction(1, of) + Fraction(1, other_yes) - Fraction(1, other_of)
    return _around(ratio, variance)


def _around(ratio: Fraction, variance: Fraction) -> Interval:
    with localcontext(prec=_DIGITS):
        middle = (Decimal(ratio.numerator) / ratio.denominator).ln()
        apart = Z95 * (Decimal(variance.numerator) / variance.denominator).sqrt()
        return Interval((middle - apart).exp(), (middle + apart).exp())


def has_small_cell(yes: int, of: int, other_yes: int, other_of: int) -> bool:
    """Say whether one of the four counts would be small if both groups fared alike."""
    total, all_yes = of + other_of, yes + other_yes
    return any(
        size * hits < SMALL_CELL * total
        for size in (of, other_of)
        for hits in (all_yes, total - all_yes)
    )


def fisher(yes: int, of: int, other_yes: int, other_of: int) -> Fraction:
    """Return the exact probability, two-sided, of a table at least as unlikely as this one.

    Reckoned in whole numbers: the ways to draw such tables, over all ways with these margins.
    """
    all_yes = yes + other_yes
    least, most = max(0, all_yes - other_of), min(all_yes, of)
    ways = [comb(of, n) * comb(other_of, all_yes - n) for n in range(least, most + 1)]
    here = ways[yes - least]
    return Fraction(sum(each for each in ways if each <= here), sum(ways))


def gini(values: Sequence[Fraction]) -> Fraction | None:
    """Return how unevenly something is spread: 0 where all have the same, towards 1 where one has.

    Nothing of nothing.
    """
    total = sum(values)
    if not values or not total:
        return None
    ordered = sorted(values)
    weighted = sum(place * each for place, each in enumerate(ordered, 1))
    many = len(ordered)
    return Fraction(2 * weighted, many * total) - Fraction(many + 1, many)
