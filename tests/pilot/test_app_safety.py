"""When something goes wrong: refusals and full disks are told, and nothing leaks to a clipboard."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.app import App

from adviser_tui.app import AdviserApp
from adviser_tui.services.office import open_office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.quick_line import QuickLine
from adviser_tui.widgets.row_list import RowList
from tests.pilot.seen import seen
from tests.pilot.stage import copy_of, office_of, opened, press, running
from tests.pilot.waiting import settled, until


@contextmanager
def full_disk(folder: Path) -> Iterator[None]:
    """Hold the file so that nothing can be written, as another program or a full disk would."""
    holder = sqlite3.connect(folder / "caseload.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


async def test_what_cannot_be_written_is_told_and_nothing_looks_saved(
    demo: Path, tmp_path: Path
) -> None:
    """The row stays, the status line does not say saved, the sentence says what to do."""
    folder = copy_of(demo, tmp_path)
    async with opened(folder) as pilot:
        first = office_of(pilot).today.rows()[0].id
        with full_disk(folder):
            text = await press(pilot, "d", "enter")
        assert first in [row.id for row in office_of(pilot).today.rows()]
        assert "saved 09:30" not in text
        assert "Done: " not in text
        assert pilot.app._notifications


async def test_saved_is_said_only_after_something_was_saved(demo: Path, tmp_path: Path) -> None:
    """Before the first change the line is silent about it."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        assert "saved" not in seen(pilot.app)
        assert "NOT ENCRYPTED" in seen(pilot.app)
        assert "DEMO" in seen(pilot.app)
        assert "saved 09:30" in await press(pilot, "s", "w", "enter")


async def test_nothing_to_undo_is_said_in_words(demo: Path, tmp_path: Path) -> None:
    """An empty history is no mistake of the program."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "u")
        assert all(note.severity != "error" for note in pilot.app._notifications)
        assert pilot.app._notifications


async def test_copying_is_asked_about_where_it_may_harm_and_forgotten_soon(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A phone number is copied at once, what somebody may not be told only after a yes."""
    monkeypatch.setattr("screens.acting.editing.CLIPBOARD_SECONDS", 0.2)
    copied: list[str] = []
    copy = App.copy_to_clipboard

    def noted(app: App[str], words: str) -> None:
        copied.append(words)
        copy(app, words)

    monkeypatch.setattr(App, "copy_to_clipboard", noted)
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        row = next(each for each in office.today.rows() if each.owed.side == "participant")
        person = row.owed.participant_id
        phone = office.participants.card(person).phone
        await press(pilot, "2")
        pilot.app.screen.query_one("#rows", RowList).go_to(person)
        await press(pilot, "enter")
        card = pilot.app.screen.query_one("#card", CardView)
        card.go_to_field(f"participant:{person}:phone")
        await pilot.press("c")
        assert copied[0] == phone
        await until(pilot, lambda: pilot.app.clipboard == "")
        card.go_to_field(f"participant:{person}:safe_to_contact")
        await press(pilot, "c")
        assert isinstance(pilot.app.screen, Confirm)
        await press(pilot, "n")
        assert pilot.app.clipboard == ""
        assert copied == [phone, ""]


async def test_nothing_is_marked_with_the_mouse(demo: Path, tmp_path: Path) -> None:
    """A drag over names puts none of them on the clipboard."""
    assert not AdviserApp.ALLOW_SELECT
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await pilot.mouse_down("#card", offset=(3, 3))
        await pilot.hover("#card", offset=(30, 6))
        await pilot.mouse_up("#card", offset=(30, 6))
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard == ""


def test_the_framework_still_ends_through_our_own_door() -> None:
    """The method that keeps data out of a crash exists in the framework and is overridden."""
    assert "_fatal_error" in App.__dict__
    assert AdviserApp._fatal_error is not App._fatal_error


async def test_the_first_run_asks_who_works_here(tmp_path: Path) -> None:
    """A name is needed; then the empty lists say what fills them."""
    office = open_office(tmp_path / "new")
    async with running(office, (80, 24)) as pilot:
        text = seen(pilot.app)
        assert "Welcome to Adviser" in text
        text = await press(pilot, "escape")
        assert "Type your name" in text
        text = await press(pilot, "ctrl+s")
        assert "needed" in text
        await press(pilot, "=Robin Invented", "enter", "enter", "enter", "enter")
        text = seen(pilot.app)
        assert "Robin Invented" in text
        assert "ctrl+n logs a contact" in text
        for place in "2345":
            text = await press(pilot, place)
            assert any(way_out in text for way_out in ("n adds", "ctrl+n", "] turn"))
    office.close()


async def test_the_mouse_begins_too(tmp_path: Path) -> None:
    """The button does what the keys do, and the demo is asked for with the last one."""
    office = open_office(tmp_path / "new")
    async with running(office, (80, 24)) as pilot:
        await press(pilot, "=Robin Invented")
        await pilot.click("#welcome-empty")
        await settled(pilot)
        assert office.identity.who().name == "Robin Invented"
    office.close()
    office = open_office(tmp_path / "other")
    async with running(office, (80, 24)) as pilot:
        await pilot.click("#welcome-demo")
        await pilot.pause()
        assert pilot.app.return_value == "demo"
    office.close()


async def test_a_line_that_is_half_written_is_kept_without_closing_it(
    demo: Path, tmp_path: Path
) -> None:
    """A crash or a closed lid takes nothing; what was saved or emptied is kept no longer."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)

        def kept() -> str:
            return " ".join(str(tuple(row)) for row in office.database.rows("SELECT * FROM draft"))

        await press(pilot, "ctrl+n", "=spar quay f2f")
        await until(pilot, lambda: "spar quay f2f" in kept())
        await press(pilot, "ctrl+u")
        await until(pilot, lambda: "spar quay" not in kept())
        await press(pilot, "=zzyzx call")
        await until(pilot, lambda: "zzyzx call" in kept())
        await press(pilot, "enter")
        await until(pilot, lambda: not isinstance(pilot.app.screen, QuickLine))
        assert "zzyzx" not in kept()
