"""Names made to command a terminal reach it as harmless letters, whatever command prints them."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.cli import main
from tests.pilot.hostile import HOSTILE

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Everything but the end of a line that a terminal acts on."""
STORABLE = tuple(text for text in HOSTILE if not re.search("[\ud800-\udfff]", text))
"""Halves of a pair are no text to SQLite, so they cannot even lie in a file."""
READING = (
    ("today",),
    ("today", "--plain"),
    ("people", "--show", "all"),
    ("people", "--show", "all", "--plain"),
    ("diary", "--everybody"),
    ("week",),
    ("measure", "all", "--rows"),
    ("report", "week"),
    ("report", "team"),
    ("find", "leeds", "--limit", "50"),
    ("history",),
    ("doctor",),
)


@pytest.fixture
def hostile(folder: Path) -> Path:
    """A demo into which hostile texts were written past the program's own cleaning."""
    assert main(["init", "--demo"]) == 0
    with closing(sqlite3.connect(folder / "caseload.db")) as connection:
        for table, column in (
            ("participant", "preferred_name"),
            ("participant", "goal"),
            ("employer", "name"),
            ("vacancy", "title"),
            ("follow_up", "what"),
            ("promise", "what"),
            ("contact", "note"),
        ):
            ids = [row[0] for row in connection.execute(f"SELECT id FROM {table} LIMIT 400")]
            connection.executemany(
                f"UPDATE {table} SET {column} = ? WHERE id = ?",
                [
                    (f"Leeds {STORABLE[number % len(STORABLE)]}"[:190], row_id)
                    for number, row_id in enumerate(ids)
                ],
            )
        connection.commit()
    return folder


@pytest.mark.parametrize("as_json", [False, True])
def test_no_command_prints_what_a_terminal_obeys(
    hostile: Path, capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    capsys.readouterr()
    with closing(sqlite3.connect(hostile / "caseload.db")) as connection:
        shown = [
            ("show", row[0])
            for table in ("participant", "employer", "vacancy", "follow_up", "promise")
            for row in connection.execute(f"SELECT id FROM {table} LIMIT 12")
        ]
    for words in (*READING, *shown):
        code = main([*words, *(["--json"] if as_json else [])])
        out, err = capsys.readouterr()
        assert code == 0, (words, err)
        assert OBEYED.findall(out + err) == [], words
        if as_json:
            assert json.loads(out)


def test_nor_do_sentences_that_repeat_what_was_typed(
    hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    shapes = (("show",), ("find",), (), ("today",), ("set", "x"), ("follow-up",))
    for number, text in enumerate(HOSTILE):
        words = (*shapes[number % len(shapes)], text)
        if text.startswith("-") or not text.strip():
            continue
        for as_json in ([], ["--json"]):
            main([*words, *as_json])
            out, err = capsys.readouterr()
            assert OBEYED.findall(out + err) == [], words
            if as_json:
                assert json.loads(out)
