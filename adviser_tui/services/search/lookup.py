"""From what somebody typed to the one thing that they mean; never guessed."""

import re
from collections.abc import Sequence
from itertools import pairwise

from adviser_tui.errors import NotFoundError
from adviser_tui.names import name_words, query_words
from adviser_tui.services.merging.trail import survivor_by_reference, survivors_of
from adviser_tui.services.record_ids import ids_like
from adviser_tui.services.search.hit import KINDS, Hit, Kind
from adviser_tui.services.search.service import Search
from adviser_tui.storage.database import Database

SHORTEST_ID = 8
"""The fewest characters of an id that are taken as one."""
MARGIN = 12
"""How much better (of 100) the best of several must fit to be the one that is meant."""
LEAST = 60
"""Nothing that fits worse than this is taken for what was meant, or offered first."""
SHOWN = 5

_ID = re.compile(r"[0-9a-f]{8}[0-9a-f-]*", re.IGNORECASE)
_TABLES: dict[Kind, str] = {
    "employer": "employer",
    "participant": "participant",
    "vacancy": "vacancy",
    "partner": "partner",
}
_NOUNS: dict[Kind, tuple[str, str]] = {
    "employer": ("employer", "employers"),
    "participant": ("participant", "participants"),
    "vacancy": ("vacancy", "vacancies"),
    "partner": ("partner", "partners"),
}


class Lookup:
    """Resolve an id, the beginning of one, a reference or a name to one id.

    Raises `NotFoundError` with the candidates where nothing, or more than one thing, fits.
    """

    def __init__(self, database: Database, search: Search) -> None:
        self._database = database
        self._search = search

    def employer(self, text: str) -> str:
        """Return the id of the employer that is meant."""
        return self.one(text, "employer")

    def participant(self, text: str) -> str:
        """Return the id of the participant who is meant."""
        return self.one(text, "participant")

    def vacancy(self, text: str) -> str:
        """Return the id of the vacancy that is meant."""
        return self.one(text, "vacancy")

    def one(self, text: str, kind: Kind) -> str:
        """Return the id of the one thing of a kind that is meant."""
        text = text.strip()
        return (
            self._by_id(text, kind) or self._by_reference(text, kind) or self._by_name(text, kind)
        )

    def hits(self, text: str, kinds: Sequence[Kind] = KINDS, limit: int = SHOWN) -> list[Hit]:
        """Return what comes close to the text, for asking which one is meant."""
        return self._search.find(text, kinds, limit)

    def _by_id(self, text: str, kind: Kind) -> str:
        if not _ID.fullmatch(text):
            return ""
        bare = text.replace("-", "").lower()
        # Ids are kept with their dashes; the letters of a prefix without them are put in place.
        cuts = (0, 8, 12, 16, 20, 32)
        dashed = "-".join(bare[a:b] for a, b in pairwise(cuts) if bare[a:b])
        if len(bare) < SHORTEST_ID or len(bare) > 32:
            return ""
        found = [
            str(row["id"])
            for row in self._database.rows(
                f"SELECT id FROM {_TABLES[kind]} WHERE id >= ? AND id < ? "
                "AND void_reason IS NULL LIMIT 2",
                (dashed, f"{dashed}~"),
            )
        ]
        if len(found) > 1:
            raise NotFoundError(
                f"More than one {_NOUNS[kind][0]} has an id that begins with {text}. "
                "Type more of it."
            )
        return found[0] if found else self._by_end(text, kind) or self._by_trail(dashed, kind)

    def _by_end(self, text: str, kind: Kind) -> str:
        """Return the id that ends so, as ids are printed in short."""
        found = ids_like(self._database, _TABLES[kind], text.lower(), 2)
        if len(found) > 1:
            raise NotFoundError(
                f"More than one {_NOUNS[kind][0]} has an id that ends with {text}. Type more of it."
            )
        return found[0] if found else ""

    def _by_trail(self, beginning: str, kind: Kind) -> str:
        """Return what an id leads to whose record was merged into another."""
        found = survivors_of(self._database, _TABLES[kind], beginning)
        return found[0] if len(found) == 1 else ""

    def _by_reference(self, text: str, kind: Kind) -> str:
        if not text:
            return ""
        rows = self._database.rows(
            f"SELECT id FROM {_TABLES[kind]} WHERE reference = ? AND void_reason IS NULL LIMIT 2",
            (text,),
        )
        if not rows:
            return survivor_by_reference(self._database, _TABLES[kind], text)
        return str(rows[0]["id"]) if len(rows) == 1 else ""

    def _by_name(self, text: str, kind: Kind) -> str:
        hits = self._search.find(text, (kind,), 30)
        for fitting in (self._very_name(hits, text), self._all_words(hits, text)):
            if len(fitting) == 1:
                return fitting[0].id
            if fitting:
                raise _ambiguous(text, kind, fitting)
        close = [hit for hit in hits if hit.score >= LEAST]
        if close and (len(close) == 1 or close[0].score - close[1].score >= MARGIN):
            return close[0].id
        if close:
            raise _ambiguous(text, kind, close)
        raise NotFoundError(
            f"No {_NOUNS[kind][0]} fits “{text[:60]}”. Try another spelling, or fewer words.",
            tuple(_label(hit) for hit in hits[:SHOWN]),
        )

    def _very_name(self, hits: Sequence[Hit], text: str) -> list[Hit]:
        """Return the hits that have this very name, the legal form left aside."""
        return [hit for hit in hits if name_words(hit.name) == name_words(text)]

    def _all_words(self, hits: Sequence[Hit], text: str) -> list[Hit]:
        """Return the hits in whose name or place every word begins a word, without a slip."""
        words = query_words(text)
        fitting = []
        for hit in hits:
            own = f"{name_words(hit.name)} {name_words(hit.detail)}".split()
            if all(any(each.startswith(word) for each in own) for word in words):
                fitting.append(hit)
        if len(fitting) > 1 and fitting[0].score - fitting[1].score >= MARGIN:
            return fitting[:1]
        return fitting


def _ambiguous(text: str, kind: Kind, hits: Sequence[Hit]) -> NotFoundError:
    number = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}.get(len(hits), "Several")
    names = "; ".join(_label(hit) for hit in hits[:SHOWN])
    return NotFoundError(
        f"{number} {_NOUNS[kind][1]} fit “{text[:60]}” about equally well: {names}. "
        "Type more of the name, or its id.",
        tuple(f"{hit.id}  {_label(hit)}" for hit in hits[:SHOWN]),
    )


def _label(hit: Hit) -> str:
    return f"{hit.name}, {hit.detail}" if hit.detail else hit.name
