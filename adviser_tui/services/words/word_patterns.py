"""The little pattern language of the word lists, and text folded so that places stay known."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Letters of other alphabets that look like Latin ones and would slip past a list.
_LOOKALIKES = str.maketrans(
    "аеорсухіѕјһԁԛԝαορνιτκυχғвнмтквεβημζ", "aeopcyxisjhdqwaopvitkuxfbhmtkbebhmz"
) | str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "ı": "i"})
_APOSTROPHES = frozenset("'’‘ʼ`´＇")
_ENDS = frozenset(".!?;\n")


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Text in plain lower-case words with single spaces around; `places` lead back to the text."""

    text: str
    places: tuple[int, ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def fold_with_places(original: str) -> FoldedText:
    """Fold case, accents, look-alikes and hidden characters; a sentence's end is a lone point."""
    letters: list[str] = [" "]
    places: list[int] = [0]

    def add(characters: str, place: int) -> None:
        for character in characters:
            if character != " " or letters[-1] != " ":
                letters.append(character)
                places.append(place)

    for place, character in enumerate(original):
        if character.isascii():
            folded = character.lower()
        else:
            folded = unicodedata.normalize("NFKD", character.casefold()).casefold()
            folded = folded.translate(_LOOKALIKES)
        for part in folded:
            if part.isalnum():
                add(part, place)
            elif part in _ENDS:
                if _stands_in_initials(original, place):
                    continue
                following = original[place + 1 : place + 2]
                add(" . " if not following or following.isspace() or part != "." else " ", place)
            elif part not in _APOSTROPHES and unicodedata.category(part) not in ("Mn", "Me", "Cf"):
                add(" ", place)
    add(" ", len(original))
    return FoldedText("".join(letters), tuple(places))


def _stands_in_initials(text: str, place: int) -> bool:
    """Say whether the point at a place parts two single letters, as in “D.W.P.”."""
    before, after = text[max(place - 2, 0) : place], text[place + 1 : place + 3]
    return (
        text[place] == "."
        and before[-1:].isalpha()
        and after[:1].isalpha()
        and not (before[:-1].isalnum() or after[1:].isalnum())
    )


def plain_pattern(pattern: str) -> str:
    """Return a pattern with its words folded as the text is, its signs kept."""
    decomposed = unicodedata.normalize("NFKD", pattern.casefold()).translate(_LOOKALIKES)
    kept = (c for c in decomposed if unicodedata.category(c) != "Mn" and c not in _APOSTROPHES)
    return " ".join("".join(kept).replace("-", " ").split())


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the expression that matches a folded pattern from the first letter of a word."""
    return re.compile(expression(pattern) + r"(?= )")


def expression(pattern: str) -> str:
    """Return a folded pattern as a regular expression without anchors."""
    source = re.escape(pattern).replace(r"\ ", " ")
    source = source.replace(r"\*", "[^ .]*").replace(r"\#", "[0-9]+")
    return source.replace(r"\(", "(?:").replace(r"\)", ")").replace(r"\|", "|")


def first_letters(pattern: str) -> frozenset[str]:
    """Return the first letters (or "0" for a number) that a match of the pattern can begin with."""
    grouped = pattern.startswith("(")
    words = pattern[1 : pattern.index(")")].split("|") if grouped else [pattern]
    return frozenset("0" if word[0] == "#" or word[0].isdigit() else word[:2] for word in words)
