"""One search for everything: names, places and digits, references, and beginnings of ids."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from adviser_tui.services.search.catalogue import Ranked
from adviser_tui.services.search.fitting import Fit
from adviser_tui.services.search.hit import KINDS, Hit

if TYPE_CHECKING:
    from adviser_tui.services.office import Desk
    from adviser_tui.services.search.service import Search

LEAST_OF_AN_ID = 6
"""The fewest letters that are looked for among ids."""
_ID = re.compile(r"[0-9a-f]{4}[0-9a-f-]*", re.IGNORECASE)
_CUTS = (0, 8, 12, 16, 20, 32)


class Everywhere:
    """Finds what the caseload has, of whichever kind."""

    def __init__(self, desk: "Desk", search: "Search") -> None:
        self._desk = desk
        self._search = search

    def find(
        self, text: str, limit: int = 30, is_stale: Callable[[], bool] = lambda: False
    ) -> list[Hit]:
        """Return what fits, the best first, whatever has an id that begins so before all else.

        Raises `StaleError` once `is_stale` says that something newer is searched for.
        """
        by_id = self._by_id(text.strip(), limit)
        found = self._search.find(text, KINDS, limit, is_stale=is_stale)
        known = {hit.id for hit in by_id}
        return [*by_id, *(hit for hit in found if hit.id not in known)][:limit]

    def _by_id(self, text: str, limit: int) -> list[Hit]:
        bare = text.replace("-", "").lower()
        if not LEAST_OF_AN_ID <= len(bare) <= _CUTS[-1] or not _ID.fullmatch(text):
            return []
        begins = "-".join(bare[a:b] for a, b in pairwise(_CUTS) if bare[a:b])
        ranked = [
            Ranked(kind, int(row[0]), Fit(100.0, 0, "reference"))
            for kind in KINDS
            for row in self._desk.database.rows(
                f"SELECT rowid FROM {kind} WHERE id >= ? AND id < ? AND void_reason IS NULL "
                "LIMIT ?",
                (begins, f"{begins}~", limit),
            )
        ]
        return self._search.described(ranked[:limit])
