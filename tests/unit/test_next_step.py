"""A next step in one line: the day first or last, and said back in full."""

from datetime import date

import pytest

from adviser_tui.errors import InputError
from adviser_tui.services.words.next_step import understand_next_step

TODAY = date(2026, 11, 20)
HOLIDAYS = {date(2026, 12, 25): "Christmas Day"}


@pytest.mark.parametrize(
    ("text", "what", "day", "clock"),
    [
        ("fri ring about shifts", "ring about shifts", date(2026, 11, 27), ""),
        ("ring about shifts fri", "ring about shifts", date(2026, 11, 27), ""),
        ("fri", "follow up", date(2026, 11, 27), ""),
        ("next tue 10am visit", "visit", date(2026, 11, 24), "10:00"),
        ("visit the depot next tue 10am", "visit the depot", date(2026, 11, 24), "10:00"),
        ("+2w", "follow up", date(2026, 12, 4), ""),
        ("in 3 days send the form", "send the form", date(2026, 11, 23), ""),
        ("24/12 send the form", "send the form", date(2026, 12, 24), ""),
        ("tomorrow", "follow up", date(2026, 11, 21), ""),
    ],
)
def test_a_day_at_either_end(text: str, what: str, day: date, clock: str) -> None:
    step = understand_next_step(text, TODAY, HOLIDAYS, "follow up")
    assert (step.what, step.day, step.clock) == (what, day, clock)


@pytest.mark.parametrize("text", ["", "ring them", "ring fri about shifts", "   "])
def test_without_a_day_it_says_how_to_write_one(text: str) -> None:
    with pytest.raises(InputError, match="Begin or end with a day"):
        understand_next_step(text, TODAY, HOLIDAYS)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/2 ring", "There is no 31 February"),
        ("ring 31/2", "There is no 31 February"),
        ("yesterday ring", "has passed"),
        ("ring on 3/11/2026", "has passed"),
        ("-2d", "has passed"),
    ],
)
def test_a_day_that_cannot_be_is_said_to(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        understand_next_step(text, TODAY, HOLIDAYS)


def test_it_is_said_back_with_what_the_day_is() -> None:
    step = understand_next_step("25/12 10:00 call the baker", TODAY, HOLIDAYS)
    assert step.say(TODAY, HOLIDAYS) == "Fri 25 Dec at 10:00 (Christmas Day): call the baker"
    assert understand_next_step("fri", TODAY, {}).say(TODAY, {}) == "Fri 27 Nov: follow up"
