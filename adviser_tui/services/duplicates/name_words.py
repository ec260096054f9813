"""A company's name as the words that are compared."""

import re
from functools import lru_cache

from adviser_tui.services.duplicates.common_words import FORMS, SHORT
from adviser_tui.text import fold, without_legal_form

Words = tuple[str, ...]
"""Folded words, short ones written out, letters spelt apart joined: `n h s` as `nhs`."""
MOST = 16
"""So many words of a name are compared."""

_TRADING_AS = re.compile(r"\b(?:t/as?|trading as|t\.a\.)(?=\s)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def words_of(name: str) -> Words:
    """Return the words of a name without its legal form and a leading `the`."""
    words: list[str] = []
    letters = ""
    written = without_legal_form(fold(name)).split()
    while len(written) > 1 and written[-1] in FORMS:
        written.pop()
    for word in written:
        if len(word) == 1 and word.isalpha():
            letters += word
            continue
        if letters:
            words.append(letters)
            letters = ""
        words.append(SHORT.get(word, word))
    if letters:
        words.append(letters)
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return tuple(words[:MOST])


def names_within(name: str) -> tuple[str, ...]:
    """Return the names that one field holds: `A Ltd T/A B` is two."""
    if not _TRADING_AS.search(name):
        return (name,)
    parts = [part.strip(" ,;()-") for part in _TRADING_AS.split(name)]
    return tuple(part for part in parts if fold(part)) or (name,)


def bare_number(number: str) -> str:
    """Return a company number as registers write it: no spaces, eight places."""
    bare = re.sub(r"\W", "", number).upper()
    return bare.zfill(8) if bare.isdigit() else bare


def bare_postcode(postcode: str) -> str:
    """Return a postcode's letters and digits alone."""
    return fold(postcode).replace(" ", "")
