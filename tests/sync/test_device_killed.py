"""A device that is killed in the middle of anything goes on from where its file says it is."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adviser_tui.storage.database import Database
from adviser_tui.storage.health import doctor
from adviser_tui.sync.canonical import START, linked
from tests.sync.device_at_work import ROWS
from tests.sync.devices import a_desk, a_grant

ROUNDS = 4


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that nobody can catch")
def test_a_device_that_is_killed_anywhere_keeps_whole_pages_and_a_whole_chain(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "caseload"
    desk = a_desk(folder, "Vilma Testesen")
    desk.device.adopt(a_grant())
    desk.database.close()
    chance = random.Random(20261120)
    for _ in range(ROUNDS):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.sync.device_at_work", str(folder)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(chance.uniform(0.02, 0.6))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        _is_whole(folder)


def _is_whole(folder: Path) -> None:
    database = Database(folder).open()
    try:
        state = database.row("SELECT * FROM sync_state")
        assert (state["applying"], state["g"]) == (0, 0)
        chain = START
        for row in database.rows(
            "SELECT hh, status, lseq FROM change_record WHERE lseq <= ? ORDER BY lseq",
            (state["acked"],),
        ):
            assert row["status"] == 1
            chain = linked(chain, bytes(row["hh"]).hex())
        assert chain == (bytes(state["chain"]).hex() if state["chain"] else START)
        waiting = database.row("SELECT count(*) FROM change_record WHERE status = 0")[0]
        assert waiting == state["lseq"] - state["acked"]
        seq = database.row("SELECT coalesce(max(seq), 0) FROM sync_cursor")[0]
        pages = database.rows(
            "SELECT name, count(*) AS n FROM employer WHERE name GLOB 'Mill *' GROUP BY name"
        )
        # One row of a page may have left, and one been erased, later on.
        assert {row["name"] for row in pages} == {f"Mill {n}" for n in range(seq)}
        assert all(ROWS - 2 <= row["n"] <= ROWS for row in pages)
        groups = database.rows("SELECT count(*) AS n FROM change_record GROUP BY g HAVING g > 1")
        assert {row["n"] for row in groups} <= {3}
    finally:
        database.close()
    report = doctor(folder, None, thorough=True)
    assert [each.said for each in report.findings if each.grade == "bad"] == []
    assert [each.grade for each in report.about("search")] == ["ok"]
