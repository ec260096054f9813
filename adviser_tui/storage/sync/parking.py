"""What the hub's program is too old to know: kept here, and told once the hub knows it."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from adviser_tui.storage.sync.resending import tell_now
from adviser_tui.sync.shapes import shapes


def known_part(change: Mapping[str, Any], shape: Mapping[str, Collection[str]]) -> dict[str, Any]:
    """Return the fields of a change that the hub knows, none for a table that it does not."""
    columns = shape.get(str(change["e"]), ())
    return {name: value for name, value in change["f"].items() if name in columns}


def park(connection: sqlite3.Connection, record: Any, fields: Mapping[str, Any]) -> None:
    """Keep the fields of a change that are not sent."""
    connection.execute(
        "INSERT OR IGNORE INTO sync_parked (lseq, entity, row_id, fields) VALUES (?, ?, ?, ?)",
        (record["lseq"], record["entity"], record["row_id"], json.dumps(fields)),
    )


def bring_back(
    connection: sqlite3.Connection, shape: Mapping[str, Collection[str]], now: datetime
) -> int:
    """Make new changes of what the hub knows by now; return how many.

    They hold the values of now: what was changed twice meanwhile is told once.
    """
    wanted: dict[tuple[str, str], list[str]] = {}
    done = []
    for row in connection.execute("SELECT * FROM sync_parked ORDER BY lseq").fetchall():
        names = list(json.loads(row["fields"]))
        entity, row_id = str(row["entity"]), str(row["row_id"])
        if entity in shapes() and set(names) <= set(shape.get(entity, ())):
            wanted.setdefault((entity, row_id), []).extend(names)
            done.append((row["lseq"],))
    if not done:
        return 0
    made = tell_now(connection, wanted, now)
    connection.executemany("DELETE FROM sync_parked WHERE lseq = ?", done)
    return made
