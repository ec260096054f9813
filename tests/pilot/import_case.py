"""What the tests of lists in and out on the screen share."""

from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.services.office import Office
from screens.importing import ImportScreen
from tests.pilot.seen import seen
from tests.pilot.waiting import settled

SIZES = [(80, 24), (120, 40)]
LIST = (
    "Reference,Company,Town,Phone\n"
    "F1,Fjord Bakery Ltd,Hull,01632 960 001\n"
    "F2,Hill Farm,York,not a number\n"
    "F3,Fjord Bakery Limited,Hull,\n"
    "F4,Tesselate Stores,Leeds,\n"
)


def folder_of_files(tmp_path: Path) -> Path:
    """Make a folder with a list, something else, and a folder inside."""
    there = tmp_path / "files"
    (there / "older").mkdir(parents=True)
    (there / "list.csv").write_text(LIST, encoding="utf-8")
    (there / "letter.docx").write_text("not for us")
    return there


def employers(office: Office) -> list[str]:
    """Return the names of the employers of a caseload."""
    rows = office.database.rows("SELECT name FROM employer WHERE void_reason IS NULL ORDER BY name")
    return [row[0] for row in rows]


def said(app: App[Any]) -> str:
    """Return everything that was said in toasts."""
    return " ".join(note.message for note in app._notifications)


def screen_words(app: App[Any]) -> str:
    """Return what stands on the screen, as words with single blanks between."""
    return " ".join(seen(app).split())


async def open_import(pilot: Pilot[Any], path: str) -> ImportScreen:
    """Open the screen as the palette does, and type a path."""
    await settled(pilot)
    await pilot.app.run_action("file_import")
    await settled(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    await pilot.press("enter")
    await type_path(pilot, path)
    return screen


async def type_path(pilot: Pilot[Any], path: str) -> None:
    """Put a path into the line that has the focus."""
    line = pilot.app.focused
    assert isinstance(line, Input)
    line.value = path
    await settled(pilot)
