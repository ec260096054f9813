"""Whatever is typed for a day or a moment: an answer or a sentence, never a crash."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import InputError
from adviser_tui.services.words.dates import add_months, understand_day
from adviser_tui.services.words.moments import understand_moment
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import add_working_days, is_working_day
from seed.holidays import bank_holidays

DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
SCOTLAND = bank_holidays("scotland")
PIECES = [
    *(
        "fri",
        "next",
        "last",
        "this",
        "week",
        "+",
        "-",
        "2",
        "31",
        "d",
        "w",
        "m",
        "wd",
        "days",
        "ago",
    ),
    *("in", "a", "om", "en", "uge", "24/12", "2026-12-24", "24.", "dec", "feb", "10:30", "9.30"),
    *("10am", "at", "kl", "end", "of", "month", "the", "4th", "i", "morgen", "går", "siden", "for"),
    *("0", "99", "9999", "y"),
]
WORDS = st.lists(
    st.sampled_from(PIECES),
    max_size=5,
).map(" ".join)


@given(st.text() | WORDS, DAYS, st.sampled_from(["ahead", "back"]))
def test_any_text_is_a_day_or_a_sentence(text: str, today: date, looking: str) -> None:
    try:
        understand_day(text, today, SCOTLAND, looking="back" if looking == "back" else "ahead")
    except InputError as error:
        assert error.args[0].endswith(".")  # noqa: PT017


@given(st.text() | WORDS, st.datetimes(datetime(2025, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001
def test_any_text_is_a_past_moment_or_a_sentence(text: str, naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    try:
        moment = understand_moment(text, now)
    except InputError as error:
        assert error.args[0].endswith(".")  # noqa: PT017
    else:
        assert moment.tzinfo is not None
        assert moment <= now + timedelta(minutes=2)


@given(DAYS, DAYS)
def test_a_day_said_with_its_year_is_understood_again(day: date, today: date) -> None:
    said = say_date(day, today)
    if str(day.year) in said:
        assert understand_day(said, today) == day


@given(DAYS, st.integers(1, 60))
def test_working_days_are_working_days_and_counting_back_returns(day: date, count: int) -> None:
    later = add_working_days(day, count, SCOTLAND)
    assert is_working_day(later, SCOTLAND)
    assert later > day
    if is_working_day(day, SCOTLAND):
        assert add_working_days(later, -count, SCOTLAND) == day


@given(DAYS, st.integers(-50, 50))
def test_months_on_keep_the_day_or_the_months_end(day: date, count: int) -> None:
    later = add_months(day, count)
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
