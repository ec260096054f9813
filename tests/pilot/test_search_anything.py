"""One box for everything: what is found, where Enter leads, and the way back."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.widgets.form import FormScreen
from adviser_tui.widgets.row_list import RowList
from screens.employers import EmployersScreen
from screens.finding import FindBox
from screens.partners import PartnersScreen
from screens.people import PeopleScreen
from screens.record import RecordScreen
from screens.register_card import CompanyCard
from screens.vacancies import VacanciesScreen
from tests.pilot.register_stage import with_register
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, copy_of, office_of, opened, press
from tests.pilot.test_typed_ahead import at_once, under_the_cursor


def kinds_found(pilot: Pilot[str]) -> list[str]:
    """Return the kind of each row of the box, in order."""
    listing = pilot.app.screen.query_one(RowList)
    ids = []
    for index in range(len(listing._place)):
        listing._place.index = index
        if (row := listing.cursor_row) is not None:
            ids.append(row.id.partition(":")[0])
    return ids


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_enter_goes_to_the_record_on_its_own_screen(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        office = office_of(pilot)
        person = office.participants.rows("left")[0]
        vacancy = office.vacancies.rows("closed")[0]
        employer = office.employers.rows()[700]
        partner = office.partners.rows("all")[0]
        wanted = (
            (person.id, person.name, PeopleScreen),
            (vacancy.id, f"{vacancy.title} {vacancy.employer}", VacanciesScreen),
            (employer.id, employer.name, EmployersScreen),
            (partner.id, partner.name, PartnersScreen),
        )
        for record_id, name, place in wanted:
            await press(pilot, "ctrl+f", f"={name.casefold()}")
            assert isinstance(pilot.app.screen, FindBox)
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, place)
            assert under_the_cursor(pilot) == record_id


async def test_an_id_a_reference_and_digits_lead_to_it(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        person = office_of(pilot).participants.rows()[3]
        row = office_of(pilot).database.row(
            "SELECT e.id, e.phone FROM employer e WHERE e.phone <> '' ORDER BY e.rowid LIMIT 1"
        )
        digits = "".join(letter for letter in row["phone"] if letter.isdigit())
        for typed, record_id in ((person.id, person.id), (digits, row["id"])):
            await press(pilot, "ctrl+f", f"={typed}", "enter")
            assert under_the_cursor(pilot) == record_id


async def test_escape_comes_back_and_the_same_key_closes(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        before = await press(pilot, "2", "j")
        assert await press(pilot, "ctrl+f", "=acorn", "escape") == before
        assert await press(pilot, "ctrl+f", "=acorn", "ctrl+f") == before


async def test_it_opens_from_a_search_line_but_not_over_a_form(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "/", "=ac", "ctrl+f")
        assert isinstance(pilot.app.screen, FindBox)
        await press(pilot, "escape", "escape", "n", "ctrl+f")
        assert isinstance(pilot.app.screen, FormScreen)


async def test_over_a_screen_on_top_the_card_is_opened(demo: Path, tmp_path: Path) -> None:
    """Nothing half done is closed to get to a record."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        person = office_of(pilot).participants.rows()[0]
        name = office_of(pilot).employers.rows()[0].name
        await press(pilot, "3", "m")
        assert pilot.app.screen_stack[1:]
        await press(pilot, "escape", "2", "b", "ctrl+f", f"={person.name}", "enter")
        assert isinstance(pilot.app.screen, RecordScreen)
        await press(pilot, "escape")
        await press(pilot, "ctrl+f", f"={name}", "enter")
        assert isinstance(pilot.app.screen, EmployersScreen)


async def test_enter_in_the_same_burst_takes_what_all_letters_find(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        person = office_of(pilot).participants.rows()[5]
        keys = [one if one != " " else "space" for one in person.name.casefold() if one != "'"]
        await press(pilot, "ctrl+f")
        await at_once(pilot, *keys, "enter")
        assert isinstance(pilot.app.screen, PeopleScreen)
        assert under_the_cursor(pilot) == person.id


async def test_what_was_chosen_comes_first_the_next_time(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "ctrl+f", "=acorn", "down", "down", "enter")
        meant = under_the_cursor(pilot)
        await press(pilot, "ctrl+f", "=acorn", "enter")
        assert under_the_cursor(pilot) == meant


async def test_a_company_is_shown_and_taken_over(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        text = await press(pilot, "ctrl+f", "=voxley wick")
        assert "In the national register" in text
        assert kinds_found(pilot)[0] == "register"
        await press(pilot, "escape", "ctrl+f", "=voxley wick", "enter")
        assert isinstance(pilot.app.screen, CompanyCard)
        assert "4 Tannery Row, Leeds, LS1 4AP" in seen(pilot.app)
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, EmployersScreen)
        card = office_of(pilot).employers.card(under_the_cursor(pilot))
        assert card.name == "VOXLEY & WICK BAKERIES LIMITED"
        await press(pilot, "u")
        assert "VOXLEY & WICK BAKERIES LIMITED" not in {
            row.name for row in office_of(pilot).employers.rows()
        }


async def test_a_company_may_be_left_where_it_is(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        before = await press(pilot, "2")
        assert before == await press(pilot, "ctrl+f", "=voxley wick", "enter", "escape")


async def test_the_box_says_what_can_be_found(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        text = await press(pilot, "ctrl+f")
        assert "beginning of an id" in text
        assert pilot.app.screen.query_one(Input).has_focus
