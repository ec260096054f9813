"""After two records were made one here, what colleagues still hang on the emptied one follows.

Only the device on which they were merged does it, so that it is done once.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from adviser_tui.storage.reading import sortable
from adviser_tui.sync.merging import MERGED
from adviser_tui.sync.shapes import shapes
from models.merging import Rule

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_ON_OPEN_SHEET = "sheet_id IN (SELECT id FROM match_sheet WHERE frozen_at IS NULL)"
_STAYS = {
    "match_sheet": "frozen_at IS NULL",
    "match_answer": _ON_OPEN_SHEET,
    "match_override": _ON_OPEN_SHEET,
}
"""What must hold of a row that moves, where some of a table never change."""
_NOT_REFUSED = "id NOT IN (SELECT row_id FROM sync_issue WHERE outcome = 'quarantined')"
"""What the hub did not take is looked at by somebody; trying it again each time would never end."""
_LONGEST = 20


def follow_merges(database: "Database") -> int:
    """Let rows that refer to a record emptied here refer to its survivor; return how many moved.

    Each is an ordinary change, told to the others like any.
    """
    moves = [
        (entity, gone, kept)
        for entity in shapes()
        for gone in _emptied_here(database, entity)
        if (kept := _survivor(database, entity, gone))
        and any(_refers(database, *reference, gone) for reference in _references_to(entity))
    ]
    if not moves:
        return 0
    count = 0
    with database.write("setup") as work:
        for entity, gone, kept in moves:
            for table, column in _references_to(entity):
                count += work.connection.execute(
                    f"UPDATE {table} SET {column} = ?, updated_at = ?, updated_by = ? "
                    f"WHERE {column} = ? AND {_STAYS.get(table, '1')} AND {_NOT_REFUSED}",
                    (kept, sortable(work.now), work.actor, gone),
                ).rowcount
    return count


def _emptied_here(database: "Database", entity: str) -> list[str]:
    """Return the rows of a table that were merged away by this device itself."""
    rows = database.rows(
        f"SELECT t.id FROM {entity} AS t WHERE t.void_reason GLOB :merged AND EXISTS "
        "(SELECT 1 FROM change_record r WHERE r.row_id = t.id AND r.op = 'upd' "
        "AND json_extract(r.fields, '$.void_reason') GLOB :merged)",
        {"merged": f"{MERGED}*"},
    )
    return [str(row["id"]) for row in rows]


def _survivor(database: "Database", entity: str, row_id: str) -> str:
    """Return the record that counts in the end, empty where there is none here."""
    for _ in range(_LONGEST):
        row: Any = database.row(f"SELECT void_reason FROM {entity} WHERE id = ?", (row_id,))
        if row is None:
            return ""
        if row["void_reason"] is None:
            return row_id
        if not str(row["void_reason"]).startswith(MERGED):
            return ""
        row_id = str(row["void_reason"]).removeprefix(MERGED)
    return ""


def _references_to(entity: str) -> Iterator[tuple[str, str]]:
    """Yield every column that refers to a table and may change."""
    for table, shape in shapes().items():
        for column in shape.columns.values():
            if column.references == entity and column.rule is not Rule.FIXED:
                yield table, column.name


def _refers(database: "Database", table: str, column: str, gone: str) -> bool:
    where = f"{column} = ? AND {_STAYS.get(table, '1')} AND {_NOT_REFUSED}"
    sql = f"SELECT 1 FROM {table} WHERE {where} LIMIT 1"
    return database.row(sql, (gone,)) is not None
