"""After the hub learnt a new shape: what it keeps in the older one is written in the new one."""

import json
from typing import Any

from adviser_tui.hub.store.store import Store
from adviser_tui.hub.store.transaction import Transaction
from adviser_tui.sync import older

SETTING = "rows_schema"
_PAGE = 2_000


def bring_rows_up(store: Store) -> int:
    """Write rows and waiting changes as they are written today; return how many were not.

    Nothing is told to devices by that: no value has changed.
    """
    if not older.MOVED:
        return 0
    with store.transaction() as t:
        t.alone(SETTING)
        row = t.one("SELECT value FROM hub_setting WHERE key = :key", key=SETTING)
        schema = int(row.value) if row else older.FIRST
        if schema >= older.SCHEMA:
            return 0
        count = _rows(t, schema) + sum(_waiting(t, each, schema) for each in ("held", "quarantine"))
        now = (SETTING, str(older.SCHEMA))
        t.put_many("hub_setting", ("key", "value"), [now], ("key",))
    return count


def _rows(t: Transaction, schema: int) -> int:
    moves = older.since(schema)
    entities = sorted({of for move in moves for of, _ in (*move.renamed, *move.dropped)})
    count, after = 0, ""
    while True:
        rows = t.rows(
            "SELECT id, entity, fields, versions FROM row_state WHERE entity = ANY(:entities) "
            "AND id > :after ORDER BY id LIMIT :most",
            entities=entities,
            after=after,
            most=_PAGE,
        )
        for row in rows:
            count += _row(t, row, schema)
        if len(rows) < _PAGE:
            return count
        after = rows[-1].id


def _row(t: Transaction, row: Any, schema: int) -> bool:
    before = (json.loads(row.fields), json.loads(row.versions))
    now = older.row_as_now(row.entity, *before, schema)
    if now == before:
        return False
    t.run(
        "UPDATE row_state SET fields = :fields, versions = :versions WHERE id = :id",
        id=row.id,
        fields=json.dumps(now[0], ensure_ascii=False, separators=(",", ":")),
        versions=json.dumps(now[1], separators=(",", ":")),
    )
    return True


def _waiting(t: Transaction, table: str, schema: int) -> int:
    count = 0
    for row in t.rows(f"SELECT dev_no, lseq, change FROM {table}"):
        before = json.loads(row.change)
        now = older.change_as_now(before, schema)
        if now != before:
            count += 1
            t.run(
                f"UPDATE {table} SET change = :change WHERE dev_no = :dev AND lseq = :lseq",
                change=json.dumps(now, separators=(",", ":")),
                dev=row.dev_no,
                lseq=row.lseq,
            )
    return count
