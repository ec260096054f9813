"""An import that is killed at any moment leaves the old register working and loses nothing."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from adviser_tui.services.register.search import RegisterSearch
from adviser_tui.storage.register.store import RegisterStore
from tests.register_case import companies, made

KILLS = 18
NAMES = 6_000
BUILDER = Path(__file__).parent / "register_builder.py"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A list in which every third name stands twice, as names in registers do."""
    path = tmp_path / "names.txt"
    path.write_text("\n".join(f"Word{number // 3 * 3:05} Company" for number in range(NAMES)))
    return path


def start(folder: Path, source: Path, step: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(BUILDER), str(folder), str(source), str(step)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def everything_in(store: RegisterStore) -> list[str]:
    """Return the number of every company in the register in use, as often as it is there."""
    reader = RegisterSearch(store).readers()[0]
    return sorted(each.number for each in reader.entries(reader.beginning("number", "0"), 99_999))


def test_killed_at_random_moments_it_holds_every_company_once(tmp_path: Path, source: Path) -> None:
    folder = tmp_path / "register"
    store = made(folder, companies(["Old Register Bakery"]))
    chance = random.Random(11)
    saved = 0
    for _ in range(KILLS):
        with start(folder, source, 500) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first.startswith("from "), first
            position = int(first.removeprefix("from "))
            # At most the one save that was on its way when the kill came is there untold.
            assert position in (saved, saved + 500)
            saved = position
            for _ in range(chance.randint(0, 1)):
                line = process.stdout.readline()
                saved = int(line.removeprefix("saved ")) if line.startswith("saved ") else saved
            time.sleep(chance.uniform(0, 0.03))
            process.send_signal(signal.SIGKILL)
            for line in process.stdout.read().splitlines():
                if line.startswith("saved "):
                    saved = int(line.removeprefix("saved "))
        status = store.status()
        assert status is not None
        if status.entries == NAMES:
            break
        assert [hit.name for hit in RegisterSearch(store).find("old register")] == [
            "Old Register Bakery"
        ]
    else:
        unfinished = store.unfinished()
        assert unfinished is not None
        with start(folder, source, 500) as process:
            output, errors = process.communicate()
            assert output.endswith("finished\n"), output + errors

    assert everything_in(store) == [f"{number:08}" for number in range(NAMES)]
    assert RegisterSearch(store).find("old register") == []
    assert store.unfinished() is None


def test_killed_while_it_finishes_it_is_the_old_or_the_new_one(
    tmp_path: Path, source: Path
) -> None:
    chance = random.Random(3)
    for number in range(5):
        folder = tmp_path / str(number)
        store = made(folder, companies(["Old Register Bakery"]))
        with start(folder, source, 700) as process:
            assert process.stdout is not None
            while process.stdout.readline() != "whole\n":
                pass
            time.sleep(chance.uniform(0, 0.02))
            process.send_signal(signal.SIGKILL)
        status = store.status()
        assert status is not None
        assert status.entries in (1, NAMES)
        assert status.trouble == ""
        with start(folder, source, 700) as process:
            assert process.communicate()[0].endswith("finished\n")
        assert everything_in(store) == [f"{place:08}" for place in range(NAMES)]
