"""The product's own search, through its own doors: lists come in by the import, letters are
typed into the search that screens and commands ask.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, run_import
from adviser_tui.services.office import Office, open_office
from bench.search_engines import LIMIT
from bench.surroundings import environment

EMPLOYERS = ("employer",)
_FIRST = "a first search"


class Product:
    """An open caseload whose employers are looked for."""

    name = "product"

    def __init__(self, office: Office) -> None:
        self._office = office
        self.build_ms = 0.0
        self.index_mb = 0.0
        self.memory_mb = 0.0
        """What the search adds to the memory of a process, measured in one of its own."""
        self.import_ms = 0.0
        self.imported = 0

    def find(self, text: str, limit: int = LIMIT) -> list[str]:
        """Return the references of what fits, the best first."""
        return [hit.reference for hit in self._office.search.find(text, EMPLOYERS, limit)]

    def close(self) -> None:
        """Leave the caseload to who opened it."""


@contextmanager
def product(lists: Sequence[Path]) -> Iterator[Product]:
    """Give the search over lists that were imported into a caseload of its own."""
    folder = Path(tempfile.mkdtemp(prefix="adviser-bench-"))
    try:
        imported, import_ms = _import(folder, lists)
        memory_mb = _memory(folder)
        office = open_office(folder)
        try:
            began = time.perf_counter()
            engine = Product(office)
            engine.find(_FIRST)
            engine.build_ms = (time.perf_counter() - began) * 1000
            engine.imported, engine.import_ms = imported, import_ms
            engine.index_mb = _index_size(office)
            engine.memory_mb = memory_mb
            yield engine
        finally:
            office.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _import(folder: Path, lists: Sequence[Path]) -> tuple[int, float]:
    """Return how many employers came in, and the milliseconds that took."""
    office = open_office(folder)
    try:
        office.identity.introduce("Bench Testwick")
        began = time.perf_counter()
        imported = sum(
            run_import(open_import(office.desk, ListKind.EMPLOYERS, path)).imported
            for path in lists
        )
        return imported, (time.perf_counter() - began) * 1000
    finally:
        office.close()


def _index_size(office: Office) -> float:
    """Return the MB of the tables in the file that are there for the search alone.

    Without SQLite's own account of its pages, the letters in them are counted instead.
    """
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'find%'"
    try:
        row = office.database.row(
            "SELECT total(pgsize) FROM dbstat WHERE name IN "
            "(SELECT name FROM sqlite_master WHERE tbl_name LIKE 'find%')"
        )
        return float(row[0]) / 1e6
    except Exception:
        tables = [str(row[0]) for row in office.database.rows(names)]
        return sum(_letters(office, table) for table in tables) / 1e6


def _letters(office: Office, table: str) -> float:
    columns = [str(row[1]) for row in office.database.rows(f"PRAGMA table_info({table})")]
    sizes = " + ".join(f"coalesce(length(CAST({name} AS BLOB)), 0)" for name in columns)
    return float(office.database.row(f"SELECT total({sizes or 0}) FROM {table}")[0])


def _memory(folder: Path) -> float:
    """Return the MB that the search adds to a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.search_memory", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return float(told.stdout)
