"""Rates of pay by day and band: the right one on each day, and words where there is none."""

from datetime import date

import pytest

from seed.rates import BANDS, rate_on, rate_table, rate_tables, why_no_rate


@pytest.mark.parametrize(
    ("day", "band", "pence"),
    [
        (date(2022, 4, 1), "", 950),
        (date(2023, 3, 31), "21-22", 918),
        (date(2023, 4, 1), "adult", 1042),
        (date(2024, 3, 31), "18-20", 749),
        (date(2024, 4, 1), "21-22", 1144),
        (date(2025, 4, 1), "under-18", 755),
        (date(2026, 3, 31), "", 1221),
        (date(2026, 4, 1), "Apprentice", 800),
        (date(2026, 11, 20), "18-20", 1085),
    ],
)
def test_the_rate_of_the_day_and_the_band_counts(day: date, band: str, pence: int) -> None:
    assert rate_on("nlw", day, band) == pence
    assert why_no_rate("nlw", day, band) == ""


def test_outside_the_table_there_is_no_rate_and_it_is_said_why() -> None:
    for day in (date(2022, 3, 31), date(2027, 4, 1)):
        assert rate_on("nlw", day) is None
        assert "2022-04-01 to 2027-03-31 only" in why_no_rate("nlw", day)
    assert rate_on("nlw", date(2026, 5, 1), "over-60") is None
    assert "no band “over-60”" in why_no_rate("nlw", date(2026, 5, 1), "over-60")
    assert rate_on("../nlw", date(2026, 5, 1)) is None
    assert "no table" in why_no_rate("gold", date(2026, 5, 1))


def test_the_real_living_wage_is_one_rate_for_everybody() -> None:
    day = date(2025, 12, 1)
    assert {rate_on("rlw", day, band) for band in BANDS} == {1345}
    assert rate_on("rlw-london", day) == 1480


def test_every_table_grows_with_the_days() -> None:
    for name in rate_tables():
        steps = rate_table(name).steps
        assert [each for each, _ in steps] == sorted({each for each, _ in steps})
        adult = [rates["adult"] for _, rates in steps]
        assert adult == sorted(adult)
