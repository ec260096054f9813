"""Comparing everything anew: what the hub does not have any more is let go of at the end.

Rows stay while that goes on, so that the screen is never empty. Nothing that waits to be told, or
that the hub did not take, is ever swept away.
"""

import sqlite3
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from adviser_tui.storage.sync.cleaning import note_cleaning
from adviser_tui.storage.sync.leaving import note_leaving, settle_leaving
from adviser_tui.storage.sync.memory import REBUILDING, recall, remember, state_of
from adviser_tui.storage.sync.removing import Rows, remove_rows
from adviser_tui.storage.sync.troubles import SweepRefusedError
from adviser_tui.sync.limits import SWEEP_ROWS, SWEEP_SHARE_PERCENT
from adviser_tui.sync.shapes import shapes

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_HOME = "@"
"""Before a scope, in place of a table's name, where an aggregate was met in it."""


def rebuild(database: "Database", epoch: str = "") -> None:
    """Begin to compare everything anew, with a hub in another life where `epoch` is given."""
    with database.writing() as connection:
        gen = int(state_of(connection)["gen"]) + 1
        connection.execute("UPDATE sync_state SET gen = ?, erase_cursor = 0", (gen,))
        if epoch:
            connection.execute("UPDATE sync_state SET epoch = ?", (epoch,))
        connection.execute("UPDATE sync_cursor SET seq = 0, head = 0, gen = ?", (gen,))
        connection.execute("DELETE FROM sync_seen WHERE gen > 0")
        remember(connection, REBUILDING, gen)


def note_seen(
    connection: sqlite3.Connection, touched: Mapping[str, Collection[str]], gen: int
) -> None:
    """Note that the hub has some rows."""
    for entity, ids in touched.items():
        connection.executemany(
            "INSERT INTO sync_seen (entity, row_id, gen) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET gen = excluded.gen",
            [(entity, row_id, gen) for row_id in ids],
        )


def note_homes(
    connection: sqlite3.Connection, scope: str, aggregates: Collection[str], gen: int
) -> None:
    """Note that aggregates still come through a scope."""
    note_seen(connection, {_HOME + scope: aggregates}, gen)


def sweep(database: "Database", *, is_allowed: bool = False) -> int:
    """Let go of what the hub does not have, where everything was compared anew.

    Raises `SweepRefusedError` where that is more than a mistake may cost, unless it `is_allowed`.
    """
    with database.reading() as reader:
        if recall(reader, REBUILDING) is None:
            return 0
    with database.taking_in() as connection:
        rows, total = _not_seen(connection)
        count = sum(len(ids) for ids in rows.values())
        is_much = count > SWEEP_ROWS or count * 100 > total * SWEEP_SHARE_PERCENT
        if is_much and not is_allowed:
            raise SweepRefusedError(count, total)
        # What is shared with this device no more goes with its history; of what the hub lost, the
        # history here may be the last there is.
        _note_old_homes(connection)
        settle_leaving(connection)
        remove_rows(connection, rows)
        connection.execute("DELETE FROM sync_seen WHERE gen > 0")
        remember(connection, REBUILDING, None)
        if count:
            note_cleaning(connection)
        return count


def _not_seen(connection: sqlite3.Connection) -> tuple[Rows, int]:
    """Return the rows that the hub did not tell of, and how many rows there are in all."""
    gen = int(state_of(connection)["gen"])
    found: Rows = {}
    total = 0
    for entity in shapes():
        total += int(connection.execute(f"SELECT count(*) FROM {entity}").fetchone()[0])
        rows = connection.execute(
            f"SELECT id FROM {entity} AS t WHERE NOT EXISTS (SELECT 1 FROM sync_seen s "
            "WHERE s.entity = :entity AND s.row_id = t.id AND s.gen = :gen) AND NOT EXISTS "
            "(SELECT 1 FROM change_record r WHERE r.row_id = t.id AND r.status = 0) AND NOT EXISTS "
            "(SELECT 1 FROM sync_issue i WHERE i.entity = :entity AND i.row_id = t.id) "
            "AND NOT EXISTS "
            "(SELECT 1 FROM sync_parked p WHERE p.entity = :entity AND p.row_id = t.id)",
            {"entity": entity, "gen": gen},
        ).fetchall()
        if rows:
            found[entity] = {str(row["id"]) for row in rows}
    return found, total


def _note_old_homes(connection: sqlite3.Connection) -> None:
    """Note as leaving what came through a scope before, and does not any more."""
    rows = connection.execute(
        "SELECT agg, scope FROM sync_home AS h WHERE NOT EXISTS (SELECT 1 FROM sync_seen s "
        "WHERE s.entity = ? || h.scope AND s.row_id = h.agg AND s.gen = ?)",
        (_HOME, int(state_of(connection)["gen"])),
    ).fetchall()
    old: dict[str, list[str]] = {}
    for row in rows:
        old.setdefault(str(row["scope"]), []).append(str(row["agg"]))
    for scope, aggregates in old.items():
        note_leaving(connection, scope, aggregates)
