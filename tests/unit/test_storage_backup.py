"""Backups are whole, checked, named by their day, and pruned."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import StorageError
from adviser_tui.storage import backup
from adviser_tui.storage.backup import back_up, daily_backup_if_due, own_backups, prune
from adviser_tui.storage.database import Database
from models.tables import Employer


def add(database: Database, *names: str) -> None:
    with database.write() as work:
        for name in names:
            work.add(Employer(name=name))


def names_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT name FROM employer ORDER BY rowid")]


def test_a_backup_holds_everything_saved_before_it(database: Database) -> None:
    add(database, "Bageri Blåbær", "Bageri Tyttebær")
    made = back_up(database)
    add(database, "Bageri Multe")
    assert made == database.folder / "backups" / "caseload-2026-11-20.db"
    assert names_in(made) == ["Bageri Blåbær", "Bageri Tyttebær"]
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_second_one_on_the_same_day_gets_a_number(database: Database) -> None:
    assert [back_up(database).name for _ in range(3)] == [
        "caseload-2026-11-20.db",
        "caseload-2026-11-20-2.db",
        "caseload-2026-11-20-3.db",
    ]


def test_a_backup_can_go_to_a_folder_of_ones_own(database: Database, tmp_path: Path) -> None:
    made = back_up(database, tmp_path / "stick" / "today")
    assert made.parent == tmp_path / "stick" / "today"
    assert not (database.folder / "backups").exists()


def test_a_folder_that_cannot_be_is_said_in_words(database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="could not be made"):
        back_up(database, tmp_path / "file" / "below")


def test_a_visitor_can_make_a_backup(database: Database, clock: FixedClock) -> None:
    add(database, "Bageri Blåbær")
    with closing(Database(database.folder, clock, visiting=True).open()) as visitor:
        assert names_in(back_up(visitor)) == ["Bageri Blåbær"]


def test_the_daily_backup_is_made_once_a_day(database: Database, clock: FixedClock) -> None:
    assert daily_backup_if_due(database) is not None
    assert daily_backup_if_due(database) is None
    clock.at += timedelta(days=1)
    made = daily_backup_if_due(database)
    assert made is not None
    assert made.name == "caseload-2026-11-21.db"


def test_seven_days_and_four_weeks_are_kept(database: Database, clock: FixedClock) -> None:
    folder = database.folder / "backups"
    folder.mkdir()
    for back in range(1, 60):
        day = clock.at.date() - timedelta(days=back)
        (folder / f"caseload-{day}.db").touch()
    (folder / "caseload-2026-11-19-2.db").touch()
    (folder / "caseload-before-restore-2026-09-01.db").touch()
    (folder / "caseload-2026-99-99.db").touch()
    (folder / "letter.db").touch()
    daily_backup_if_due(database)
    kept = sorted(path.name for path in folder.iterdir())
    assert kept == [
        "caseload-2026-11-01.db",
        "caseload-2026-11-08.db",
        "caseload-2026-11-14.db",
        "caseload-2026-11-15.db",
        "caseload-2026-11-16.db",
        "caseload-2026-11-17.db",
        "caseload-2026-11-18.db",
        "caseload-2026-11-19-2.db",
        "caseload-2026-11-20.db",
        "caseload-2026-99-99.db",
        "caseload-before-restore-2026-09-01.db",
        "letter.db",
    ]
    assert prune(folder) == []
    assert own_backups(folder)[0][1].name == "caseload-2026-11-20.db"


def test_a_backup_that_did_not_come_out_whole_is_thrown_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(database, "Bageri Blåbær")
    counted = backup.row_counts
    monkeypatch.setattr(
        backup, "row_counts", lambda connection: {**counted(connection), "employer": len(calls())}
    )
    seen: list[int] = []

    def calls() -> list[int]:
        seen.append(1)
        return seen if len(seen) < 3 else []

    with pytest.raises(StorageError, match="not come out whole"):
        back_up(database)
    assert list((database.folder / "backups").iterdir()) == []


def test_a_damaged_caseload_gives_no_backup_that_looks_good(database: Database) -> None:
    with database.write() as work:
        work.add_many(Employer, [{"name": f"Firma {number}" * 20} for number in range(500)])
    database.close()
    content = bytearray(database.path.read_bytes())
    for page in range(40, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    database.path.write_bytes(bytes(content))
    with pytest.raises(StorageError, match=r"damaged|could not be made"):
        back_up(database)
    assert list((database.folder / "backups").iterdir()) == []


def test_saving_goes_on_while_a_backup_is_made(database: Database) -> None:
    with database.write() as work:
        work.add_many(Employer, [{"name": f"Firma {number}"} for number in range(2000)])
    ended = threading.Event()
    made: list[Path] = []

    def copy() -> None:
        made.append(back_up(database))
        ended.set()

    thread = threading.Thread(target=copy)
    thread.start()
    number = 0
    while not ended.is_set() or number < 20:
        add(database, f"Meanwhile {number}")
        number += 1
    thread.join()
    inside = names_in(made[0])
    # The copy shows one moment: everything up to it and nothing after.
    assert inside[2000:] == [f"Meanwhile {each}" for each in range(len(inside) - 2000)]
    assert database.row("SELECT count(*) FROM employer")[0] == 2000 + number


def test_left_over_parts_of_an_interrupted_backup_are_swept(
    database: Database, clock: FixedClock
) -> None:
    folder = database.folder / "backups"
    folder.mkdir()
    old = folder / "caseload-2026-11-19.db.part"
    old.touch()
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(old, (long_ago, long_ago))
    fresh = folder / "caseload-2026-11-20-9.db.part"
    fresh.touch()
    daily_backup_if_due(database)
    assert not old.exists()
    assert fresh.exists()
