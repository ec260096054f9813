"""The open data of three national registers, as it is published and as it gets damaged."""

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.register import parts, tables
from adviser_tui.exchange.register.position import Position
from adviser_tui.exchange.register.rows import Layout
from adviser_tui.exchange.register.running import survey_register
from adviser_tui.exchange.register.source import open_source
from adviser_tui.storage.register.entry import RegisterEntry
from bench.make_register import write_register
from tests.unit.register_files import UK, bad, blocks, entries, uk_row


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register"


def test_a_company_of_companies_house(file: Path) -> None:
    row = uk_row(
        care="V TESTESEN",
        box="12",
        line2="HOLBECK",
        sic2="56103 - Take-away food shops",
        before1="OLDBRELLO LIMITED",
        before2="BRELLO & DAUGHTERS LIMITED",
    )
    file.write_text(UK + row)
    assert entries(file) == [
        RegisterEntry(
            number="01234567",
            name="BRELLO BAKERY LTD",
            previous_names=("OLDBRELLO LIMITED", "BRELLO & DAUGHTERS LIMITED"),
            status="Active",
            address="c/o V TESTESEN, PO Box 12, 1 MILL LANE, HOLBECK",
            town="LEEDS",
            postcode="LS1 4ZZ",
            country="ENGLAND",
            sector_codes=("10710", "56103"),
            kind="Private Limited Company",
        )
    ]


def test_numbers_that_a_spreadsheet_shortened_are_whole_again(file: Path) -> None:
    file.write_text(UK + uk_row(number="1234567") + uk_row(number="sc123456"))
    assert [entry.number for entry in entries(file)] == ["01234567", "SC123456"]


def test_dissolved_companies_are_counted_and_those_being_wound_up_are_kept(file: Path) -> None:
    file.write_text(
        UK
        + uk_row(status="Dissolved")
        + uk_row(gone="01/02/2020")
        + uk_row(status="Converted/Closed")
        + uk_row(status="Liquidation")
    )
    assert [entry.status for entry in entries(file)] == ["Liquidation"]
    assert sum(block.dissolved for block in blocks(open_source(file))) == 3


def test_no_industry_code_is_no_industry_code(file: Path) -> None:
    file.write_text(UK + uk_row(sic1="None Supplied"))
    assert entries(file)[0].sector_codes == ()


def test_text_is_cleaned(file: Path) -> None:
    file.write_text(UK + uk_row(name=" BRELLO\u202e  CAFE\u0301 \x07LTD ", town="LEEDS "))
    assert entries(file)[0].name == "BRELLO CAFÉ LTD"
    assert entries(file)[0].town == "LEEDS"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(file: Path, encoding: str) -> None:
    file.write_text(UK + uk_row(name="CAFÉ BRELLO’S LTD") + uk_row(), encoding=encoding)
    assert [each.name for each in entries(file)] == ["CAFÉ BRELLO’S LTD", "BRELLO BAKERY LTD"]


def test_line_ends_of_windows_and_none_at_the_end(file: Path) -> None:
    text = (UK + uk_row() + uk_row(name="SECOND LTD")).replace("\n", "\r\n")
    file.write_bytes(text.removesuffix("\r\n").encode())
    assert [entry.name for entry in entries(file)] == ["BRELLO BAKERY LTD", "SECOND LTD"]


def test_a_bad_line_costs_no_other(file: Path) -> None:
    file.write_text(
        UK
        + uk_row(name="FIRST LTD")
        + '"BROKEN "LTD,"0\n'
        + uk_row(name="SECOND LTD")
        + uk_row(name="")
        + uk_row(number="12 34")
        + uk_row(name='THE "QUOTED" LTD')
        + uk_row(name="OPEN").replace('"OPEN"', '"OPEN')
        + uk_row(name="OVER\nTWO LTD")
        + "a,b,c\n"
        + "\n"
        + uk_row(name="LAST LTD")
    )
    assert [entry.name for entry in entries(file)] == [
        "FIRST LTD",
        "SECOND LTD",
        'THE "QUOTED" LTD',
        "OVER TWO LTD",
        "LAST LTD",
    ]
    found = dict(bad(file))
    assert sorted(found) == [3, 5, 6, 8, 11]
    assert found[3] == "a quotation mark in it is never closed"
    assert found[5] == "it has no name"
    assert found[6] == "“12 34” is no company number"
    assert found[11] == "it has 3 cells instead of 24"


