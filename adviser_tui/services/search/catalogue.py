"""One kind of thing, found by its words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from adviser_tui.services.search.fitting import Fit, Fitting
from adviser_tui.services.search.hit import Kind, StaleError
from adviser_tui.services.search.known_words import KnownWords
from adviser_tui.services.search.shortlist import Kept, Shortlist
from adviser_tui.services.search.towns import Towns
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.documents import SEPARATOR
from adviser_tui.storage.finding.soundness import asking

CERTAIN = 99.0
"""What fits so well is the very name; nothing more forgiving is looked for."""
WELL, FAIRLY = 80.0, 72.0
"""Where enough fits and the best of it fits so well, no slips, or no more slips, are looked for."""
ENOUGH = 10
LEAST = 25.0
"""What fits worse than this has nothing to do with what was typed."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Something found with its fit, before it is read from the file."""

    kind: Kind
    place: int
    fit: Fit
    words: tuple[str, ...] = ()
    """What it was held against: the typed words, or those that they stand for."""


class Catalogue:
    """Finds what fits in ever more forgiving ways, until enough fits well."""

    def __init__(self, database: Database, kind: Kind, towns: Towns) -> None:
        self._database = database
        self._kind = kind
        self._known = KnownWords(database, kind)
        self._shortlist = Shortlist(database, kind, self._known)
        self._towns = towns

    def prepare(self) -> None:
        """Read the words beforehand, so that the first search need not wait for them."""
        with asking(self._database):
            self._known.prepare()
        self._towns.now()

    def search(
        self,
        words: Sequence[str],
        limit: int,
        *,
        beside: Sequence[str] = (),
        forgiving: bool = True,
        is_stale: Callable[[], bool] = lambda: False,
    ) -> list[Ranked]:
        """Return what fits the words, the best first; of two alike the shorter name.

        Words `beside` them need not be there, but tell apart what is found by the others.
        Raises `StaleError` between two steps once `is_stale` says so, and `SearchIndexError` where
        the index is damaged.
        """
        with asking(self._database):
            return self._search(words, limit, (*words, *beside), forgiving, is_stale)

    def are_towns(self, words: Sequence[str]) -> bool:
        """Say whether all of some words are, or look like, towns of the employers' sites."""
        return len(self._towns.among(("", *words))) == len(words)

    def _search(
        self,
        words: Sequence[str],
        limit: int,
        held: tuple[str, ...],
        forgiving: bool,
        is_stale: Callable[[], bool],
    ) -> list[Ranked]:
        self._known.now()
        weights = [self._shortlist.weight(word) for word in held]
        fitting = Fitting(held, weights, self._towns.among(held))
        found: dict[int, tuple[float, int, str, Fit]] = {}
        steps: list[tuple[Callable[[Sequence[str]], Kept], float]] = [
            (self._shortlist.literal, 0.0),
            (self._shortlist.lenient, WELL),
            (self._shortlist.forgiving, FAIRLY),
        ]
        for step, good in steps[: None if forgiving else 1]:
            if is_stale():
                raise StaleError
            if _is_enough(found, good):
                break
            for place, (names, rest) in step(words).items():
                if place not in found:
                    each = names.split(SEPARATOR)
                    fit = fitting.of(each, rest)
                    found[place] = (-round(fit.score, 1), len(each[fit.name]), each[0], fit)
        fitting_ones = (one for one in found.items() if -one[1][0] >= LEAST)
        best = sorted(fitting_ones, key=lambda one: (*one[1][:3], one[0]))[:limit]
        return [Ranked(self._kind, place, row[3], held) for place, row in best]


def _is_enough(found: dict[int, tuple[float, int, str, Fit]], good: float) -> bool:
    if not found:
        return False
    best = max(-row[0] for row in found.values())
    return best >= CERTAIN or (good > 0 and len(found) >= ENOUGH and best >= good)
