"""The search as screens and commands ask for it."""

import threading
from collections.abc import Sequence
from contextlib import suppress

from adviser_tui.services.office import Desk
from adviser_tui.services.search.beginnings import place_of_reference, places_beginning_with
from adviser_tui.services.search.catalogue import Catalogue
from adviser_tui.services.search.describing import Ranked, describe
from adviser_tui.services.search.fitting import Fit
from adviser_tui.services.search.hit import KINDS, Hit, Kind
from adviser_tui.services.search.words import query_words

PAUSE = 0.002
"""Seconds that the index leaves to others after every few hundred names while it is made."""


class _AbandonedError(Exception):
    """The caseload is being closed, so the index is of no use to anybody."""


class Search:
    """Find employers, participants and vacancies by a few letters, also misspelt ones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._catalogues: dict[Kind, Catalogue] = {
            kind: Catalogue(desk.database, kind) for kind in KINDS
        }
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def prepare(self, kinds: Sequence[Kind] = KINDS) -> None:
        """Make the indexes in a thread of their own, leaving room for the keys."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._make, args=(tuple(kinds),), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop making indexes; nothing reads the file in the background afterwards."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _make(self, kinds: Sequence[Kind]) -> None:
        # The file is read through once; pages kept for a second time would only take up memory.
        with self._desk.database.reading() as reader:
            reader.execute("PRAGMA cache_size = -512")
        # Abandoned where the caseload is closed meanwhile; the next run makes its own.
        with suppress(_AbandonedError):
            for kind in kinds:
                self._catalogues[kind].prepare(self._breathe)

    def _breathe(self) -> None:
        if self._stopping.wait(PAUSE):
            raise _AbandonedError

    def is_ready(self, kinds: Sequence[Kind] = KINDS) -> bool:
        """Say whether the indexes of these kinds were made."""
        return all(self._catalogues[kind].is_ready for kind in kinds)

    def find(
        self, text: str, kinds: Sequence[str] = KINDS, limit: int = 10, *, wait: bool = True
    ) -> list[Hit]:
        """Return what fits, the best first.

        The index is made first where there is none; with `wait` false that is begun in the
        background, and the beginnings of names have to do until it is there.
        """
        return self.described(self.ranked(text, kinds, limit, wait=wait), text)

    def ranked(
        self, text: str, kinds: Sequence[str] = KINDS, limit: int = 10, *, wait: bool = True
    ) -> list[Ranked]:
        """Return what fits, the best first, without reading it from the file yet."""
        words = query_words(text)
        wanted = [kind for kind in KINDS if kind in kinds]
        if not words or limit < 1:
            return []
        if not wait and not self.is_ready(wanted):
            return self._by_beginnings(text, wanted, limit)
        found: list[Ranked] = []
        for kind in wanted:
            place = place_of_reference(self._desk.database, text, kind)
            fitting = self._catalogues[kind].search(words, limit, wait=wait)
            if fitting is None:
                return self._by_beginnings(text, wanted, limit)
            if place is not None:
                found.append(Ranked(kind, place, Fit(100.0, 0, "reference")))
                fitting = [each for each in fitting if each.place != place]
            found += fitting
        found.sort(key=lambda each: -each.fit.score)
        return found[:limit]

    def _by_beginnings(self, text: str, kinds: Sequence[Kind], limit: int) -> list[Ranked]:
        """Return what the file itself finds, and have the indexes made for the next time."""
        self.prepare(kinds)
        return [
            Ranked(kind, place, Fit(50.0, 0, "start"))
            for kind, place in places_beginning_with(self._desk.database, text, kinds, limit)
        ]

    def described(self, ranked: Sequence[Ranked], text: str) -> list[Hit]:
        """Return ranked things with their names and why they fit, read from the file."""
        return describe(self._desk.database, ranked, query_words(text))
