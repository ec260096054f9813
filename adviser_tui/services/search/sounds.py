"""What words sound like, as far as English, Danish and Norwegian spelling tell."""

import re
from functools import lru_cache

_ALIKE: tuple[tuple[str, str], ...] = (
    ("tch", "c"),
    ("sch", "s"),
    ("ough", "of"),
    ("augh", "af"),
    ("igh", "i"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck", "k"),
    ("qu", "k"),
    ("kn", "n"),
    ("wr", "r"),
    ("wh", "v"),
    ("th", "t"),
    ("dg", "j"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("sh", "s"),
    ("ch", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("z", "s"),
    ("w", "v"),
    ("y", "i"),
    ("g", "j"),
)
"""Spellings and what they are heard as, the longer ones first."""
_VOWELS = re.compile(r"[aeiouh]+")
_TWICE = re.compile(r"([^\n])\1+")
_FIRST = {
    **dict.fromkeys("aeiouhjyg", "a"),
    **{"c": "ks", "d": "da", "k": "kn", "p": "pf", "q": "k", "t": "tk", "w": "vr", "x": "k"},
    "z": "s",
}
"""What a first letter may be heard as, where that is not the letter itself."""
_START = re.compile(r"(?m)^[aeiouhj]+")


def skeletons(words: str) -> list[str]:
    """Return the sound of every word in a text of one word a line."""
    for spelt, heard in _ALIKE:
        words = words.replace(spelt, heard)
    # A vowel at the beginning is heard, whichever it is; inside, only that there is one.
    words = _START.sub("a", words)
    words = _VOWELS.sub("a", words)
    return _TWICE.sub(r"\1", words).split("\n")


@lru_cache(maxsize=65_536)
def skeleton(word: str) -> str:
    """Return what one word sounds like."""
    return skeletons(word)[0]


def may_sound_like(word: str, sound: str) -> bool:
    """Say quickly whether a word may have this sound, by how both begin; mostly it has not."""
    first = word[:1]
    return sound[:1] in _FIRST.get(first, first)
