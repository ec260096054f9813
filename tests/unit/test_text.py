"""Text on its way in: what is kept, what goes, and what two spellings have in common."""

import sqlite3

import pytest

from adviser_tui.text import LINE_LIMIT, clean_text, cleaned, fold, without_legal_form


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tesco Leeds", "Tesco Leeds"),
        ("  Tesco \t Leeds \r\n", "Tesco Leeds"),
        ("one\ntwo\u2028three\x85four\x0bfive", "one two three four five"),
        ("a\x00b\x1b[31mc\x7fd\x9be", "ab[31mcde"),
        ("user\u202egnp.exe\u2066x\u2069", "usergnp.exex"),
        ("\ufefftesco\u200b\u00ad", "tesco"),
        ("x\U000e0041\U000e007f\ufdd0\uffff\U0010fffey", "xy"),
        ("\u3164\u115f\u2800\uffa0", ""),
        ("e\u0301", "é"),
        ("Cafe\u0301 Rømer Øst", "Café Rømer Øst"),
        ("\ud83d\ude00", "😀"),
        ("half \ud83d", "half \ufffd"),
        ("👩\u200d🚒 \u200eשלום\u200f می\u200cخواهم", "👩\u200d🚒 \u200eשלום\u200f می\u200cخواهم"),
        ("a" + "\u0316" * 9 + "b", "a" + "\u0316" * 4 + "b"),
        ("a" + "\u0316\u200d" * 6, "a" + "\u0316\u200d" * 4 + "\u200d\u200d"),
        ("non\u00a0breaking\u3000wide", "non breaking wide"),
        ("[/red] [@click=app.bell()]", "[/red] [@click=app.bell()]"),
        ("", ""),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_note_keeps_its_lines() -> None:
    assert clean_text("one  \r\n\r\ntwo\rthree\x0c\n", multiline=True) == "one\n\ntwo\nthree"


def test_long_text_is_cut() -> None:
    assert len(clean_text("a" * 5_000)) == LINE_LIMIT
    assert clean_text("abc def", limit=4) == "abc"
    assert len(clean_text("é\n" * 50_000, multiline=True)) <= 20_000


def test_what_is_clean_can_be_stored() -> None:
    connection = sqlite3.connect(":memory:")
    text = clean_text("a\x00b \ud800 \U000e0020 ø")
    assert connection.execute("select ?, length(?)", (text, text)).fetchone() == (text, len(text))
    connection.close()


@pytest.mark.parametrize(
    ("given", "clean", "words"),
    [
        ("Tesco", "Tesco", ""),
        (" Tesco  Leeds\n", "Tesco Leeds", ""),
        ("cafe\u0301", "café", ""),
        ("a\x00b\x01", "ab", "2 control characters"),
        (
            "a\x00\u202e\u200bb",
            "ab",
            "1 control character, 1 direction mark, 1 invisible character",
        ),
        ("a\ud800", "a\ufffd", "1 broken character"),
        ("a" + "\u0316" * 6, "a" + "\u0316" * 4, "2 piled-up accents"),
    ],
)
def test_an_import_can_say_what_went(given: str, clean: str, words: str) -> None:
    assert cleaned(given) == (clean, words)


def test_an_import_can_say_what_was_cut() -> None:
    assert cleaned("abcdef", limit=3) == ("abc", "everything after the first 3 characters")


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Nando's", "nandos"),
        ("Nando’s  Chickenland LTD.", "nandos chickenland ltd"),
        ("Marks & Spencer", "marks and spencer"),
        ("M&S", "m and s"),
        ("Café Rømer ÆRØ Ångström", "cafe romer aero angstrom"),
        ("Großbäckerei Œuvre Łódź", "grossbackerei oeuvre lodz"),
        ("A.P. Møller - Mærsk A/S", "a p moller maersk a s"),
        ("ＡＢＣ①", "abc1"),
        ("te\u200bsco", "tesco"),
        ("Dunnes—Stores/UK", "dunnes stores uk"),
        ("日本 食品", "日本 食品"),
        ("!!!", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("Tesco Stores Limited", "tesco stores"),
        ("TESCO PLC", "tesco"),
        ("Mærsk A/S", "maersk"),
        ("Rema 1000 Norge AS", "rema 1000 norge"),
        ("Volvo AB", "volvo"),
        ("Bakehouse C.I.C.", "bakehouse"),
        ("Arup Limited Liability Partnership", "arup"),
        ("Sunny Ltd Limited", "sunny"),
        ("Limited", "limited"),
        ("Ltd Ed Prints", "ltd ed prints"),
        ("Atlas", "atlas"),
        ("Brød ApS", "brod"),
        ("", ""),
    ],
)
def test_the_legal_form_is_cut(name: str, core: str) -> None:
    assert without_legal_form(fold(name)) == core
