"""Erasure for good: whatever a device ever kept of somebody goes, whoever they were shared with.

The hub names only hashes; each device looks which of its own ids they stand for.
"""

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from adviser_tui.storage.sync.cleaning import note_cleaning
from adviser_tui.storage.sync.kept_elsewhere import forget_kept
from adviser_tui.storage.sync.mentions import forget_mentions, telling_words
from adviser_tui.storage.sync.removing import (
    Rows,
    forget_beside,
    listed,
    owner_of,
    remove_rows,
    rows_of,
    scrub,
    scrub_records,
)
from adviser_tui.sync.canonical import hashed_id
from adviser_tui.sync.shapes import shapes

_ELSEWHERE = (
    "SELECT agg FROM change_record",
    "SELECT agg FROM sync_home",
    "SELECT agg FROM sync_issue",
)


def erase_hashed(connection: sqlite3.Connection, hashes: Collection[str]) -> int:
    """Erase every aggregate of which the hub told the hash; return how many were known here."""
    aggregates, rows = known_of(connection, hashes), rows_known(connection, hashes)
    if aggregates:
        _move_back(connection, aggregates)
    if aggregates or rows:
        _erase(connection, aggregates, rows)
    # A copy of the file may know them also where the file itself does not.
    note_cleaning(connection, whole=bool(aggregates or rows), hashes=hashes)
    return len(aggregates)


def known_of(connection: sqlite3.Connection, hashes: Collection[str]) -> set[str]:
    """Return the aggregates that a file knows and that hashes stand for."""
    wanted = set(hashes)
    present = _tables(connection)
    sources = [
        f"SELECT {owner_of(entity)} AS agg FROM {entity}"
        for entity in shapes()
        if entity in present
    ]
    sources += [sql for sql in _ELSEWHERE if sql.rpartition(" ")[2] in present]
    found = connection.execute(" UNION ".join(sources)).fetchall()
    return {str(row[0]) for row in found if hashed_id(str(row[0])) in wanted}


def rows_known(connection: sqlite3.Connection, hashes: Collection[str]) -> Rows:
    """Return the rows that hashes stand for: they may belong here to whom they were moved from."""
    wanted = set(hashes)
    present = _tables(connection)
    found: Rows = {}
    for entity in shapes():
        if entity in present:
            for row in connection.execute(f"SELECT id FROM {entity}").fetchall():
                if hashed_id(str(row[0])) in wanted:
                    found.setdefault(entity, set()).add(str(row[0]))
    return found


def _move_back(connection: sqlite3.Connection, aggregates: Collection[str]) -> None:
    """Give rows back to whom they belong at the hub, where it never heard of their moving.

    They were moved here to somebody who had been erased already, as where two are made one.
    """
    records = connection.execute(
        "SELECT lseq, entity, row_id, fields, old, base FROM change_record "
        "WHERE status = 0 AND scrub = 0 AND op = 'upd' ORDER BY lseq DESC"
    ).fetchall()
    for record in records:
        old, new = json.loads(record["old"]), json.loads(record["fields"])
        for name in shapes()[str(record["entity"])].aggregate:
            if new.get(name) in aggregates and old.get(name) not in (None, *aggregates):
                _move_one_back(connection, record, name, old[name], new[name])


def _move_one_back(
    connection: sqlite3.Connection, record: Any, name: str, before: str, erased: str
) -> None:
    entity, row_id = str(record["entity"]), str(record["row_id"])
    row = connection.execute(f"SELECT versions FROM {entity} WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        return
    versions = json.loads(row["versions"] or "{}")
    versions.pop(name, None)
    if known := json.loads(record["base"]).get(name):
        versions[name] = known
    connection.execute(
        f"UPDATE {entity} SET {name} = ?, versions = ? WHERE id = ? AND {name} = ?",
        (before, json.dumps(versions, separators=(",", ":")), row_id, erased),
    )
    scrub_records(connection, "r.lseq = ?", record["lseq"])
    connection.execute(
        "UPDATE change_record SET agg = ? WHERE row_id = ? AND agg = ? AND status = 0",
        (before, row_id, erased),
    )


def _tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {str(row[0]) for row in rows}


def _erase(connection: sqlite3.Connection, aggregates: Collection[str], strays: Rows) -> None:
    rows = rows_of(connection, aggregates)
    for entity, ids in strays.items():
        rows.setdefault(entity, set()).update(ids)
    pairs = connection.execute(
        "SELECT id FROM known_as_two WHERE first_id IN (SELECT value FROM json_each(:ids)) "
        "OR second_id IN (SELECT value FROM json_each(:ids))",
        {"ids": listed(aggregates)},
    ).fetchall()
    rows.setdefault("known_as_two", set()).update(str(row["id"]) for row in pairs)
    forget_mentions(connection, rows, telling_words(connection, rows))
    forget_kept(connection, aggregates)
    remove_rows(connection, rows)
    scrub(connection, rows)
    scrub_records(connection, "r.agg IN (SELECT value FROM json_each(?))", listed(aggregates))
    forget_beside(connection, rows)
    for table in ("sync_issue", "sync_home"):
        connection.execute(
            f"DELETE FROM {table} WHERE agg IN (SELECT value FROM json_each(?))",
            (listed(aggregates),),
        )
