"""What happens to every piece of text on its way in: made safe to store, and folded to be found.

`clean_text` is the first of the three rules against hostile text (`security.md` 3.2): everything
that is typed, imported or received from another device passes it before it is stored.
"""

import re
import unicodedata
from collections import Counter
from functools import cache

LINE_LIMIT = 1_000
"""The most characters that a field of one line keeps, unless it says otherwise."""
NOTE_LIMIT = 20_000
"""The most characters that a note of many lines keeps, unless it says otherwise."""
MARKS_LIMIT = 4
"""The most accents that may sit on one letter; more of them smear over the lines above."""

_CONTROL = "control character"
_DIRECTION = "direction mark"
_INVISIBLE = "invisible character"
_BROKEN = "broken character"
_ACCENT = "piled-up accent"

# First and last code point of what is dropped, with the word an import report uses for it.
_DROPPED = (
    (0x00, 0x08, _CONTROL),
    (0x0E, 0x1F, _CONTROL),
    (0x7F, 0x9F, _CONTROL),
    (0xAD, 0xAD, _INVISIBLE),
    (0x034F, 0x034F, _INVISIBLE),
    (0x115F, 0x1160, _INVISIBLE),
    (0x17B4, 0x17B5, _INVISIBLE),
    (0x180B, 0x180F, _INVISIBLE),
    (0x200B, 0x200B, _INVISIBLE),
    (0x202A, 0x202E, _DIRECTION),
    (0x2060, 0x2065, _INVISIBLE),
    (0x2066, 0x2069, _DIRECTION),
    (0x206A, 0x206F, _INVISIBLE),
    (0x2800, 0x2800, _INVISIBLE),
    (0x3164, 0x3164, _INVISIBLE),
    (0xFDD0, 0xFDEF, _INVISIBLE),
    (0xFEFF, 0xFEFF, _INVISIBLE),
    (0xFFA0, 0xFFA0, _INVISIBLE),
    (0xFFF0, 0xFFFB, _INVISIBLE),
    (0xE0000, 0xE007F, _INVISIBLE),
)


@cache
def _names_of_dropped() -> dict[int, str]:
    names = {
        code: name
        for first, last, name in _DROPPED
        for code in range(first, last + 1)
        if code != 0x85  # NEL ends a line, it is not merely noise
    }
    for plane in range(17):  # the last two places of every plane are no characters
        names[plane << 16 | 0xFFFE] = names[plane << 16 | 0xFFFF] = _INVISIBLE
    return names


@cache
def _drop_table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_names_of_dropped())
    table.update(dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"))
    table[0x09] = " "
    return table


def clean_text(text: str, *, multiline: bool = False, limit: int | None = None) -> str:
    """Return `text` as it may be stored: no controls, no hidden or reordering characters, NFC.

    Joiners (ZWJ, ZWNJ) and plain direction marks (LRM, RLM) stay: emoji, Persian and Hebrew need
    them. One line keeps single spaces and `LINE_LIMIT` characters; `multiline` keeps line ends and
    `NOTE_LIMIT`. Cleaning twice changes nothing.
    """
    limit = limit if limit is not None else (NOTE_LIMIT if multiline else LINE_LIMIT)
    # Printable text below U+0300 holds no control, no mark and is already composed.
    if not (text.isprintable() and (text.isascii() or max(text) < "\u0300")):
        if multiline:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _cap_marks(unicodedata.normalize("NFC", _whole(text).translate(_drop_table())))
    if not multiline:
        return " ".join(text.split())[:limit].rstrip()
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return text.strip()[:limit].rstrip()


def cleaned(text: str, *, multiline: bool = False, limit: int | None = None) -> tuple[str, str]:
    """Return the clean text and, in words, what had to go ("" when nothing a person wrote went).

    For imports, which report it: spaces and line ends made even are not mentioned.
    """
    clean = clean_text(text, multiline=multiline, limit=limit)
    if clean == text:
        return clean, ""
    gone: Counter[str] = Counter()
    whole = _whole(text)
    names = _names_of_dropped()
    gone[_BROKEN] = whole.count("\ufffd") - text.count("\ufffd")
    gone.update(name for character in whole if (name := names.get(ord(character))))
    kept = unicodedata.normalize("NFC", whole.translate(_drop_table()))
    gone[_ACCENT] = len(kept) - len(_cap_marks(kept))
    words = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in gone.items() if n]
    uncut = clean_text(text, multiline=multiline, limit=len(text) + 1)
    if len(uncut) > len(clean):
        words.append(f"everything after the first {len(clean)} characters")
    return clean, ", ".join(words)


def _whole(text: str) -> str:
    """Join surrogate pairs and replace lone halves, which neither UTF-8 nor SQLite can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _cap_marks(text: str) -> str:
    """Drop every accent after the fourth on one letter; a joiner between them resets nothing."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MARKS_LIMIT:
                continue
        elif category != "Cf":
            marks = 0
        kept.append(character)
    return "".join(kept)


_APOSTROPHES = "'’‘ʼ`´′＇"
_ASCII_FOLD = {code: (chr(code).lower() if chr(code).isalnum() else " ") for code in range(128)} | {
    ord("'"): None,
    ord("`"): None,
}
# What NFKD does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)


def fold(text: str) -> str:
    """Return `text` for matching: lower case, no accents, `&` as "and", words with single spaces.

    Apostrophes vanish ("Nando's" and "Nandos" are one), all other punctuation parts words.
    """
    if "&" in text:
        text = text.replace("&", " and ")
    if text.isascii():
        return " ".join(text.translate(_ASCII_FOLD).split())
    folded: list[str] = []
    for character in unicodedata.normalize("NFKD", _whole(text).casefold()).translate(_LETTERS):
        if character.isalnum():
            folded.append(character)
        elif character not in _APOSTROPHES and unicodedata.category(character) not in _UNSEEN:
            folded.append(" ")
    # A compatibility form may open up into a capital or another accent ("㎒" into "MHz").
    return " ".join("".join(folded).casefold().split())


_UNSEEN = frozenset({"Mn", "Me", "Mc", "Cf"})

_FORMS = (
    "public limited company",
    "limited liability partnership",
    "community interest company",
    "charitable incorporated organisation",
    *("private limited company", "limited company"),
    *("limited", "ltd", "plc", "llp", "lp", "cic", "cio", "cyf", "cyfyngedig", "ccc", "inc"),
    *("c i c", "l l p", "p l c", "l t d"),
    *("aps", "as", "a s", "asa", "amba", "fmba", "ivs", "p s", "k s", "i s", "ks", "ans", "enk"),
    *("nuf", "ab", "oy", "oyj", "gmbh", "ag", "kg", "bv", "nv", "sarl", "srl"),
)


@cache
def _form_at_end() -> re.Pattern[str]:
    forms = sorted(_FORMS, key=len, reverse=True)
    return re.compile(rf"(?<=\S)(?: (?:{'|'.join(forms)}))+$")


def without_legal_form(folded: str) -> str:
    """Return a folded name without the legal form at its end: "tesco stores limited" less a word.

    Takes what `fold` gave back; a name that is nothing but a legal form stays as it is.
    """
    return _form_at_end().sub("", folded)
