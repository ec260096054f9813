"""Postcodes, company numbers and sector codes of the United Kingdom, Denmark and Norway."""

import re
from functools import lru_cache

from adviser_tui.exchange.unreadable import Doubtful, Unreadable

_UK_POSTCODE = re.compile(r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)[0-9][A-Z]{2}")
_WELL_WRITTEN = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}")
_NORDIC_POSTCODE = re.compile(r"(?:(?:DK|NO|N|D)[- ]?)?([0-9]{4})(?: .*)?")
_UK_COMPANY = re.compile(r"([A-Z]{2})([0-9]{1,6})")
_ODD_COMPANY = re.compile(r"[A-Z0-9]{6,9}")
_SECTOR = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,3}){0,2}|[0-9]{1,6}")
NORDIC = frozenset({"DK", "NO"})


def read_postcode(text: str, country: str = "GB") -> str | Doubtful:
    """Return a postcode in its one spelling: `EC1V 4QJ`, `8000`; a strange one is kept and noted.

    In Denmark and Norway three figures had a nought in front, which a spreadsheet took away.
    """
    if _WELL_WRITTEN.fullmatch(text):
        return text
    plain = re.sub(r"[\s.,]+", " ", text.upper()).strip()
    joined = plain.replace(" ", "")
    if _UK_POSTCODE.fullmatch(joined):
        return f"{joined[:-3]} {joined[-3:]}"
    if country in NORDIC:
        if re.fullmatch(r"[0-9]{3}", plain):
            return "0" + plain
        if found := _NORDIC_POSTCODE.fullmatch(plain):
            return found[1]
    if joined.startswith("UK") and _UK_POSTCODE.fullmatch(joined[2:]):
        return f"{joined[2:-3]} {joined[-3:]}"
    if len(plain) > 20:
        raise Unreadable(
            f"“{text}” is too long for a postcode. Move the address to its own column."
        )
    return Doubtful(plain, f"“{text}” is no postcode of this country; kept as it is.")


def read_company_number(text: str, country: str = "GB") -> str | Doubtful:
    """Return the registered number: 8 characters in the UK, 8 figures in Denmark, 9 in Norway.

    UK numbers get back the noughts that a spreadsheet took away.
    """
    if len(text) == 8 and text.isdecimal() and text.isascii():
        return text
    plain = re.sub(r"[^A-Z0-9]", "", text.upper())
    if country in NORDIC:
        figures = re.sub(r"^(?:DK|NO|CVR|ORGNR)+|MVA$", "", plain)
        if re.fullmatch(r"[0-9]{8,9}", figures):
            return figures
    elif plain.isdecimal() and len(plain) <= 8:
        return plain.zfill(8)
    elif found := _UK_COMPANY.fullmatch(plain):
        return found[1] + found[2].zfill(6)
    elif _ODD_COMPANY.fullmatch(plain) and any(figure.isdecimal() for figure in plain):
        return plain
    if not plain or len(plain) > 20:
        raise Unreadable(
            f"“{text}” is not a company number. Leave the cell empty if it is unknown."
        )
    return Doubtful(plain, f"“{text}” does not look like a company number; kept as it is.")


@lru_cache(maxsize=8192)
def read_sectors(text: str) -> tuple[str, ...]:
    """Return the codes of a cell such as `86900,47.110` or `86900 - Other health; 85200`."""
    codes: list[str] = []
    for part in re.split(r"[,;|/\n]", text):
        words = part.split()
        if words and _SECTOR.fullmatch(words[0]):
            codes.append(words[0])
            # Codes may be parted by nothing but blanks.
            codes.extend(word for word in words[1:] if re.fullmatch(r"[0-9]{4,6}", word))
    if not codes:
        raise Unreadable(f"“{text}” holds no sector code. Write figures, such as 86900, 47110.")
    return tuple(dict.fromkeys(codes))
