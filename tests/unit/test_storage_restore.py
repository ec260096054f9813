"""A backup comes back whole, what was there before is kept, and nothing doubtful gets in."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import NotFoundError, StorageError
from adviser_tui.storage.backup import back_up
from adviser_tui.storage.database import Database
from adviser_tui.storage.migrations import NEWEST, triggers_fit
from adviser_tui.storage.restore import restore
from adviser_tui.storage.undo import undo
from models.tables import Employer

DUMP = Path(__file__).parent.parent / "data" / "caseload_0001.sql"


def names(folder: Path) -> list[str]:
    with closing(Database(folder).open()) as database:
        return [row["name"] for row in database.rows("SELECT name FROM employer ORDER BY rowid")]


@pytest.fixture
def saved(database: Database, tmp_path: Path) -> Path:
    """A backup with one employer, of a caseload that has two since and is closed."""
    for name in ("Bageri Blåbær", "Bageri Tyttebær"):
        with database.write() as work:
            work.add(Employer(name=name))
        if name == "Bageri Blåbær":
            made = back_up(database, tmp_path / "stick")
    database.close()
    return made


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_backup_takes_the_place_and_the_present_is_kept(
    saved: Path, folder: Path, clock: FixedClock
) -> None:
    before = saved.read_bytes()
    done = restore(saved, folder, clock)
    assert names(folder) == ["Bageri Blåbær"]
    assert done.kept_aside == folder / "backups" / "caseload-before-restore-2026-11-20.db"
    assert saved.read_bytes() == before
    again = restore(done.kept_aside, folder, clock)
    assert names(folder) == ["Bageri Blåbær", "Bageri Tyttebær"]
    assert again.kept_aside is not None
    assert again.kept_aside.name == "caseload-before-restore-2026-11-20-2.db"
    assert {path.name for path in folder.iterdir()} == {"caseload.db", "caseload.lock", "backups"}


def test_a_restored_caseload_can_be_worked_in(saved: Path, folder: Path, clock: FixedClock) -> None:
    restore(saved, folder, clock)
    with closing(Database(folder, clock).open()) as database:
        with database.write() as work:
            work.add(Employer(name="Bageri Multe"))
        undo(database)
        undo(database)
        assert database.rows("SELECT * FROM employer WHERE void_reason IS NULL") == []


def test_a_backup_goes_into_an_empty_folder_too(saved: Path, tmp_path: Path) -> None:
    done = restore(saved, tmp_path / "new machine")
    assert done.kept_aside is None
    assert names(tmp_path / "new machine") == ["Bageri Blåbær"]


def test_a_damaged_present_file_is_no_hindrance(saved: Path, folder: Path) -> None:
    present = folder / "caseload.db"
    present.write_bytes(b"scrambled " * 1000)
    present.with_name("caseload.db-wal").write_bytes(b"old log")
    done = restore(saved, folder)
    assert names(folder) == ["Bageri Blåbær"]
    assert done.kept_aside is not None
    assert done.kept_aside.read_bytes() == b"scrambled " * 1000
    assert Path(f"{done.kept_aside}-wal").read_bytes() == b"old log"


def test_a_present_file_that_was_not_closed_is_kept_with_its_log(
    saved: Path, folder: Path, clock: FixedClock, tmp_path: Path
) -> None:
    with closing(Database(folder, clock).open()) as database:
        with database.write() as work:
            work.add(Employer(name="Only in the log"))
        for name in ("caseload.db", "caseload.db-wal"):
            shutil.copy(folder / name, tmp_path / name)
    for name in ("caseload.db", "caseload.db-wal"):
        shutil.copy(tmp_path / name, folder / name)
    done = restore(saved, folder)
    assert names(folder) == ["Bageri Blåbær"]
    assert done.kept_aside is not None
    restore(done.kept_aside, folder)
    assert names(folder)[-1] == "Only in the log"


def test_an_open_caseload_is_not_replaced(saved: Path, folder: Path, clock: FixedClock) -> None:
    with closing(Database(folder, clock).open()) as database:
        with pytest.raises(StorageError, match="already open in another window"):
            restore(saved, folder)
        assert len(database.rows("SELECT * FROM employer")) == 2
    assert len(names(folder)) == 2


def test_a_missing_file_and_the_caseload_itself_are_refused(saved: Path, folder: Path) -> None:
    with pytest.raises(NotFoundError, match="no file"):
        restore(saved.with_name("nothing.db"), folder)
    with pytest.raises(StorageError, match="the caseload itself"):
        restore(folder / "caseload.db", folder)


def test_foreign_triggers_and_views_are_dropped(saved: Path, folder: Path) -> None:
    change(
        saved,
        "CREATE TRIGGER steal AFTER INSERT ON employer BEGIN DELETE FROM setting; END",
        "CREATE VIEW glance AS SELECT * FROM participant",
        "DROP TRIGGER keep_employer",
    )
    restore(saved, folder)
    with closing(sqlite3.connect(folder / "caseload.db")) as connection:
        assert triggers_fit(connection)


@pytest.mark.parametrize(
    ("statements", "why"),
    [
        (["CREATE TABLE extra (x)"], "shape"),
        (["CREATE VIRTUAL TABLE extra USING fts5(x)"], "shape"),
        (["ALTER TABLE employer ADD COLUMN extra"], "shape"),
        (["PRAGMA application_id = 7"], "another program"),
        ([f"PRAGMA user_version = {NEWEST + 1}"], "newer version"),
        (["PRAGMA user_version = 0"], "shape"),
        (["PRAGMA foreign_keys = OFF", "UPDATE employer SET spoc_id = 'nobody'"], "refer"),
    ],
    ids=["table", "virtual", "column", "stranger", "newer", "unborn", "dangling"],
)
def test_what_is_no_caseload_does_not_get_in(
    saved: Path, folder: Path, statements: list[str], why: str
) -> None:
    change(saved, *statements)
    with pytest.raises(StorageError, match=why):
        restore(saved, folder)
    assert names(folder) == ["Bageri Blåbær", "Bageri Tyttebær"]
    assert not (folder / "caseload.restoring").exists()


@pytest.mark.parametrize("keep", [0, 1, 700, 5000, 100_000])
def test_a_truncated_backup_does_not_get_in(saved: Path, folder: Path, keep: int) -> None:
    saved.write_bytes(saved.read_bytes()[:keep])
    with pytest.raises(StorageError, match="cannot be restored"):
        restore(saved, folder)
    assert names(folder) == ["Bageri Blåbær", "Bageri Tyttebær"]


def test_an_old_backup_is_brought_up_to_date_when_opened(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
    restore(old, folder)
    assert names(folder) == ["Bageri Blåbær; “søndag”"]


def test_a_restore_into_a_cloud_folder_needs_a_reason_too(saved: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Dropbox"):
        restore(saved, tmp_path / "Dropbox" / "x")
    restore(saved, tmp_path / "Dropbox" / "x", allow_location="syncing is off")
