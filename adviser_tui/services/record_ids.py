"""Ids as people type and read them: the beginning or the end of one, where it fits one alone."""

from adviser_tui.storage.database import Database

SHORTEST_ID = 8
"""From so many letters on, a part of an id stands for all of it."""


def short_id(record_id: str) -> str:
    """Return what an id is called in print: its end, since its beginning is the time of making.

    Ids of one minute begin alike; their ends are chance.
    """
    return record_id[-SHORTEST_ID:]


def ids_like(database: Database, table: str, typed: str, limit: int) -> list[str]:
    """Return the ids that begin with what was typed, else those that end with it."""
    begun = _ids(database, table, "id >= ? AND id <= ?", (typed, typed + "~"), limit)
    return begun or _ids(database, table, "id LIKE ?", (f"%{typed}",), limit)


def _ids(
    database: Database, table: str, where: str, values: tuple[str, ...], limit: int
) -> list[str]:
    rows = database.rows(
        f"SELECT id FROM {table} WHERE {where} AND void_reason IS NULL LIMIT ?", (*values, limit)
    )
    return [str(row["id"]) for row in rows]
