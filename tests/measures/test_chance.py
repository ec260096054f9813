"""What chance alone may do (M9): against published values, and what holds for any numbers."""

from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.measures.fairness.chance import (
    Interval,
    Share,
    access_interval,
    fisher,
    gini,
    has_small_cell,
    outcome_interval,
)

COUNTS = st.integers(0, 25)
PEOPLE = st.lists(
    st.builds(Share, st.integers(0, 30), st.integers(1, 365)), min_size=2, max_size=12
)


def places(value: Fraction | Decimal, digits: int) -> str:
    exact = Fraction(value)
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.{digits}f}"


def test_fisher_is_the_tea_tasting_of_1935() -> None:
    """Three of four cups told right each way: 34 in 70."""
    assert fisher(3, 4, 1, 4) == Fraction(34, 70)
    assert fisher(4, 4, 0, 4) == Fraction(2, 70)


def test_fisher_is_the_twins_of_1935() -> None:
    """Two of 17 against ten of 13 convicted, which statistics programs give as 0.0005367."""
    assert places(fisher(2, 17, 10, 13), 7) == "0.0005367"


@pytest.mark.parametrize(
    ("table", "expected"),
    [((1, 10, 11, 14), "0.002759"), ((0, 5, 0, 9), "1.000000")],
)
def test_fisher_agrees_with_published_examples(
    table: tuple[int, int, int, int], expected: str
) -> None:
    assert places(fisher(*table), 6) == expected


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_fisher_is_a_probability_that_knows_no_sides(a: int, b: int, c: int, d: int) -> None:
    found = fisher(a, a + b, c, c + d)
    assert 0 < found <= 1
    assert found == fisher(c, c + d, a, a + b) == fisher(b, a + b, d, c + d)
    ways = comb(a + b, a) * comb(c + d, c)
    assert found >= Fraction(ways, comb(a + b + c + d, a + c)), "itself is among them"


def test_the_log_interval_is_that_of_the_aspirin_trial() -> None:
    """104 of 11,037 against 189 of 11,034 heart attacks: 0.55, from 0.43 to 0.70."""
    found = outcome_interval(104, 11_037, 189, 11_034)
    assert found is not None
    assert (places(found.low, 2), places(found.high, 2)) == ("0.43", "0.70")
    assert found.excludes_one


def test_an_interval_of_nothing_is_none() -> None:
    assert outcome_interval(0, 10, 3, 10) is None
    assert access_interval([Share(0, 30)], [Share(4, 30)]) is None
    assert access_interval([Share(4, 30)], []) is None


def test_actions_that_come_one_by_one_have_the_plain_binomial_variance() -> None:
    """30 of 100 actions to 30 of 100 days: 1/30 - 1/100, so 0.741 to 1.349."""
    mine = [Share(1, 1)] * 30
    rest = [Share(1, 1)] * 70
    found = access_interval(mine, rest)
    assert found is not None
    assert (places(found.low, 3), places(found.high, 3)) == ("0.741", "1.349")


def test_actions_that_come_together_make_it_wider() -> None:
    even = access_interval([Share(10, 30)] * 10, [Share(10, 30)] * 10)
    lumped = access_interval([Share(0, 30)] * 9 + [Share(100, 30)], [Share(10, 30)] * 10)
    assert even is not None
    assert lumped is not None
    assert lumped.low < even.low
    assert lumped.high > even.high
    assert not lumped.excludes_one


@given(PEOPLE, PEOPLE)
def test_the_interval_holds_the_ratio_itself(mine: list[Share], rest: list[Share]) -> None:
    found = access_interval(mine, rest)
    actions, days = sum(each.actions for each in mine), sum(each.days for each in mine)
    every = actions + sum(each.actions for each in rest)
    if found is None:
        assert actions in (0, every)
        return
    ratio = Fraction(actions, every) / Fraction(days, days + sum(each.days for each in rest))
    assert Fraction(found.low) <= ratio <= Fraction(found.high)


@given(PEOPLE, PEOPLE, st.integers(2, 9))
def test_the_interval_does_not_hang_on_the_unit_of_time(
    mine: list[Share], rest: list[Share], times: int
) -> None:
    longer = [[Share(each.actions, each.days * times) for each in some] for some in (mine, rest)]
    assert access_interval(mine, rest) == access_interval(*longer)


def test_a_cell_is_small_where_fewer_than_five_are_expected() -> None:
    assert has_small_cell(2, 10, 20, 40)
    assert not has_small_cell(10, 20, 20, 40)


def test_an_interval_is_told_in_two_places() -> None:
    assert Interval(Decimal("0.618"), Decimal("1.4142")).words == "between 0.62 and 1.41"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 1, 1, 1], Fraction(0)),
        ([0, 0, 0, 1], Fraction(3, 4)),
        ([1, 2, 3, 4], Fraction(1, 4)),
        ([5], Fraction(0)),
    ],
)
def test_the_gini_of_small_examples(values: list[int], expected: Fraction) -> None:
    assert gini([Fraction(each) for each in values]) == expected


def test_the_gini_of_nothing_is_none() -> None:
    assert gini([]) is None
    assert gini([Fraction(0), Fraction(0)]) is None


@given(st.lists(st.fractions(0, 50, max_denominator=40), min_size=1, max_size=12))
def test_the_gini_is_half_the_mean_difference(values: list[Fraction]) -> None:
    found, total = gini(values), sum(values)
    if not total:
        assert found is None
        return
    apart = sum(abs(one - other) for one in values for other in values)
    assert found == Fraction(apart, 2 * len(values) * total)
    assert gini([each * 7 for each in values]) == found
