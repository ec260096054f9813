"""Keys beside a first sync: a caseload joins a team, delivers all it has and fetches much more."""

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from adviser_tui.services.office import open_office
from adviser_tui.storage.database import FILE_NAME
from bench.caseloads import caseload
from bench.sync_hub import bench_hub, served
from bench.terminal import Terminal

ROWS = 20_000
SHOWN = "never synced"
"""What the status line of such a caseload says."""
APP = (sys.executable, "-m", "bench.syncing_app")
_BEHIND = """
SELECT (SELECT count(*) FROM change_record WHERE status = 0)
  + (SELECT coalesce(sum(head - seq), 1) FROM sync_cursor)
"""
_MOST = 5_000
"""Presses after which a sync that does not end is given up."""


@contextmanager
def joined() -> Iterator[Path]:
    """Give the folder of a caseload that has joined a team and not synced."""
    with bench_hub() as hub:
        hub.fill(ROWS)
        with served(hub) as address, caseload() as folder:
            office = open_office(folder)
            try:
                office.sync.join(address, hub.code("Presser"))
            finally:
                office.close()
            yield folder


def until_synced(
    terminal: Terminal, folder: Path, press: Callable[[], float], rows: int = ROWS
) -> Iterator[float]:
    """Begin the sync and press until both sides have the same."""
    with closing(sqlite3.connect(f"{(folder / FILE_NAME).as_uri()}?mode=ro", uri=True)) as file:
        os.kill(terminal.pid, signal.SIGUSR1)
        for _ in range(_MOST):
            yield press()
            if file.execute(_BEHIND).fetchone()[0] == 0:
                here = file.execute("SELECT count(*) FROM contact").fetchone()[0]
                if here >= rows // 4:
                    return
    raise TimeoutError("the sync did not end")
