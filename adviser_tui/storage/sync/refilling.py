"""After this program learnt new tables or columns: what it had to leave out is asked for again.

Only of those tables, with cursors of their own, beside whatever is new.
"""

import sqlite3
from collections.abc import Mapping
from typing import Any

from adviser_tui.storage.sync.arriving import Arrived, put_rows
from adviser_tui.storage.sync.memory import KNOWN_SHAPE, REFILL, recall, remember
from adviser_tui.sync.shapes import outline


def note_shape(connection: sqlite3.Connection) -> None:
    """Remember what this program knows, and what it knows more than the last one that was here."""
    now = outline()
    before = recall(connection, KNOWN_SHAPE)
    if before == now:
        return
    remember(connection, KNOWN_SHAPE, now)
    if before is None:
        return
    grown = [name for name, columns in now.items() if set(columns) - set(before.get(name, ()))]
    if grown:
        under_way = recall(connection, REFILL, {}).get("entities", ())
        entities = sorted({*grown, *under_way})
        remember(connection, REFILL, {"entities": entities, "have": {}})


def take_refill(connection: sqlite3.Connection, page: Mapping[str, Any], into: Arrived) -> None:
    """Take in what a page tells again; a part that does not go on from here is passed over."""
    wanted = recall(connection, REFILL)
    told = page.get("refill")
    if not wanted or not told:
        return
    have = dict(wanted["have"])
    homes: set[tuple[str, str]] = set()
    for scope, part in told.items():
        if int(part["from"]) != int(have.get(scope, 0)):
            continue
        for entity, table in (part.get("put") or {}).items():
            homes.update((agg, scope) for agg in put_rows(connection, entity, table, into))
        have[scope] = int(part["to"])
    connection.executemany(
        "INSERT OR IGNORE INTO sync_home (agg, scope) VALUES (?, ?)", sorted(homes)
    )
    is_done = all(have.get(scope, 0) >= int(part["head"]) for scope, part in told.items())
    remember(connection, REFILL, None if is_done else {**wanted, "have": have})
