"""Lists in and out on the screen: looked at, brought in, stopped, taken back, written."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.picker import Picker
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.writer import finish_writes
from screens import importing
from screens.importing import ImportScreen
from tests.pilot.seen import seen

SIZES = [(80, 24), (120, 40)]
LIST = (
    "Reference,Company,Town,Phone\n"
    "F1,Fjord Bakery Ltd,Hull,01632 960 001\n"
    "F2,Hill Farm,York,not a number\n"
    "F3,Fjord Bakery Limited,Hull,\n"
    "F4,Tesselate Stores,Leeds,\n"
)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with a list, something else, and a folder inside."""
    there = tmp_path / "files"
    (there / "older").mkdir(parents=True)
    (there / "list.csv").write_text(LIST, encoding="utf-8")
    (there / "letter.docx").write_text("not for us")
    return there


def employers(office: Office) -> list[str]:
    rows = office.database.rows("SELECT name FROM employer WHERE void_reason IS NULL ORDER BY name")
    return [row[0] for row in rows]


def said(app: App[Any]) -> str:
    return " ".join(note.message for note in app._notifications)


def screen_words(app: App[Any]) -> str:
    return " ".join(seen(app).split())


async def settle(pilot: Pilot[Any]) -> None:
    assert finish_writes()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause(0.2)


async def open_import(pilot: Pilot[Any], path: str) -> ImportScreen:
    """Open the screen as the palette does, and type a path."""
    await settle(pilot)
    await pilot.app.run_action("file_import")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ImportScreen)
    await pilot.press("enter")
    await type_path(pilot, path)
    return screen


async def type_path(pilot: Pilot[Any], path: str) -> None:
    line = pilot.app.focused
    assert isinstance(line, Input)
    line.value = path
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_looked_at_brought_in_and_taken_back(
    office: Office, files: Path, size: tuple[int, int]
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settle(pilot)
        assert "4 rows: 2 new · 1 doubles, left out · 1 to be mended" in seen(app)
        assert "Company Employer name Fjord Bakery Ltd" in screen_words(app)
        assert "line 3 Hill Farm. Column 4, Phone: “not a number”" in screen_words(app)
        assert "nothing is changed yet" in seen(app)
        assert not employers(office)
        await pilot.press("enter")
        await settle(pilot)
        assert "2 of 4 employers came in" in seen(app)
        assert "list to mend.csv" in screen_words(app)
        assert employers(office) == ["Fjord Bakery Ltd", "Tesselate Stores"]
        assert "2 employers imported. u undoes" in said(app)
        await pilot.press("u")
        await settle(pilot)
        assert employers(office) == []
        assert "Taken back: imported 2 employers." in said(app)
        assert "2 new" in seen(app)
        await pilot.press("U")
        await settle(pilot)
        assert employers(office) == ["Fjord Bakery Ltd", "Tesselate Stores"]
        assert "2 here already" in seen(app)
    assert "Hill Farm" in (files / "list to mend.csv").read_text(encoding="utf-8-sig")


async def test_it_is_offered_by_name_and_by_the_welcome(
    folder: Path, clock: FixedClock, files: Path
) -> None:
    office = open_office(folder, clock=clock)
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Vilma")
        await pilot.click("#welcome-import")
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"import")
        await pilot.pause(0.5)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
    office.close()


