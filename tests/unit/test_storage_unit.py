"""An action is saved whole or not at all, and every way of writing leaves its record."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError, StorageError
from adviser_tui.storage.database import Database
from adviser_tui.storage.undo import undo
from adviser_tui.storage.unit import UnitOfWork
from models.base import Record
from models.kinds import (
    Channel,
    ContactWith,
    FollowUpState,
    Side,
)
from models.tables import (
    Adviser,
    Contact,
    Employer,
    FollowUp,
    Participant,
    Promise,
)

DAY = date(2026, 11, 24)


def records(database: Database) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (row["entity"], row["op"], json.loads(row["fields"]))
        for row in database.rows("SELECT * FROM change_record ORDER BY lseq")
    ]


def names(database: Database) -> list[str]:
    return [row[0] for row in database.rows("SELECT name FROM employer ORDER BY rowid")]


def follow_up() -> FollowUp:
    return FollowUp(what="Ring", side=Side.EMPLOYER, due_on=DAY, first_due_on=DAY)


def orm_add(work: UnitOfWork, row_id: str) -> None:
    work.add(Employer(id="new", name="x"))


def orm_change(work: UnitOfWork, row_id: str) -> None:
    work.change(work.get(Employer, row_id), name="x")


def orm_void(work: UnitOfWork, row_id: str) -> None:
    work.void(work.get(Employer, row_id), "closed down")


def session_only(work: UnitOfWork, row_id: str) -> None:
    row = work.session.get(Employer, row_id)
    assert row is not None
    row.name = "x"


def add_many(work: UnitOfWork, row_id: str) -> None:
    work.add_many(Employer, [{"name": "x"}, {"name": "y", "phone": "1"}])


def core_insert(work: UnitOfWork, row_id: str) -> None:
    work.session.connection().execute(
        sa.insert(Employer).values(name="x", created_at=work.now, updated_at=work.now)
    )


def core_update(work: UnitOfWork, row_id: str) -> None:
    work.session.connection().execute(sa.update(Employer).values(name="x"))


def sql_insert(work: UnitOfWork, row_id: str) -> None:
    work.connection.execute(
        "INSERT INTO employer (id, name, created_at, updated_at) VALUES ('raw', 'x', '', '')"
    )


def sql_update(work: UnitOfWork, row_id: str) -> None:
    work.connection.execute("UPDATE employer SET name = 'x'")


def sql_upsert(work: UnitOfWork, row_id: str) -> None:
    work.connection.execute(
        "INSERT INTO employer (id, name, created_at, updated_at) VALUES (?, 'x', '', '') "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name",
        (row_id,),
    )


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        (orm_add, "ins"),
        (orm_change, "upd"),
        (orm_void, "upd"),
        (session_only, "upd"),
        (add_many, "ins"),
        (core_insert, "ins"),
        (core_update, "upd"),
        (sql_insert, "ins"),
        (sql_update, "upd"),
        (sql_upsert, "upd"),
    ],
)
def test_every_way_of_writing_leaves_a_record(database: Database, path: Any, wanted: str) -> None:
    with database.write() as work:
        row = work.add(Employer(name="Bageri Blåbær"))
    before = len(records(database))
    with database.write() as work:
        path(work, row.id)
    fresh = records(database)[before:]
    assert {op for _, op, _ in fresh} == {wanted}
    groups = database.rows("SELECT DISTINCT g FROM change_record WHERE lseq > ?", (before,))
    assert [each[0] for each in groups] == [2]
    undo(database)
    assert database.row("SELECT name FROM employer WHERE void_reason IS NULL")[0] == row.name


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM employer",
        "INSERT OR REPLACE INTO employer (id, name, created_at, updated_at) "
        "SELECT id, 'x', '', '' FROM employer",
        "REPLACE INTO employer (id, name, created_at, updated_at) "
        "SELECT id, 'x', '', '' FROM employer",
    ],
)
def test_nothing_is_ever_deleted(database: Database, statement: str) -> None:
    with database.write() as work:
        work.add(Employer(name="Bageri Blåbær"))
    with pytest.raises(RuleError, match="never deleted"), database.write() as work:
        work.connection.execute(statement)
    assert names(database) == ["Bageri Blåbær"]
    assert len(records(database)) == 1


def test_an_error_in_the_block_leaves_nothing_of_it(database: Database) -> None:
    def half() -> None:
        with database.write() as work:
            work.add(Employer(name="Bageri Blåbær"))
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert names(database) == []
    assert records(database) == []
    assert database.rows("SELECT * FROM change_group") == []
    assert database.row("SELECT g, lseq FROM sync_state")[:] == (0, 0)


def test_an_action_that_changed_nothing_leaves_no_trace(database: Database) -> None:
    with database.write() as work:
        row = work.add(Employer(name="Bageri Blåbær"))
    updated = database.row("SELECT updated_at FROM employer")[0]
    assert isinstance(database.clock, FixedClock)
    database.clock.at += timedelta(hours=1)
    with database.write() as work:
        work.change(work.get(Employer, row.id), name="  Bageri   Blåbær ")
    assert len(database.rows("SELECT * FROM change_group")) == 1
    assert database.row("SELECT updated_at FROM employer")[0] == updated


def test_a_row_from_an_earlier_action_is_read_anew(database: Database) -> None:
    with database.write() as work:
        stale = work.add(follow_up())
    with database.write() as work:
        work.change(work.get(FollowUp, stale.id), state=FollowUpState.DONE, done_note="said yes")
    assert stale.state == FollowUpState.OPEN
    with pytest.raises(RuleError, match="cannot go to"), database.write() as work:
        work.change(stale, state=FollowUpState.CANCELLED)
    with database.write() as work:
        work.change(stale, what="Ring again")
        assert stale.what == "Ring again"
    row = database.row("SELECT what, state, done_note FROM follow_up")
    assert row[:] == ("Ring again", "done", "said yes")


def test_a_voided_row_is_not_changed(database: Database) -> None:
    with database.write() as work:
        row = work.add(Employer(name="Bageri Blåbær"))
        work.void(row, "closed down")
    with pytest.raises(NotFoundError), database.write() as work:
        work.change(row, name="x")
    with pytest.raises(NotFoundError), database.write() as work:
        work.get(Employer, row.id)
    with pytest.raises(RuleError, match="Say why"), database.write() as work:
        work.void(row, "  ")


def test_a_list_changed_in_place_is_saved(database: Database) -> None:
    with database.write() as work:
        row = work.add(Employer(name="Bageri Blåbær", previous_names=["Old"]))
        row.previous_names.append("Older")
        work.change(row, previous_names=row.previous_names)
    assert database.row("SELECT previous_names FROM employer")[0] == '["Old","Older"]'


def test_many_rows_with_different_fields_keep_them_all(database: Database) -> None:
    with database.write() as work:
        count = work.add_many(
            Employer,
            [
                {"name": "A"},
                {"name": "B", "phone": "1"},
                {"phone": "2", "name": "C"},
                {"name": "D\x1b[2J\u202e", "previous_names": ["E\x00"], "notes": "one\ntwo"},
            ],
        )
    assert count == 4
    rows = database.rows("SELECT name, phone, previous_names, notes FROM employer ORDER BY rowid")
    assert [row[:] for row in rows] == [
        ("A", "", "[]", ""),
        ("B", "1", "[]", ""),
        ("C", "2", "[]", ""),
        ("D[2J", "", '["E"]', "one\ntwo"),
    ]


def test_one_of_many_rows_is_like_one_added_alone(database: Database) -> None:
    """What the tables give a row by default, the schema gives it too."""
    given: dict[type[Record], dict[str, Any]] = {
        Adviser: {"name": "x"},
        Employer: {"name": "x"},
        Participant: {"preferred_name": "x", "pay_affects_payments": True},
        FollowUp: {"what": "x", "side": Side.EMPLOYER, "due_on": DAY, "first_due_on": DAY},
        Contact: {
            "kind": ContactWith.EMPLOYER,
            "channel": Channel.CALL,
            "occurred_at": datetime(2026, 1, 1, tzinfo=UTC),
        },
        Promise: {"what": "x", "side": Side.PARTNER, "made_on": DAY, "due_on": DAY},
    }
    for table, values in given.items():
        with database.write() as work:
            work.add(table(**values))
            work.add_many(table, [values])
        one, other = database.rows(f"SELECT * FROM {table.__tablename__}")
        assert {**dict(one), "id": ""} == {**dict(other), "id": ""}


def test_many_rows_may_come_one_by_one(database: Database) -> None:
    def rows() -> Iterator[dict[str, object]]:
        for number in range(3):
            yield {"id": f"own-{number}", "name": str(number), "created_by": "import"}

    with database.write() as work:
        assert work.add_many(Employer, rows()) == 3
    made = [row[:] for row in database.rows("SELECT id, created_by FROM employer")]
    assert made == [(f"own-{number}", "import") for number in range(3)]


def test_no_rows_are_no_action(database: Database) -> None:
    with database.write() as work:
        assert work.add_many(Employer, []) == 0
    assert database.rows("SELECT * FROM change_group") == []


def test_an_action_within_an_action_is_part_of_it(database: Database) -> None:
    with database.write() as outer:
        outer.add(Employer(name="A"))
        with database.write() as inner:
            inner.add(Employer(name="B"))
            database.settings.put("colour", "blue")
        outer.add(Employer(name="C"))
    assert names(database) == ["A", "B", "C"]
    assert len(database.rows("SELECT DISTINCT g FROM change_record")) == 1
    assert database.settings.get("colour") == "blue"
    undo(database)
    assert database.rows("SELECT 1 FROM employer WHERE void_reason IS NULL") == []


def test_a_failed_inner_action_spoils_the_outer_one(database: Database) -> None:
    def half() -> None:
        with database.write() as inner:
            inner.add(Employer(name="B"))
            raise InputError("no")

    def both() -> None:
        with database.write() as outer:
            outer.add(Employer(name="A"))
            with suppress(InputError):
                half()

    with pytest.raises(StorageError, match="nothing of it was saved"):
        both()
    assert names(database) == []


def test_undo_is_no_part_of_another_action(database: Database) -> None:
    with database.write() as work:
        work.add(Employer(name="A"))
    with pytest.raises(StorageError, match="part of another action"), database.write():
        undo(database)
    assert names(database) == ["A"]


@pytest.mark.parametrize(
    ("values", "error", "words"),
    [
        ({"name": None}, InputError, "The name must be given"),
        ({"name": "x", "spoc_id": "nobody"}, NotFoundError, "refers to is not here"),
        ({"name": "x", "stage": "asleep"}, InputError, "does not fit its field"),
        ({"name": "x", "do_not_contact_until": "soon"}, InputError, "does not"),
    ],
)
def test_refusals_are_sentences(
    database: Database, values: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words), database.write() as work:
        work.add_many(Employer, [values])
    with pytest.raises(error, match=words), database.write() as work:
        work.add(Employer(**values))
    assert names(database) == []


def test_a_time_without_its_zone_is_refused(database: Database) -> None:
    with pytest.raises(InputError, match="zone"), database.write() as work:
        work.add_many(Employer, [{"name": "x", "created_at": datetime(2026, 1, 1)}])  # noqa: DTZ001


def test_raw_errors_are_sentences_too(database: Database) -> None:
    with pytest.raises(StorageError, match="could not be saved"), database.write() as work:
        work.connection.execute("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(StorageError, match="could not be saved"), database.writing() as connection:
        connection.execute("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError):
        database.rows("SELECT * FROM nowhere")
