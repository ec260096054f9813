"""The index of one kind, kept true to the file as things change."""

import threading
from collections.abc import Callable, Sequence

from adviser_tui.services.search.describing import Ranked
from adviser_tui.services.search.documents import Document, read_documents
from adviser_tui.services.search.fitting import fit
from adviser_tui.services.search.hit import Kind
from adviser_tui.services.search.index import Index
from adviser_tui.services.search.near import NearWords
from adviser_tui.services.search.shortlist import shortlist, weight
from adviser_tui.storage.database import Database

FRESH_AT_MOST = 2_000
"""With more things changed than this the whole index is made anew."""
BULK = 20_000
"""So many records of change, of whatever kind, are not looked through before it is."""

_TOUCHED: dict[Kind, str] = {
    "employer": """SELECT DISTINCT e.rowid AS place, e.void_reason FROM change_record r
      JOIN employer e ON e.id = r.agg WHERE r.lseq > ?
      AND r.entity IN ('employer', 'employer_site', 'employer_person')""",
    "participant": """SELECT DISTINCT p.rowid AS place, p.void_reason FROM change_record r
      JOIN participant p ON p.id = r.row_id WHERE r.lseq > ? AND r.entity = 'participant'""",
    "vacancy": """SELECT DISTINCT v.rowid AS place, v.void_reason FROM change_record r
      JOIN vacancy v ON v.id = r.row_id WHERE r.lseq > ?1 AND r.entity = 'vacancy'
      UNION SELECT v.rowid, v.void_reason FROM change_record r
      JOIN vacancy v ON v.employer_id = r.agg
      WHERE r.lseq > ?1 AND r.entity IN ('employer', 'employer_site')""",
}


class Catalogue:
    """One kind of thing, found by its words.

    What was changed since the index was made lies in a small index of its own, and hides what the
    large one says of it.
    """

    def __init__(self, database: Database, kind: Kind) -> None:
        self._database = database
        self._kind = kind
        self._guard = threading.RLock()
        self._seen = -1
        self._whole = Index(())
        self._near = NearWords(self._whole)
        self._changed: dict[int, Document | None] = {}
        self._fresh = Index(())
        self._fresh_near = NearWords(self._fresh)

    @property
    def is_ready(self) -> bool:
        """Whether the index was made."""
        return self._seen >= 0

    def prepare(self, breathe: Callable[[], None] = lambda: None) -> None:
        """Make the index where there is none yet."""
        with self._guard:
            if not self.is_ready:
                self._make(breathe)

    def search(self, words: Sequence[str], limit: int, *, wait: bool = True) -> list[Ranked] | None:
        """Return what fits the words, the best first; the index is made first if need be.

        With `wait` false, nothing is returned and the index is not ready any more where so much
        was changed that it must be made anew.
        """
        with self._guard:
            if not self._catch_up(wait):
                return None
            found = self._closely(self._whole, self._near, words, self._changed)
            if len(self._fresh):
                found += self._closely(self._fresh, self._fresh_near, words, {})
        found.sort(key=lambda each: (-each[0].fit.score, each[1], each[0].place))
        return [each[0] for each in found[:limit]]

    def _closely(
        self,
        index: Index,
        near: NearWords,
        words: Sequence[str],
        hidden: "dict[int, Document | None]",
    ) -> list[tuple[Ranked, str]]:
        weights = [weight(self._whole if len(self._whole) else index, word) for word in words]
        found = []
        for number in shortlist(index, near, words):
            place = index.places[number]
            if place in hidden:
                continue
            names, rest = index.document(number)
            found.append((Ranked(self._kind, place, fit(words, weights, names, rest)), names[0]))
        return found

    def _make(self, breathe: Callable[[], None]) -> None:
        seen = self._last_change()
        self._whole = Index(read_documents(self._database, self._kind), breathe)
        self._near = NearWords(self._whole)
        self._changed.clear()
        self._renew()
        self._seen = seen

    def _catch_up(self, wait: bool) -> bool:
        """Take in what was changed since the last look; False where nobody waits for all of it."""
        last = self._last_change()
        if last == self._seen:
            return True
        touched: dict[int, bool] = {}
        if self.is_ready and last - self._seen <= BULK:
            touched = {
                int(row["place"]): row["void_reason"] is None
                for row in self._database.rows(_TOUCHED[self._kind], (self._seen,))
            }
        elif not wait:
            self._seen = -1
            return False
        else:
            self._make(lambda: None)
            return True
        if len(touched) + len(self._changed) > FRESH_AT_MOST:
            self._seen = -1
            return self._catch_up(wait)
        if touched:
            self._changed.update(dict.fromkeys(touched))
            there = [place for place, counts in touched.items() if counts]
            for document in read_documents(self._database, self._kind, there):
                self._changed[document.place] = document
            self._renew()
        self._seen = last
        return True

    def _renew(self) -> None:
        self._fresh = Index(each for each in self._changed.values() if each is not None)
        self._fresh_near = NearWords(self._fresh)

    def _last_change(self) -> int:
        return int(self._database.row("SELECT lseq FROM sync_state")[0])
