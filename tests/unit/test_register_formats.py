"""The open data of three national registers, as it is published and as it gets damaged."""

import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.register import parts, tables
from adviser_tui.exchange.register.objects import read_objects
from adviser_tui.exchange.register.position import Position
from adviser_tui.exchange.register.rows import Block, Layout
from adviser_tui.exchange.register.running import survey_register
from adviser_tui.exchange.register.source import Source, open_source
from adviser_tui.storage.register.entry import RegisterEntry
from bench.make_register import write_register

UK = (
    "CompanyName, CompanyNumber,RegAddress.CareOf,RegAddress.POBox,RegAddress.AddressLine1,"
    " RegAddress.AddressLine2,RegAddress.PostTown,RegAddress.County,RegAddress.Country,"
    "RegAddress.PostCode,CompanyCategory,CompanyStatus,CountryOfOrigin,DissolutionDate,"
    "IncorporationDate,SICCode.SicText_1,SICCode.SicText_2,SICCode.SicText_3,SICCode.SicText_4,"
    "URI,PreviousName_1.CONDATE, PreviousName_1.CompanyName, PreviousName_2.CONDATE,"
    " PreviousName_2.CompanyName\n"
)


def uk_row(name: str = "BRELLO BAKERY LTD", number: str = "01234567", **cells: str) -> str:
    """Write one row of the British register."""
    plain = {
        "care": "",
        "box": "",
        "line1": "1 MILL LANE",
        "line2": "",
        "town": "LEEDS",
        "postcode": "LS1 4ZZ",
        "status": "Active",
        "gone": "",
        "sic1": "10710 - Manufacture of bread",
        "sic2": "",
        "before1": "",
        "before2": "",
    } | cells
    parts = (
        *(name, number, plain["care"], plain["box"], plain["line1"], plain["line2"]),
        *(plain["town"], "WEST YORKSHIRE", "ENGLAND", plain["postcode"]),
        *("Private Limited Company", plain["status"], "United Kingdom", plain["gone"]),
        *("01/02/2003", plain["sic1"], plain["sic2"], "", "", "http://example.org", ""),
        *(plain["before1"], "", plain["before2"]),
    )
    return ",".join('"' + part.replace('"', '""') + '"' for part in parts) + "\n"


def blocks(source: Source) -> list[Block]:
    """Read everything that a source holds."""
    found = []
    for part, layout in source.parts:
        stream = part.open()
        stream.go_to(layout.begins)
        read = tables.read_table if layout.columns else read_objects
        found += list(read(stream, layout, layout.line))
        stream.close()
    return found


def entries(path: Path) -> list[RegisterEntry]:
    """Return what is in a file."""
    return [entry for block in blocks(open_source(path)) for entry in block.entries]


def bad(path: Path) -> list[tuple[int, str]]:
    """Return the lines of a file that could not be read, and why."""
    return [(row.line, row.why) for block in blocks(open_source(path)) for row in block.bad]


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


NORWEGIAN = {
    "organisasjonsnummer": "910000123",
    "navn": "ØRNULF BAKERI AS",
    "organisasjonsform": {"kode": "AS", "beskrivelse": "Aksjeselskap"},
    "naeringskode1": {"beskrivelse": "Produksjon av brød", "kode": "10.710"},
    "forretningsadresse": {
        "land": "Norge",
        "landkode": "NO",
        "postnummer": "0150",
        "poststed": "OSLO",
        "adresse": ["Prøveveien 1", "2. etasje"],
    },
    "konkurs": False,
    "underAvvikling": True,
}
NORWEGIAN_ENTRY = RegisterEntry(
    number="910000123",
    name="ØRNULF BAKERI AS",
    status="Under avvikling",
    address="Prøveveien 1, 2. etasje",
    town="OSLO",
    postcode="0150",
    country="NO",
    sector_codes=("10.710",),
    kind="AS",
)


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("is_packed", [False, True])
def test_the_norwegian_array(file: Path, indent: int | None, is_packed: bool) -> None:
    workplace = dict(NORWEGIAN)
    workplace["beliggenhetsadresse"] = workplace.pop("forretningsadresse")
    gone = NORWEGIAN | {"slettedato": "2026-01-01"}
    text = json.dumps([NORWEGIAN, gone, workplace], indent=indent, ensure_ascii=False).encode()
    file.write_bytes(gzip.compress(text) if is_packed else text)
    assert entries(file) == [NORWEGIAN_ENTRY, NORWEGIAN_ENTRY]


@pytest.mark.parametrize("mark", [",", ";"])
def test_the_norwegian_table(file: Path, mark: str) -> None:
    address = ("adresse", "poststed", "postnummer", "landkode")
    headers = [
        *("organisasjonsnummer", "navn", "organisasjonsform.kode", "naeringskode1.kode"),
        *(f"forretningsadresse.{part}" for part in address),
        *("konkurs", "underAvvikling"),
    ]
    cells = [
        *("910000123", "ØRNULF BAKERI AS", "AS", "10.710", "Prøveveien 1, 2. etasje"),
        *("OSLO", "0150", "NO", "false", "true"),
    ]
    lines = (mark.join(f'"{cell}"' for cell in row) for row in (headers, cells))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert entries(file) == [NORWEGIAN_ENTRY]


