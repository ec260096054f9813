"""What people say for an employer, read as the registered words that it stands for."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import ImportFileError

if TYPE_CHECKING:
    Table = Mapping[str, tuple[str, ...]]

LONGEST = 4
"""Of how many words something that is said has at most."""


class Aliases:
    """The table of short names that ships with the program, and the team's own beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.mistake = ""
        """What is wrong with the team's own table, which is then left aside."""

    def readings(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Yield other words for those that were typed: for all, or for the first or last few."""
        for registered, rest in self.meant(words):
            yield (*registered, *rest)

    def meant(self, words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Yield registered words that may be meant, each with the typed words beside them."""
        table = self._table()
        spelt = _without_dots(words)
        for some in (spelt,) if spelt == tuple(words) else (spelt, tuple(words)):
            for length in range(min(LONGEST, len(some)), 0, -1):
                begin, end = some[:length], some[-length:]
                for registered in table.get(" ".join(begin), ()):
                    yield tuple(registered.split()), some[length:]
                if length < len(some):
                    for registered in table.get(" ".join(end), ()):
                        yield tuple(registered.split()), some[:-length]

    def _table(self) -> "Table":
        from seed.short_names import OWN_FILE, short_names

        try:
            table = short_names(self._folder / OWN_FILE)
            self.mistake = ""
        except ImportFileError as error:
            self.mistake = str(error)
            table = short_names()
        return table


def _without_dots(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words with single letters that follow each other as one: `h m r c` as `hmrc`."""
    joined: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1:
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    return (*joined, run) if run else tuple(joined)
