"""Telling once more what a row holds, as a change of its own that leaves the row as it is."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adviser_tui.storage.reading import sortable
from adviser_tui.storage.settings import read_setting
from adviser_tui.sync.shapes import shapes

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_TICK = """UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
  (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16)"""


def tell_again(database: "Database", entity: str, row_id: str, fields: Collection[str]) -> bool:
    """Let the values that some fields of a row have now wait to be told; say whether it is here.

    With `id` among the fields the whole row is told, as one that was just made.
    """
    with database.writing() as connection:
        wanted = {(entity, row_id): list(fields)}
        return entity in shapes() and tell_now(connection, wanted, database.now()) > 0


def tell_now(
    connection: sqlite3.Connection,
    wanted: Mapping[tuple[str, str], Collection[str]],
    now: datetime,
) -> int:
    """Record the present values of fields of rows as changes of one action; return how many."""
    cursor = connection.execute(
        "INSERT INTO change_group (at, actor, kind) VALUES (?, ?, 'setup')",
        (sortable(now), str(read_setting(connection, "me", ""))),
    )
    group = int(cursor.lastrowid or 0)
    return sum(tell_in(connection, group, *row, names) for row, names in wanted.items())


def tell_in(
    connection: sqlite3.Connection, group: int, entity: str, row_id: str, names: Collection[str]
) -> bool:
    """Record the values that a row has now as a change of an action, without changing the row."""
    shape = shapes()[entity]
    listed = ", ".join(shape.columns)
    row = connection.execute(
        f"SELECT {listed}, versions FROM {entity} WHERE id = ?", (row_id,)
    ).fetchone()
    if row is None:
        return False
    is_new = "id" in names
    told = list(shape.columns) if is_new else [n for n in dict.fromkeys(names) if n in row.keys()]  # noqa: SIM118
    versions = json.loads(row["versions"] or "{}")
    fields = {name: row[name] for name in told}
    base = {} if is_new else {name: versions.get(name) for name in told}
    connection.execute(_TICK)
    lseq, hlc, number = connection.execute("SELECT lseq, hlc, dev_no FROM sync_state").fetchone()
    connection.execute(
        "INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(lseq, group, entity, row_id, shape.aggregate_of(dict(row))),
            *("ins" if is_new else "upd", _text(fields), _text({} if is_new else fields)),
            *(_text(base), hlc),
        ),
    )
    if not is_new:
        versions.update({name: [hlc, number, lseq] for name in told})
        # No column that is recorded, so that no record is made of it.
        connection.execute(
            f"UPDATE {entity} SET versions = ? WHERE id = ?", (_text(versions), row_id)
        )
    return True


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
