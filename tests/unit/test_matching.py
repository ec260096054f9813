"""Which rows fit what is being typed: every word, mistakes forgiven, beginnings first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.words.matching import fitting

ROWS = [
    "Sam Invented night baker",
    "Sanna Example driver",
    "Ærø Bageri Søren",
    "Nanda's Grill",
    "Samuel Other",
]


def found(text: str) -> list[str]:
    return fitting(text, ROWS, lambda row: row)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("sam", [ROWS[0], ROWS[4]]),
        ("sam bak", [ROWS[0]]),
        ("bak sam", [ROWS[0]]),
        ("bakre", [ROWS[0]]),
        ("drivre", [ROWS[1]]),
        ("soren", [ROWS[2]]),
        ("nandas", [ROWS[3]]),
        ("vent", [ROWS[0]]),
        ("zebra", []),
        ("sam zebra", []),
        ("", ROWS),
        ("...", ROWS),
    ],
)
def test_every_word_must_fit(text: str, rows: list[str]) -> None:
    assert found(text) == rows


def test_beginnings_come_before_near_misses() -> None:
    rows = ["Barker", "Baker"]
    assert fitting("baker", rows, lambda row: row) == ["Baker", "Barker"]


def test_two_letters_are_taken_as_they_are_typed() -> None:
    assert fitting("sm", ["Sam"], lambda row: row) == []


@given(st.text(), st.lists(st.text(), max_size=5))
def test_anything_can_be_typed(text: str, rows: list[str]) -> None:
    got = fitting(text, rows, lambda row: row)
    assert len(got) <= len(rows)
    assert set(got) <= set(rows)


@given(st.text(st.characters(categories=["L"]), min_size=1, max_size=12))
def test_a_row_is_found_by_its_own_name(name: str) -> None:
    assert name in fitting(name, ["Other", name], lambda row: row)
