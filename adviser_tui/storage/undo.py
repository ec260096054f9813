"""Taking actions back and bringing them again, from the change record alone.

Nothing here knows a noun: old and new values are in the record, so every action of today and of
tomorrow can be undone. Taking back is itself an action with records of its own, so that it can be
shared like any other. A new row is taken back by voiding it; nothing is deleted.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from adviser_tui.errors import NotFoundError, RuleError, StorageError
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import sortable
from adviser_tui.storage.schema.capture import tracked_columns
from adviser_tui.storage.unit import UnitOfWork
from models.tables import BY_NAME

UNDONE = "undone"
"""The void reason of a row whose making was taken back."""
_AT_ONCE = 2_000
"""Records that are held at a time."""


def next_to_undo(database: Database) -> int | None:
    """Return the newest action that was not taken back yet."""
    row = database.row("SELECT max(g) FROM change_group WHERE kind = 'act' AND undone_by IS NULL")
    return int(row[0]) if row[0] is not None else None


def next_to_redo(database: Database) -> int | None:
    """Return the action taken back last, unless something new was done since."""
    row = database.row(
        "SELECT g FROM change_group WHERE kind = 'act' AND undone_by > "
        "(SELECT coalesce(max(g), 0) FROM change_group WHERE kind = 'act' AND undone_by IS NULL) "
        "ORDER BY undone_by DESC LIMIT 1"
    )
    return int(row[0]) if row else None


def undo(database: Database) -> int:
    """Take the newest action back and return its group; raises `NotFoundError` if there is none."""
    target = next_to_undo(database)
    if target is None:
        raise NotFoundError("There is nothing to undo.")
    with database.write("undo", target) as work:
        _refuse_emptied(work, target)
        for record, *others in _runs(work, target, backwards=True):
            if record["op"] == "ins":
                _swap_made(work, [record, *others], record["made"], UNDONE)
            else:
                _swap(work, record, json.loads(record["fields"]), json.loads(record["old"]))
        _mark(work, target, work.group)
    return target


def redo(database: Database) -> int:
    """Do the action taken back last once more; raises `NotFoundError` if there is none."""
    target = next_to_redo(database)
    if target is None:
        raise NotFoundError("There is nothing to redo.")
    with database.write("redo", target) as work:
        _refuse_emptied(work, target)
        for record, *others in _runs(work, target, backwards=False):
            if record["op"] == "ins":
                _swap_made(work, [record, *others], UNDONE, record["made"])
            else:
                _swap(work, record, json.loads(record["old"]), json.loads(record["fields"]))
        _mark(work, target, None)
    return target


def _refuse_emptied(work: UnitOfWork, group: int) -> None:
    """Refuse an action of which this device may not keep what it was about."""
    if work.connection.execute(
        "SELECT 1 FROM change_record WHERE g = ? AND scrub = 1", (group,)
    ).fetchone():
        raise RuleError(
            "That cannot be taken back or brought again: a part of it was about somebody who was "
            "erased, or who is not shared with you any more. Nothing was changed."
        )


def _runs(work: UnitOfWork, group: int, *, backwards: bool) -> Iterator[list[Any]]:
    """Walk what an action did: new rows of one kind together, every change by itself.

    An import makes hundreds of thousands of rows, so no more than a part is held at a time.
    """
    sign, order, last = ("<", "DESC", sys.maxsize) if backwards else (">", "ASC", 0)
    while batch := work.connection.execute(
        "SELECT lseq, entity, row_id, op, old, CASE op WHEN 'ins' THEN '{}' ELSE fields END AS"
        " fields, CASE op WHEN 'ins' THEN json_extract(fields, '$.void_reason') END AS made"
        f" FROM change_record WHERE g = ? AND lseq {sign} ? ORDER BY lseq {order} LIMIT ?",
        (group, last, _AT_ONCE),
    ).fetchall():
        last = batch[-1]["lseq"]
        for _, run in groupby(batch, _made_alike):
            yield list(run)


def _made_alike(record: Any) -> tuple[object, ...]:
    """Return what new rows that are treated alike have in common, something unique for a change."""
    if record["op"] == "ins":
        return ("ins", record["entity"], record["made"])
    return ("upd", record["lseq"])


def _swap_made(
    work: UnitOfWork, records: list[Any], expected: str | None, wanted: str | None
) -> None:
    """Void or bring back rows that were made together, with one statement for all of them.

    The triggers that record each row run several times faster than with a statement for each.
    """
    table = str(records[0]["entity"])
    _check_known(table, {"void_reason"})
    cursor = work.connection.execute(
        f"UPDATE {table} SET void_reason = ?, updated_at = ?, updated_by = ?"
        " WHERE id IN (SELECT value FROM json_each(?)) AND void_reason IS ?",
        (
            wanted,
            sortable(work.now),
            work.actor,
            json.dumps([record["row_id"] for record in records]),
            expected,
        ),
    )
    if cursor.rowcount != len(records):
        raise _changed_since()


def _swap(work: UnitOfWork, record: Any, expected: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Give the row the wanted values, unless somebody changed it in between."""
    table = str(record["entity"])
    _check_known(table, wanted)
    guards = " AND ".join(f"{name} IS ?" for name in expected)
    changes = ", ".join(f"{name} = ?" for name in wanted)
    cursor = work.connection.execute(
        f"UPDATE {table} SET {changes}, updated_at = ?, updated_by = ? WHERE id = ? AND {guards}",
        (
            *wanted.values(),
            sortable(work.now),
            work.actor,
            record["row_id"],
            *expected.values(),
        ),
    )
    if cursor.rowcount != 1:
        raise _changed_since()


def _changed_since() -> RuleError:
    return RuleError(
        "That cannot be taken back, because it was changed again since by somebody else. "
        "Nothing was changed; correct it by hand."
    )


def _check_known(table: str, columns: Iterable[str]) -> None:
    """Refuse a record about a table or column that there is not; their names go into statements."""
    if not _columns(table).issuperset(columns):
        raise StorageError(
            "The history of this caseload names something that a caseload does not have, so it "
            "was left alone and nothing was changed. `adviser doctor` looks closer."
        )


@cache
def _columns(table: str) -> frozenset[str]:
    """Return the columns of a table whose changes are recorded, none for another table."""
    if table not in BY_NAME:
        return frozenset()
    return frozenset(tracked_columns(BY_NAME[table]))


def _mark(work: UnitOfWork, target: int, undone_by: int | None) -> None:
    work.connection.execute(
        "UPDATE change_group SET undone_by = ? WHERE g = ?", (undone_by, target)
    )
