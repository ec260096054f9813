"""The search as screens and commands ask for it."""

import time
from collections.abc import Sequence

from adviser_tui.services.office import Desk
from adviser_tui.services.search.beginnings import place_of_reference, places_beginning_with
from adviser_tui.services.search.catalogue import Catalogue
from adviser_tui.services.search.describing import Ranked, describe
from adviser_tui.services.search.fitting import Fit
from adviser_tui.services.search.hit import KINDS, Hit, Kind
from adviser_tui.services.search.words import query_words

PAUSE = 0.002
"""Seconds that the index leaves to others after every few hundred names while it is made."""


class Search:
    """Find employers, participants and vacancies by a few letters, also misspelt ones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._catalogues: dict[Kind, Catalogue] = {
            kind: Catalogue(desk.database, kind) for kind in KINDS
        }

    def prepare(self, kinds: Sequence[Kind] = KINDS) -> None:
        """Make the indexes, leaving room for the keys; meant for a thread after the first frame."""
        for kind in kinds:
            self._catalogues[kind].prepare(lambda: time.sleep(PAUSE))

    def is_ready(self, kinds: Sequence[Kind] = KINDS) -> bool:
        """Say whether the indexes of these kinds were made."""
        return all(self._catalogues[kind].is_ready for kind in kinds)

    def find(
        self, text: str, kinds: Sequence[str] = KINDS, limit: int = 10, *, wait: bool = True
    ) -> list[Hit]:
        """Return what fits, the best first.

        The index is made first where there is none; with `wait` false the beginnings of names
        have to do until it is there.
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
            return [
                Ranked(kind, place, Fit(50.0, 0, "start"))
                for kind, place in places_beginning_with(self._desk.database, text, wanted, limit)
            ]
        found: list[Ranked] = []
        for kind in wanted:
            place = place_of_reference(self._desk.database, text, kind)
            fitting = self._catalogues[kind].search(words, limit)
            if place is not None:
                found.append(Ranked(kind, place, Fit(100.0, 0, "reference")))
                fitting = [each for each in fitting if each.place != place]
            found += fitting
        found.sort(key=lambda each: -each.fit.score)
        return found[:limit]

    def described(self, ranked: Sequence[Ranked], text: str) -> list[Hit]:
        """Return ranked things with their names and why they fit, read from the file."""
        return describe(self._desk.database, ranked, query_words(text))
