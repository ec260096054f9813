"""When there is no room left, the adviser is told so, nothing is lost, and it works again after."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.storage.backup import back_up
from adviser_tui.storage.database import Database
from adviser_tui.storage.restore import restore
from tests.faults.run import is_whole, saved_in, writer
from tests.faults.writer import act

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes, where this user may mount one."""
    place = tmp_path / "small"
    place.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
            capture_output=True,
            check=False,
        )
    except OSError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Take up all the room but `leave` bytes with somebody else's file."""
    other = disk / "other"
    with other.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"x" * 4096)
    with other.open("r+b") as file:
        file.truncate(other.stat().st_size - leave)
    return other


def test_everything_saved_before_is_safe_and_it_goes_on_after(small_disk: Path) -> None:
    folder = small_disk / "caseload"
    with closing(Database(folder).open()) as database:
        act(database, "0")
        other = fill(small_disk, leave=200_000)
        saved = ["0"]

        def act_until_it_is_full() -> None:
            for number in range(1, 2000):
                act(database, str(number))
                saved.append(str(number))

        with pytest.raises(StorageError, match=r"disk is full, so nothing was saved.*Free some"):
            act_until_it_is_full()
        assert [row[0] for row in database.rows("SELECT name FROM employer")] == saved
        with pytest.raises(StorageError, match="disk is full"):
            act(database, "again")
        other.unlink()
        act(database, "after")
        assert database.row("SELECT count(*) FROM employer")[0] == len(saved) + 1
    assert is_whole(folder) == {*saved, "after"}


def test_a_backup_without_room_leaves_nothing_behind(small_disk: Path) -> None:
    folder = small_disk / "caseload"
    with closing(Database(folder).open()) as database:
        act(database, "0")
        fill(small_disk, leave=100_000)
        with pytest.raises(StorageError, match=r"no room for a backup.*is safe"):
            back_up(database)
        assert list((folder / "backups").iterdir()) == []
        assert database.row("SELECT count(*) FROM employer")[0] == 1


def test_a_restore_without_room_changes_nothing(small_disk: Path, tmp_path: Path) -> None:
    folder = small_disk / "caseload"
    with closing(Database(folder).open()) as database:
        act(database, "0")
        made = back_up(database, tmp_path / "stick")
        act(database, "1")
    fill(small_disk, leave=100_000)
    with pytest.raises(StorageError, match="disk is full"):
        restore(made, folder)
    (small_disk / "other").unlink()
    assert is_whole(folder) == {"0", "1"}


def test_without_any_room_it_can_be_read_and_saved_elsewhere(
    small_disk: Path, tmp_path: Path
) -> None:
    folder = small_disk / "caseload"
    with closing(Database(folder).open()) as database:
        act(database, "0")
    other = fill(small_disk)
    with pytest.raises(StorageError, match=r"disk is full.*is safe"):
        Database(folder).open()
    visitor = Database(folder, visiting=True)
    with closing(visitor.open()):
        assert visitor.row("SELECT count(*) FROM employer")[0] == 1
        assert back_up(visitor, tmp_path / "stick").stat().st_size
    other.unlink()
    with closing(Database(folder).open()) as database:
        act(database, "after")
    assert is_whole(folder) == {"0", "after"}


def test_a_caseload_that_cannot_be_begun_says_why(small_disk: Path) -> None:
    fill(small_disk)
    with pytest.raises(StorageError, match=r"disk is full|cannot be written \(No space"):
        Database(small_disk / "caseload").open()
    (small_disk / "other").unlink()
    Database(small_disk / "caseload").open().close()


def test_a_file_that_may_not_grow(folder: Path) -> None:
    """The same from outside, for whoever cannot mount a disk: the writer's files are limited."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    with writer(folder, "x", before=limit) as process:
        assert process.stdout is not None
        lines = iter(process.stdout.readline, "")
        output = ""
        for line in lines:
            output += line
            if line == "end\n":
                break
    (said,) = [line for line in output.splitlines() if line.startswith("error ")]
    assert "so nothing was saved; everything saved before is safe" in said
    assert is_whole(folder) == set(saved_in(output))
    with closing(Database(folder).open()) as database:
        act(database, "after")
