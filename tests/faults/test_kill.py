"""A program that is killed at any moment loses nothing that it said was saved."""

import random
import signal
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.storage.database import Database
from adviser_tui.storage.lock import is_free
from tests.faults.run import is_whole, saved_in, writer

KILLS = 25
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


def test_killed_at_random_moments(folder: Path) -> None:
    chance = random.Random(20)
    told: set[str] = set()
    for number in range(KILLS):
        with writer(folder, str(number)) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert process.stdout.readline() == "open\n"
            # So many actions, and then anywhere in the next: no machine is too slow for that.
            output = "".join(process.stdout.readline() for _ in range(chance.randint(0, 6)))
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            output += process.stdout.read()
            assert process.stderr.read() == ""
        told.update(saved_in(output))
        if number % 6 == 5:
            assert told <= is_whole(folder)
    there = is_whole(folder)
    assert told <= there
    # At most the one action that was on its way when the kill came is there untold.
    assert len(there) <= len(told) + KILLS
    assert len(told) > KILLS


def test_killed_while_it_makes_the_file(folder: Path) -> None:
    chance = random.Random(7)
    for number in range(6):
        with writer(folder / str(number), "x") as process:
            time.sleep(chance.uniform(0.1, 0.5))
            process.send_signal(signal.SIGKILL)
            output, _ = process.communicate()
        assert set(saved_in(output)) <= is_whole(folder / str(number))


def test_the_lock_is_free_the_moment_after_a_kill(folder: Path) -> None:
    with writer(folder, "x", 3) as process:
        assert process.stdout is not None
        while process.stdout.readline() != "end\n":
            pass
        with pytest.raises(StorageError, match="already open in another window"):
            Database(folder).open()
        with closing(Database(folder, visiting=True).open()) as visitor:
            assert visitor.row("SELECT count(*) FROM employer")[0] == 3
        assert not is_free(folder)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert is_free(folder)
    with closing(Database(folder, visiting=True).open()) as visitor:
        assert visitor.row("SELECT count(*) FROM employer")[0] == 3
    assert is_whole(folder) == {"x-0", "x-1", "x-2"}