DANISH = {
    "cvrNummer": 20000123,
    "reklamebeskyttet": True,
    "navne": [{"navn": "Gamle Brello ApS"}, {"navn": "Brello Bageri ApS"}],
    "binavne": [{"navn": "Brello To Go ApS"}],
    "livsforloeb": [{"periode": {"gyldigFra": "2001-01-01", "gyldigTil": None}}],
    "virksomhedMetadata": {
        "nyesteNavn": {"navn": "Brello Bageri ApS"},
        "nyesteBeliggenhedsadresse": {
            "landekode": "DK",
            "vejnavn": "Prøvevej",
            "husnummerFra": 7,
            "bogstavFra": "B",
            "etage": "1",
            "sidedoer": "tv",
            "postnummer": 900,
            "postdistrikt": "Æblestad",
        },
        "nyesteHovedbranche": {"branchekode": "107110"},
        "nyesteVirksomhedsform": {"kortBeskrivelse": "APS"},
        "sammensatStatus": "NORMAL",
    },
}
DANISH_ENTRY = RegisterEntry(
    number="20000123",
    name="Brello Bageri ApS",
    previous_names=("Gamle Brello ApS", "Brello To Go ApS"),
    status="Reklamebeskyttet",
    address="Prøvevej 7B, 1. tv",
    town="Æblestad",
    postcode="0900",
    country="DK",
    sector_codes=("107110",),
    kind="APS",
)


def test_the_danish_objects_in_all_their_wrappings(file: Path) -> None:
    hit = {"_index": "cvr", "_source": {"Vrvirksomhed": DANISH}}
    for content in (
        json.dumps(hit) + "\n" + json.dumps(hit),
        json.dumps([{"Vrvirksomhed": DANISH}, DANISH]),
        json.dumps({"took": 3, "hits": {"total": 2, "hits": [hit, hit]}}, indent=1),
    ):
        file.write_text(content)
        assert entries(file) == [DANISH_ENTRY, DANISH_ENTRY]


def test_danish_companies_that_are_no_more(file: Path) -> None:
    ended = DANISH | {"livsforloeb": [{"periode": {"gyldigTil": "2020-01-01"}}]}
    newest = DANISH["virksomhedMetadata"]
    assert isinstance(newest, dict)
    dissolved = DANISH | {"virksomhedMetadata": newest | {"sammensatStatus": "OPLØSTEFTERKONKURS"}}
    file.write_text(json.dumps([ended, dissolved]))
    assert entries(file) == []
    assert sum(block.dissolved for block in blocks(open_source(file))) == 2


@pytest.mark.parametrize(
    "headers",
    [
        "cvrnr,navn_tekst,beliggenhedsadresse_vejnavn,beliggenhedsadresse_husnummerFra,"
        "beliggenhedsadresse_postnr,beliggenhedsadresse_postdistrikt,hovedbranche_kode",
        "Vrvirksomhed_cvrNummer,Vrvirksomhed_virksomhedMetadata_nyesteNavn_navn,"
        + ",".join(
            f"Vrvirksomhed_virksomhedMetadata_nyesteBeliggenhedsadresse_{part}"
            for part in ("vejnavn", "husnummerFra", "postnummer", "postdistrikt")
        )
        + ",Vrvirksomhed_virksomhedMetadata_nyesteHovedbranche_branchekode",
    ],
)
def test_the_danish_tables(file: Path, headers: str) -> None:
    file.write_text(f"{headers}\n20000123,Brello Bageri ApS,Prøvevej,7,900,Æblestad,107110\n")
    assert entries(file) == [
        RegisterEntry(
            number="20000123",
            name="Brello Bageri ApS",
            address="Prøvevej 7",
            town="Æblestad",
            postcode="0900",
            sector_codes=("107110",),
        )
    ]


def test_a_damaged_object_costs_no_other(file: Path) -> None:
    lines = [json.dumps(NORWEGIAN | {"organisasjonsnummer": f"91000{n:04d}"}) for n in range(5)]
    lines[1] = lines[1].replace('"navn":', '"navn"', 1)
    lines[3] = lines[3].replace("910000003", "12")
    file.write_text("[" + ",\n".join(lines) + "]")
    assert [entry.number[-1] for entry in entries(file)] == ["0", "2", "4"]
    assert bad(file) == [
        (2, "it is no whole JSON object"),
        (4, "“12” is no organisation number"),
    ]


@pytest.mark.parametrize("rubbish", ["[" * 100_000, '{"x": ' + "9" * 5_000 + "}", "7", '"text"'])
def test_an_object_made_to_harm_costs_no_other(file: Path, rubbish: str) -> None:
    whole = json.dumps(NORWEGIAN)
    file.write_text(f"[{whole},\n{rubbish},\n{whole}]")
    assert entries(file) == [NORWEGIAN_ENTRY, NORWEGIAN_ENTRY]
    assert [line for line, _ in bad(file)] == [2]


def test_an_array_that_breaks_off(file: Path) -> None:
    text = json.dumps([NORWEGIAN, NORWEGIAN])
    file.write_text(text[:-40])
    assert entries(file) == [NORWEGIAN_ENTRY]
    assert bad(file) == [(1, "it is no whole JSON object")]


def test_every_object_is_there_and_every_place_can_be_gone_on_from(file: Path) -> None:
    with file.open("wb") as out:
        write_register(out, 4_200, "dk")
    source = open_source(file)
    found = blocks(source)
    whole = [entry for block in found for entry in block.entries]
    assert len({entry.number for entry in whole}) == 4_200
    part, layout = source.parts[0]
    done = 0
    for block in found:
        done += len(block.entries)
        stream = part.open()
        stream.go_to(block.offset)
        rest = [e for each in read_objects(stream, layout, block.line) for e in each.entries]
        stream.close()
        assert rest == whole[done:]


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
