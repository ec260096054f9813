"""One register opened for reading: from words and beginnings to the entries that have them."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from adviser_tui.errors import StorageError
from adviser_tui.storage.register.documents import unpack
from adviser_tui.storage.register.engine import need_engine, plainly, schema
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.store import SealedFolder

if TYPE_CHECKING:
    import tantivy

Field = Literal["words", "place", "key", "number"]
_FAILED = "The national register could not be searched"
_SAFE = "Everything else works"


class RegisterReader:
    """A whole register; any number of threads may read it."""

    def __init__(self, sealed: SealedFolder) -> None:
        trouble = sealed.trouble()
        if trouble:
            raise StorageError(trouble)
        need_engine()
        self.sealed = sealed
        with plainly(_FAILED, _SAFE, sealed.folder):
            import tantivy

            self._tantivy = tantivy
            index = tantivy.Index.open(str(self._place()))
            # A whole register never changes; nothing has to look whether it did.
            index.config_reader("manual")
            self._searcher = index.searcher()
        self._schema = schema()

    def _place(self) -> Path:
        """Return the register's folder, or where nothing can be written one that leads to it.

        The engine wants to make a file that it locks beside those that it opens.
        """
        folder = self.sealed.folder
        if os.name != "posix" or os.access(folder, os.W_OK):
            return folder
        import tempfile
        import weakref

        beside = tempfile.TemporaryDirectory(prefix="adviser-register-")
        weakref.finalize(self, beside.cleanup)
        for name in self.sealed.files:
            os.symlink((folder / name).absolute(), Path(beside.name, name))
        return Path(beside.name)

    def count(self, field: Field, word: str) -> int:
        """Return how many entries have exactly this word."""
        with plainly(_FAILED, _SAFE):
            return self._searcher.doc_freq(field, word)

    def has_beginning(self, letters: str) -> bool:
        """Say whether any word of a name begins with these letters."""
        with plainly(_FAILED, _SAFE):
            return bool(self._searcher.terms_with_prefix("words", letters, limit=1))

    def exactly(self, field: Field, word: str) -> "tantivy.Query":
        """Return what asks for one word."""
        return self._tantivy.Query.term_query(self._schema, field, word, "basic")

    def beginning(self, field: Field, letters: str) -> "tantivy.Query":
        """Return what asks for any word that begins with these letters."""
        return self.like(field, letters, 0, unfinished=True)

    def like(
        self, field: Field, word: str, slips: int, *, unfinished: bool = False
    ) -> "tantivy.Query":
        """Return what asks for words with so many slips; two letters swapped are one slip."""
        return self._tantivy.Query.fuzzy_term_query(
            self._schema, field, word, slips, True, unfinished
        )

    def worth(self, query: "tantivy.Query", quality: float) -> "tantivy.Query":
        """Return what asks the same and gives every entry this much for it."""
        return self._tantivy.Query.const_score_query(query, quality)

    def best_of(self, queries: "Sequence[tantivy.Query]") -> "tantivy.Query":
        """Return what asks for any of these and counts the best."""
        return self._tantivy.Query.disjunction_max_query(queries)

    def all_of(self, queries: "Sequence[tantivy.Query]", at_least: int = 0) -> "tantivy.Query":
        """Return what asks for all of these, or for some of them."""
        occur = self._tantivy.Occur.Should if at_least else self._tantivy.Occur.Must
        return self._tantivy.Query.boolean_query(
            [(occur, query) for query in queries], at_least or None
        )

    def entries(self, query: "tantivy.Query", limit: int) -> list[RegisterEntry]:
        """Return the entries that a query is worth most for, short names of live ones first."""
        with plainly(_FAILED, _SAFE):
            found = self._searcher.search(query, limit, False, weight_by_field="worth")
            return [
                unpack(bytes(self._searcher.doc(address)["entry"][0])) for _, address in found.hits
            ]
