"""Which letters of a name fit what was typed, so that a list can show them."""

from collections.abc import Sequence
from functools import cache

from rapidfuzz.distance import OSA

from adviser_tui.text import fold

_ALIKE = 0.6
_WORDS_ONLY = {code: None for code in range(128) if not (chr(code).isalnum() or chr(code) == " ")}
"""Takes out of a name what does not fold to a letter of its own."""


@cache
def _folded(character: str) -> str:
    """Return one character folded: letters, a space where it parts words, nothing if it vanishes.

    Cached, since names share few characters.
    """
    letters = fold(character)
    if letters:
        return f" {letters} " if character == "&" else letters
    return "" if fold(f"a{character}b") == "ab" else " "


def matched_letters(name: str, words: Sequence[str]) -> tuple[int, ...]:
    """Return the positions in `name` of the letters that the folded words fit."""
    text, origin = _letter_by_letter(name)
    found: set[int] = set()
    for word in words:
        start, length = _span(text, word)
        found.update(origin[start : start + length])
    return tuple(sorted(found))


def _letter_by_letter(name: str) -> tuple[str, Sequence[int]]:
    """Return a name folded but not squeezed, and for each letter the place that it comes from."""
    if name.isascii() and name.translate(_WORDS_ONLY) == name:
        return name.lower(), range(len(name))
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(name):
        for letter in _folded(character):
            folded.append(letter)
            origin.append(place)
    return "".join(folded), origin


def _span(text: str, word: str) -> tuple[int, int]:
    """Return where a word fits: at the beginning of a word, inside one, or one that looks alike."""
    if text.startswith(word):
        return 0, len(word)
    start = text.find(f" {word}")
    if start >= 0:
        return start + 1, len(word)
    if len(word) >= 3:
        start = text.find(word)
        if start >= 0:
            return start, len(word)
    best, span, at = _ALIKE, (0, 0), 0
    for each in text.split(" "):
        alike = OSA.normalized_similarity(word, each[: len(word) + 1])
        if alike > best:
            best, span = alike, (at, len(each))
        at += len(each) + 1
    return span
