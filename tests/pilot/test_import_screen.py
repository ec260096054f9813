"""A list on the screen: found, looked at column by column, brought in and taken back."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.picker import Picker
from adviser_tui.widgets.row_list import RowList
from screens.importing import ImportScreen
from tests.pilot.import_case import (
    SIZES,
    employers,
    folder_of_files,
    open_import,
    said,
    screen_words,
    type_path,
)
from tests.pilot.seen import seen
from tests.pilot.waiting import settled


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return folder_of_files(tmp_path)


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_looked_at_brought_in_and_taken_back(
    office: Office, files: Path, size: tuple[int, int]
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settled(pilot)
        assert "4 rows: 2 new · 1 double, left out · 1 to be mended" in seen(app)
        assert "Company Employer name Fjord Bakery Ltd" in screen_words(app)
        assert "line 3 Hill Farm. Column 4, Phone: “not a number”" in screen_words(app)
        assert "nothing is changed yet" in seen(app)
        assert not employers(office)
        await pilot.press("enter")
        await settled(pilot)
        assert "2 of 4 employers came in" in seen(app)
        assert "list to mend.csv" in screen_words(app)
        assert employers(office) == ["Fjord Bakery Ltd", "Tesselate Stores"]
        assert "2 employers imported. u undoes" in said(app)
        await pilot.press("u")
        await settled(pilot)
        assert employers(office) == []
        assert "Taken back: imported 2 employers from list.csv." in said(app)
        assert "2 new" in seen(app)
        await pilot.press("U")
        await settled(pilot)
        assert employers(office) == ["Fjord Bakery Ltd", "Tesselate Stores"]
        assert "2 here already" in seen(app)
    assert "Hill Farm" in (office.database.folder / "rows-to-mend" / "list to mend.csv").read_text(
        encoding="utf-8-sig"
    )


async def test_it_is_offered_by_name_and_by_the_welcome(
    folder: Path, clock: FixedClock, files: Path
) -> None:
    office = open_office(folder, clock=clock)
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press(*"Vilma")
        await pilot.click("#welcome-import")
        await settled(pilot)
        assert isinstance(app.screen, ImportScreen)
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"import")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
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
        await settled(pilot)
        assert "people.xlsx" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "people.xlsx is damaged" in screen_words(app)
        await type_path(pilot, f"{files}/LIS")
        await pilot.press("enter")
        await settled(pilot)
        assert "2 new" in seen(app)


async def test_all_of_it_works_with_the_mouse(office: Office, files: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(120, 40)) as pilot:
        before = await open_import(pilot, f"{files}/")
        await pilot.click("PathBox RowList", offset=(3, 0), times=2)
        await settled(pilot)
        assert "2 new" in seen(app)
        await pilot.click("#columns", offset=(5, 4), times=2)
        await settled(pilot)
        assert isinstance(app.screen, Picker)
        await pilot.click("Picker RowList", offset=(5, 0), times=2)
        await settled(pilot)
        assert isinstance(app.screen, ImportScreen)
        assert "3 new" in seen(app)
        await pilot.click("#import-run")
        await settled(pilot)
        assert len(employers(office)) == 3
        await pilot.click("#import-close")
        await settled(pilot)
        assert before not in app.screen_stack


async def test_a_column_becomes_something_else_by_keys(office: Office, files: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settled(pilot)
        columns = screen.query_one("#columns", RowList)
        columns.focus()
        await pilot.press("j", "j", "j", "enter")
        await settled(pilot)
        await pilot.press(*"notes")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "3 new" in seen(app)
        assert "Phone Notes" in screen_words(app)
        await pilot.press("tab", "enter")
        await settled(pilot)
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
        await settled(pilot)
        assert "It is not clear what “Employer nama” and “Employer nane” should be" in screen_words(
            app
        )
        assert screen.query_one("#columns").has_focus
        await pilot.press("j", "enter")
        await settled(pilot)
        await pilot.press(*"employer")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "1 new" in seen(app)
        await pilot.press("tab", "enter")
        await settled(pilot)
    assert employers(office) == ["Hill Farm"]


async def test_a_column_about_somebody_is_never_read(office: Office, files: Path) -> None:
    path = files / "people.csv"
    path.write_text("Name,Diagnosis,Town\nAnn Invented,secret words,Hull\n")
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.run_action("file_import")
        await settled(pilot)
        await pilot.press("p", "enter")
        await type_path(pilot, str(path))
        await pilot.press("enter")
        await settled(pilot)
        assert "never read" in seen(app)
        assert "secret words" not in seen(app)
        app.screen.query_one("#columns").focus()
        await pilot.press("j", "enter")
        await settled(pilot)
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
        await settled(pilot)
        assert says in screen_words(app)
        await pilot.press("enter", "escape", "escape")
        await settled(pilot)
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
        await settled(pilot)
        assert "list.csv cannot be read" in screen_words(app)


async def test_a_file_that_vanished_meanwhile_is_no_harm(office: Office, files: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settled(pilot)
        (files / "list.csv").unlink()
        await pilot.press("enter")
        await settled(pilot)
        await settled(pilot)
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
        await settled(pilot)
        with (files / "list.csv").open("a") as file:
            file.write("F9,Late Comers,Hull,\n")
        await pilot.press("enter")
        await settled(pilot)
        await settled(pilot)
        assert not employers(office)
        assert "has changed since you looked" in said(app)
        assert "3 new" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
    assert "Late Comers" in employers(office)


async def test_a_caseload_that_changed_meanwhile_is_seen_on_coming_back(
    office: Office, files: Path
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_import(pilot, str(files / "list.csv"))
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        office.employers.add(EmployerDraft("Tesselate Stores", town="Leeds"))
        await pilot.press("1")
        await settled(pilot)
        await settled(pilot)
        assert "1 new · 2 doubles" in seen(app)
