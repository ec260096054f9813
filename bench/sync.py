"""`sync`: sending, a first sync, nothing to do, and what recording costs (G1 to G5, G12).

The hub keeps its rows in PostgreSQL where a server can be started, else in SQLite, and is served
by its own web server from another process. G6 (no row missed) is `python -m tests.soak
concurrency`, G9 (many devices at once) `python -m tests.soak load`.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from bench.measuring import Outcome
from bench.postgres import UnavailableError, connected, server
from bench.sync_fetching import measure_fetching
from bench.sync_hub import BenchHub, bench_hub, served
from bench.sync_pushing import measure_pushing
from bench.sync_resting import measure_nothing_to_do, measure_recording

ROWS = 100_000


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add how many rows a first sync fetches."""
    parser.add_argument("--rows", type=int, default=ROWS, help="rows of the first sync")


def measure_as_asked(runs: int, asked: argparse.Namespace) -> Outcome:
    """Measure everything that can be measured here."""
    outcome = Outcome("sync", runs)
    at = Path(tempfile.mkdtemp(prefix="adviser-bench-sync-"))
    try:
        measure_recording(outcome, runs, at)
        try:
            with server() as folder:
                where = f"host={folder} user=bench dbname="
                with connected(f"{where}postgres") as connection:
                    connection.execute("CREATE DATABASE hub")
                    connection.execute("CREATE DATABASE plain")
                with bench_hub(f"postgresql://bench@/hub?host={folder}") as hub:
                    _measure(outcome, runs, hub, at, asked.rows, f"{where}plain")
        except UnavailableError as error:
            outcome.notes.append(f"Sending beside plain SQL was not measured: {error}.")
            with bench_hub() as hub:
                _measure(outcome, runs, hub, at, asked.rows, "")
    finally:
        shutil.rmtree(at, ignore_errors=True)
    return outcome


def _measure(outcome: Outcome, runs: int, hub: BenchHub, at: Path, rows: int, plain: str) -> None:
    hub.fill(rows)
    with served(hub) as address:
        measure_nothing_to_do(outcome, runs, hub, address, at)
        measure_fetching(outcome, runs, hub, address, at)
        if plain:
            measure_pushing(outcome, runs, hub, address, plain)
