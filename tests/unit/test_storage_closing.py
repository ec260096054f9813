"""Closing while other threads read: a closed connection under a query would crash the program."""

import threading
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, StorageError
from adviser_tui.storage.database import Database

LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000) "
    "SELECT sum(i) FROM n"
)


@pytest.mark.parametrize("times", range(5))
def test_closing_cuts_a_long_query_short(folder: Path, clock: FixedClock, times: int) -> None:
    database = Database(folder, clock).open()
    begun, ends = threading.Event(), []

    def read() -> None:
        begun.set()
        try:
            database.row(LONG)
        except AdviserError as error:
            ends.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    begun.wait()
    threading.Event().wait(0.02 * times)
    database.close()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    assert len(ends) == 4


def test_nothing_is_read_once_it_is_closed(folder: Path, clock: FixedClock) -> None:
    database = Database(folder, clock).open()
    database.close()
    with pytest.raises(StorageError, match="not open"):
        database.row("SELECT 1")
