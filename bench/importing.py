"""`import`: 100,000 employers from CSV into an empty caseload, with the check for doubles.

Both references read with `csv`, write with `executemany` in one transaction, with the same
durability, and look at nothing:

- `plain_csv`: into the table of employers alone, without its triggers. The import writes two
  tables and the change record of both, four rows where this writes one.
- `plain_caseload`: employers and their sites, into the tables as a caseload has them, triggers and
  all, so that as many rows are written as by the import.
"""

import csv
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, run_import
from adviser_tui.ids import new_id
from adviser_tui.services.office import open_office
from adviser_tui.storage.migrations import STEPS
from adviser_tui.storage.schema import sql_of
from bench.measuring import Budget, Outcome, alternate
from seed.demo.names import Names, mail_name

ROWS = 100_000
HEADERS = ("reference", "name", "town", "postcode", "phone", "email")
AT = "2026-11-20T09:30:00.000000Z"
_EMPLOYER = (
    "INSERT INTO employer (id, created_at, updated_at, reference, name, phone, email) "
    f"VALUES (:id, '{AT}', '{AT}', :reference, :name, :phone, :email)"
)
_SITE = (
    "INSERT INTO employer_site (id, created_at, updated_at, employer_id, town, postcode, is_main) "
    f"VALUES (:id, '{AT}', '{AT}', :owner, :town, :postcode, 1)"
)


def measure(runs: int) -> Outcome:
    """Measure both, each into a new file."""
    outcome = Outcome("import", runs)
    with csv_list() as path:
        found = alternate(
            runs,
            {
                "import": lambda: _imported(path),
                "plain_csv": lambda: _plainly(path),
                "plain_caseload": lambda: _plainly(path, triggers=True),
            },
        )
    for key, values in found.items():
        outcome.add(key, values)
    outcome.compare("import", found["import"], found["plain_csv"], Budget(6.0))
    outcome.add("import_against_caseload", found["import"])
    outcome.compare(
        "import_against_caseload", found["import"], found["plain_caseload"], Budget(6.0)
    )
    outcome.notes.append(f"{ROWS:,} rows; most memory ever used {_most_memory():.0f} MB")
    return outcome


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="adviser-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def csv_list() -> Iterator[Path]:
    """Give a list of 100,000 employers that is gone afterwards."""
    with _folder() as folder:
        path = folder / "employers.csv"
        _write_list(path)
        yield path


def _write_list(path: Path) -> None:
    """Write a list of invented employers, always the same one."""
    names = Names(Random(1))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        for number in range(ROWS):
            name = names.firm(names.trades[number % len(names.trades)])
            mail = f"{mail_name(name.short)}@example.org"
            writer.writerow((f"B{number:06d}", name.full, *names.town(), names.phone(), mail))


def _imported(path: Path) -> float:
    with _folder() as folder:
        office = open_office(folder)
        try:
            office.identity.introduce("Bench Testwick")
            began = time.perf_counter()
            result = run_import(open_import(office.desk, ListKind.EMPLOYERS, path))
            took = (time.perf_counter() - began) * 1000
        finally:
            office.close()
    if result.imported != ROWS:
        raise RuntimeError(f"{result.imported:,} of {ROWS:,} rows came in")
    return took


def _plainly(path: Path, *, triggers: bool = False) -> float:
    with _folder() as folder:
        connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
        try:
            for pragma in ("journal_mode = WAL", "synchronous = FULL"):
                connection.execute(f"PRAGMA {pragma}")
            for step in STEPS:
                connection.executescript(step.sql)
            if triggers:
                connection.execute("INSERT INTO sync_state (k, device_id) VALUES (1, 'bench')")
                connection.executescript(sql_of("triggers.sql"))
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_EMPLOYER, _rows(path))
            if triggers:
                ids = connection.execute("SELECT reference, id FROM employer").fetchall()
                owners = dict(ids)
                connection.executemany(
                    _SITE, ({**row, "owner": owners[row["reference"]]} for row in _rows(path))
                )
            connection.execute("COMMIT")
            return (time.perf_counter() - began) * 1000
        finally:
            connection.close()


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "id": new_id()}


def _most_memory() -> float:
    """Return the most memory that this process ever had resident, in MB; 0 where unknown."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6
