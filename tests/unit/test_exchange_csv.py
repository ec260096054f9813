"""Reading CSV as people really have it: encodings, separators, torn rows, and no CSV at all."""

from pathlib import Path

import pytest

from adviser_tui.errors import ImportFileError, InputError
from adviser_tui.exchange.rows import Table
from adviser_tui.exchange.tables import open_table


def table(tmp_path: Path, content: str | bytes, name: str = "list.csv", **wishes: str) -> Table:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(path, **wishes)


def cells(found: Table) -> list[list[str]]:
    return [row.cells for row in found.rows()]


@pytest.mark.parametrize(
    ("encoding", "recognised"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_every_usual_encoding_is_recognised(tmp_path: Path, encoding: str, recognised: str) -> None:
    text = "Name;By\nSønder Bagværk – “Nørre”;Ålborg\n"
    found = table(tmp_path, text.encode(encoding))
    assert found.encoding == recognised
    assert found.headers == ("Name", "By")
    assert cells(found) == [["Sønder Bagværk – “Nørre”", "Ålborg"]]


def test_a_few_stray_bytes_do_not_spoil_an_utf_8_file(tmp_path: Path) -> None:
    lines = ["Name,Town"] + [f"Café Ærø {n},Tårnby" for n in range(20)]
    content = "\n".join(lines).encode() + b"\nCaf\xe9 Nord,Hull\n"
    found = table(tmp_path, content)
    assert cells(found)[0] == ["Café Ærø 0", "Tårnby"]
    assert cells(found)[-1] == ["Café Nord", "Hull"]
    assert any("line 22" in remark for remark in found.remarks)


def test_bytes_that_windows_1252_does_not_know_stop_nothing(tmp_path: Path) -> None:
    found = table(tmp_path, b"Name,Town\nCaf\xe9 \x81\x8d,Hull\n")
    assert [row[1] for row in cells(found)] == ["Hull"]


def test_the_encoding_can_be_overruled(tmp_path: Path) -> None:
    assert cells(table(tmp_path, "Name\nBlåbær".encode("cp865"), encoding="cp865")) == [["Blåbær"]]
    with pytest.raises(InputError, match="no encoding called klingon"):
        table(tmp_path, "Name\nx", encoding="klingon")


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_separator_is_found_in_the_headers(tmp_path: Path, mark: str) -> None:
    text = f'"Name, all; of | it"{mark}Town{mark}Phone\n"Fjord{mark} Bakery"{mark}Hull{mark}1\n'
    found = table(tmp_path, text)
    assert found.delimiter == mark
    assert found.headers[1:] == ("Town", "Phone")
    assert cells(found) == [[f"Fjord{mark} Bakery".replace("\t", " "), "Hull", "1"]]


def test_the_line_by_which_a_spreadsheet_is_told_the_separator_is_no_header(tmp_path: Path) -> None:
    found = table(tmp_path, "sep=;\nName;Town\nFjord, Bakery;Hull\n")
    assert found.headers == ("Name", "Town")
    assert [(row.line, row.cells) for row in found.rows()] == [(3, ["Fjord, Bakery", "Hull"])]


def test_line_ends_inside_cells_keep_the_count_of_lines(tmp_path: Path) -> None:
    text = 'Name,Notes\r\nFjord Bakery,"first\r\nsecond"\r\nHill Farm,plain\r\n'
    found = table(tmp_path, text)
    rows = list(found.rows())
    assert [(row.line, row.cells[1]) for row in rows] == [(2, "first\nsecond"), (4, "plain")]


def test_old_macintosh_line_ends_are_read(tmp_path: Path) -> None:
    assert cells(table(tmp_path, "Name,Town\rFjord,Hull\rHill,York\r")) == [
        ["Fjord", "Hull"],
        ["Hill", "York"],
    ]


def test_short_rows_are_filled_and_remarked_long_ones_are_faults(tmp_path: Path) -> None:
    found = table(tmp_path, "Name,Town,Phone\nFjord,Hull\nHill,York,1,,\nDale, Leeds, West,2\n")
    short, trailing, ragged = found.rows()
    assert short.cells == ["Fjord", "Hull", ""]
    assert trailing.cells == ["Hill", "York", "1"]
    assert trailing.fault is None
    assert ragged.fault is not None
    assert (ragged.fault.line, ragged.fault.column, ragged.fault.value) == (4, 4, "2")
    assert any("first is line 2" in remark for remark in found.remarks)


def test_blank_lines_are_skipped_and_counted(tmp_path: Path) -> None:
    found = table(tmp_path, "\n\nName,Town\n\nFjord,Hull\n,\n  ,\t\n")
    assert [(row.line, row.cells) for row in found.rows()] == [(5, ["Fjord", "Hull"])]
    assert "3 blank lines were skipped." in found.remarks


def test_titles_above_the_headers_are_left_out(tmp_path: Path) -> None:
    found = table(tmp_path, "Employers we know\n\nName,Town\nFjord,Hull\n")
    assert found.headers == ("Name", "Town")
    assert cells(found) == [["Fjord", "Hull"]]
    assert any("line 3" in remark for remark in found.remarks)


def test_a_file_of_one_column_has_its_header_in_the_first_line(tmp_path: Path) -> None:
    found = table(tmp_path, "Employer name\nFjord Bakery\nHill Farm\n")
    assert found.headers == ("Employer name",)
    assert cells(found) == [["Fjord Bakery"], ["Hill Farm"]]


def test_doubled_and_missing_headers_get_names_of_their_own(tmp_path: Path) -> None:
    found = table(tmp_path, "Name,Phone,,phone,Phone,,\nFjord,1,x,2,3,,\n")
    assert found.headers == ("Name", "Phone", "Column 3", "phone (2)", "Phone (3)")
    assert cells(found) == [["Fjord", "1", "x", "2", "3"]]


def test_headers_alone_are_a_table_without_rows(tmp_path: Path) -> None:
    assert cells(table(tmp_path, "Name,Town\n")) == []


def test_hidden_and_control_characters_go_and_are_reported(tmp_path: Path) -> None:
    found = table(tmp_path, "Name,Town\nFj\x00ord\x1b[31m\u202e,Hu\u200bll\nHill,York\n")
    assert cells(found) == [["Fjord[31m", "Hull"], ["Hill", "York"]]
    (remark,) = [remark for remark in found.remarks if "Removed" in remark]
    assert "2 cells" in remark
    assert "line 2, column 1" in remark


def test_a_guarding_apostrophe_is_taken_off_again(tmp_path: Path) -> None:
    found = table(tmp_path, "Name,Town\n'=1+1,'- dash\n'tis fine,''=x\n")
    assert cells(found) == [["=1+1", "- dash"], ["'tis fine", "'=x"]]


def test_rows_can_be_walked_twice(tmp_path: Path) -> None:
    found = table(tmp_path, "Name,Town\nFjord,Hull\n\n")
    assert cells(found) == cells(found)
    assert found.remarks.count("1 blank line was skipped.") == 1
    assert found.share_read() == 1.0


def test_a_quotation_mark_that_is_never_closed_stops_the_file(tmp_path: Path) -> None:
    found = table(tmp_path, 'Name,Town\nFjord,Hull\n"Hill,York\nDale,Leeds\n')
    with pytest.raises(ImportFileError, match="never closed") as caught:
        cells(found)
    assert caught.value.row == 3


def test_a_stray_quotation_mark_inside_a_word_is_only_text(tmp_path: Path) -> None:
    assert cells(table(tmp_path, 'Name,Town\n5" Pipes,Hull\nHill,York"\n')) == [
        ['5" Pipes', "Hull"],
        ["Hill", 'York"'],
    ]


def test_a_monstrous_cell_is_refused_with_its_line(tmp_path: Path) -> None:
    found = table(tmp_path, 'Name,Town\nFjord,Hull\n"' + "x\n" * 600_000 + '",York\n')
    with pytest.raises(ImportFileError, match="million") as caught:
        cells(found)
    assert caught.value.row == 3


def test_long_notes_are_read_whole_up_to_what_a_note_holds(tmp_path: Path) -> None:
    note = "word " * 3_000
    assert cells(table(tmp_path, f'Name,Notes\nFjord,"{note}"\n'))[0][1] == note.strip()
    found = table(tmp_path, f'Name,Notes\nFjord,"{"x" * 400_000}"\n')
    assert len(cells(found)[0][1]) < 400_000
    assert any("everything after" in remark for remark in found.remarks)


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="columns"):
        table(tmp_path, ",".join(f"c{n}" for n in range(1_500)) + "\n")


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b",,,\n,,\n"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ImportFileError, match=r"empty|no text"):
        table(tmp_path, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "old Excel"),
        (b"\xd0\xcf\x11\xe0" + bytes(60) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (b"<html><table><tr><td>Name</td></tr></table>", "web page"),
        (bytes(range(256)) * 20, "not a table"),
        (b"\x1f\x8b\x08" + bytes(50), "compressed"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(ImportFileError, match=words) as caught:
        table(tmp_path, content, "list.csv")
    assert str(caught.value).endswith(".")


def test_files_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="no file"):
        open_table(tmp_path / "gone.csv")
    with pytest.raises(ImportFileError, match="folder"):
        open_table(tmp_path)
