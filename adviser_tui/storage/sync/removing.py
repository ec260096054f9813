"""Rows that this device may not keep: they go with their words in the search and their history.

Slots of the change record stay, empty, so that the numbers and the chain of hashes are whole.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from adviser_tui.storage.finding.soundness import keep_true_of
from adviser_tui.storage.finding.upkeep import places_of
from adviser_tui.storage.sync.wire import COLUMNS, FROM, seal
from adviser_tui.sync.shapes import need_of_row, shapes

Rows = dict[str, set[str]]
"""Ids of rows, by their table."""
_THESE = "IN (SELECT value FROM json_each(?))"
_SCRUB = """UPDATE change_record SET scrub = 1, fields = '{}', old = '{}', base = '{}',
  row_id = '', agg = '' WHERE lseq = ?"""
ERASED = "erased"
"""The kind of an action of which nothing is left; nobody can take it back."""


@cache
def owner_of(entity: str) -> str:
    """Return the SQL of the aggregate that a row of a table belongs to."""
    filled = ", ".join(f"nullif({name}, '')" for name in shapes()[entity].aggregate)
    return f"coalesce({filled}, id)" if filled else "id"


def listed(values: Collection[str]) -> str:
    """Return ids as one value for a query."""
    return json.dumps(sorted(values))


def rows_of(
    connection: sqlite3.Connection, aggregates: Collection[str], need: str | None = None
) -> Rows:
    """Return every row of some aggregates, or those that only one class of people needs."""
    found: Rows = {}
    for entity in shapes():
        about = "entity" if entity == "sync_conflict" else "''"
        rows = connection.execute(
            f"SELECT id, {about} AS about FROM {entity} WHERE {owner_of(entity)} {_THESE}",
            (listed(aggregates),),
        ).fetchall()
        for row in rows:
            if need is None or need_of_row(entity, {"entity": row["about"]}) == need:
                found.setdefault(entity, set()).add(str(row["id"]))
    return found


def remove_rows(connection: sqlite3.Connection, rows: Mapping[str, Collection[str]]) -> int:
    """Delete rows and what they are found by; return how many there were."""
    before = places_of(connection, rows)
    count = 0
    for entity, ids in rows.items():
        found = connection.execute(f"DELETE FROM {entity} WHERE id {_THESE}", (listed(ids),))
        count += found.rowcount
    keep_true_of(connection, before)
    return count


def scrub(connection: sqlite3.Connection, rows: Mapping[str, Collection[str]]) -> int:
    """Empty the records of what was done to rows; return how many there were.

    What was not sent yet is sealed first: an empty slot has a hash too.
    """
    ids = {each for some in rows.values() for each in some}
    return scrub_records(connection, f"r.row_id {_THESE}", listed(ids))


def scrub_records(connection: sqlite3.Connection, condition: str, *values: Any) -> int:
    """Empty the records that a condition of SQL is true of."""
    records = connection.execute(
        f"SELECT {COLUMNS} FROM {FROM} WHERE r.scrub = 0 AND {condition}", values
    ).fetchall()
    seal(connection, records)
    connection.executemany(_SCRUB, [(record["lseq"],) for record in records])
    groups = {int(record["g"]) for record in records if record["g"]}
    connection.execute(
        f"UPDATE change_group SET kind = ? WHERE g {_THESE} AND kind = 'act' AND NOT EXISTS "
        "(SELECT 1 FROM change_record r WHERE r.g = change_group.g AND r.scrub = 0)",
        (ERASED, json.dumps(sorted(groups))),
    )
    return len(records)


def forget_beside(connection: sqlite3.Connection, rows: Mapping[str, Collection[str]]) -> None:
    """Forget what else is kept about rows: what was parked, and what the hub said of them."""
    for entity, ids in rows.items():
        values = (entity, listed(ids))
        for table in ("sync_parked", "sync_issue"):
            connection.execute(f"DELETE FROM {table} WHERE entity = ? AND row_id {_THESE}", values)
