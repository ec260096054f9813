"""One window works, others look on; threads do not lose each other's changes."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import StorageError
from adviser_tui.paths import backups_dir
from adviser_tui.storage.backup import back_up, own_backups
from adviser_tui.storage.database import Database
from adviser_tui.storage.lock import is_free
from adviser_tui.storage.restore import restore
from models.tables import Employer


def test_nothing_is_made_before_it_is_opened(folder: Path) -> None:
    Database(folder)
    assert not folder.exists()


def test_an_emptied_file_is_not_taken_for_a_new_caseload(
    database: Database, clock: FixedClock
) -> None:
    back_up(database)
    database.close()
    database.path.write_bytes(b"")
    for visiting in (False, True):
        with pytest.raises(StorageError, match=r"emptied|up to date"):
            Database(database.folder, clock, visiting=visiting).open()
    assert database.path.stat().st_size == 0
    restore(own_backups(backups_dir(database.folder))[0][1], database.folder, clock)
    Database(database.folder, clock).open().close()


def test_a_text_that_is_no_text_any_more_is_damage(database: Database) -> None:
    with pytest.raises(StorageError, match="damaged"):
        database.rows("SELECT CAST(x'ff' AS TEXT)")


def test_a_second_window_is_refused_at_once(database: Database, clock: FixedClock) -> None:
    assert not is_free(database.folder)
    with pytest.raises(StorageError, match="already open in another window"):
        Database(database.folder, clock).open()
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    database.close()
    assert is_free(database.folder)
    Database(database.folder, clock).open().close()


def test_it_can_be_closed_by_another_thread_and_twice(folder: Path, clock: FixedClock) -> None:
    database = Database(folder, clock).open()
    closer = threading.Thread(target=database.close)
    closer.start()
    closer.join()
    database.close()
    Database(folder, clock).open().close()


def test_a_closed_caseload_says_so(database: Database) -> None:
    database.close()
    with pytest.raises(StorageError, match="not open"):
        database.rows("SELECT 1")
    with pytest.raises(StorageError, match="nothing was saved"), database.writing():
        pass


def test_a_visitor_sees_what_the_other_window_saves(database: Database, clock: FixedClock) -> None:
    visitor = Database(database.folder, clock, visiting=True).open()
    with closing(visitor):
        for name in ("Bageri Blåbær", "Bageri Tyttebær"):
            with database.write() as work:
                work.add(Employer(name=name))
            seen = visitor.rows("SELECT name FROM employer ORDER BY rowid")
            assert seen[-1]["name"] == name
        with pytest.raises(StorageError, match="only to read"), visitor.write():
            pass


def test_a_visitor_alone_reads_what_was_closed(database: Database, clock: FixedClock) -> None:
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    database.close()
    with closing(Database(database.folder, clock, visiting=True).open()) as visitor:
        assert visitor.row("SELECT name FROM employer")[0] == "Bageri Blåbær"
        with closing(Database(database.folder, clock).open()) as worker, worker.write() as work:
            work.add(Employer(name="Bageri Tyttebær"))
        assert visitor.row("SELECT count(*) FROM employer")[0] == 2


def test_there_is_nothing_to_visit_before_there_is_a_caseload(folder: Path) -> None:
    with pytest.raises(StorageError, match="adviser init"):
        Database(folder, visiting=True).open()
    assert not folder.exists()


def test_a_file_in_the_way_of_the_folder_is_said_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="could not be opened"):
        Database(tmp_path / "file" / "caseload").open()


def test_threads_lose_nothing(database: Database) -> None:
    def work_on(worker: int) -> None:
        for number in range(50):
            with database.write() as work:
                last = database.row(
                    "SELECT count(*) FROM employer WHERE name LIKE ?", (f"{worker}-%",)
                )
                work.add(Employer(name=f"{worker}-{last[0]}"))
            assert number == last[0]

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work_on, range(6)))
    found = [row[0] for row in database.rows("SELECT name FROM employer")]
    assert sorted(found) == sorted(
        f"{worker}-{number}" for worker in range(6) for number in range(50)
    )
    assert database.row("SELECT count(DISTINCT g), max(lseq) FROM change_record")[:] == (300, 300)
    assert database.generation == 300


def test_every_save_raises_the_generation(database: Database) -> None:
    before = database.generation
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    assert database.generation > before


def test_a_reader_sees_one_moment_while_others_write(database: Database) -> None:
    reader = database.reader()
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM employer").fetchone()[0] == 0
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    assert reader.execute("SELECT count(*) FROM employer").fetchone()[0] == 0
    reader.execute("COMMIT")
    assert database.row("SELECT count(*) FROM employer")[0] == 1
