"""What this device has of each scope, counted for comparison with what the hub has of it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adviser_tui.storage.sync.memory import REBUILDING, recall, state_of
from adviser_tui.sync.buckets import Buckets, Place, place_of
from adviser_tui.sync.scopes import need_of
from adviser_tui.sync.shapes import Shape, need_of_row, shapes

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Counted:
    """One picture of this device: how far it is in each scope, and what it has there."""

    cursors: Mapping[str, int]
    scopes: Mapping[str, Buckets]
    unsure: frozenset[Place]
    """Where something lies that the hub did not take, so that both differ rightly."""


def counted(database: "Database") -> Counted | None:
    """Count every row by scope; nothing while something waits or is being compared anew.

    Takes seconds for a large caseload, so it belongs into a thread.
    """
    with database.reading() as reader:
        state = state_of(reader)
        behind = reader.execute("SELECT 1 FROM sync_cursor WHERE seq < head LIMIT 1").fetchone()
        if state["lseq"] != state["acked"] or behind or recall(reader, REBUILDING) is not None:
            return None
        if reader.execute("SELECT 1 FROM sync_parked LIMIT 1").fetchone():
            return None
        cursors = {
            str(row["scope"]): int(row["seq"])
            for row in reader.execute("SELECT scope, seq FROM sync_cursor").fetchall()
        }
        homes: dict[str, list[str]] = {}
        for row in reader.execute("SELECT agg, scope FROM sync_home"):
            homes.setdefault(str(row["agg"]), []).append(str(row["scope"]))
        scopes = {name: Buckets() for name in cursors}
        for entity, shape in shapes().items():
            _count(reader, entity, shape, homes, scopes)
        unsure = {
            place_of(str(row["entity"]), str(row["row_id"]))
            for row in reader.execute(
                "SELECT entity, row_id FROM sync_issue WHERE row_id <> ''"
            ).fetchall()
        }
        return Counted(cursors, scopes, frozenset(unsure))


def _count(
    reader: sqlite3.Connection,
    entity: str,
    shape: Shape,
    homes: Mapping[str, list[str]],
    scopes: Mapping[str, Buckets],
) -> None:
    order = [*shape.aggregate, "id"]
    about = ", entity" if entity == "sync_conflict" else ", '' AS entity"
    agg = f"coalesce({', '.join(f'nullif({name}, {chr(39) * 2})' for name in order)}, '')"
    rows = reader.execute(f"SELECT id, versions, {agg} AS agg{about} FROM {entity}")
    for row in rows:
        need = need_of_row(entity, {"entity": row["entity"]})
        for scope in homes.get(str(row["agg"]), ()):
            if scope in scopes and need_of(scope) == need:
                scopes[scope].add(entity, str(row["id"]), str(row["versions"]))
