"""The open data of Norway and Denmark: arrays, lines, wrapped objects and tables."""

import gzip
import json
from pathlib import Path

import pytest

from adviser_tui.exchange.register.objects import read_objects
from adviser_tui.exchange.register.source import open_source
from adviser_tui.storage.register.entry import RegisterEntry
from bench.make_register import write_register
from tests.unit.register_files import bad, blocks, entries

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


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "register"


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
