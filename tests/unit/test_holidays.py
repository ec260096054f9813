"""Bank holidays of the regions, and counting past them."""

from datetime import date

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.words.working_days import (
    add_working_days,
    day_note,
    is_working_day,
    next_working_day,
)
from seed import make_holidays
from seed.holidays import REGIONS, bank_holidays, covers_until, running_out

ENGLAND = bank_holidays("england-wales")


@pytest.mark.parametrize(
    ("region", "day", "name"),
    [
        ("england-wales", date(2026, 12, 25), "Christmas Day"),
        ("england-wales", date(2027, 12, 27), "Christmas Day (substitute day)"),
        ("england-wales", date(2027, 12, 28), "Boxing Day (substitute day)"),
        ("scotland", date(2026, 11, 30), "Saint Andrew's Day"),
        ("scotland", date(2026, 1, 2), "New Year Holiday"),
        ("northern-ireland", date(2026, 3, 17), "Saint Patrick's Day"),
        ("denmark", date(2026, 5, 14), "Kristi himmelfartsdag"),
        ("norway", date(2027, 5, 17), "Andre pinsedag; Grunnlovsdag"),
    ],
)
def test_known_days(region: str, day: date, name: str) -> None:
    assert bank_holidays(region)[day] == name


def test_days_that_differ_between_regions() -> None:
    easter_monday = date(2026, 4, 6)
    assert easter_monday in ENGLAND
    assert easter_monday not in bank_holidays("scotland")
    assert date(2026, 5, 1) not in bank_holidays("denmark")


@pytest.mark.parametrize("region", REGIONS)
def test_every_year_of_every_region_is_there(region: str) -> None:
    years = {day.year for day in bank_holidays(region)}
    assert years == set(range(2025, 2032))
    assert covers_until(region) == date(2031, 12, 31)


def test_an_unknown_region_says_which_there_are() -> None:
    with pytest.raises(InputError, match="scotland"):
        bank_holidays("atlantis")


def test_a_warning_comes_before_the_table_ends() -> None:
    assert running_out("denmark", date(2026, 11, 20)) == ""
    assert "are known until the end of 2031" in running_out("denmark", date(2031, 10, 1))
    assert "were known only until" in running_out("norway", date(2032, 1, 1))


def test_the_table_is_what_the_generator_makes() -> None:
    pytest.importorskip("holidays")
    shipped = [
        (region, day.isoformat(), name)
        for region in REGIONS
        for day, name in bank_holidays(region).items()
    ]
    assert {row[:2] for row in shipped} == {row[:2] for row in make_holidays.rows()}


def test_what_is_unusual_about_a_day() -> None:
    assert day_note(date(2026, 11, 20), ENGLAND) == ""
    assert day_note(date(2026, 11, 21), ENGLAND) == "a Saturday"
    assert day_note(date(2026, 12, 26), ENGLAND) == "Boxing Day"
    assert day_note(date(2026, 12, 26), {}) == "a Saturday"


def test_working_days() -> None:
    friday = date(2026, 11, 20)
    assert is_working_day(friday, ENGLAND)
    assert next_working_day(friday, ENGLAND) == friday
    assert next_working_day(date(2026, 11, 21), ENGLAND) == date(2026, 11, 23)
    assert add_working_days(friday, 2, ENGLAND) == date(2026, 11, 24)
    assert add_working_days(friday, -5, ENGLAND) == date(2026, 11, 13)
    assert add_working_days(date(2026, 11, 21), 0, ENGLAND) == date(2026, 11, 23)
    # Christmas Eve 2026 is a Thursday; Friday, the weekend and Monday's substitute are skipped.
    assert add_working_days(date(2026, 12, 24), 1, ENGLAND) == date(2026, 12, 29)


def test_too_many_working_days_are_refused() -> None:
    with pytest.raises(InputError, match="too many"):
        add_working_days(date(2026, 11, 20), 1_000_000, ENGLAND)
    with pytest.raises(InputError, match="calendar"):
        add_working_days(date.max, 3, {})
