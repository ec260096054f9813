"""Reading workbooks: types become text, and no file takes the program down."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adviser_tui.errors import ImportFileError, InputError
from adviser_tui.exchange.tables import open_table
from adviser_tui.exchange.xlsx_guard import MOST_UNPACKED


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def with_part(source: Path, path: Path, name: str, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(path, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            after.writestr(entry, content.replace(old, new) if entry.filename == name else content)
    return path


def test_numbers_days_and_answers_become_plain_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        {
            "People": [
                ["Name", "Phone", "Enrolled", "Met", "Posts", "When", "Yes"],
                [
                    "Fjord",
                    7700900123,
                    date(2026, 12, 24),
                    datetime(2026, 12, 24, 9, 30),  # noqa: DTZ001
                    1.5,
                    time(9, 5),
                    True,
                ],
            ]
        },
    )
    found = open_table(path)
    (row,) = found.rows()
    assert row.line == 2
    assert row.cells == [
        "Fjord", "7700900123", "2026-12-24", "2026-12-24 09:30", "1.5", "09:05", "yes",
    ]  # fmt: skip
    assert 1 in found.numeric


def test_the_first_filled_sheet_is_read_or_the_one_that_is_named(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "list.xlsx",
        {"Empty": [], "Employers": [["Name"], ["Fjord"]], "More": [["Name"], ["Hill"]]},
    )
    assert open_table(path).sheet == "Employers"
    assert [row.cells for row in open_table(path, sheet="more").rows()] == [["Hill"]]
    with pytest.raises(InputError, match="It has: Empty, Employers, More"):
        open_table(path, sheet="Gone")


def test_a_table_that_begins_further_in_keeps_its_row_and_column_numbers(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        [],
        ["", "", "Our employers"],
        [],
        ["", "", "Name", "Town"],
        ["", "", "Fjord", "Hull"],
    ]
    found = open_table(workbook(tmp_path / "list.xlsx", {"S": rows}))
    assert found.headers[-2:] == ("Name", "Town")
    (row,) = found.rows()
    assert row.line == 5
    assert found.fault(row.line, found.headers.index("Town"), "Hull", "x.").column == 4


def test_blank_rows_and_hidden_characters_are_reported(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Name", "Town"],
        ["Fjord\u202e", "Hull"],
        [None, None],
        ["Hill", "York"],
    ]
    found = open_table(workbook(tmp_path / "list.xlsx", {"S": rows}))
    assert [row.line for row in found.rows()] == [2, 4]
    assert "1 blank line was skipped." in found.remarks
    assert any("Removed from 1 cell" in remark for remark in found.remarks)


def test_a_cell_in_the_last_corner_is_refused_before_memory_is_asked_for(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "plain.xlsx", {"S": [["Name"], ["Fjord"]]})
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with pytest.raises(ImportFileError, match="row 1,048,576 and column 16,384"):
        open_table(with_part(plain, tmp_path / "far.xlsx", sheet, b"</sheetData>", far))
    near = far.replace(b"1048576", b"9000").replace(b"XFD", b"Z")
    found = open_table(with_part(plain, tmp_path / "near.xlsx", sheet, b"</sheetData>", near))
    assert len(list(found.rows())) == 2


def test_an_archive_that_grows_absurdly_is_refused(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "plain.xlsx", {"S": [["Name"], ["Fjord"]]})
    bomb = tmp_path / "bomb.xlsx"
    with (
        zipfile.ZipFile(plain) as before,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.infolist():
            after.writestr(entry, before.read(entry))
        with after.open("xl/media/image1.png", "w", force_zip64=True) as part:
            for _ in range(30):
                part.write(bytes(1_000_000))
    assert bomb.stat().st_size < 200_000
    assert MOST_UNPACKED > 30_000_000
    with pytest.raises(ImportFileError, match="grow to 30 MB"):
        open_table(bomb)


def test_a_torn_or_mangled_workbook_is_called_damaged(tmp_path: Path) -> None:
    plain = workbook(tmp_path / "plain.xlsx", {"S": [["Name"], ["Fjord"]]})
    whole = plain.read_bytes()
    torn = tmp_path / "torn.xlsx"
    torn.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ImportFileError, match="damaged"):
        open_table(torn)
    mangled = with_part(
        plain, tmp_path / "m.xlsx", "xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet"
    )
    with pytest.raises(ImportFileError, match="damaged"):
        open_table(mangled)


def test_a_workbook_without_content_and_other_archives_are_named(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no filled sheet"):
        open_table(workbook(tmp_path / "empty.xlsx", {"S": []}))
    other = tmp_path / "other.xlsx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(ImportFileError, match="zip archive"):
        open_table(other)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(ImportFileError, match="OpenDocument"):
        open_table(other)
