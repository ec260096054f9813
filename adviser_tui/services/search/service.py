"""The search as screens and commands ask for it."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from adviser_tui.errors import StorageError
from adviser_tui.names import query_words
from adviser_tui.services.desk import Desk
from adviser_tui.services.search.aliases import Aliases
from adviser_tui.services.search.by_id import ranked_by_id
from adviser_tui.services.search.catalogue import Catalogue, Ranked
from adviser_tui.services.search.describing import describe
from adviser_tui.services.search.fitting import Fit
from adviser_tui.services.search.hit import KINDS, Hit, Kind
from adviser_tui.services.search.kept import place_of_reference
from adviser_tui.services.search.picks import POINTS, Picks
from adviser_tui.services.search.relations import points_of
from adviser_tui.services.search.towns import Towns

KNOWN_AS = 1.0
"""How many points less something counts that is meant by a short name than the very words."""
SURE = 6.0
"""How many more it counts where a town is all that was typed beside the short name."""
SETTLED = 60
"""So many of the best are put in order by what we have to do with them."""
HIGHEST = 98.5
"""Nothing that is not the very name comes before the very name, however well we know it."""


class Search:
    """Find whatever the caseload has by a few letters, also misspelt ones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        towns = Towns(desk.database)
        self._catalogues: dict[Kind, Catalogue] = {
            kind: Catalogue(desk.database, kind, towns) for kind in KINDS
        }
        self.aliases = Aliases(desk.database.folder)
        self.picks = Picks(desk)
        self._thread: threading.Thread | None = None

    def prepare(self, kinds: Sequence[Kind] = KINDS) -> None:
        """Read the words in a thread of their own, so that the first slip need not wait."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._read, args=(tuple(kinds),), daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Wait until nothing reads the file in the background any more."""
        if self._thread is not None:
            self._thread.join()

    def _read(self, kinds: Sequence[Kind]) -> None:
        # The caseload may be closed meanwhile; whoever searches next reads the words then.
        with suppress(StorageError):
            for kind in kinds:
                self._catalogues[kind].prepare()

    def find(
        self,
        text: str,
        kinds: Sequence[str] = KINDS,
        limit: int = 10,
        *,
        is_stale: Callable[[], bool] = lambda: False,
    ) -> list[Hit]:
        """Return what fits, the best first.

        Raises `StaleError` once `is_stale` says that something newer is searched for.
        """
        return self.described(self.ranked(text, kinds, limit, is_stale=is_stale))

    def ranked(
        self,
        text: str,
        kinds: Sequence[str] = KINDS,
        limit: int = 10,
        *,
        is_stale: Callable[[], bool] = lambda: False,
    ) -> list[Ranked]:
        """Return what fits, the best first, without reading it from the file yet."""
        words = query_words(text)
        wanted = [kind for kind in KINDS if kind in kinds]
        if not words or limit < 1:
            return []
        found = list(ranked_by_id(self._desk.database, text, wanted, limit))
        by_id = {(each.kind, each.place) for each in found}
        for kind in wanted:
            fitting = self._catalogues[kind].search(words, max(limit, SETTLED), is_stale=is_stale)
            if kind == "employer":
                fitting = self._settled(words, self._known_as(words, fitting, limit))
            place = place_of_reference(self._desk.database, text, kind)
            if place is not None:
                fitting = [each for each in fitting if each.place != place]
                fitting.insert(0, Ranked(kind, place, Fit(100.0, 0, "reference"), words))
            found += (each for each in fitting if (kind, each.place) not in by_id)
        found.sort(key=lambda each: -each.fit.score)
        return found[:limit]

    def described(self, ranked: Sequence[Ranked]) -> list[Hit]:
        """Return ranked things with their names and why they fit, read from the file."""
        return describe(self._desk.database, ranked)

    def _known_as(self, words: Sequence[str], fitting: list[Ranked], limit: int) -> list[Ranked]:
        """Add what is meant by a short name; whatever bears it itself stays before it."""
        best = {each.place: each for each in fitting}
        employers = self._catalogues["employer"]
        for registered, beside in self.aliases.meant(words):
            for each in employers.search(registered, limit, beside=beside, forgiving=False):
                score = each.fit.score - KNOWN_AS
                if beside and employers.are_towns(beside):
                    score = min(HIGHEST - KNOWN_AS, score + SURE)
                fit = replace(each.fit, score=score, by="known_as")
                known = best.get(each.place)
                if known is None or known.fit.score < fit.score:
                    best[each.place] = replace(each, fit=fit)
        return list(best.values())

    def _settled(self, words: Sequence[str], fitting: list[Ranked]) -> list[Ranked]:
        """Put near ties in order by what we have to do with them, and by what was meant before."""
        fitting.sort(key=lambda each: -each.fit.score)
        first = fitting[:SETTLED]
        desk = self._desk
        points = points_of(desk.database, [each.place for each in first], desk.me, desk.today)
        for place in self.picks.places(words):
            points[place] = points.get(place, 0.0) + POINTS
        for at, each in enumerate(first):
            score = each.fit.score
            if each.place in points and score < HIGHEST:
                more = min(HIGHEST, score + points[each.place])
                fitting[at] = replace(each, fit=replace(each.fit, score=more))
        fitting.sort(key=lambda each: -each.fit.score)
        return fitting
