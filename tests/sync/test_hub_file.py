"""The hub's one file while several connections and processes have it open."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.hub.store import open_store

_ANOTHER_PROGRAM = """
import sys
from adviser_tui.hub.store import open_store
store = open_store(sys.argv[1])
with store.transaction() as t:
    t.one("SELECT 1 AS n")
store.close()
"""


def test_a_command_beside_the_hub_leaves_it_its_log_however_often_it_was_opened(
    tmp_path: Path,
) -> None:
    path = tmp_path / "hub.db"
    hub = open_store(path)
    try:
        with hub.transaction() as t:
            t.run("CREATE TABLE kept (n INTEGER)")
        open_store(path).close()  # as a program does that looks after the hub it serves
        subprocess.run([sys.executable, "-c", _ANOTHER_PROGRAM, str(path)], check=True)

        assert path.with_name("hub.db-wal").exists()
        with hub.transaction() as t:
            t.run("INSERT INTO kept VALUES (7)")
    finally:
        hub.close()
    again = open_store(path)
    try:
        with again.reading() as t:
            assert [row.n for row in t.rows("SELECT n FROM kept")] == [7]
    finally:
        again.close()


def test_a_file_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE theirs (n INTEGER)")
        with pytest.raises(StorageError, match="another program"):
            open_store(path)
        names = other.execute("SELECT name FROM sqlite_master").fetchall()
    assert names == [("theirs",)]
