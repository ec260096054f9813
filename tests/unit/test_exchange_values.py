"""Cells become values, or a sentence that says how to write them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from adviser_tui.exchange.columns import match_columns
from adviser_tui.exchange.day_values import read_day
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.number_values import read_hours, read_pay, read_size, read_whole
from adviser_tui.exchange.place_values import read_company_number, read_postcode, read_sectors
from adviser_tui.exchange.reach_values import read_email, read_phone, read_website
from adviser_tui.exchange.tables import open_table
from adviser_tui.exchange.unreadable import Doubtful, Unreadable
from adviser_tui.exchange.values import RowReader, read_line, read_phrases, read_vacancy_kind


@pytest.mark.parametrize(
    "text",
    ["24/12/2026", "24-12-2026", "24.12.2026", "24.12.26", "2026-12-24", "2026/12/24",
     "2026-12-24 00:00:00", "2026-12-24T09:30", "24 Dec 2026", "24. december 2026", "24 des 2026",
     "24th December 2026", "Dec 24, 2026", "Thursday 24 December 2026", "24-Dec-26", "46380",
     "24/12/2026 09:30"],
)  # fmt: skip
def test_days_are_read_day_first(text: str) -> None:
    assert read_day(text) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12/24/2026", "no month 24; the day comes first"),
        ("30/02/2026", "no day"),
        ("24 Foo 2026", "“Foo” in"),
        ("tomorrow", "not a day"),
        ("24/12/1026", "year 1026"),
    ],
)
def test_days_that_are_none_say_how_to_write_them(text: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_day(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("1,000", 1000), ("1.000", 1000), ("1 000", 1000), ("12.0", 12), ("3,00", 3)],
)
def test_whole_numbers(text: str, number: int) -> None:
    assert read_whole(text) == number


@pytest.mark.parametrize("text", ["twelve", "1.5", "-3", "12a", "9999999999999", "١٢"])
def test_other_numbers_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_whole(text)


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("1000 to 4999", "1000-4999"),
        ("5000 to 19,999", "5000-19999"),
        ("20,000 or more", "20000+"),
        ("Less than 250", "0-249"),
        ("10–49", "10-49"),
        ("250+", "250+"),
        ("under 10 ansatte", "0-9"),
        ("42", "42"),
        ("Not Provided", ""),
    ],
)
def test_size_bands(text: str, band: str) -> None:
    assert read_size(text) == band
    if band:
        assert read_size(band) == band


def test_hours_and_pay_are_whole_minutes_and_pence() -> None:
    assert read_hours("37.5") == 2250
    assert read_pay("£12.60 an hour").minor == 1260
    assert read_pay("kr 185,50 i timen", "DKK").currency == "DKK"
    for reader, text in ((read_hours, "full time"), (read_pay, "competitive"), (read_pay, "12")):
        with pytest.raises(Unreadable):
            reader(text)


@pytest.mark.parametrize(
    ("text", "country", "postcode"),
    [
        ("ec1v4qj", "GB", "EC1V 4QJ"),
        ("SW1A 2 HB", "GB", "SW1A 2HB"),
        ("E1   6PW", "GB", "E1 6PW"),
        ("WS2 9PS.", "GB", "WS2 9PS"),
        ("UK EC1V 4QJ", "GB", "EC1V 4QJ"),
        ("8000", "DK", "8000"),
        ("DK-8000 Aarhus C", "DK", "8000"),
        ("150", "NO", "0150"),
        ("NO-0150", "NO", "0150"),
    ],
)
def test_postcodes_have_one_spelling(text: str, country: str, postcode: str) -> None:
    assert read_postcode(text, country) == postcode


def test_a_strange_postcode_is_kept_and_noted() -> None:
    kept = read_postcode("HM 11")
    assert isinstance(kept, Doubtful)
    assert kept.value == "HM 11"
    with pytest.raises(Unreadable):
        read_postcode("12 Some Very Long Street, Somewhere, HX1 1AA")


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("833987", "GB", "00833987"),
        ("SC 12345", "GB", "SC012345"),
        ("IP26995R", "GB", "IP26995R"),
        ("OC419486", "GB", "OC419486"),
        ("DK 12 34 56 78", "DK", "12345678"),
        ("923 609 016 MVA", "NO", "923609016"),
    ],
)
def test_company_numbers_have_one_spelling(text: str, country: str, number: str) -> None:
    assert read_company_number(text, country) == number


def test_sector_codes_are_a_list() -> None:
    assert read_sectors("1,84110") == ("1", "84110")
    assert read_sectors("86900 - Other human health; 85200") == ("86900", "85200")
    assert read_sectors("47.110") == ("47.110",)
    with pytest.raises(Unreadable):
        read_sectors("retail")


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("07700 900123", "07700 900123"),
        ("(0113) 496-0123", "0113 496 0123"),
        ("+44 (0)7700 900123", "+44 7700 900123"),
        ("0044 7700 900123", "+44 7700 900123"),
        ("Tel: 01632 960 001 ext. 12", "01632 960 001 ext 12"),
        ("+45 12 34 56 78", "+45 12 34 56 78"),
    ],
)
def test_telephone_numbers_are_cleaned(text: str, phone: str) -> None:
    assert read_phone(text) == phone
    assert read_phone(phone) == phone


def test_a_lost_nought_is_put_back_and_said() -> None:
    found = read_phone("7700900123")
    assert isinstance(found, Doubtful)
    assert found.value == "07700900123"
    assert read_phone("7700900123", "NO") == "7700900123"


@pytest.mark.parametrize("text", ["ask Ann", "12", "07700 900123 / 07700 900456", "=1+1"])
def test_what_is_no_telephone_number_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_phone(text)


def test_mail_and_web_addresses() -> None:
    assert read_email("mailto:Ann.Invented@Example.ORG;") == "Ann.Invented@example.org"
    assert read_email("Ann Invented <ann@example.org>") == "ann@example.org"
    assert read_website("https://www.example.org/jobs?x=1") == "https://www.example.org/jobs?x=1"
    refusing: tuple[tuple[Callable[[str], str], str], ...] = (
        (read_email, "ann at example.org"),
        (read_email, "a@b"),
        (read_email, "a@example.org, b@example.org"),
        (read_website, "javascript:alert(1)"),
        (read_website, "no site"),
    )
    for reader, text in refusing:
        with pytest.raises(Unreadable):
            reader(text)


def test_lists_lines_and_kinds() -> None:
    assert read_phrases("• clean licence;  own car | early\nshifts") == (
        "clean licence", "own car", "early", "shifts",
    )  # fmt: skip
    assert read_line("two\nlines") == "two lines"
    assert read_vacancy_kind("Læreplass") == "apprenticeship"
    assert read_vacancy_kind("Supported internship") == "supported_internship"
    with pytest.raises(Unreadable, match="apprenticeship"):
        read_vacancy_kind("banana")
    with pytest.raises(Unreadable, match="1,000 fit"):
        read_line("x" * 1001)


def test_a_row_gives_values_doubts_and_faults_with_their_place(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Employer name,Postcode,Email,Employees\n"
        "Fjord Bakery,hu1 1aa,,10 to 49\n"
        "Hill Farm,HM 11,not mail,many\n",
        encoding="utf-8",
    )
    table = open_table(path)
    reader = RowReader(table, match_columns(ListKind.EMPLOYERS, table.headers).checked())
    good, bad = (reader.read(row) for row in table.rows())
    assert good.values == {"name": "Fjord Bakery", "postcode": "HU1 1AA", "size_band": "10-49"}
    assert good.faults == good.doubts == ()
    assert [(fault.line, fault.column, fault.header, fault.value) for fault in bad.faults] == [
        (3, 3, "Email", "not mail"),
        (3, 4, "Employees", "many"),
    ]
    assert [(doubt.line, doubt.column) for doubt in bad.doubts] == [(3, 2)]
