"""Queries that say a name in other words: joined, split, turned round, shortened to initials."""

import re
from random import Random

from bench.search_lists import Listed
from bench.search_literal import Literal
from bench.search_scoring import SHOWN, core_words, folded

_AND = re.compile(r"\s*(?:&|\+|\band\b)\s*")
_MARKS = re.compile(r"[^\w\s&+]")
_FORM = re.compile(r"\W*\b(?:ltd|limited|plc|llp|c\.?i\.?c)\b\W*$")


def and_amp(literal: Literal, one: Listed, chance: Random) -> str:
    """`&` where the name has `and`, and the other way round, or neither."""
    name = _FORM.sub("", one.name.casefold())
    found = _AND.search(name)
    if found is None:
        return ""
    word = " and " if found.group().strip() in "&+" else " & "
    typed = _AND.sub(chance.choice((word, word, " ")), name).strip()
    return typed if literal.is_fair(core_words(one.name)) else ""


def punct(literal: Literal, one: Listed, chance: Random) -> str:
    """The name without its points, apostrophes, hyphens and brackets, or with blanks for them."""
    name = _FORM.sub("", one.name.casefold())
    if not _MARKS.search(name) or not literal.is_fair(core_words(one.name)):
        return ""
    without_points = re.sub(r"[.'’]", "", name)
    return " ".join(_MARKS.sub(" ", without_points).split())


def word_order(literal: Literal, one: Listed, chance: Random) -> str:
    """The words of the name in another order."""
    words = core_words(one.name)
    if not 2 <= len(words) <= 6 or len(set(words)) < 2 or not literal.is_fair(words):
        return ""
    turned = words
    while turned == words:
        turned = chance.sample(words, len(words))
    return " ".join(turned)


def joined(literal: Literal, one: Listed, chance: Random) -> str:
    """Two neighbouring words without the blank between them."""
    words = literal.base(one.name)
    words = words if len(words) > 1 else core_words(one.name)[:2]
    if len(words) < 2 or min(len(words[0]), len(words[1])) < 2 or not literal.is_fair(words):
        return ""
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def split(literal: Literal, one: Listed, chance: Random) -> str:
    """A blank within a word."""
    words = literal.base(one.name)
    long = [place for place, word in enumerate(words) if len(word) >= 6]
    if not long:
        return ""
    place = chance.choice(long)
    at = chance.randrange(3, len(words[place]) - 2)
    words[place] = f"{words[place][:at]} {words[place][at:]}"
    return " ".join(words)


def drop_word(literal: Literal, one: Listed, chance: Random) -> str:
    """The name without one of its words, not the first."""
    words = core_words(one.name)
    if len(words) < 3:
        return ""
    del words[chance.randrange(1, len(words))]
    return " ".join(words) if literal.is_fair(words) else ""


class Initials:
    """The first letters of the words of every name, and how many names share them."""

    def __init__(self, literal: Literal) -> None:
        self._names: dict[str, set[str]] = {}
        for one, key in zip(literal.listed, literal.keys, strict=True):
            for letters in self._of(one):
                self._names.setdefault(letters, set()).add(key)

    def _of(self, one: Listed) -> tuple[str, ...]:
        return tuple(
            {"".join(word[0] for word in words) for words in _initial_words(one) if len(words) > 2}
        )

    def __call__(self, literal: Literal, one: Listed, chance: Random) -> str:
        """Return the first letters of the words, at least three."""
        fair = [
            letters
            for letters in sorted(self._of(one))
            if len(self._names[letters]) <= SHOWN and 3 <= len(letters) <= 6
        ]
        return chance.choice(fair) if fair else ""


def _initial_words(one: Listed) -> list[list[str]]:
    """Return the words that initials are made of: without small words."""
    words = core_words(one.name)
    small = {"and", "of", "the", "for", "in", "on", "at"}
    return [[word for word in words if word not in small and folded(word)]]
