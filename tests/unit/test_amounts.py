"""Minutes, hours a week and pay as they are written, and said back."""

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.words.amounts import (
    Pay,
    say_minutes,
    say_pay,
    say_weekly_hours,
    understand_minutes,
    understand_pay,
    understand_sum,
    understand_weekly_hours,
)
from models.kinds import PayPeriod


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25m", 25),
        ("25 min", 25),
        ("90 minutes", 90),
        ("45", 45),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1.5h", 90),
        ("1,25 hours", 75),
        ("2 timer", 120),
        ("20 minutter", 20),
    ],
)
def test_minutes(text: str, minutes: int) -> None:
    assert understand_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "0m", "long", "1h75", "25h", "1.33h", "-5m", "9" * 5000])
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(InputError):
        understand_minutes(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("16", 960),
        ("37.5", 2250),
        ("37,5", 2250),
        ("37h30", 2250),
        ("37:30", 2250),
        ("16 hours a week", 960),
        ("37 timer om ugen", 2220),
        ("20 hrs/week", 1200),
        ("7.25 pw", 435),
    ],
)
def test_weekly_hours(text: str, minutes: int) -> None:
    assert understand_weekly_hours(text) == minutes


@pytest.mark.parametrize("text", ["", "0", "200", "full time", "16-20", "37.333"])
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(InputError):
        understand_weekly_hours(text)


@pytest.mark.parametrize(
    ("text", "home", "pay"),
    [
        ("£12.21/h", "GBP", Pay(1221, PayPeriod.HOUR, "GBP")),
        ("12.21 an hour", "GBP", Pay(1221, PayPeriod.HOUR, "GBP")),
        ("£12.5 ph", "GBP", Pay(1250, PayPeriod.HOUR, "GBP")),
        ("£24,500 a year", "GBP", Pay(2_450_000, PayPeriod.YEAR, "GBP")),
        ("£24,500.50 p.a.", "GBP", Pay(2_450_050, PayPeriod.YEAR, "GBP")),
        ("24.5k per annum", "GBP", Pay(2_450_000, PayPeriod.YEAR, "GBP")),
        ("£480 per week", "GBP", Pay(48_000, PayPeriod.WEEK, "GBP")),
        ("2000 pcm", "GBP", Pay(200_000, PayPeriod.MONTH, "GBP")),
        ("kr 210 i timen", "NOK", Pay(21_000, PayPeriod.HOUR, "NOK")),
        ("kr. 24.500 pr. måned", "DKK", Pay(2_450_000, PayPeriod.MONTH, "DKK")),
        ("150,50 kr/time", "DKK", Pay(15_050, PayPeriod.HOUR, "DKK")),
        ("DKK 150 an hour", "GBP", Pay(15_000, PayPeriod.HOUR, "DKK")),
        ("480 000 kr i året", "NOK", Pay(48_000_000, PayPeriod.YEAR, "NOK")),
    ],
)
def test_pay(text: str, home: str, pay: Pay) -> None:
    assert understand_pay(text, home=home) == pay


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("£12.21", "does not say what the pay is for"),
        ("good", "could not be understood as pay"),
        ("£12-£13 an hour", "could not be understood|does not say"),
        ("£12.213 an hour", "could not be understood"),
        ("kr 210 i timen", "Danish or Norwegian"),
        ("0 an hour", "cannot be pay"),
        ("999999999 a year", "cannot be pay"),
        ("", "could not be understood"),
    ],
)
def test_pay_is_never_guessed(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        understand_pay(text)


def test_a_sum_less_than_nothing_is_not_taken_for_one_above_it() -> None:
    assert understand_sum("500,- NOK") == (500_00, "NOK")
    for text in ("-5", "£-5", "-£5", "NOK -500"):
        with pytest.raises(InputError, match="sum of money"):
            understand_sum(text)


def test_amounts_said_back() -> None:
    assert say_minutes(1) == "1 minute"
    assert say_minutes(25) == "25 minutes"
    assert say_minutes(60) == "1 hour"
    assert say_minutes(90) == "1 h 30 min"
    assert say_weekly_hours(960) == "16 hours a week"
    assert say_pay(Pay(1221, PayPeriod.HOUR, "GBP")) == "£12.21 an hour"
    assert say_pay(Pay(2_450_000, PayPeriod.YEAR, "GBP")) == "£24,500 a year"
    assert say_pay(Pay(21_000, PayPeriod.HOUR, "DKK")) == "210 DKK an hour"
