"""Files we write: private, whole or not at all, and never running anything."""

import csv
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import icalendar
import openpyxl
import pytest

from adviser_tui.errors import InputError
from adviser_tui.exchange.bad_rows import BadRow, write_bad_rows
from adviser_tui.exchange.ics import Appointment, write_ics
from adviser_tui.exchange.tables import open_table
from adviser_tui.exchange.writing import Cell, Column, Shape, write_table

COLUMNS = (
    Column("Name", "name"),
    Column("Phone", "phone", Shape.PHONE),
    Column("Posts", "posts", Shape.WHOLE),
    Column("Closes", "closes_on", Shape.DAY),
    Column("Met", "met_at", Shape.MOMENT),
)
MET = datetime(2026, 11, 20, 10, 30, tzinfo=timezone(timedelta(hours=1)))
ROWS: list[list[Cell]] = [
    ["=cmd|' /C calc'!A0", "+44 7700 900123", 3, date(2026, 12, 24), MET],
    ["Sønder Bagværk", "=1+1", None, None, None],
    ["  @import", "", -5, date(2026, 1, 1), None],
]


def test_csv_guards_formulas_but_not_telephone_numbers(tmp_path: Path) -> None:
    write_table(tmp_path / "out.csv", COLUMNS, ROWS)
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfName,Phone")
    assert raw.count(b"\r\n") == 4
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[1][:2] == ["'=cmd|' /C calc'!A0", "+44 7700 900123"]
    assert rows[2][:2] == ["Sønder Bagværk", "'=1+1"]
    assert rows[3][0] == "'  @import"
    assert rows[3][2:4] == ["-5", "2026-01-01"]


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    write_table(tmp_path / "out.xlsx", COLUMNS, ROWS, title="employers")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet, about = book.worksheets
    assert sheet.title == "Employers"
    assert "personal data" in about["A1"].value
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet["A2"].value == "=cmd|' /C calc'!A0"
    assert sheet["A2"].data_type == "s"
    assert sheet["C2"].value == 3
    assert sheet["D2"].value == datetime(2026, 12, 24)  # noqa: DTZ001
    assert sheet["E2"].value == datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001


def test_json_is_one_document_with_a_row_a_line(tmp_path: Path) -> None:
    write_table(tmp_path / "out.json", COLUMNS, ROWS, title="employers")
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert document["adviser"] == "employers"
    assert document["rows"][0] == {
        "name": "=cmd|' /C calc'!A0",
        "phone": "+44 7700 900123",
        "posts": 3,
        "closes_on": "2026-12-24",
        "met_at": "2026-11-20 10:30:00+01:00",
    }
    write_table(tmp_path / "none.json", COLUMNS, [])
    assert json.loads((tmp_path / "none.json").read_text(encoding="utf-8"))["rows"] == []


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json"])
def test_files_are_private_and_nothing_lies_about(tmp_path: Path, name: str) -> None:
    path = tmp_path / "folder" / name
    path.parent.mkdir()
    seen: list[list[str]] = []

    def rows() -> Iterator[list[Cell]]:
        seen.append(sorted(os.listdir(path.parent)))
        yield from ROWS

    written = write_table(path, COLUMNS, rows())
    assert written.rows == 3
    assert os.listdir(path.parent) == [name]
    assert name not in seen[0]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json"])
def test_an_existing_file_is_only_replaced_when_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="already is a file"):
        write_table(path, COLUMNS, ROWS)
    assert path.read_text(encoding="utf-8") == "mine"
    write_table(path, COLUMNS, ROWS, replace=True)
    assert path.stat().st_size > 10


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json"])
def test_trouble_on_the_way_leaves_the_old_file(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("mine", encoding="utf-8")

    def rows() -> Iterator[list[Cell]]:
        yield ROWS[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table(path, COLUMNS, rows(), replace=True)
    assert path.read_text(encoding="utf-8") == "mine"
    assert os.listdir(tmp_path) == [name]


@pytest.mark.skipif(os.name != "posix", reason="a limit of file sizes exists on POSIX systems only")
@pytest.mark.parametrize("name", ["out.csv", "out.xlsx", "out.json"])
def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path, name: str) -> None:
    script = f"""
import resource
from pathlib import Path
from adviser_tui.errors import StorageError
from adviser_tui.exchange.writing import Column, write_table
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
columns = [Column("Name", "name")]
try:
    write_table(Path({name!r}), columns, ([f"Fjord {{n * 7919}}"] for n in range(50_000)))
except StorageError as trouble:
    print(trouble)
"""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert "not enough room" in ran.stdout
    assert ran.stderr == ""
    assert os.listdir(tmp_path) == []


def test_names_that_cannot_be_written_to_are_explained(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path / "out.pdf", "kind of file"),
        (tmp_path / "none" / "out.csv", "no folder"),
        (tmp_path, "kind of file"),
    ):
        with pytest.raises(InputError, match=words):
            write_table(path, COLUMNS, ROWS)


def test_a_text_longer_than_a_cell_is_cut_and_said(tmp_path: Path) -> None:
    written = write_table(tmp_path / "out.xlsx", [Column("Note", "note")], [["x" * 40_000], ["y"]])
    assert "1 texts were longer" in written.remarks[0]
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert len(sheet["A2"].value) == 32_767


def test_writing_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    rows: list[list[Cell]] = [[str(n)] for n in range(2_500)]
    write_table(tmp_path / "out.csv", [Column("Name", "name")], rows, progress=told.append)
    assert told == [1_000, 2_000]


@pytest.mark.parametrize("name", ["mend.csv", "mend.xlsx"])
def test_bad_rows_come_back_with_their_values_after_mending(tmp_path: Path, name: str) -> None:
    headers = ["Name", "Line", "Town", "What to mend"]
    rows = [
        BadRow(7, ["=Fjord", "3", "Hull", "old sentence"], "“Hull” is not a town."),
        BadRow(9, ["Hill", "4", "York", "", "too", "many"], "The row has 6 cells."),
    ]
    write_bad_rows(tmp_path / name, headers, rows)
    table = open_table(tmp_path / name)
    assert table.headers == (
        "Name", "Town", "Line", "What to mend", "Left over 1", "Left over 2",
    )  # fmt: skip
    assert [row.cells for row in table.rows()] == [
        ["=Fjord", "Hull", "7", "“Hull” is not a town.", "", ""],
        ["Hill", "York", "9", "The row has 6 cells.", "too", "many"],
    ]


def test_a_calendar_is_read_by_another_program(tmp_path: Path) -> None:
    made = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    write_ics(
        tmp_path / "diary.ics",
        [
            Appointment("a@adviser", MET, "Visit: Fjord; Bakery, Hull", 45, "Hull", "two\nlines"),
            Appointment("b@adviser", date(2026, 12, 24), "Blåbær " * 30),
        ],
        made_at=made,
    )
    raw = (tmp_path / "diary.ics").read_bytes()
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    visit, day = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert visit.decoded("dtstart") == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert visit.decoded("dtend") - visit.decoded("dtstart") == timedelta(minutes=45)
    assert str(visit["summary"]) == "Visit: Fjord; Bakery, Hull"
    assert str(visit["description"]) == "two\nlines"
    assert day.decoded("dtstart") == date(2026, 12, 24)
    assert str(day["summary"]) == "Blåbær " * 30
