"""Going out of the office with one key and coming back with the same; linking a contact."""

from datetime import timedelta
from pathlib import Path

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import open_office
from models.kinds import TimeWith
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, NOW, SMALL, choose, copy_of, office_of, opened, press, running
from tests.pilot.stage import demo as demo


async def test_one_key_goes_out_and_comes_back_from_any_screen(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        office = office_of(pilot)
        text = await press(pilot, "O")
        assert "Out of the office, with whom?" in text
        await press(pilot, "escape")
        assert office.time_entries.current() is None
        await press(pilot, "O")
        text = await choose(pilot, "Participant")
        assert "Out since 09:30, with a participant." in text
        for place in ("2", "3", "4", "5"):
            assert "out since 09:30" in await press(pilot, place)
        text = await press(pilot, "O")
        assert "Back: 0 minutes with a participant." in text
        assert office.time_entries.current() is None
        await press(pilot, "u")
        assert office.time_entries.current() is not None


async def test_letters_of_a_form_are_letters(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, "3", "n", "=O")
        assert "Out of the office" not in seen(pilot.app)


async def test_a_forgotten_end_is_asked_for_on_the_next_day(demo: Path, tmp_path: Path) -> None:
    clock = FixedClock(NOW - timedelta(days=1))
    office = open_office(copy_of(demo, tmp_path), clock=clock)
    office.time_entries.go(TimeWith.EMPLOYER)
    clock.at = NOW
    try:
        async with running(office, MIDDLE) as pilot:
            assert "when were you back?" in seen(pilot.app)
            text = await press(pilot, "O")
            assert "You went out yesterday 09:30, with an employer" in text
            await choose(pilot, "Say when")
            text = await press(pilot, "=yesterday 11:15", "enter")
            assert "Written down: 1 h 45 min with an employer." in text
            assert office.time_entries.current() is None
    finally:
        office.close()


async def test_what_nobody_knows_is_taken_off(demo: Path, tmp_path: Path) -> None:
    clock = FixedClock(NOW - timedelta(days=3))
    office = open_office(copy_of(demo, tmp_path), clock=clock)
    office.time_entries.go(TimeWith.TRAVEL)
    clock.at = NOW
    try:
        async with running(office, SMALL) as pilot:
            await press(pilot, "O")
            assert "off the record" in await choose(pilot, "Do not know")
            assert office.time_entries.current() is None
    finally:
        office.close()


async def test_a_contact_about_nobody_is_linked_by_the_name_of_the_command(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        office = office_of(pilot)
        person = office.participants.rows()[0]
        contact = office.contacts.linkable()[0]
        await press(pilot, "2", "ctrl+p", "=link contact", "enter")
        text = await press(pilot, "enter")
        assert "Count a contact for a participant" in text
        await press(pilot, "=asked about shifts", "ctrl+s")
        assert "Counted for them. u undoes" in seen(pilot.app)
        linked = office.database.row(
            "SELECT participant_id, linked_why FROM contact WHERE linked_why <> ''"
        )
        assert tuple(linked) == (person.id, "asked about shifts")
        assert contact.id not in {row.id for row in office.contacts.linkable()}
