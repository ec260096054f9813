"""Which employer was meant when the same was typed before, remembered on this device alone."""

from collections.abc import Sequence

from adviser_tui.names import query_words
from adviser_tui.services.desk import Desk

MOST = 200
"""How many picks are remembered, the newest; an older one makes room."""
SHORTEST = 2
"""The fewest letters for which a pick is remembered, or counts."""
POINTS = 6.0
"""How much further up, of 100, something comes that was picked for the same letters."""
_KEY = "search.picks"


class Picks:
    """Remembers what was chosen for what was typed.

    Only employers: what somebody types to find a person is kept nowhere.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._read_at = -1
        self._known: tuple[tuple[str, str], ...] = ()

    def remember(self, text: str, employer_id: str) -> None:
        """Keep that this employer was meant; the newest pick for a text replaces others."""
        typed = " ".join(query_words(text))
        if len(typed) < SHORTEST or (typed, employer_id) in self._all():
            return
        others = [pair for pair in self._all() if pair[0] != typed]
        picks = [(typed, employer_id), *others][:MOST]
        self._desk.database.settings.put(_KEY, [list(pair) for pair in picks])

    def places(self, words: Sequence[str]) -> frozenset[int]:
        """Return the row numbers of what was picked for these words, or more letters of them."""
        typed = " ".join(words)
        if len(typed) < SHORTEST:
            return frozenset()
        ids = {employer_id for text, employer_id in self._all() if text.startswith(typed)}
        rows = (
            self._desk.database.row("SELECT rowid FROM employer WHERE id = ?", (each,))
            for each in ids
        )
        return frozenset(int(row[0]) for row in rows if row)

    def _all(self) -> tuple[tuple[str, str], ...]:
        database = self._desk.database
        if self._read_at != database.generation:
            self._read_at = database.generation
            kept = database.settings.get(_KEY, [])
            self._known = tuple((str(pair[0]), str(pair[1])) for pair in kept)
        return self._known
