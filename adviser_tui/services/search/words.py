"""From what is written to the words by which it is found."""

import re

from adviser_tui.text import fold, without_legal_form

TOKENS_AT_MOST = 8
TEXT_AT_MOST = 120
"""How many letters and words of a query are looked at."""

_CALLING_CODES = ("0044", "0045", "0047")


def name_words(name: str) -> str:
    """Return a name folded and without its legal form, the way it is looked for."""
    return without_legal_form(fold(name))


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
