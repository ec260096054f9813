"""A register while it is being made: what was saved is in it exactly once, however it ends."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from adviser_tui.errors import StorageError
from adviser_tui.storage.register.documents import to_document
from adviser_tui.storage.register.engine import SHAPE, plainly, schema
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.folders import SEAL, keep, numbered, remove
from adviser_tui.storage.register.mark import SourceMark

if TYPE_CHECKING:
    import tantivy

HEAP = 224_000_000
"""Bytes that the engine may gather in memory before it writes them out."""
PARTS = 9.5
"""The engine joins every eight parts of one size into one, and searches few parts fastest.

One and a half more, since how many companies a file has is only guessed from its size.
"""
LEAST_PART, MOST_PART = 20_000, 640_000
_ROW_BYTES = {".zip": 82, ".gz": 82}
"""About how many bytes of a packed file hold one company; a plain one needs `_PLAIN_ROW`."""
_PLAIN_ROW = 460
_MARK = "position"
_SAFE = "The register in use still works, and the import can be taken up where it stopped"
_FAILED = "The register could not be written"


class Building:
    """A register that grows; used by one importer at a time, who closes it whatever happens.

    Where the importer stands is kept in the index itself, in the same step as the entries before
    it, so that no end of the program can part the two.
    """

    def __init__(self, folder: Path, mark: SourceMark) -> None:
        self.folder = folder
        self.mark = mark
        self.entries = 0
        """How many entries are in it, saved or not."""
        self.position = 0
        """What the importer gave at the last save: everything before it is in the register."""
        self._saves = 0
        self._since = 0
        per_row = _ROW_BYTES.get(Path(mark.file_name).suffix.lower(), _PLAIN_ROW)
        self._part = min(MOST_PART, max(LEAST_PART, int(mark.size / per_row / PARTS)))
        with plainly(_FAILED, _SAFE, self.folder):
            import tantivy

            self._index = tantivy.Index(schema(), path=str(folder))
            self._index.config_reader("manual")
            self._writer: tantivy.IndexWriter | None = self._index.writer(HEAP, 1)
            self._read_mark()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_due(self) -> bool:
        """Whether enough was added for a save; saving much more often makes searching slower."""
        return self._since >= self._part

    def add(self, entries: Iterable[RegisterEntry]) -> None:
        """Add entries; they count from the next save on."""
        writer = self._open_writer()
        count = 0
        try:
            with plainly(_FAILED, _SAFE, self.folder):
                for entry in entries:
                    writer.add_document(to_document(entry))
                    count += 1
        finally:
            del writer  # the traceback of what went wrong would hold on to it, and so to the folder
            self.entries += count
            self._since += count

    def save(self, position: int) -> None:
        """Put everything added so far on disk, together with where the importer stands."""
        self._save(position, is_known=True)

    def _save(self, position: int, *, is_known: bool) -> None:
        import tantivy

        kept = {"position": position, "entries": self.entries, "is_known": is_known}
        document = tantivy.Document()
        document.add_text("mark", _MARK)
        document.add_unsigned("worth", self._saves + 1)
        document.add_bytes("entry", json.dumps(kept).encode())
        with plainly(_FAILED, _SAFE, self.folder):
            self._open_writer().add_document(document)
            self._open_writer().commit()
        self._saves += 1
        self._since = 0
        self.position = position

    def finish(self, as_of: date | None = None, now: datetime | None = None) -> None:
        """Count what is there and let it take the place of the register in use, in one step.

        `as_of` is the day that the register's own state is of. Raises `StorageError` where the
        count is wrong; the old register then stays.
        """
        if self._since or not self._saves:
            # Where the importer stands was not said: what is killed from here on begins anew.
            self._save(self.position, is_known=not self._since)
        with plainly(_FAILED, _SAFE, self.folder):
            # What a killed importer left half written is no part of it.
            self._open_writer().garbage_collect_files()
        self._let_go(wait=True)
        with plainly(_FAILED, _SAFE, self.folder):
            self._index.reload()
            found = self._index.searcher().num_docs - self._saves
            if found != self.entries:
                raise StorageError(
                    f"The new register has {found:,} entries instead of {self.entries:,}. "
                    "It was not taken into use; the old one still works. Import the file again."
                )
            files = self._files()
            keep(self.folder / SEAL, self._seal(files, as_of, now or datetime.now(UTC)))
        for number, older in numbered(self.folder.parent, self.mark.register):
            if older != self.folder and number < int(self.folder.name[3:]):
                remove(older)

    def abandon(self) -> None:
        """Throw away what was built; the register in use is not touched."""
        self._let_go(wait=False)
        remove(self.folder)

    def close(self) -> None:
        """Stop here; what was saved waits to be taken up again."""
        self._let_go(wait=False)

    def _files(self) -> dict[str, int]:
        return {
            each.name: each.stat().st_size
            for each in sorted(self.folder.iterdir())
            if each.is_file() and not each.name.startswith(".") and each.suffix != ".part"
        }

    def _seal(self, files: dict[str, int], as_of: date | None, now: datetime) -> dict[str, Any]:
        return {
            "shape": SHAPE,
            "register": self.mark.register,
            "file_name": self.mark.file_name,
            "as_of": as_of.isoformat() if as_of else "",
            "entries": self.entries,
            "imported_at": now.astimezone(UTC).isoformat(),
            "files": files,
        }

    def _read_mark(self) -> None:
        """Find where an earlier importer stopped."""
        import tantivy

        searcher = self._index.searcher()
        query = tantivy.Query.term_query(self._index.schema, "mark", _MARK, "basic")
        hits = searcher.search(query, 1, order_by_field="worth").hits
        if not hits:
            return
        order, address = hits[0]
        kept = json.loads(bytes(searcher.doc(address)["entry"][0]))
        if not kept["is_known"]:
            raise ValueError(kept["position"])
        self._saves = int(order)
        self.position = int(kept["position"])
        self.entries = int(kept["entries"])

    def _open_writer(self) -> "tantivy.IndexWriter":
        if self._writer is None:
            raise StorageError(f"The register is not being written any more. {_SAFE}.")
        return self._writer

    def _let_go(self, *, wait: bool) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        if wait:
            with plainly(_FAILED, _SAFE, self.folder):
                writer.wait_merging_threads()
        # The engine frees the folder when the last hold on its writer is gone.
        del writer
