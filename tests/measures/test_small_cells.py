"""What is taken to a meeting shows no group so small that somebody could be told from it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.measures.figure import Component, Figure, LeftOut, Measured, Ref, Unit
from adviser_tui.services.measures.period import Period
from adviser_tui.services.reports.small_cells import without_small_cells

PEOPLE = tuple(Ref("participant", f"p{number}") for number in range(9))
RATIO = Figure(
    "M9.access.gender.woman",
    "Gender, woman",
    Unit.RATIO,
    Fraction(193_945, 226_542),
    note="9 people, 395 of 2221 actions; chance alone could put it between 0.62 and 1.41",
)
MISSING = Figure("M9.not_recorded.gender", "nothing recorded", Unit.SHARE, 4, 38)
PARKED = Figure("M9.parked", "parked", Unit.COUNT, 2, rows=PEOPLE[:2])


def fair(*figures: Figure) -> Measured:
    return Measured(
        id="M9",
        title="Fair access",
        components=(Component.CITIZEN,),
        period=Period.week_of(date(2026, 11, 20)),
        whose="Vilma Testesen",
        as_of=datetime(2026, 11, 20, 9, tzinfo=UTC),
        profile="ips 1",
        figures=figures,
    )


def shown(figure: Figure) -> Figure:
    return without_small_cells(fair(figure), 5).head


def test_of_a_group_the_ratio_is_left_and_no_count() -> None:
    found = shown(RATIO)
    assert found.words == RATIO.words == "0.86"
    assert found.note == "chance alone could put it between 0.62 and 1.41"
    assert (found.numerator, found.denominator) == (Fraction(86, 100), None)


def test_a_small_number_of_people_and_a_small_rest_are_left_out() -> None:
    assert shown(MISSING).words == "n/a: fewer than 5 people"
    assert shown(replace(MISSING, numerator=35)).value is None
    assert shown(replace(MISSING, numerator=12)).words == "32 %"
    assert shown(replace(MISSING, numerator=0)).words == "0 %"


def test_how_many_are_parked_stays_and_who_does_not() -> None:
    found = shown(PARKED)
    assert (found.words, found.rows) == ("2", ())


def test_nothing_of_any_measure_leads_back_to_a_row() -> None:
    contacts = Figure(
        "M1.counted",
        "contacts",
        Unit.COUNT,
        3,
        rows=PEOPLE[:3],
        others=PEOPLE[3:],
        left_out=(LeftOut("attempts", PEOPLE[:1]),),
    )
    found = without_small_cells(replace(fair(contacts), id="M1", companions=(contacts,)), 5)
    assert all(not each.rows and not each.others for each in found.every())
    assert found.head.words == "3"


@given(st.integers(0, 60), st.integers(1, 60))
def test_no_count_of_one_to_four_ever_stands_in_a_file(inside: int, of: int) -> None:
    figure = shown(replace(MISSING, numerator=min(inside, of), denominator=of))
    if figure.value is not None:
        counts = (Fraction(figure.numerator), Fraction(of) - Fraction(figure.numerator))
        assert not any(0 < each < 5 for each in counts)
