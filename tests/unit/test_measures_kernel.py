"""Periods, and figures with their words: what every measure rests on."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import InputError
from adviser_tui.services.measures.figure import (
    Figure,
    LeftOut,
    Ref,
    Unit,
    half_up,
    median,
    plain,
    with_unsynced,
)
from adviser_tui.services.measures.period import Period

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@given(DAYS)
def test_every_day_lies_in_exactly_one_week_which_its_name_finds_again(day: date) -> None:
    week = Period.week_of(day)

    assert day in week
    assert week.is_week
    assert Period.week_named(week.name) == week
    assert day not in week.before(1)
    assert day not in week.before(-1)


@given(DAYS, DAYS)
def test_the_weeks_of_a_period_hold_all_its_days_once(one: date, other: date) -> None:
    period = Period(min(one, other), min(max(one, other), min(one, other) + timedelta(days=400)))

    days = [day for week in period.weeks() for day in week.days]

    assert len(days) == len(set(days))
    assert set(period.days) <= set(days)


def test_a_year_of_53_weeks_and_the_days_that_belong_to_the_next() -> None:
    assert Period.week_of(date(2027, 1, 1)).name == "2026-W53"
    assert Period.week_of(date(2024, 12, 30)).name == "2025-W01"
    assert Period.week_named("2026w53").first == date(2026, 12, 28)
    assert Period.month_of(date(2028, 2, 10)).last == date(2028, 2, 29)


@pytest.mark.parametrize("strange", ["2025-W53", "2026-W00", "W12", "next", "2026-W120", ""])
def test_what_is_no_week_is_refused_in_words(strange: str) -> None:
    with pytest.raises(InputError, match="week"):
        Period.week_named(strange)


@pytest.mark.parametrize("far", ["0001-W01", "9999-W52", "0000-W01"])
def test_a_year_at_the_end_of_the_calendar_is_out_of_reach(far: str) -> None:
    with pytest.raises(InputError, match="out of reach"):
        Period.week_named(far)
    for day in (date.min, date.max):
        with pytest.raises(InputError, match="out of reach"):
            Period.month_of(day)


def share(numerator: int, denominator: int, **more: object) -> Figure:
    return Figure("M0.x", "x", Unit.SHARE, numerator, denominator, **more)  # type: ignore[arg-type]


def test_few_are_said_as_so_many_of_so_many_and_nothing_of_nothing_is_not_nought() -> None:
    assert share(3, 4).words == share(3, 4).in_full == "3 of 4"
    assert share(9, 10).words == "90 %"
    assert share(9, 10).in_full == "90 % (9 of 10)"
    assert share(0, 0).value is None
    assert share(0, 0).words == "n/a"
    assert share(0, 12).words == "0 %"
    assert share(0, 0, missing="nobody is looking").words == "n/a: nobody is looking"
    assert share(8, 13, was="7 of 9").in_full == "7 of 9 → 62 % (8 of 13)"


def test_numbers_are_rounded_half_up_and_only_for_the_eye() -> None:
    assert [half_up(Fraction(n, 2)) for n in (1, 3, -1, -3, 4)] == [1, 2, -1, -2, 2]
    assert share(125, 1000).words == "13 %"
    assert plain(Fraction(36, 10)) == "3.6"
    assert plain(Fraction(-5, 4), 2) == "-1.25"
    assert plain(Fraction(1999, 1000)) == "2"
    assert Figure("M", "x", Unit.DAYS, 1).words == "1 day"
    assert median([5, 1]) == 3
    assert median([]) is None


def test_rows_that_the_hub_has_not_confirmed_are_counted() -> None:
    figure = share(1, 2, rows=(Ref("contact", "a"),), others=(Ref("contact", "b"),))
    left = LeftOut("an attempt", (Ref("contact", "c"),))

    assert with_unsynced(figure, frozenset({"a", "b", "c"})).unsynced == 2
    assert with_unsynced(figure, frozenset()).unsynced == 0
    assert left.rows[0].id == "c"
