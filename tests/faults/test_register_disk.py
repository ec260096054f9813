"""A disk without room stops an import, not the register in use and not the program."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.services.register.search import RegisterSearch
from adviser_tui.storage.register.store import RegisterStore
from tests.register_case import FILE, companies, made

_KINDS = (".store", ".term", ".idx", ".fast", ".fieldnorm", ".json")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of three megabytes, where this user may mount one."""
    place = tmp_path / "small"
    place.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
    except OSError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def many(count: int) -> list[str]:
    return [f"Word{os.urandom(9).hex()} Company {number}" for number in range(count)]


def test_a_full_disk_stops_the_import_and_nothing_else(small_disk: Path) -> None:
    store = made(small_disk / "register", companies(["Old Register Bakery"]))
    other = small_disk / "other"
    other.write_bytes(b"x" * 1_500_000)

    def until_it_is_full() -> None:
        with store.begin(FILE) as building:
            for step in range(100):
                building.add(companies(many(2_000)))
                building.save(step + 1)

    with pytest.raises(StorageError, match=r"disk is full.*still works.*Free some space"):
        until_it_is_full()
    assert [hit.name for hit in RegisterSearch(store).find("old register")] == [
        "Old Register Bakery"
    ]

    other.unlink()
    with store.begin(FILE) as building:
        assert building.entries == building.position * 2_000
        building.add(companies(many(10)))
        building.save(99)
        building.finish()
        wanted = building.entries
    status = store.status()
    assert status is not None
    assert status.entries == wanted


def test_an_import_that_cannot_be_begun_says_why(small_disk: Path) -> None:
    with (small_disk / "other").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    store = RegisterStore(small_disk / "register")
    with pytest.raises(StorageError, match=r"disk is full|No space left"):
        store.begin(FILE)
    assert store.status() is None


def test_a_folder_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("a file where the folder should be")
    store = RegisterStore(tmp_path / "register")
    with pytest.raises(StorageError, match="could not be written"):
        store.begin(FILE)
    assert store.status() is None
    assert RegisterSearch(store).find("anything") == []


def test_bits_that_turned_end_in_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(5)
    names = [f"Word{number // 3 * 3:05} Company of {number % 7} Leeds" for number in range(900)]
    made(tmp_path / "whole", companies(names))
    said: list[str] = []
    for number in range(24):
        folder = tmp_path / str(number)
        shutil.copytree(tmp_path / "whole", folder)
        files = sorted(each for each in (folder / "uk-0001").iterdir() if each.suffix in _KINDS)
        damaged = files[number % len(files)]
        content = bytearray(damaged.read_bytes())
        for _ in range(20):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        search = RegisterSearch(RegisterStore(folder))
        for typed in ("word00300 company", "wrod00300", "leeds compny", "00000123"):
            try:
                search.find(typed)
            except StorageError as error:
                said.append(str(error))
    assert said
    assert all("Everything else works" in sentence for sentence in said)
