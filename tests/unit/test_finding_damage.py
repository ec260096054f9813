"""A search index that is damaged costs no change, and is made anew when the file is opened."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli.parser import build_parser
from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.shape import forget, table_names
from adviser_tui.storage.finding.soundness import SearchIndexError
from adviser_tui.storage.health import doctor
from adviser_tui.storage.restore import restore
from models.tables import Employer
from tests.finding_case import assert_index_is_true

DAMAGE = (
    "DROP TABLE find_state",
    "DELETE FROM find_state",
    "UPDATE find_state SET lseq = 'much'",
    "UPDATE find_state SET lseq = 999999",
    "DROP TABLE find_employer",
    "DROP TABLE find_employer_text",
    "DROP TABLE find_employer_word",
    "DROP TABLE find_employer_data",
    "DROP TABLE find_employer_idx",
    "DROP TABLE find_employer_config",
    "DELETE FROM find_employer_config",
    "UPDATE find_employer_data SET block = x'00ff00ff'",
    "UPDATE find_employer_text SET names = x'ff'",
    "ALTER TABLE find_employer_word RENAME TO find_lost",
    "DROP TABLE find_employer_text; CREATE VIEW find_employer_text AS SELECT 1 AS place",
)


@pytest.fixture
def folder(tmp_path: Path, clock: FixedClock) -> Path:
    folder = tmp_path / "kept"
    with closing(Database(folder, clock).open()) as database, database.write() as work:
        work.add(Employer(name="Pumblechook Mills"))
    return folder


def damage(folder: Path, sql: str) -> None:
    with closing(sqlite3.connect(folder / "caseload.db", isolation_level=None)) as plain:
        plain.executescript(sql)


def run(*words: str) -> int:
    args = build_parser().parse_args(words)
    return int(args.run(args))


def grade(folder: Path) -> str:
    (found,) = doctor(folder).about("search")
    return found.grade


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    office = Office(Database(folder, clock).open())
    yield office
    office.search.stop()
    office.close()


@pytest.mark.parametrize("sql", DAMAGE)
def test_what_is_written_while_the_index_is_damaged_is_saved_and_found_later(
    office: Office, clock: FixedClock, sql: str
) -> None:
    folder = office.database.folder
    damage(folder, sql)

    office.employers.add(EmployerDraft("Snagsby Paper", town="Leeds"))
    with office.database.write() as work:
        work.change(work.find(Employer)[0], notes="rang twice")
    office.close()

    with closing(Database(folder, clock).open()) as database:
        names = {row[0] for row in database.rows("SELECT name FROM employer")}
        assert names == {"Pumblechook Mills", "Snagsby Paper"}
        assert_index_is_true(database)
    assert grade(folder) == "ok"


@pytest.mark.parametrize("sql", [sql for sql in DAMAGE if "x'ff'" not in sql])
def test_a_search_in_a_damaged_index_says_so_or_finds(office: Office, sql: str) -> None:
    damage(office.database.folder, sql)
    for text in ("pumblechook", "pumblechok", "zzz"):
        with suppress(SearchIndexError):
            office.search.find(text)


def test_a_search_that_meets_damage_has_the_index_made_anew(
    office: Office, clock: FixedClock
) -> None:
    folder = office.database.folder
    damage(folder, "DROP TABLE find_employer_config")
    with pytest.raises(SearchIndexError):
        office.search.find("pumblechook")
    office.close()
    assert grade(folder) == "warn"

    with closing(Database(folder, clock).open()) as database:
        assert_index_is_true(database)


def test_what_another_program_wrote_is_found_at_the_next_opening(
    folder: Path, clock: FixedClock
) -> None:
    damage(
        folder,
        "UPDATE find_state SET lseq = lseq - 1; DELETE FROM find_employer_text;"
        "DELETE FROM find_employer_word; INSERT INTO find_employer(find_employer)"
        " VALUES('delete-all')",
    )
    assert grade(folder) == "warn"

    with closing(Database(folder, clock).open()) as database:
        assert_index_is_true(database)


def test_a_file_that_lies_about_a_newer_change_gets_a_new_index(
    folder: Path, clock: FixedClock
) -> None:
    damage(folder, "UPDATE find_state SET lseq = 999999")
    with closing(Database(folder, clock).open()) as database:
        assert_index_is_true(database)


def test_damage_is_reported_by_the_doctor(folder: Path) -> None:
    damage(folder, "DROP TABLE find_employer_text")
    assert grade(folder) == "warn"


def test_the_doctor_makes_the_index_anew_when_asked(
    folder: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(folder, "UPDATE find_employer_text SET names = 'somebody else'")

    assert run("doctor", "--search-anew", "--data-dir", str(folder)) == 0

    assert "found by its words" in capsys.readouterr().out
    with closing(Database(folder, clock).open()) as database:
        assert_index_is_true(database)


def test_a_visitor_reads_everything_but_the_search_while_a_window_has_no_index(
    office: Office,
) -> None:
    folder = str(office.database.folder)
    damage(office.database.folder, "DROP TABLE find_state; DROP TABLE find_employer_text")

    assert run("today", "--data-dir", folder) == 0
    with pytest.raises(SearchIndexError, match="search index is damaged"):
        run("find", "pumble", "--data-dir", folder)


def test_forgetting_leaves_nothing_whatever_is_there(folder: Path) -> None:
    for sql in (
        "DROP TABLE find_vacancy_data",
        "DROP TABLE find_partner_text; CREATE VIEW find_partner_text AS SELECT 1",
        "CREATE TRIGGER find_out AFTER INSERT ON find_employer_text BEGIN SELECT 1; END",
        "CREATE TABLE find_more (x)",
    ):
        damage(folder, sql)
    with closing(sqlite3.connect(folder / "caseload.db", isolation_level=None)) as plain:
        forget(plain)
        kept = {str(row[0]) for row in plain.execute("SELECT name FROM sqlite_master")}
        assert plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not {name for name in kept if name.startswith("find_")}
    assert not kept & table_names()


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE find_employer_data",
        "DROP TABLE find_employer_text; CREATE TABLE find_employer_text (x, y, z)",
        "CREATE TRIGGER bad AFTER INSERT ON find_employer_text BEGIN DELETE FROM employer; END",
    ],
)
def test_a_backup_whose_index_is_damaged_or_hostile_is_restored_with_a_new_one(
    folder: Path, tmp_path: Path, clock: FixedClock, sql: str
) -> None:
    damage(folder, sql)
    restore(folder / "caseload.db", tmp_path / "new", clock)

    with closing(Database(tmp_path / "new", clock).open()) as database:
        assert_index_is_true(database)
        with database.write() as work:
            work.add(Employer(name="Snagsby Paper"))
        assert len(database.rows("SELECT 1 FROM employer")) == 2


class _WithoutFullText(sqlite3.Connection):
    """SQLite as it is where it was built without its full-text index."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if "pragma_module_list" in sql:
            return super().execute("SELECT 0")
        for kind in ("employer", "participant", "vacancy", "partner"):
            if "fts5" in sql or f" find_{kind} " in f"{sql} ":
                raise sqlite3.OperationalError("no such module: fts5")
        return super().execute(sql, *values)

    def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if any(f" find_{kind} " in sql for kind in ("employer", "participant", "vacancy")):
            raise sqlite3.OperationalError("no such module: fts5")
        return super().executemany(sql, *values)


@pytest.mark.parametrize("was_there", [True, False])
def test_without_full_text_search_everything_but_searching_works(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    folder = tmp_path / "kept"
    if was_there:
        Database(folder, clock).open().close()
    connect = sqlite3.connect
    with monkeypatch.context() as patched:
        patched.setattr(
            sqlite3,
            "connect",
            lambda *given, **named: connect(*given, **{"factory": _WithoutFullText, **named}),
        )
        office = Office(Database(folder, clock).open())
        office.employers.add(EmployerDraft("Pumblechook Mills"))
        with pytest.raises(SearchIndexError, match="FTS5"):
            office.search.find("pumble")
        office.close()
        assert grade(folder) == "warn"

    with closing(Database(folder, clock).open()) as database:
        assert_index_is_true(database)