async def test_a_file_is_found_through_its_folders(office: Office, files: Path) -> None:
    (files / "older" / "people.xlsx").write_bytes(b"PK\x03\x04 but no workbook")
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, f"{files}/")
        assert "list.csv" in seen(app)
        assert "letter.docx" not in seen(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert "people.xlsx" in seen(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "people.xlsx is damaged" in screen_words(app)
        await type_path(pilot, f"{files}/LIS")
        await pilot.press("enter")
        await settle(pilot)
        assert "2 new" in seen(app)


async def test_all_of_it_works_with_the_mouse(office: Office, files: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(120, 40)) as pilot:
        before = await open_import(pilot, f"{files}/")
        await pilot.click("PathBox RowList", offset=(3, 0), times=2)
        await settle(pilot)
        assert "2 new" in seen(app)
        await pilot.click("#columns", offset=(5, 4), times=2)
        await settle(pilot)
        assert isinstance(app.screen, Picker)
        await pilot.click("Picker RowList", offset=(5, 0), times=2)
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
        assert "3 new" in seen(app)
        await pilot.click("#import-run")
        await settle(pilot)
        assert len(employers(office)) == 3
        await pilot.click("#import-close")
        await settle(pilot)
        assert before not in app.screen_stack


async def test_a_column_becomes_something_else_by_keys(office: Office, files: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settle(pilot)
        columns = screen.query_one("#columns", RowList)
        columns.focus()
        await pilot.press("j", "j", "j", "enter")
        await settle(pilot)
        await pilot.press(*"notes")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "3 new" in seen(app)
        assert "Phone Notes" in screen_words(app)
        await pilot.press("tab", "enter")
        await settle(pilot)
    notes = [row[0] for row in office.database.rows("SELECT notes FROM employer ORDER BY name")]
    assert "not a number" in notes


async def test_columns_that_could_each_be_meant_are_asked_about(
    office: Office, files: Path
) -> None:
    path = files / "unsure.csv"
    path.write_text("Employer nama,Employer nane,Town\nFjord Bakery,Hill Farm,Hull\n")
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(path))
        await pilot.press("enter")
        await settle(pilot)
        assert "It is not clear what “Employer nama” and “Employer nane” should be" in screen_words(
            app
        )
        assert screen.query_one("#columns").has_focus
        await pilot.press("j", "enter")
        await settle(pilot)
        await pilot.press(*"employer")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "1 new" in seen(app)
        await pilot.press("tab", "enter")
        await settle(pilot)
    assert employers(office) == ["Hill Farm"]


async def test_a_column_about_somebody_is_never_read(office: Office, files: Path) -> None:
    path = files / "people.csv"
    path.write_text("Name,Diagnosis,Town\nAnn Invented,secret words,Hull\n")
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await app.run_action("file_import")
        await settle(pilot)
        await pilot.press("p", "enter")
        await type_path(pilot, str(path))
        await pilot.press("enter")
        await settle(pilot)
        assert "never read" in seen(app)
        assert "secret words" not in seen(app)
        app.screen.query_one("#columns").focus()
        await pilot.press("j", "enter")
        await settle(pilot)
        assert isinstance(app.screen, ImportScreen)
        assert "is not taken from a file" in said(app)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("gone.csv", None, "There is no file"),
        ("empty.csv", b"", "is empty"),
        ("paper.csv", b"%PDF-1.7 and so on", "is a PDF document"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0 and so on", "an old Excel file"),
        ("blank.csv", b"Name,Town\n", "0 rows"),
        ("other.csv", b"Colour,Shape\nred,round\n", "No column was recognised as Employer name"),
    ],
)
async def test_what_cannot_be_read_is_said_in_a_sentence(
    office: Office, files: Path, name: str, content: bytes | None, says: str
) -> None:
    if content is not None:
        (files / name).write_bytes(content)
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / name))
        await pilot.press("enter")
        await settle(pilot)
        assert says in screen_words(app)
        await pilot.press("enter", "escape", "escape")
        await settle(pilot)
    assert not employers(office)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
async def test_a_file_that_may_not_be_read_is_named(office: Office, files: Path) -> None:
    import os

    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    (files / "list.csv").chmod(0)
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settle(pilot)
        assert "list.csv cannot be read" in screen_words(app)


