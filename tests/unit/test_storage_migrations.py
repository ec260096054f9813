"""Every shape that a caseload ever had opens, and what is not a caseload is left alone."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import StorageError
from adviser_tui.storage import migrations
from adviser_tui.storage.database import Database
from adviser_tui.storage.migrations import (
    APPLICATION_ID,
    NEWEST,
    STEPS,
    Step,
    bring_up_to_date,
    statements,
    triggers_fit,
)
from adviser_tui.storage.schema import sql_of
from adviser_tui.storage.schema.capture import all_triggers
from adviser_tui.storage.schema.make import tables_sql
from adviser_tui.storage.undo import redo, undo
from models.tables import RECORDS, Employer

HISTORY = sorted((Path(__file__).parent.parent / "data").glob("caseload_*.sql"))


@dataclass(frozen=True, slots=True)
class MadeUpStep(Step):
    """A step that no release has."""

    text: str = ""

    @property
    def sql(self) -> str:
        return self.text


@contextmanager
def plain(path: Path | str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def old_file(dump: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, mode=0o700)
    path = folder / "caseload.db"
    with plain(path) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    return path


def shape(connection: sqlite3.Connection) -> dict[str, Any]:
    """Everything about the tables that does not hang on how their SQL was written."""
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith(("sqlite_", "find_"))
    ]
    found: dict[str, Any] = {}
    for name in names:
        indexes = connection.execute(f"PRAGMA index_list({name})").fetchall()
        found[name] = (
            [tuple(row)[1:] for row in connection.execute(f"PRAGMA table_xinfo({name})")],
            {
                (
                    row[1],
                    row[2],
                    row[3],
                    tuple(
                        tuple(each) for each in connection.execute(f"PRAGMA index_info({row[1]})")
                    ),
                )
                for row in indexes
            },
            {tuple(row)[2:] for row in connection.execute(f"PRAGMA foreign_key_list({name})")},
        )
    return found


def test_there_is_a_dump_of_every_released_shape() -> None:
    assert [path.name for path in HISTORY] == [f"caseload_{step.number:04d}.sql" for step in STEPS]


@pytest.mark.parametrize("dump", HISTORY, ids=lambda path: path.stem)
def test_an_old_caseload_opens_with_everything_in_it(
    dump: Path, folder: Path, clock: FixedClock
) -> None:
    old_file(dump, folder)
    database = Database(folder, clock).open()
    try:
        employer = database.row("SELECT * FROM employer")
        assert employer["name"] == "Bageri Blåbær; “søndag”"
        assert employer["notes"] == "two\n\nlines;"
        assert database.row("SELECT preferred_name FROM participant")[0] == "Ægir Prøvesen"
        step = database.row("SELECT state, reasons FROM follow_up")
        assert (step["state"], step["reasons"]) == ("done", '["job_start"]')
        assert database.drafts.get("log") == {"note": "half a sent"}
        assert database.row("SELECT void_reason FROM promise")[0] == "undone"
        assert redo(database) == 5
        assert database.row("SELECT void_reason FROM promise")[0] is None
        undo(database)
        undo(database)
        assert database.row("SELECT state FROM follow_up")[0] == "open"
    finally:
        database.close()


@pytest.mark.parametrize("dump", HISTORY, ids=lambda path: path.stem)
def test_every_old_shape_leads_to_the_tables(dump: Path, folder: Path, clock: FixedClock) -> None:
    path = old_file(dump, folder)
    Database(folder, clock).open().close()
    with plain(":memory:") as wanted, plain(path) as found:
        wanted.executescript(tables_sql())
        assert shape(found) == shape(wanted)
        assert triggers_fit(found)


def test_the_steps_lead_to_the_tables(database: Database) -> None:
    with plain(":memory:") as wanted:
        wanted.executescript(tables_sql())
        assert shape(database.reader()) == shape(wanted)


def test_the_kept_triggers_are_those_of_the_tables() -> None:
    assert sql_of("triggers.sql") == all_triggers(RECORDS)


def test_changed_triggers_are_made_anew(database: Database, clock: FixedClock) -> None:
    database.close()
    with plain(database.path) as connection:
        connection.execute("DROP TRIGGER keep_employer")
        connection.execute(
            "CREATE TRIGGER keep_employer AFTER INSERT ON employer BEGIN DELETE FROM setting; END"
        )
        connection.execute('CREATE VIEW "odd""name" AS SELECT 1')
    with closing(Database(database.folder, clock).open()) as again:
        assert triggers_fit(again.reader())


def test_a_semicolon_in_a_text_comment_or_trigger_ends_nothing() -> None:
    sql = (
        "INSERT INTO a VALUES ('x;\ny'); -- said; done\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
        "  UPDATE a SET b = 1;\n  DELETE FROM c;\nEND;\n\nSELECT 1;SELECT 2"
    )
    found = list(statements(sql))
    assert found[0] == "INSERT INTO a VALUES ('x;\ny');"
    assert found[1].endswith("END;")
    assert [text.rstrip(";") for text in found[2:]] == ["SELECT 1", "SELECT 2"]


def next_step(text: str) -> tuple[Step, ...]:
    return (*STEPS, MadeUpStep(NEWEST + 1, "made_up", text))


def test_a_step_that_fails_half_way_leaves_the_file_as_it_was(database: Database) -> None:
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    database.close()
    before = database.path.read_bytes()
    backups: list[str] = []
    steps = next_step(
        "ALTER TABLE employer ADD COLUMN colour TEXT; INSERT INTO nowhere VALUES (1);"
    )
    with plain(database.path) as connection:
        with pytest.raises(StorageError, match="left as it was"):
            bring_up_to_date(connection, lambda: backups.append("made"), steps)
        assert connection.execute("PRAGMA user_version").fetchone()[0] == NEWEST
        assert "colour" not in str(shape(connection)["employer"])
        assert triggers_fit(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert backups == ["made"]
    assert database.path.read_bytes() == before


def test_a_step_that_would_leave_rows_pointing_nowhere_is_refused(database: Database) -> None:
    with database.write() as work:
        owner = work.add(Employer(name="Bageri Blåbær"))
        work.add(Employer(name="Bageri Tyttebær", parent_id=owner.id))
    database.close()
    steps = next_step(f"DELETE FROM employer WHERE id = '{owner.id}';")
    with plain(database.path) as connection:
        with pytest.raises(StorageError, match="refer to nothing"):
            bring_up_to_date(connection, lambda: None, steps)
        assert connection.execute("SELECT count(*) FROM employer").fetchone()[0] == 2


def test_a_step_on_an_existing_file_is_preceded_by_a_backup(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    database.close()
    steps = next_step("ALTER TABLE employer ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue';")
    monkeypatch.setattr(migrations.bring_up_to_date, "__defaults__", (steps,))
    monkeypatch.setattr(migrations.is_up_to_date, "__defaults__", (steps,))
    monkeypatch.setattr(migrations.version_of, "__defaults__", (NEWEST + 1,))
    with closing(Database(database.folder, clock).open()) as again:
        assert again.row("SELECT colour FROM employer")[0] == "blue"
    (backup,) = (database.folder / "backups").iterdir()
    assert re.fullmatch(r"caseload-before-step-2026-11-20\.db", backup.name)
    with plain(backup) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == NEWEST
        assert connection.execute("SELECT name FROM employer").fetchone()[0] == "Bageri Blåbær"


def refused(folder: Path, words: str) -> None:
    """The file is refused with a sentence and not one byte of it changes."""
    path = folder / "caseload.db"
    before = path.read_bytes()
    for visiting in (False, True):
        with pytest.raises(StorageError, match=words):
            Database(folder, visiting=visiting).open()
    assert path.read_bytes() == before
    log = path.with_name("caseload.db-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_a_newer_file_is_refused(database: Database) -> None:
    database.close()
    with plain(database.path) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    refused(database.folder, "newer version")


def test_a_strangers_database_is_refused(folder: Path) -> None:
    folder.mkdir()
    with plain(folder / "caseload.db") as connection:
        connection.execute("CREATE TABLE recipe (name)")
    refused(folder, "another program")


def test_an_empty_database_with_a_strangers_mark_is_refused(folder: Path) -> None:
    folder.mkdir()
    with plain(folder / "caseload.db") as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID + 1}")
    refused(folder, "another program")


@pytest.mark.parametrize(
    "content",
    [b"not a database at all, but a long enough letter to somebody " * 40, b"x", b"SQLite"],
    ids=["letter", "one byte", "a few"],
)
def test_what_is_no_database_is_refused(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "caseload.db").write_bytes(content)
    refused(folder, "may be damaged")


def test_a_truncated_caseload_is_refused(database: Database) -> None:
    with database.write() as work:
        work.add_many(Employer, [{"name": f"Firma {number}"} for number in range(200)])
    database.close()
    database.path.write_bytes(database.path.read_bytes()[:5000])
    refused(database.folder, "may be damaged")


def test_an_empty_file_becomes_a_caseload(folder: Path) -> None:
    folder.mkdir()
    (folder / "caseload.db").touch()
    with closing(Database(folder).open()) as database:
        assert database.rows("SELECT * FROM employer") == []
