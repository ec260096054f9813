"""The national register on the screen: below the team's own, and one key makes it an employer."""

from datetime import date
from pathlib import Path

import pytest

from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.widgets.row_list import RowList
from tests.pilot.register_stage import beside, with_register
from tests.pilot.stage import MIDDLE, SMALL, choose, copy_of, office_of, opened, press
from tests.pilot.test_typed_ahead import at_once, under_the_cursor
from tests.register_case import company


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_companies_stand_below_what_is_ours(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with with_register(demo, tmp_path, size, company(7, "ACORN HOLDINGS LTD")) as pilot:
        first = await press(pilot, "3", "/", "=acorn")
        assert "Acorn" in first.splitlines()[3]
        assert "1 in the register" in first
        last = await press(pilot, "enter", "G")
        heading, company_row = last.index("In the national register"), last.rindex("ACORN HOLD")
        assert last.index("Acorn") < heading < company_row
        assert "the register" not in await press(pilot, "escape")


async def test_without_a_register_nothing_is_said_of_one(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        text = await press(pilot, "3", "/", "=voxley")
        assert "register" not in text.casefold()
        assert "Nothing fits that" in text


async def test_one_key_takes_a_company_over_and_goes_to_it(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        text = await press(pilot, "3", "/", "=voxley wik", "enter")
        assert "VOXLEY & WICK BAKERIES LIMITED" in text
        assert "a From register" in text.splitlines()[-1]
        text = await press(pilot, "a")
        assert "u undoes" in text
        row = pilot.app.screen.query_one("#rows", RowList).cursor_row
        assert row is not None
        card = office_of(pilot).employers.card(row.id)
        assert card.name == "VOXLEY & WICK BAKERIES LIMITED"
        await press(pilot, "u")
        assert "VOXLEY & WICK BAKERIES LIMITED" not in {
            one.name for one in office_of(pilot).employers.rows()
        }
        assert "In the national register" in await press(pilot)


async def test_what_is_ours_already_is_not_offered_again(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        await press(pilot, "3", "/", "=voxley wick", "enter", "a")
        text = await press(pilot, "escape", "/", "=voxley wick")
        assert "1234567" not in text


async def test_a_likely_double_is_asked_about_and_led_to(demo: Path, tmp_path: Path) -> None:
    folder = copy_of(demo, tmp_path)
    async with opened(folder) as pilot:
        known = office_of(pilot).employers.rows()[0]
    beside(folder, company(9, known.name.upper(), town=known.town, postcode=known.postcode))
    async with opened(folder) as pilot:
        await press(pilot, "3", "/", f"={known.name.casefold()}", "enter", "G")
        assert "on your list" in await press(pilot, "a")
        before = len(office_of(pilot).employers.rows())
        await choose(pilot, known.name[:12])
        row = pilot.app.screen.query_one("#rows", RowList).cursor_row
        assert row is not None
        assert row.id == known.id
        assert len(office_of(pilot).employers.rows()) == before


async def test_an_old_register_says_so_in_its_heading(demo: Path, tmp_path: Path) -> None:
    folder = copy_of(demo, tmp_path)
    beside(folder, as_of=date(2026, 8, 1))
    async with opened(folder) as pilot:
        text = await press(pilot, "3", "/", "=voxley")
        assert "In the national register of 1 Aug 2026, which is old" in text


async def test_a_damaged_register_stops_nothing(demo: Path, tmp_path: Path) -> None:
    folder = copy_of(demo, tmp_path)
    beside(folder)
    for each in (folder / "register" / "uk-0001").glob("*.store"):
        each.write_bytes(b"")
    async with opened(folder) as pilot:
        assert "Acorn" in await press(pilot, "3", "/", "=acorn")
        text = await press(pilot, "escape", "/", "=voxley")
        assert "The national register cannot be searched" in text


async def test_a_goes_down_to_the_companies_first(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path, SMALL, company(7, "ACORN HOLDINGS LTD")) as pilot:
        assert "a From register" in await press(pilot, "3", "/", "=acorn", "enter")
        before = len(office_of(pilot).employers.rows())
        await press(pilot, "a")
        row = pilot.app.screen.query_one("#rows", RowList).cursor_row
        assert row is not None
        assert row.id == "register:00000007"
        assert len(office_of(pilot).employers.rows()) == before
        assert "taken over" in await press(pilot, "a")


async def test_a_right_after_the_letters_waits_for_the_companies(
    demo: Path, tmp_path: Path
) -> None:
    async with with_register(demo, tmp_path, MIDDLE, company(7, "ACORN HOLDINGS LTD")) as pilot:
        await press(pilot, "3", "slash")
        await at_once(pilot, *"acorn", "enter", "a")
        assert under_the_cursor(pilot) == "register:00000007"


async def test_a_company_is_marked_by_no_key(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        await press(pilot, "3", "/", "=voxley", "enter", "space", "*")
        assert pilot.app.screen.query_one("#rows", RowList).marked == ()


async def test_a_contact_with_a_company_begins_with_it_and_takes_it_over(
    demo: Path, tmp_path: Path
) -> None:
    async with with_register(demo, tmp_path) as pilot:
        await press(pilot, "3", "/", "=voxley wik", "enter")
        assert not pilot.app.screen.check_action("merge_open", ())
        seen = await press(pilot, "l")
        assert "VOXLEY & WICK BAKERIES LIMITED" in seen.split("Log a contact")[1]
        await press(pilot, "=two shifts", "tab", "tab", "=-", "ctrl+s")
        names = {one.name: one.id for one in office_of(pilot).employers.rows()}
        card = office_of(pilot).employers.card(names["VOXLEY & WICK BAKERIES LIMITED"])
        assert card.company_number == "01234567"


async def test_without_a_register_its_key_is_not_offered_after_coming_back(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "/", "=acorn", "enter", "M")
        office_of(pilot).employers.add(EmployerDraft("Qwyzzle Vats"))
        assert "From register" not in await press(pilot, "escape")
