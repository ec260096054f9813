"""A company of the register in a form's field and in the quick line: offered beside a new one."""

from pathlib import Path

from textual.pilot import Pilot

from tests.pilot.register_stage import with_register
from tests.pilot.stage import choose, copy_of, office_of, opened, press
from tests.pilot.test_typed_ahead import at_once

NAME = "VOXLEY & WICK BAKERIES LIMITED"


def the_employer(pilot: Pilot[str]) -> tuple[str, str, str]:
    """Return number, address and sector codes of the employer that was taken over."""
    row = office_of(pilot).database.row(
        "SELECT e.company_number, s.address, e.sector_codes FROM employer e "
        "JOIN employer_site s ON s.employer_id = e.id WHERE e.name = ? AND e.void_reason IS NULL",
        (NAME,),
    )
    assert row is not None
    return str(row[0]), str(row[1]), str(row[2])


async def test_a_contact_with_a_company_takes_it_over_in_one_step(
    demo: Path, tmp_path: Path
) -> None:
    async with with_register(demo, tmp_path) as pilot:
        office = office_of(pilot)
        await press(pilot, "3", "/", "=xqxqxq", "enter", "l")
        text = await press(pilot, "=voxley")
        assert "register · Leeds LS1 4AP" in text
        assert "+ New employer: voxley" in text
        text = await press(pilot, "enter", "ctrl+s")
        assert "When will you be in touch again?" in text
        await press(pilot, "=-", "ctrl+s")
        number, address, sectors = the_employer(pilot)
        assert (number, address) == ("01234567", "4 Tannery Row")
        assert "10710" in sectors
        assert office.contacts.recent(1)[0].employer == NAME
        office.history.undo()
        assert not [one for one in office.employers.rows(text=NAME) if one.name == NAME]


async def test_a_promise_and_a_vacancy_take_it_too(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        await press(pilot, "4", "n", "=voxley wick", "enter", "=Baker", "ctrl+s")
        assert the_employer(pilot)[0] == "01234567"
        assert office_of(pilot).vacancies.rows(text="baker voxley")[0].employer == NAME
        await press(pilot, "u", "3", "/", "=xqxqxq", "enter", "p", "=voxley wick", "enter")
        await press(pilot, "tab", "=a list", "tab", "=fri", "ctrl+s")
        assert the_employer(pilot)[0] == "01234567"


async def test_a_new_name_may_still_be_new(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        text = await press(pilot, "4", "n", "=voxley wick", *["down"] * 7, "enter")
        assert "New: it is added when you save." in text


async def test_the_quick_line_asks_which_company_is_meant(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        text = await press(pilot, "ctrl+n", "=voxley wick call needs fu fri")
        assert f"In the register: {NAME}" in text
        text = await press(pilot, "enter")
        assert "Which is “voxley wick”?" in text
        assert "Somebody new" in text
        await choose(pilot, NAME[:12])
        assert the_employer(pilot)[0] == "01234567"
        assert office_of(pilot).contacts.recent(1)[0].employer == NAME


async def test_the_quick_line_takes_somebody_new(demo: Path, tmp_path: Path) -> None:
    async with with_register(demo, tmp_path) as pilot:
        await press(pilot, "ctrl+n", "=voxley wick call needs fu fri", "enter")
        await choose(pilot, "Somebody new")
        assert office_of(pilot).contacts.recent(1)[0].employer == "voxley wick"


async def test_enter_right_after_the_letters_takes_what_they_find(
    demo: Path, tmp_path: Path
) -> None:
    """What is typed after Enter goes into the next field, though the search took its time."""
    async with with_register(demo, tmp_path) as pilot:
        await press(pilot, "4", "n")
        text = await at_once(pilot, *"voxleyw", "backspace", "enter", *"Baker")
        assert NAME in text
        assert "Baker" in text
        assert "voxleyBaker" not in text


async def test_without_a_register_a_field_is_as_it_was(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        text = await press(pilot, "4", "n", "=voxley wick")
        assert "+ New employer: voxley wick" in text
        assert "register" not in text.casefold()
