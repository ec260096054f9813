"""What is asked of the register for one typed word, as cheaply as it can be asked."""

from typing import TYPE_CHECKING

from adviser_tui.storage.register.reading import RegisterReader

if TYPE_CHECKING:
    import tantivy

COMMON = 3_000
"""A word that so many names have is whole; what begins with it is asked for only at the end."""
RARE = 60
"""A word that fewer names have may be a slip for one that more have."""
EXACT, BEGUN, PLACE, ONE_SLIP, ONE_SLIP_BEGUN, TWO_SLIPS = 1.3, 1.0, 0.6, 0.8, 0.6, 0.45
"""How much an entry is worth by the way in which a word is in it."""


class Wording:
    """The typed words against one register."""

    def __init__(self, reader: RegisterReader) -> None:
        self._reader = reader
        self._counts: dict[str, int] = {}

    def count(self, word: str) -> int:
        """Return how many names have a word."""
        if word not in self._counts:
            self._counts[word] = self._reader.count("words", word)
        return self._counts[word]

    def is_rare(self, word: str) -> bool:
        """Say whether a word may be misspelt or unfinished."""
        return self.count(word) < RARE

    def begun(self, word: str, is_last: bool, *, place: bool = False) -> "tantivy.Query":
        """Return what asks for words that begin as typed, in a name or, if wished, a place."""
        reader = self._reader
        options = []
        if self.count(word):
            options.append(reader.worth(reader.exactly("words", word), EXACT))
        if len(word) > 1 and (is_last or self.count(word) < COMMON):
            options.append(reader.worth(reader.beginning("words", word), BEGUN))
        if place and len(word) > 1:
            known = reader.count("place", word)
            asked = reader.exactly if known > COMMON else reader.beginning
            options.append(reader.worth(asked("place", word), PLACE))
        return reader.best_of(options or [reader.exactly("words", word)])

    def like(self, word: str, is_last: bool, slips: int, *, place: bool = False) -> "tantivy.Query":
        """Return what asks also for words with a slip or two."""
        reader = self._reader
        options = [self.begun(word, is_last, place=place)]
        if len(word) >= 3:
            unfinished = is_last and len(word) >= 4
            options.append(
                reader.worth(reader.like("words", word, 1, unfinished=unfinished), ONE_SLIP)
            )
        if slips > 1 and len(word) >= 5:
            options.append(reader.worth(reader.like("words", word, 2), TWO_SLIPS))
        if place and len(word) >= 5:
            options.append(reader.worth(reader.like("place", word, 1), ONE_SLIP * PLACE))
        return reader.best_of(options)
