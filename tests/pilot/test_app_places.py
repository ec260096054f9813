"""Going about: every screen by key and mouse, search, help, palette, jump, and the true footer."""

from pathlib import Path

import pytest

from adviser_tui.commands import COMMANDS, SCREEN_SCOPES
from adviser_tui.widgets.active_commands import active_commands
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.row_list import RowList
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, copy_of, office_of, opened, press
from tests.pilot.waiting import settled

PLACES = {"1": "Today", "2": "People", "3": "Employers", "4": "Vacancies", "5": "Diary"}


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_a_number_goes_to_each_place_and_so_does_the_mouse(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Each place is in brackets when it is shown."""
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        for key, name in PLACES.items():
            assert f"[{key} {name}]" in await press(pilot, key)
        line = seen(pilot.app).splitlines()[0]
        for key, name in PLACES.items():
            await pilot.click("TabsBar", offset=(line.index(name), 0))
            await settled(pilot)
            assert f"[{key} {name}]" in seen(pilot.app)


async def test_every_command_of_a_place_works_there(demo: Path, tmp_path: Path) -> None:
    """What the table says of a place is what is bound there, and nothing is offered in vain."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        for key, name in PLACES.items():
            await press(pilot, key)
            active = {one.command.id for one in active_commands(pilot.app.screen)}
            scopes = set(SCREEN_SCOPES[name])
            expected = {one.id for one in COMMANDS if scopes & set(one.scopes)} - {"back"}
            missing = expected - active
            if name == "Employers":
                missing -= {"register.adopt"}  # only where companies are shown
            missing -= {"register.stop"}  # only while one is imported
            if name in ("People", "Employers", "Vacancies"):
                missing -= {"row.done", "row.snooze"}
            if name == "Diary":
                missing -= {"row.done", "row.snooze", "list.filter"}
            assert not missing, f"{name} does not have {missing}"


async def test_the_footer_names_only_what_works(demo: Path, tmp_path: Path) -> None:
    """With nothing in the list, nothing is offered that needs a row."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        text = await press(pilot, "/", "=zzzzzzzz", "enter")
        footer = text.splitlines()[-1]
        assert "Esc shows all" in text
        assert "Done" not in footer
        assert "Search" in footer


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_an_employer_is_found_with_a_slip_of_the_finger(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Search forgives; Enter goes back to the list, Escape shows all again."""
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        office = office_of(pilot)
        office.search.find("warm up")
        name = office.employers.rows()[40].name
        slip = name[:2] + name[3:]
        text = await press(pilot, "3", "/", f"={slip.lower()}")
        assert name[:24] in "\n".join(text.splitlines()[3:9])
        await press(pilot, "enter")
        listing = pilot.app.screen.query_one("#rows", RowList)
        assert listing.has_focus
        assert "Acorn" in await press(pilot, "escape")


async def test_moving_by_letters_arrows_and_pages(demo: Path, tmp_path: Path) -> None:
    """g and G, j and k, and the pages move the cursor; it never leaves the list."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, "2")
        rows = office_of(pilot).participants.rows()
        listing = pilot.app.screen.query_one("#rows", RowList)

        def here() -> str:
            return listing.cursor_row.id if listing.cursor_row else ""

        await press(pilot, "j", "down", "k")
        assert here() == rows[1].id
        await press(pilot, "G", "j")
        assert here() == rows[-1].id
        await press(pilot, "g", "pagedown", "pageup")
        assert here() == rows[0].id


async def test_parked_people_say_so_in_words(demo: Path, tmp_path: Path) -> None:
    """Nobody depends on a colour to see who was forgotten."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, "2")
        row = next(each for each in office_of(pilot).participants.rows() if each.is_parked)
        assert pilot.app.screen.query_one("#rows", RowList).go_to(row.id)
        assert f"{row.quiet_days} days without a step" in await press(pilot)


async def test_help_explains_what_has_the_focus(demo: Path, tmp_path: Path) -> None:
    """F1 on a list speaks of rows, on a card of lines; the same key closes it."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        assert "A list." in await press(pilot, "f1")
        await press(pilot, "f1", "tab")
        assert "A card." in await press(pilot, "question_mark")
        assert "What this is" not in await press(pilot, "escape")


async def test_jump_goes_to_a_row_by_its_letters(demo: Path, tmp_path: Path) -> None:
    """What stands before a row goes to it when it is typed."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        listing = pilot.app.screen.query_one("#rows", RowList)
        row = office_of(pilot).today.rows()[1]
        text = await press(pilot, "o")
        line = next(each for each in text.splitlines() if row.owed.subject[:12] in each)
        await press(pilot, f"={line.split(row.owed.subject[0])[0].strip()}")
        assert listing.cursor_row is not None
        assert listing.cursor_row.id == row.id


async def test_a_line_of_a_card_leads_on_and_escape_leads_back(demo: Path, tmp_path: Path) -> None:
    """From what is owed to the employer's own card and back to the list, step by step."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        listing = pilot.app.screen.query_one("#rows", RowList)
        row = next(each for each in office.today.rows() if each.owed.employer_id)
        listing.go_to(row.id)
        await press(pilot, "enter")
        card = pilot.app.screen.query_one("#card", CardView)
        for _ in range(12):
            if card.line is not None and card.line.ref.startswith("employer:"):
                break
            await press(pilot, "j")
        text = await press(pilot, "enter")
        assert "Last 28 days" in text
        assert "[1 Today]" not in text
        await press(pilot, "escape")
        assert card.has_focus
        await press(pilot, "escape")
        assert listing.has_focus


async def test_who_else_was_in_touch_is_two_keys_from_the_row(demo: Path, tmp_path: Path) -> None:
    """The card of an employer begins with the record of 28 days."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        text = await press(pilot, "3", "enter")
        assert "Last 28 days" in text


async def test_the_board_shows_everybody_by_how_far_it_has_come(demo: Path, tmp_path: Path) -> None:
    """b opens it from Vacancies; the headings are the states that hold somebody."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        text = await press(pilot, "4", "b")
        columns = [one for one in office_of(pilot).submissions.board() if one.rows]
        assert f"{columns[0].title}, {len(columns[0].rows)}" in text
        text = await press(pilot, "escape")
        assert "Live" in text


async def test_the_week_turns_and_comes_back(demo: Path, tmp_path: Path) -> None:
    """[ and ] turn the pages of the diary, w is this week; it opens at today."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        assert "Fri 20 Nov, today" in await press(pilot, "5")
        assert "Mon 9 Nov" in await press(pilot, "left_square_bracket")
        assert "Mon 23 Nov" in await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "Fri 20 Nov, today" in await press(pilot, "w")


async def test_colours_change_by_name_and_are_kept(demo: Path, tmp_path: Path) -> None:
    """The palette turns to the next theme; the next start has it."""
    folder = copy_of(demo, tmp_path)
    async with opened(folder) as pilot:
        before = pilot.app.theme
        await press(pilot, "ctrl+p", "=theme", "enter")
        await press(pilot, "enter")
        after = pilot.app.theme
        assert after != before
    async with opened(folder) as pilot:
        assert pilot.app.theme == after