async def test_a_file_that_vanished_meanwhile_is_no_harm(office: Office, files: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settle(pilot)
        (files / "list.csv").unlink()
        await pilot.press("enter")
        await settle(pilot)
        await settle(pilot)
        assert "There is no file" in screen_words(app)
        assert "list.csv can no longer be read" in said(app)
    assert not employers(office)


async def test_a_file_that_changed_meanwhile_is_looked_at_again(
    office: Office, files: Path
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settle(pilot)
        with (files / "list.csv").open("a") as file:
            file.write("F9,Late Comers,Hull,\n")
        await pilot.press("enter")
        await settle(pilot)
        await settle(pilot)
        assert not employers(office)
        assert "has changed since you looked" in said(app)
        assert "3 new" in seen(app)
        await pilot.press("enter")
        await settle(pilot)
    assert "Late Comers" in employers(office)


async def test_a_caseload_that_changed_meanwhile_is_seen_on_coming_back(
    office: Office, files: Path
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        office.employers.add(EmployerDraft("Tesselate Stores", town="Leeds"))
        await pilot.press("1")
        await settle(pilot)
        await settle(pilot)
        assert "1 new · 2 doubles" in seen(app)


class Held:
    """A walk that waits after its first rows until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.go_on = threading.Event()

    def run(self, opened: Any, *, progress: Any, cancelled: Any, planned: Any) -> Any:
        def wait(done: int, total: int) -> None:
            progress(done, total)
            self.reached.set()
            assert self.go_on.wait(20)

        from adviser_tui.exchange.importing import run_import

        return run_import(opened, progress=wait, cancelled=cancelled, planned=planned)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    one = Held()
    monkeypatch.setattr(importing, "run_import", one.run)
    return one


@pytest.fixture
def long_list(files: Path) -> Path:
    path = files / "long.csv"
    rows = "".join(f"Invented Employer {number},Town {number}\n" for number in range(2_000))
    path.write_text(f"Name,Town\n{rows}")
    return path


async def test_stopping_in_the_middle_leaves_nothing(
    office: Office, long_list: Path, held: Held
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(long_list))
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        while not held.reached.is_set():
            await pilot.pause(0.05)
        await pilot.pause(0.3)
        assert "Importing long.csv: 500 of" in seen(app)
        assert "a second. Esc stops." in screen_words(app)
        await pilot.press("u")
        assert "Escape stops it" in said(app)
        await pilot.press("escape")
        await pilot.pause(0.1)
        assert "stopping" in seen(app)
        held.go_on.set()
        await settle(pilot)
        assert "The import was stopped. Nothing was imported." in seen(app)
        assert screen.has_class("-plan")
        assert not employers(office)
        assert not office.history.rows()
        await pilot.press("enter")
        await settle(pilot)
    assert len(employers(office)) == 2_000


async def test_the_screen_stays_alive_and_no_other_write_is_lost(
    office: Office, long_list: Path, held: Held
) -> None:
    app = AdviserApp(office)
    kept: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(long_list))
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("enter")
        while not held.reached.is_set():
            await pilot.pause(0.05)
        card = screen.query_one("#report", CardView)
        card.focus()
        await pilot.press("pagedown")
        assert card.scroll_y or card.line is not None
        await pilot.press("3")
        await pilot.pause(0.2)
        assert app.current_mode == "employers"
        draft = EmployerDraft("Crumbly Bakery")
        app.screen.tell(  # type: ignore[attr-defined]
            lambda: office.employers.add(draft), lambda _: kept.append("told")
        )
        await pilot.pause(0.2)
        assert not kept
        held.go_on.set()
        await settle(pilot)
        await settle(pilot)
        assert kept == ["told"]
        await pilot.press("1")
        await settle(pilot)
        assert app.screen is screen
    assert len(employers(office)) == 2_001


HOSTILE = (
    "[red]Bakery[/red]",
    "[@click=app.quit]Farm[/]",
    "[/b] Stores",
    "\x1b[2J\x1b]0;title\x07 Mill",
    "=cmd|'/c calc'!A1",
    "Wide 丸亀製麺 \u202egpj.exe",
)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_do_no_harm(office: Office, files: Path, size: tuple[int, int]) -> None:
    path = files / "[red]list[ .csv"
    rows = "".join(f'"{name}",{name[:3]},x\n' for name in HOSTILE)
    path.write_text(f"Name,[b]Shoe[/] \x1b[31msize,Phone\n{rows}Plain Employer,,\n")
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await open_import(pilot, str(files / "[red]"))
        assert "[red]list[ .csv" in seen(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "\x1b" not in seen(app)
        assert "[red]Bakery[/red]" in seen(app)
        assert "[b]Shoe[/]" in seen(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "1 of 7 employers came in" in seen(app)
        assert "\x1b" not in seen(app)
        assert "\x1b" not in said(app)
    assert employers(office) == ["Plain Employer"]


# Out.


async def type_target(pilot: Pilot[Any], path: Path) -> None:
    assert isinstance(pilot.app.screen, PromptLine)
    await type_path(pilot, str(path))
    await pilot.press("enter")
    await settle(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_written_and_replaced_only_when_told(
    office: Office, tmp_path: Path, size: tuple[int, int]
) -> None:
    office.employers.add(EmployerDraft("Crumbly Bakery", town="Leeds"))
    target = tmp_path / "out.csv"
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("3")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "employers-2026-11-20.xlsx" in screen_words(app)
        await type_target(pilot, target)
        assert f"1 row is in {target}" in said(app)
        assert "personal data" in said(app)
        target.write_text("mine")
        await pilot.press("x")
        await settle(pilot)
        await type_target(pilot, target)
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        await settle(pilot)
        assert target.read_text() == "mine"
        await pilot.press("x")
        await settle(pilot)
        await type_target(pilot, target)
        await pilot.press("y")
        await settle(pilot)
    assert "Crumbly Bakery" in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("out", "End the name in .xlsx"),
        ("nowhere/out.csv", "There is no folder"),
        ("out.ics", "End the name in .xlsx"),
    ],
)
async def test_a_place_that_cannot_be_written_is_said_while_typing(
    office: Office, tmp_path: Path, name: str, says: str
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        await type_target(pilot, tmp_path / name)
        assert isinstance(app.screen, PromptLine)
        assert says in screen_words(app)
        await pilot.press("escape")
    assert not (tmp_path / name).exists()


async def test_the_diary_has_more_than_one_list(office: Office, tmp_path: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("5")
        await settle(pilot)
        await pilot.press("x")
        await settle(pilot)
        assert "nobody is named in it" in screen_words(app)
        await pilot.press("t")
        await settle(pilot)
        assert "diary-2026-11-20.ics" in screen_words(app)
        await type_target(pilot, tmp_path / "week.ics")
    assert (tmp_path / "week.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
