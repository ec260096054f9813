"""Whatever is thrown at the cleaning of text, what comes out can be stored and cleaned again."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.text import clean_text, cleaned, fold, without_legal_form

ANYTHING = st.text(st.characters(codec=None)) | st.text(
    st.sampled_from(
        "aé \n\t\r\x00\x1b\x9b\u0301\u0316\u200d\u200e\u202e\u2066\ufeff\ud83d\ude00ÅøΩ\u3164"
    )
)


@given(ANYTHING, st.booleans(), st.none() | st.integers(0, 40))
def test_cleaning_twice_changes_nothing(text: str, multiline: bool, limit: int | None) -> None:
    once = clean_text(text, multiline=multiline, limit=limit)
    assert clean_text(once, multiline=multiline, limit=limit) == once


@given(ANYTHING, st.booleans())
def test_nothing_dangerous_is_left(text: str, multiline: bool) -> None:
    clean = clean_text(text, multiline=multiline)
    clean.encode()
    assert unicodedata.is_normalized("NFC", clean)
    for character in clean:
        assert character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
    assert multiline or "\n" not in clean


@given(st.text(st.sampled_from("abc é")))
def test_ordinary_text_loses_only_spaces(text: str) -> None:
    assert clean_text(text) == " ".join(text.split())


@given(ANYTHING)
def test_the_report_goes_with_the_cleaning(text: str) -> None:
    clean, _ = cleaned(text)
    assert clean == clean_text(text)
    assert cleaned(clean) == (clean, "")


@given(ANYTHING)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert without_legal_form(without_legal_form(once)) == without_legal_form(once)


@given(st.text(st.sampled_from("abzéøåñ&'- .")))
def test_capitals_do_not_matter(name: str) -> None:
    assert fold(name.upper()) == fold(name)
