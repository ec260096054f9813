"""Every modal by key and by mouse, what it answers, and that Escape changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input

from adviser_tui.widgets.chooser import Chooser, letters_for
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.help_screen import HelpScreen
from adviser_tui.widgets.jump import JumpScreen, names_for
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.picker import Picker
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.quick_line import QuickLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.tabs_bar import TabsBar
from tests.pilot.kit_app import KitApp, KitScreen
from tests.pilot.seen import seen
from tests.pilot.waiting import settled

SIZES = [(80, 24), (120, 40)]


def said(app: App[Any]) -> list[str]:
    return [note.message for note in app._notifications]


@pytest.mark.parametrize("size", SIZES)
async def test_snooze_shows_the_date_and_needs_enter(size: tuple[int, int]) -> None:
    app = KitApp()
    async with app.run_test(size=size) as pilot:
        await pilot.press("space", "space", "s", "w")
        await pilot.pause()
        assert isinstance(app.screen, PromptLine)
        assert "Snooze 2 until?" in seen(app)
        assert "Tuesday 1 December" in seen(app)
        await pilot.press("enter")
        assert said(app) == ["Answer: +1w"]
        await pilot.press("s", *"wed", "enter")
        await pilot.pause()
        assert "'wed' is not a date" in seen(app)
        await pilot.press("escape", "s", "enter")
        await pilot.pause()
        assert "An answer is needed" in seen(app)
        await pilot.press("escape")
        assert said(app)[-1] == "Answer: None"


async def test_a_confirm_takes_y_and_n_and_not_enter() -> None:
    app = KitApp()
    async with app.run_test() as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert app.focused is not None
        assert app.focused.id == "confirm-no"
        assert "Take 7 follow-ups with Greggs" in seen(app)
        await pilot.press("enter", "v", "right", "enter", "space"[:0] or "x")
        assert isinstance(app.screen, Confirm)
        await pilot.press("y")
        await pilot.press("v", "n", "v", "escape", "v")
        await pilot.click("#confirm-yes")
        await pilot.pause()
        assert said(app) == [f"Answer: {yes}" for yes in (True, False, False, True)]


async def test_a_chooser_answers_to_letters_enter_and_mouse() -> None:
    app = KitApp()
    async with app.run_test() as pilot:
        await pilot.press("n", "v")
        await pilot.press("n", "j", "enter")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, Chooser)
        await pilot.click(RowList, offset=(6, 0), times=2)
        await pilot.press("n", "escape")
        assert said(app) == ["Answer: v", "Answer: v", "Answer: p", "Answer: None"]


def test_each_choice_has_a_letter_of_its_own() -> None:
    letters = letters_for(["Participant", "Promise", "Jobs", "Kit", "Go", "Æ", "Promise"])
    assert letters[:2] == ["p", "r"]
    assert len(set(letters)) == 7
    assert not set(letters) & set("jkg")


async def test_the_picker_finds_as_you_type_and_can_make_a_new_one() -> None:
    app = KitApp()
    async with app.run_test() as pilot:
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(app.screen, Picker)
        assert "Turnip & Sons" in seen(app)
        await pilot.press(*"nan")
        await settled(pilot)
        assert "Nando's [Leeds]" in seen(app)
        assert "Turnip & Sons" not in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("m", *"Bun Co", "enter")
        await settled(pilot)
        await pilot.press("m", "escape")
        assert said(app) == ["Answer: Nando's [Leeds]", "Answer: Bun Co", "Answer: None"]


async def test_the_quick_line_shows_back_refuses_and_submits() -> None:
    app = KitApp()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+n", *"no")
        await settled(pilot)
        assert isinstance(app.screen, QuickLine)
        assert "Understood: no" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Two employers fit" in seen(app)
        assert app.screen.query_one(Input).value == "no"
        await pilot.press(*"w [b]", "enter")
        await settled(pilot)
        assert said(app) == ["Answer: now [b]"]


async def test_help_explains_what_has_the_focus_and_names_the_keys() -> None:
    app = KitApp()
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = seen(app)
        for words in ("A list. Move with", "Snooze", "Find any command by its name."):
            assert words in text
        await pilot.press("G", "pageup", "j", "question_mark")
        await pilot.pause()
        assert isinstance(app.screen, KitScreen)
        await pilot.press("s", "f1")
        await pilot.pause()
        assert "Type the answer and press Enter" in seen(app)


@pytest.mark.parametrize("size", SIZES)
async def test_jump_letters_lead_to_rows_and_parts(size: tuple[int, int]) -> None:
    app = KitApp()
    async with app.run_test(size=size) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, JumpScreen)
        names = list(app.screen._places)
        third = next(
            name for name, place in app.screen._places.items() if place.y >= 6 and place.x < 3
        )
        await pilot.press(*third)
        await pilot.pause()
        assert isinstance(app.screen, KitScreen)
        row = app.screen.listing.cursor_row
        assert row is not None
        assert row.id != "row-0"
        await pilot.press("o", "escape", "o", "9")
        assert isinstance(app.screen, KitScreen)
        assert len(names) == len(set(names))


def test_jump_names_are_enough_and_none_begins_another() -> None:
    for count in (0, 1, 26, 27, 300):
        names = names_for(count)
        assert len(set(names)) == count
        assert len({len(name) for name in names}) <= 1


async def test_the_palette_offers_only_what_works_here() -> None:
    app = KitApp()
    async with app.run_test() as pilot:
        await pilot.press("ctrl+p", *"snoo")
        await settled(pilot)
        text = seen(app)
        assert "Snooze" in text
        assert "Screenshot" not in text
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PromptLine)
        await pilot.press("escape")
        await pilot.press("ctrl+p", *"outcome")
        await settled(pilot)
        assert "Record how a submission went." not in seen(app)
        await pilot.press("escape", "escape")
        await pilot.press("ctrl+p", *"theme")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.theme == "adviser-light"


async def test_footer_and_tabs_answer_to_the_mouse() -> None:
    app = KitApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        footer = app.screen.query_one(KeyFooter)
        places = {one.command.id: x for x, one in footer.places}
        assert "help" in places
        assert "palette" in places
        assert "row.snooze" in places
        await pilot.click(KeyFooter, offset=(places["row.snooze"] + 2, 0))
        await pilot.pause()
        assert isinstance(app.screen, PromptLine)
        await pilot.press("escape")
        bar = app.screen.query_one(TabsBar)
        assert "[1 Today]" in seen(app)
        went: list[str] = []
        app.action_screen_people = lambda: went.append("people")  # type: ignore[attr-defined]
        x = next(x for x, _, one in bar.places if one.id == "screen.people")
        await pilot.click(TabsBar, offset=(x + 2, 0))
        assert went == ["people"]


async def test_a_remapped_key_is_the_one_the_footer_shows() -> None:
    app = KitApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_keymap({"row.snooze": "z"})
        await pilot.pause()
        app.screen.refresh_bindings()
        await settled(pilot)
        assert "z Snooze" in seen(app)
        await pilot.press("z")
        await pilot.pause()
        assert isinstance(app.screen, PromptLine)


async def test_the_status_line_says_it_in_words() -> None:
    app = KitApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Robin Example · NOT ENCRYPTED · 60 participants · saved 09:41" in seen(app)
        await pilot.resize_terminal(50, 24)
        await settled(pilot)
        assert "NOT ENCRYPTED" in seen(app)


def test_the_kit_app_is_beside_the_tests() -> None:
    assert Path(__file__).with_name("kit_app.py").exists()
