"""From a written name to the words by which it is found."""

import re

from adviser_tui.text import fold, without_legal_form

TOKENS_AT_MOST = 8
TEXT_AT_MOST = 120
"""How many letters and words of a query are looked at."""
INITIALS_MARK = "\u01c3"
"""Stands before kept initials, so that they are no word among the others."""
SMALL_WORDS = frozenset({"a", "and", "at", "for", "i", "in", "of", "on", "og", "the", "to", "y"})
"""Words that are left out when a name is said by its initials."""

_CALLING_CODES = ("0044", "0045", "0047")


def name_words(name: str) -> str:
    """Return a name folded and without its legal form, the way it is looked for."""
    return without_legal_form(fold(name))


def without_brackets(name: str) -> str:
    """Return a name less what stands in brackets: `Muster Bakeries (Leeds) Ltd` without Leeds."""
    return re.sub(r"\([^()]*\)", " ", name) if "(" in name else name


def phone_word(phone: str) -> str:
    """Return a number's digits as they are dialled at home: `01132450000` for +44 113 245 0000."""
    digits = re.sub(r"\D", "", phone.replace("(0)", ""))
    if phone.strip().startswith("+"):
        digits = f"00{digits}"
    if digits.startswith("0044"):
        return f"0{digits[4:]}"
    return digits[4:] if digits.startswith(_CALLING_CODES) else digits


def query_words(text: str) -> tuple[str, ...]:
    """Return the words of what was typed, without a legal form at its end."""
    folded = fold(text[:TEXT_AT_MOST])
    return tuple(without_legal_form(folded).split()[:TOKENS_AT_MOST])


def initials_of(name: str) -> frozenset[str]:
    """Return the initials of a folded name, with its small words and without; none of one word."""
    words = name.split()
    if len(words) < 2:
        return frozenset()
    whole = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in SMALL_WORDS)
    return frozenset(each for each in (whole, short) if len(each) > 1)
