"""Searching a list while typing: the newest letter wins, and keys act on what it finds."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from adviser_tui.widgets.row_list import RowList
from models.kinds import Stage
from screens.listing import Found
from screens.people import PeopleScreen
from tests.pilot.stage import MIDDLE, SMALL, copy_of, office_of, opened, press
from tests.pilot.test_typed_ahead import at_once, under_the_cursor
from tests.pilot.waiting import settled, until


class Slow(PeopleScreen):
    """People, of whom some are found only when the test lets them."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.held: dict[str, threading.Event] = {}
        self.reached: set[str] = set()

    def look_up(self, searched: str, is_stale: Callable[[], bool]) -> Found:
        """Look, but not before the test says so."""
        found = super().look_up(searched, lambda: False)
        if searched in self.held:
            self.reached.add(searched)
            self.held[searched].wait(60)
        return found


async def test_what_an_older_letter_finds_never_takes_the_place_of_what_a_newer_found(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        one, other = (row.name.casefold() for row in office_of(pilot).participants.rows()[3:5])
        screen = Slow(office_of(pilot))
        await pilot.app.push_screen(screen)
        await press(pilot, "slash")
        screen.held[one] = threading.Event()
        box = screen.query_one("#search", Input)
        box.value = one
        await until(pilot, lambda: one in screen.reached)
        assert len(screen.listing._place) > 1
        box.value = other
        await until(pilot, lambda: len(screen.listing._place) == 1)
        row = screen.listing.cursor_row
        assert row is not None
        newest = row.id
        screen.held[one].set()
        await settled(pilot)
        assert screen.listing.cursor_row is not None
        assert screen.listing.cursor_row.id == newest


async def test_the_letter_is_there_before_what_it_finds(demo: Path, tmp_path: Path) -> None:
    """The list stays as it was until then, and Enter and the arrows wait for it."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        rows = office_of(pilot).participants.rows()
        screen = Slow(office_of(pilot))
        await pilot.app.push_screen(screen)
        await press(pilot, "slash")
        typed = rows[7].name.split()[0].casefold()
        screen.held[typed] = threading.Event()
        for letter in typed:
            await pilot.press(letter)
        await pilot.press("enter")
        await until(pilot, lambda: typed in screen.reached)
        await pilot.pause(0.2)
        assert screen.query_one("#search", Input).value == typed
        assert not screen.listing.has_focus
        screen.held[typed].set()
        await settled(pilot)
        assert screen.listing.has_focus
        found = screen.listing.cursor_row
        assert found is not None
        assert typed in next(row.name for row in rows if row.id == found.id).casefold()


async def test_arrows_in_the_same_burst_move_in_what_is_found(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "slash")
        await at_once(pilot, *"acorn", "down", "down", "enter")
        reached = under_the_cursor(pilot)
        listing = pilot.app.screen.query_one("#rows", RowList)
        await press(pilot, "g", "j", "j")
        assert listing.cursor_row is not None
        assert listing.cursor_row.id == reached


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_people_who_have_left_are_found_and_said_to_be_gone(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        gone = next(
            row for row in office_of(pilot).participants.rows("left") if row.stage == Stage.MOVED_ON
        )
        assert gone.name not in await press(pilot, "2")
        slip = gone.name[:3] + gone.name[4:]
        text = await press(pilot, "/", f"={slip.casefold()}")
        assert gone.name in text
        assert "moved on" in text
        assert gone.name not in await press(pilot, "escape")


async def test_the_list_of_people_forgives_as_much_as_find(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        for row in office.participants.rows()[:3]:
            first, *_, last = row.name.casefold().split()
            for typed in (f"{last[:4]} {first[:3]}", first[1] + first[0] + first[2:]):
                hits = office.search.find(typed, ("participant",))
                await press(pilot, "2", "/", f"={typed}", "enter")
                assert hits
                assert under_the_cursor(pilot) == hits[0].id
                await press(pilot, "escape")


async def test_after_a_change_elsewhere_the_search_still_stands(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "/", "=acorn", "enter", "j", "j")
        here = under_the_cursor(pilot)
        text = await press(pilot, "e", "escape", "p", "=a list", "tab", "=fri", "ctrl+s")
        assert "u undoes" in text
        assert under_the_cursor(pilot) == here
