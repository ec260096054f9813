"""Which of a few hundred rows fit what is being typed, mistakes forgiven."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from adviser_tui.text import fold

Row = TypeVar("Row")
ENOUGH = 78
"""How alike a word must be, out of 100, to count as the word that was meant."""


def fitting(searched: str, rows: Iterable[Row], words_of: Callable[[Row], str]) -> list[Row]:
    """Return the rows that hold every word typed, beginnings before near misses, else as given."""
    from rapidfuzz.fuzz import ratio

    wanted = fold(searched).split()
    ranked: list[tuple[float, int, Row]] = []
    for place, row in enumerate(rows):
        there = fold(words_of(row)).split()
        worst = 100.0
        for word in wanted:
            best = max((_likeness(word, other, ratio) for other in there), default=0.0)
            worst = min(worst, best)
            if worst < ENOUGH:
                break
        else:
            ranked.append((-worst, place, row))
    ranked.sort(key=lambda each: (each[0], each[1]))
    return [row for _, _, row in ranked]


def _likeness(word: str, other: str, ratio: Callable[[str, str], float]) -> float:
    """Return 100 for a beginning, a little less inside a word, else how alike the letters are."""
    if other.startswith(word):
        return 100.0
    if len(word) > 2 and word in other:
        return 95.0
    if len(word) < 3:
        return 0.0
    return max(ratio(word, other), ratio(word, other[: len(word)]) - 1)
