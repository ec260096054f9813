"""From a change to the record that an adviser would open to look at it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

OPENED = ("participant", "employer", "vacancy", "partner")
"""Kinds of records that have a card of their own."""


def of_change(database: "Database", number: int) -> str:
    """Return what a change of this device leads to, as `participant:id`; empty for nothing."""
    row = database.row("SELECT entity, row_id, agg FROM change_record WHERE lseq = ?", (number,))
    return of_record(database, str(row[0]), str(row[1]), str(row[2])) if row is not None else ""


def of_record(database: "Database", entity: str, row_id: str, whole_id: str) -> str:
    """Return the card on which a row stands; empty where it is not here or has none."""
    if entity in OPENED and _is_here(database, entity, row_id):
        return f"{entity}:{row_id}"
    for kind in OPENED:
        if whole_id and _is_here(database, kind, whole_id):
            return f"{kind}:{whole_id}"
    return ""


def _is_here(database: "Database", table: str, row_id: str) -> bool:
    found = database.row(f"SELECT 1 FROM {table} WHERE id = ? AND void_reason IS NULL", (row_id,))
    return found is not None
