"""Working time on the screen: found by name, written down in words, taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.reader import finish_reads
from tests.pilot.stage import NOW, SMALL, press, running
from tests.pilot.waiting import settled


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    opened = open_office(folder, clock=FixedClock(NOW))
    opened.identity.introduce("Vilma Testesen", "Fjord", "nav")
    yield opened
    finish_reads()
    opened.close()


async def test_days_away_and_how_one_works_are_written_down_in_words(office: Office) -> None:
    async with running(office, SMALL) as pilot:
        await press(pilot, "ctrl+p", "=working time")
        assert "Nothing is written down" in await press(pilot, "down", "enter")
        assert "mon-wed 60%" in await press(pilot, "e")
        text = await press(pilot, "=mon-wed 60% 22h30 from 2026-09-01")
        assert "from Tue 1 Sep: Mon to Wed, 60 %, 22 h 30 min a week" in text
        assert "this week: 3 of 3 days" in await press(pilot, "enter")
        assert "Tue 17 Nov" in await press(pilot, "a", "=sick tue")
        text = await press(pilot, "enter")
        assert "Tue 17 Nov" in text
        assert "sick" not in text
        assert "this week: 2 of 3 days" in text
        assert office.working_time.absences()[0].first_on == date(2026, 11, 17)
        assert "this week: 3 of 3 days" in await press(pilot, "home", "x")
        assert "this week: 2 of 3 days" in await press(pilot, "u")
        assert "Working time" not in await press(pilot, "escape")


async def test_what_is_not_understood_is_said_and_nothing_is_lost(office: Office) -> None:
    async with running(office, SMALL) as pilot:
        await pilot.app.run_action("working_time")
        await settled(pilot)
        text = await press(pilot, "a", "=when it rains", "enter")
        assert "could not be understood as a day" in text
        assert pilot.app.screen.query_one(Input).value == "when it rains"
        await press(pilot, "escape", "x")
        assert office.working_time.absences() == ()
