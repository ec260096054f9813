"""Other ways to read what was typed: two words joined, or one word parted."""

from collections.abc import Iterator, Sequence

from adviser_tui.storage.register.reading import RegisterReader

LEAST_JOINED = 4
LEAST_PARTED = 6
PARTINGS = 2
"""How many ways to part one word are tried."""


def readings(reader: RegisterReader, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words with two neighbours joined or one word parted, where the register has such.

    Takes microseconds for each: only whether a word is there is asked.
    """
    last = len(words) - 1
    for place in range(last):
        joined = words[place] + words[place + 1]
        if len(joined) >= LEAST_JOINED and _is_known(reader, joined, place + 1 == last):
            yield (*words[:place], joined, *words[place + 2 :])
    for place, word in enumerate(words):
        if len(word) < LEAST_PARTED or reader.count("words", word):
            continue
        for left, right in _partings(reader, word, place == last):
            yield (*words[:place], left, right, *words[place + 1 :])


def _is_known(reader: RegisterReader, word: str, may_be_unfinished: bool) -> bool:
    return bool(
        reader.count("words", word)
        or (may_be_unfinished and len(word) > LEAST_JOINED and reader.has_beginning(word))
    )


def _partings(reader: RegisterReader, word: str, is_last: bool) -> list[tuple[str, str]]:
    """Return the likeliest two words that were run together, both of them common ones."""
    found = []
    for cut in range(1, len(word)):
        left, right = word[:cut], word[cut:]
        count = reader.count("words", left)
        if not count:
            continue
        other = reader.count("words", right)
        if not other and is_last and len(right) >= 2 and reader.has_beginning(right):
            other = 1
        if other:
            # Two halves of some length are likelier than a letter and the rest.
            found.append((min(cut, len(word) - cut, 3), min(count, other), left, right))
    found.sort(reverse=True)
    return [(left, right) for _, _, left, right in found[:PARTINGS]]
