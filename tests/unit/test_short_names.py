"""What people say for employers: the table that ships, a team's own, and lines that are refused."""

import os
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import ImportFileError
from adviser_tui.text import fold
from seed.short_names import OWN_FILE, SIZE_LIMIT, read_short_names, short_names


def own_table(folder: Path, text: str) -> Path:
    file = folder / OWN_FILE
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("said", "registered"),
    [
        ("M&S", "marks and spencer"),
        ("marks n spencer", "marks and spencer"),
        ("B n Q", "b and q"),
        ("Maccy D's", "mcdonalds restaurants"),
        ("spoons", "j d wetherspoon"),
        ("TK Maxx", "tjx uk"),
        ("Card Factory", "sportswift"),
        ("home bargains", "t j morris"),
        ("HMRC", "hm revenue"),
        ("Jimmy's", "leeds teaching hospitals"),
        ("Føtex", "salling group"),
        ("fotex", "salling group"),
        ("NAV", "arbeids og velferdsetaten"),
        ("Garda", "an garda siochana"),
    ],
)
def test_what_people_say_leads_to_what_is_registered(said: str, registered: str) -> None:
    first = short_names().get(fold(said), ("",))[0]
    assert first == registered


def test_the_table_is_large_and_quick_to_read() -> None:
    file = resources.files("seed") / "data" / "short_names.txt"
    text = file.read_text(encoding="utf-8")
    entries = [line for line in text.splitlines() if line.partition("#")[0].strip()]
    assert 450 <= len(entries) <= 600
    assert len(text.encode()) < 40_000


def test_every_name_is_folded_and_says_more_than_itself() -> None:
    for said, registered in short_names().items():
        assert said == fold(said)
        assert registered
        assert all(name and name == fold(name) for name in registered)
        assert registered != (said,)


def test_a_caller_cannot_spoil_the_table_for_the_next() -> None:
    short_names().clear()
    assert "hmrc" in short_names()


def test_a_team_adds_and_overrides(tmp_path: Path) -> None:
    own = own_table(
        tmp_path,
        "# what we say here\n\nThe Works | the wørks = Testesen Foundry # by the canal\n"
        "m&s = Muster & Sohn; Muster Stores; muster & sohn\n",
    )
    names = short_names(own)
    assert names["the works"] == ("testesen foundry",)
    assert names["m and s"] == ("muster and sohn", "muster stores")
    assert "hmrc" in names
    assert short_names()["m and s"] == ("marks and spencer",)


def test_a_team_without_a_table_has_the_one_that_ships(tmp_path: Path) -> None:
    assert short_names(tmp_path / OWN_FILE) == short_names()
    assert short_names(tmp_path) == short_names()


def test_a_changed_table_is_read_again(tmp_path: Path) -> None:
    own = own_table(tmp_path, "the yard = Testesen Boats\n")
    assert short_names(own)["the yard"] == ("testesen boats",)
    own.write_text("the yard = Muster Ships\n", encoding="utf-8")
    os.utime(own, (1, 1))
    assert short_names(own)["the yard"] == ("muster ships",)
    own.unlink()
    assert "the yard" not in short_names(own)


def test_a_table_from_another_editor_is_read(tmp_path: Path) -> None:
    own = tmp_path / OWN_FILE
    own.write_bytes(b"\xef\xbb\xbfthe yard = Testesen Boats\r\n")
    assert short_names(own)["the yard"] == ("testesen boats",)


@pytest.mark.parametrize(
    "line",
    [
        "no sign at all",
        "said = ",
        " = Registered Ltd",
        "said | = Registered Ltd",
        "said = Registered Ltd;",
        "said = Registered = Ltd",
        "!!! = Registered Ltd",
        "said = ???",
        "The Yard = Registered Ltd",
    ],
)
def test_a_line_that_cannot_be_understood_is_named(line: str, tmp_path: Path) -> None:
    own = own_table(tmp_path, f"# ours\nthe yard = Testesen Boats\n{line}\n")
    with pytest.raises(ImportFileError, match=r"^Line 3 of “short_names.txt” .*Mend") as refusal:
        short_names(own)
    assert refusal.value.row == 3
    assert "hmrc" in short_names()


def test_a_name_said_twice_names_both_lines() -> None:
    with pytest.raises(ImportFileError, match=r"Line 2 .* which line 1 says already"):
        read_short_names("M&S = Muster\nm and s = Sohn\n", "it")


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    own = tmp_path / OWN_FILE
    own.write_bytes(b"caf\xe9 = Testesen\n")
    with pytest.raises(ImportFileError, match="UTF-8"):
        short_names(own)
    own.write_bytes(b"#" * (SIZE_LIMIT + 1))
    with pytest.raises(ImportFileError, match="too large"):
        short_names(own)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        names = read_short_names(text, "it")
    except ImportFileError as problem:
        refusal = problem
    else:
        assert all(said and registered for said, registered in names.items())
        return
    assert 1 <= refusal.row <= len(text.splitlines())
    assert str(refusal).isprintable()