def test_an_endless_line_is_left_out(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LONGEST", 3 << 20)
    file.write_text(UK + uk_row() + "x" * (9 << 20) + "\n" + uk_row(name="LAST LTD"))
    assert [entry.name for entry in entries(file)] == ["BRELLO BAKERY LTD", "LAST LTD"]
    assert bad(file) == [(3, "it is longer than any row of a register")]


def test_every_row_is_there_and_every_place_can_be_gone_on_from(file: Path) -> None:
    with file.open("wb") as out:
        write_register(out, 5_000, "uk")
    source = open_source(file)
    found = blocks(source)
    assert len(found) > 2
    whole = [entry for block in found for entry in block.entries]
    assert len(whole) == len({entry.number for entry in whole}) == 5_000
    part, layout = source.parts[0]
    done = 0
    for block in found:
        done += len(block.entries)
        stream = part.open()
        stream.go_to(block.offset)
        rest = [e for each in tables.read_table(stream, layout, block.line) for e in each.entries]
        stream.close()
        assert rest == whole[done:]
        assert block.line == done + 2


def test_a_missing_column_is_named(file: Path) -> None:
    file.write_text(UK.replace("RegAddress.PostCode", "Whatever") + uk_row())
    with pytest.raises(ImportFileError, match=r"no column RegAddress\.PostCode"):
        open_source(file)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 and so on" * 20, "PDF"),
        (b"name,phone\nBrello,1\n", "no register that Adviser knows"),
        (b'{"colour": "blue"}', "no register that Adviser knows"),
        (UK.encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_of_something_else(file: Path, content: bytes, words: str) -> None:
    file.write_bytes(content)
    with pytest.raises(ImportFileError, match=words) as caught:
        open_source(file)
    assert "othing was imported" in str(caught.value)


def zipped(path: Path, **members: str) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def test_an_archive_of_several_parts(file: Path) -> None:
    zipped(
        file,
        part1__csv=UK + uk_row(name="FIRST LTD"),
        readme__txt="Thank you for your interest.",
        part2__csv=UK + uk_row(name="SECOND LTD"),
    )
    assert [entry.name for entry in entries(file)] == ["FIRST LTD", "SECOND LTD"]
    assert open_source(file).remarks == ("Left aside, being no part of the register: readme.txt.",)


def test_an_archive_with_nothing_of_use(file: Path) -> None:
    zipped(file, readme__txt="Thank you for your interest.")
    with pytest.raises(ImportFileError, match="no register that Adviser knows"):
        open_source(file)


def test_a_bomb_is_refused(file: Path) -> None:
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("bomb.csv", "w") as member,
    ):
        for _ in range(120):
            member.write(b"\0" * 1_000_000)
    with pytest.raises(ImportFileError, match="would grow to 120 MB"):
        open_source(file)


def test_a_packed_bomb_is_stopped_while_it_grows(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_WORTH_A_THOUGHT", 2_000_000)
    with gzip.open(file, "wb") as out:
        out.write((UK + uk_row()).encode())
        for _ in range(5):
            out.write(b" " * 999_999 + b"\n")
    with pytest.raises(ImportFileError, match="grows without end"):
        survey_register(file)


def test_a_damaged_archive(file: Path) -> None:
    zipped(file, all__csv=UK + "".join(uk_row(number=f"{n:08d}") for n in range(20_000)))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(bytes(content))
    with pytest.raises(ImportFileError, match="damaged"):
        survey_register(file)


def test_parts_that_lie_side_by_side_belong_together(tmp_path: Path) -> None:
    for number in (1, 2):
        name = f"BasicCompanyData-2026-11-01-part{number}_2.csv"
        (tmp_path / name).write_text(UK + uk_row(number=f"0000000{number}"))
    source = open_source(tmp_path / "BasicCompanyData-2026-11-01-part2_2.csv")
    assert [part.name[-11:] for part, _ in source.parts] == ["part1_2.csv", "part2_2.csv"]
    assert source.as_of(date(2026, 11, 20)) == date(2026, 11, 1)
    (tmp_path / "BasicCompanyData-2026-11-01-part1_2.csv").unlink()
    with pytest.raises(ImportFileError, match=r"part1_2\.csv is not beside it"):
        open_source(tmp_path / "BasicCompanyData-2026-11-01-part2_2.csv")


def test_a_day_out_of_the_file_is_never_later_than_today(file: Path) -> None:
    file.write_text(UK + uk_row())
    assert open_source(file).as_of(date(2020, 1, 1)) == date(2020, 1, 1)


@given(st.binary(max_size=400))
def test_no_bytes_in_the_middle_cost_the_rows_at_the_end(rubbish: bytes) -> None:
    good = "".join(uk_row(number=f"{n:08d}") for n in range(40)).encode()
    data = UK.encode() + good + rubbish + b"\n" + good
    stream = _InMemory(data)
    layout = _layout()
    stream.go_to(layout.begins)
    found = [e for each in tables.read_table(stream, layout, 2) for e in each.entries]  # type: ignore[arg-type]
    numbers = [entry.number for entry in found]
    assert numbers[:40] == [f"{n:08d}" for n in range(40)]
    assert numbers[-15:] == [f"{n:08d}" for n in range(25, 40)]


class _InMemory:
    """A stream over bytes."""

    def __init__(self, data: bytes) -> None:
        self._file = io.BytesIO(data)
        self.offset = 0

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.offset += len(block)
        return block

    def go_to(self, offset: int) -> None:
        self.offset = self._file.seek(offset)


def _layout() -> Layout:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        path.write_text(UK + uk_row())
        return open_source(path).parts[0][1]


@given(st.tuples(*(st.integers(0, 2**width - 1) for width in (12, 52, 40, 40, 40, 40))))
def test_a_position_is_one_number_and_back(values: tuple[int, int, int, int, int, int]) -> None:
    assert Position.from_number(Position(*values).as_number()) == Position(*values)
    assert Position.from_number(0) == Position()
