"""Nobody else on the machine can read the caseload, whatever the shell's umask."""

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.storage.backup import back_up
from adviser_tui.storage.database import Database
from adviser_tui.storage.modes import wrong_modes
from models.tables import Employer

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")


@pytest.fixture(autouse=True)
def common_umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_file_is_private_from_the_start(folder: Path, clock: FixedClock) -> None:
    with closing(Database(folder, clock).open()) as database:
        with database.write() as work:
            work.add(Employer(name="Bageri Blåbær"))
        database.rows("SELECT 1 FROM employer")
        made = back_up(database)
        files = {path.name: mode(path) for path in folder.iterdir() if path.is_file()}
        assert files == dict.fromkeys(
            ("caseload.db", "caseload.db-wal", "caseload.db-shm", "caseload.lock"), 0o600
        )
        assert mode(made) == 0o600
        assert mode(folder) == mode(made.parent) == 0o700
        assert wrong_modes(folder) == []


def test_what_was_opened_to_others_is_closed_again(database: Database, clock: FixedClock) -> None:
    database.close()
    database.folder.chmod(0o755)
    database.path.chmod(0o644)
    assert len(wrong_modes(database.folder)) == 2
    with closing(Database(database.folder, clock).open()) as again:
        assert mode(again.folder) == 0o700
        assert mode(again.path) == 0o600
        assert "caseload.db could be read by others (mode 0644)" in again.mended
        assert wrong_modes(again.folder) == []


def test_a_stale_shared_memory_file_does_not_lock_the_caseload(
    database: Database, clock: FixedClock
) -> None:
    database.close()
    stale = database.folder / "caseload.db-shm"
    stale.touch(mode=0o400)
    with closing(Database(database.folder, clock).open()) as again, again.write() as work:
        work.add(Employer(name="Bageri Blåbær"))


def test_a_folder_that_others_use_too_keeps_its_mode(tmp_path: Path, clock: FixedClock) -> None:
    shared = tmp_path / "Documents"
    shared.mkdir(mode=0o755)
    (shared / "letter.txt").touch()
    Database(shared, clock).open().close()
    assert mode(shared) == 0o755
    assert mode(shared / "caseload.db") == 0o600


def test_everybodys_folder_keeps_its_mode(tmp_path: Path, clock: FixedClock) -> None:
    everybodys = tmp_path / "scratch"
    everybodys.mkdir()
    everybodys.chmod(0o1777)
    Database(everybodys, clock).open().close()
    assert mode(everybodys) == 0o1777


def test_what_a_link_leads_to_keeps_its_mode(
    folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    Database(folder, clock).open().close()
    elsewhere, others = tmp_path / "everybodys.txt", tmp_path / "others"
    elsewhere.write_text("not ours")
    elsewhere.chmod(0o644)
    others.mkdir(mode=0o755)
    (folder / "hub.json").symlink_to(elsewhere)
    (folder / "caseload-copy.db").symlink_to(elsewhere)
    (folder / "backups").symlink_to(others)

    Database(folder, clock).open().close()

    assert (mode(elsewhere), mode(others)) == (0o644, 0o755)
