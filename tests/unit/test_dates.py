"""Days and moments as people say them, and said back. Today is Friday 20 November 2026."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.words.dates import understand_day, understand_day_and_time
from adviser_tui.services.words.moments import understand_moment
from adviser_tui.services.words.say import say_day, say_moment, say_wait
from seed.holidays import bank_holidays

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 14, 5, tzinfo=timezone(timedelta(hours=1)))
ENGLAND = bank_holidays("england-wales")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-20"),
        ("tonight", "2026-11-20"),
        ("Tomorrow", "2026-11-21"),
        ("tmrw", "2026-11-21"),
        ("the day after tomorrow", "2026-11-22"),
        ("yesterday", "2026-11-19"),
        ("fri", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("mon", "2026-11-23"),
        ("sunday", "2026-11-22"),
        ("this fri", "2026-11-20"),
        ("next tue", "2026-11-24"),
        ("next fri", "2026-11-27"),
        ("next sun", "2026-11-29"),
        ("last fri", "2026-11-13"),
        ("fri week", "2026-12-04"),
        ("a week on tue", "2026-12-01"),
        ("mon next week", "2026-11-23"),
        ("next tue 10am", "2026-11-24"),
        ("tue at 9.30", "2026-11-24"),
        ("fri 27 nov", "2026-11-27"),
        ("+2d", "2026-11-22"),
        ("2d", "2026-11-22"),
        ("+2", "2026-11-22"),
        ("-3d", "2026-11-17"),
        ("+2w", "2026-12-04"),
        ("2w", "2026-12-04"),
        ("+1m", "2026-12-20"),
        ("1 year", "2027-11-20"),
        ("in 3 days", "2026-11-23"),
        ("in a week", "2026-11-27"),
        ("in two weeks", "2026-12-04"),
        ("a fortnight", "2026-12-04"),
        ("a week today", "2026-11-27"),
        ("3 days ago", "2026-11-17"),
        ("a week ago", "2026-11-13"),
        ("next week", "2026-11-27"),
        ("next month", "2026-12-20"),
        ("2 working days", "2026-11-24"),
        ("+2wd", "2026-11-24"),
        ("in 3 working days", "2026-11-25"),
        ("next working day", "2026-11-23"),
        ("end of month", "2026-11-30"),
        ("eom", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("end of week", "2026-11-20"),
        ("week 48", "2026-11-23"),
        ("week 2", "2027-01-11"),
        ("24/12", "2026-12-24"),
        ("24/12/2026", "2026-12-24"),
        ("24/12/27", "2027-12-24"),
        ("24.12.", "2026-12-24"),
        ("24-12-2026", "2026-12-24"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-03", "2026-12-03"),
        ("3/12", "2026-12-03"),
        ("10.12", "2026-12-10"),
        ("24 dec", "2026-12-24"),
        ("24dec", "2026-12-24"),
        ("24th of December", "2026-12-24"),
        ("Dec 24", "2026-12-24"),
        ("december 24th, 2027", "2027-12-24"),
        ("the 4th", "2026-12-04"),
        ("31st", "2026-12-31"),
        ("1/3", "2027-03-01"),  # gone by this year, so the next one
        ("20/11", "2026-11-20"),
        ("19 nov", "2027-11-19"),
        ("i dag", "2026-11-20"),
        ("i morgen", "2026-11-21"),
        ("i går", "2026-11-19"),
        ("fredag", "2026-11-27"),
        ("på mandag", "2026-11-23"),
        ("lørdag", "2026-11-21"),
        ("søn", "2026-11-22"),
        ("næste tirsdag", "2026-11-24"),
        ("neste tirsdag", "2026-11-24"),
        ("om en uge", "2026-11-27"),
        ("om 3 dager", "2026-11-23"),
        ("om to uker", "2026-12-04"),
        ("for 3 dage siden", "2026-11-17"),
        ("2 hverdage", "2026-11-24"),
        ("den 24. december", "2026-12-24"),
        ("24. desember", "2026-12-24"),
        ("3. maj", "2027-05-03"),
        ("uge 48", "2026-11-23"),
        ("næste måned", "2026-12-20"),
    ],
)
def test_a_day_ahead(words: str, day: str) -> None:
    assert understand_day(words, TODAY, ENGLAND) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("fri", "2026-11-20"),
        ("mon", "2026-11-16"),
        ("sat", "2026-11-14"),
        ("24/12", "2025-12-24"),
        ("3 nov", "2026-11-03"),
        ("4th", "2026-11-04"),
        ("21st", "2026-10-21"),
        ("week 46", "2026-11-09"),
    ],
)
def test_a_day_behind(words: str, day: str) -> None:
    assert understand_day(words, TODAY, looking="back") == date.fromisoformat(day)


def test_a_month_on_is_clamped_to_its_last_day() -> None:
    assert understand_day("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert understand_day("1 year", date(2028, 2, 29)) == date(2029, 2, 28)


def test_working_days_skip_bank_holidays() -> None:
    christmas_eve = date(2026, 12, 24)
    assert understand_day("1 working day", christmas_eve, ENGLAND) == date(2026, 12, 29)
    assert understand_day("1 working day", christmas_eve) == date(2026, 12, 25)


def test_the_next_29_february_may_be_next_year() -> None:
    assert understand_day("29/2", date(2027, 12, 1)) == date(2028, 2, 29)
    with pytest.raises(InputError, match="no 29 February in 2027"):
        understand_day("29/2", TODAY)


def test_next_means_the_coming_week_on_any_day() -> None:
    monday = date(2026, 11, 16)
    assert understand_day("tue", monday) == date(2026, 11, 17)
    assert understand_day("next tue", monday) == date(2026, 11, 24)


def test_the_clock_time_of_an_appointment_is_kept() -> None:
    found = understand_day_and_time("next tue 10am", TODAY)
    assert found == (date(2026, 11, 24), time(10))
    assert understand_day_and_time("fri", TODAY) == (date(2026, 11, 27), None)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "could not be understood"),
        ("soonish", "Write it like fri, next tue"),
        ("4", "could not be understood"),
        ("31/2", "February ends on the 28th"),
        ("31 nov", "November ends on the 30th"),
        ("32 dec", "December ends on the 31st"),
        ("29/2/2027", "no 29 February in 2027"),
        ("12/24", "the day comes first, so write 24/12"),
        ("40/40", "There is no month 40"),
        ("1/1/0999", "out of reach"),
        ("40th", "No month has a day 40"),
        ("week 60", "no week 60"),
        ("mon 27 nov", "27 November 2026 is a Friday, not a Monday"),
        ("+9999y", "outside any calendar"),
        ("+99999999999d", "could not be understood"),
        ("9" * 5000, "could not be understood"),
        ("fri fri fri", "could not be understood"),
    ],
)
def test_what_cannot_be_a_day_is_explained(words: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        understand_day(words, TODAY, ENGLAND)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("now", "2026-11-20T14:05"),
        ("today", "2026-11-20T14:05"),
        ("today 9", "2026-11-20T09:00"),
        ("today 2", "2026-11-20T14:00"),
        ("10:30", "2026-11-20T10:30"),
        ("at 10", "2026-11-20T10:00"),
        ("9am", "2026-11-20T09:00"),
        ("9.30am", "2026-11-20T09:30"),
        ("10.30", "2026-11-20T10:30"),
        ("kl 11", "2026-11-20T11:00"),
        ("noon", "2026-11-20T12:00"),
        ("this morning", "2026-11-20T09:00"),
        ("this evening", "2026-11-20T14:05"),
        ("20 min ago", "2026-11-20T13:45"),
        ("an hour ago", "2026-11-20T13:05"),
        ("half an hour ago", "2026-11-20T13:35"),
        ("for 2 timer siden", "2026-11-20T12:05"),
        ("yesterday", "2026-11-19T12:00"),
        ("yesterday 16:00", "2026-11-19T16:00"),
        ("yesterday afternoon", "2026-11-19T14:00"),
        ("i går 15:30", "2026-11-19T15:30"),
        ("mon", "2026-11-16T12:00"),
        ("mon 10:30", "2026-11-16T10:30"),
        ("10:30 mon", "2026-11-16T10:30"),
        ("mandag kl. 9", "2026-11-16T09:00"),
        ("last fri", "2026-11-13T12:00"),
        ("fri", "2026-11-20T14:05"),
        ("fri 10:30", "2026-11-20T10:30"),
        ("fri 16:00", "2026-11-13T16:00"),  # not yet today, so a week ago
        ("20 nov 14:00", "2026-11-20T14:00"),
        ("3/11 2pm", "2026-11-03T14:00"),
        ("3 days ago", "2026-11-17T12:00"),
        ("2026-11-18 08:15", "2026-11-18T08:15"),
        ("2026-11-18T08:15", "2026-11-18T08:15"),
        ("2026-11-18T08:15:00Z", "2026-11-18T09:15"),
        ("2026-11-18T08:15+00:00", "2026-11-18T09:15"),
    ],
)
def test_when_it_happened(words: str, moment: str) -> None:
    found = understand_moment(words, NOW)
    assert found.isoformat(timespec="minutes") == f"{moment}+01:00"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("tomorrow", "has not come yet"),
        ("16:00", "Today 16:00 has not come yet"),
        ("today 16:00", "has not come yet"),
        ("+2d", "has not come yet"),
        ("gibberish", "could not be understood"),
        ("", "could not be understood as a time"),
        ("25:00", "could not be understood"),
        ("31/2 10:00", "February ends"),
        ("blah ago", "could not be understood"),
    ],
)
def test_what_cannot_have_happened_is_explained(words: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        understand_moment(words, NOW)


def test_a_zone_that_knows_summer_time_is_followed() -> None:
    now = datetime(2026, 10, 26, 9, 0, tzinfo=ZoneInfo("Europe/London"))
    assert understand_moment("fri 10:30", now).utcoffset() == timedelta(hours=1)
    assert understand_moment("yesterday 10:30", now).utcoffset() == timedelta(0)


def test_now_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="aware"):
        understand_moment("mon", datetime(2026, 11, 20))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-20", "today"),
        ("2026-11-21", "tomorrow"),
        ("2026-11-19", "yesterday"),
        ("2026-11-17", "3 days ago"),
        ("2026-11-13", "Fri 13 Nov"),
        ("2026-11-27", "Fri 27 Nov"),
        ("2027-03-02", "Tue 2 Mar 2027"),
    ],
)
def test_a_day_said_back(day: str, words: str) -> None:
    assert say_day(date.fromisoformat(day), TODAY) == words


def test_moments_and_waits_said_back() -> None:
    assert say_moment(datetime(2026, 11, 20, 9, 0, tzinfo=UTC), NOW) == "today 10:00"
    assert say_moment(datetime(2026, 11, 16, 9, 0, tzinfo=UTC), NOW) == "Mon 16 Nov 10:00"
    assert say_wait(TODAY, TODAY) == "due today"
    assert say_wait(date(2026, 11, 21), TODAY) == "in 1 day"
    assert say_wait(date(2026, 11, 18), TODAY) == "2 days overdue"
