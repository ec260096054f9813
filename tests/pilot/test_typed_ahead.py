"""Typed faster than the screen follows, or pasted: every key goes where it was meant to go."""

import asyncio
import re
import sys
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.widgets.field_rows import FieldRow
from adviser_tui.widgets.row_list import RowList
from tests.pilot.seen import seen
from tests.pilot.stage import SMALL, copy_of, opened, press
from tests.pilot.waiting import settled


async def at_once(pilot: Pilot[str], *keys: str) -> str:
    """Send keys as a terminal sends what is typed in one burst, and return what is seen then."""
    for key in keys:
        pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await settled(pilot)
    return seen(pilot.app)


def under_the_cursor(pilot: Pilot[str]) -> str:
    """Return the id of the row under the cursor."""
    row = pilot.app.screen.query_one("#rows", RowList).cursor_row
    assert row is not None
    return row.id


async def test_after_enter_in_the_search_line_keys_go_to_the_list(
    demo: Path, tmp_path: Path
) -> None:
    """What is reached in one burst is what is reached key by key."""
    keys = ("a", "c", "enter", "j", "j")
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "slash")
        await at_once(pilot, *keys)
        assert pilot.app.screen.query_one("#search", Input).value == "ac"
        reached = under_the_cursor(pilot)
        await press(pilot, "1", "3", "slash", "backspace", "backspace", *keys)
        assert reached == under_the_cursor(pilot)


async def test_after_enter_in_a_form_keys_go_to_the_next_field(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "n")
        shown = await at_once(pilot, *"Turnip", "enter", *"Leeds")
        assert "Turnip" in shown
        assert "TurnipLeeds" not in shown
        assert "Leeds" in shown


async def test_what_opens_a_question_and_its_answer_may_come_together(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        shown = await at_once(pilot, "s", *"fri")
        assert "fri" in shown
        assert "27 Nov" in shown


@pytest.mark.parametrize("place", ["2", "3"])
@pytest.mark.parametrize("burst", [True, False])
async def test_a_name_typed_right_after_n_loses_no_letter(
    demo: Path, tmp_path: Path, place: str, burst: bool
) -> None:
    """Neither in one burst nor while the form opens and what writing needs is brought in."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, place)
        keys = ("n", *"Zed Sampleton")
        if burst:
            await at_once(pilot, *keys)
        else:
            for key in keys:
                pilot.app.post_message(events.Key(key, key))
                await asyncio.sleep(0.005)
            await settled(pilot)
        first = pilot.app.screen.query(FieldRow).first()
        assert first.text == "Zed Sampleton"
        assert pilot.app.focused is first.query_one(Input)


async def test_a_choice_and_the_form_it_leads_to_take_what_is_typed_at_once(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "1", "n")
        letter = re.search(r"(\w)  Follow-up", seen(pilot.app))
        assert letter
        await at_once(pilot, letter[1], *"Send the sheet", "enter", *"fri")
        rows = pilot.app.screen.query(FieldRow)
        assert [row.text for row in rows][:2] == ["Send the sheet", "fri"]


async def test_escape_typed_with_n_closes_the_form_again(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "2")
        people = pilot.app.screen
        await at_once(pilot, "n", *"Zed", "escape")
        assert pilot.app.screen is people
        await press(pilot, "n")
        assert pilot.app.screen.query(FieldRow).first().text == "Zed"


@pytest.mark.skipif(sys.platform == "win32", reason="a pty is needed")
def test_a_form_opened_in_a_terminal_takes_what_comes_with_its_key(
    demo: Path, tmp_path: Path
) -> None:
    """In a program of its own, where the first form brings in what nothing else needed yet."""
    from tests.pilot.test_app_terminal import Terminal

    terminal = Terminal("-m", "adviser_tui", "--data-dir", str(copy_of(demo, tmp_path)))
    terminal.until("NOT ENCRYPTED")
    terminal.child.send("2")
    terminal.until("People")
    for key in "nZed Sampleton":
        terminal.child.send(key)
    terminal.until("Zed Sampleton")
    terminal.child.send("\x11")
    assert terminal.to_the_end() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pty is needed")
def test_no_letter_of_a_paste_is_a_command(demo: Path, tmp_path: Path) -> None:
    """An Escape within, as a copied piece of a terminal has, lets nothing behind it act."""
    from tests.pilot.test_app_terminal import Terminal

    terminal = Terminal("-m", "adviser_tui", "--data-dir", str(copy_of(demo, tmp_path)))
    terminal.until("NOT ENCRYPTED")
    terminal.child.send("3")
    terminal.until("Acorn")
    terminal.child.send("/")
    terminal.until("Search")
    terminal.child.send("\x1b[200~red\x1b4\x1b[A\x1b[1mx5\x11\x1b[0m word\x1b[201~s")
    terminal.until("red4[A[1mx5[0m words")
    terminal.child.send("\x11")
    assert terminal.to_the_end() == 0
