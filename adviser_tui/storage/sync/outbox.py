"""What waits to be told to the hub, in the order in which it was done."""

import sqlite3
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.storage.sync.memory import chain_of, state_of
from adviser_tui.storage.sync.parking import bring_back, known_part, park
from adviser_tui.storage.sync.wire import COLUMNS, FROM, Teller, keep_hashes, slot
from adviser_tui.sync.canonical import canonical
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES
from adviser_tui.sync.older import SCHEMA

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

Outline = Mapping[str, Collection[str]]
"""The tables that a hub knows, each with its columns."""


def next_batch(
    database: "Database",
    max_changes: int = BATCH_CHANGES,
    max_bytes: int = BATCH_BYTES,
    shape: Outline | None = None,
    after: tuple[int, str] | None = None,
) -> dict[str, Any] | None:
    """Return what is to be pushed next, or nothing; what it holds is sealed and kept so first.

    Actions are not taken apart, unless one alone is too large. `shape` is what the hub knows:
    what it does not know stays here until it does. `after` is the last change of an earlier batch
    that is still on its way, and the chain up to it; without it, what was confirmed counts.
    """
    with database.writing() as connection:
        if not state_of(connection)["hub_id"]:
            return None
        if shape is not None:
            bring_back(connection, shape, database.now())
        state = state_of(connection)
        prev, chain = after or (int(state["acked"]), chain_of(state))
        records = connection.execute(
            f"SELECT {COLUMNS} FROM {FROM} WHERE r.status = 0 AND r.lseq > ? "
            "ORDER BY r.lseq LIMIT ?",
            (prev, max_changes + 1),
        ).fetchall()
        if not records:
            return None
        changes = _told(connection, _whole_actions(records, max_changes), shape)
        kept = _that_fit(changes, max_bytes)
        open_ones = {int(each["lseq"]) for each in records if each["hh"] is None}
        keep_hashes(connection, {c["l"]: c["hh"] for c in kept if c["l"] in open_ones})
        return {
            "prev": prev,
            "chain": chain,
            "schema": SCHEMA,
            "changes": _counted(kept),
        }


def _whole_actions(records: list[Any], most: int) -> list[Any]:
    """Leave out the action that does not fit any more, unless it is the only one."""
    if len(records) <= most:
        return records
    beyond = _action(records[most])
    whole = [each for each in records[:most] if _action(each) != beyond]
    return whole or records[:most]


def _action(record: Any) -> tuple[int, int]:
    """Return the action that a record belongs to; what was done past the program stands alone."""
    return (int(record["g"]), 0) if record["g"] else (0, int(record["lseq"]))


def _told(
    connection: sqlite3.Connection, records: list[Any], shape: Outline | None
) -> list[dict[str, Any]]:
    teller = Teller(connection, records)
    told = []
    for record in records:
        change = teller.tell(record)
        if shape is not None and not change.get("scrub"):
            part = known_part(change, shape)
            if part != change["f"]:
                park(connection, record, {n: v for n, v in change["f"].items() if n not in part})
                change = teller.tell(record, part) if part else slot(change["l"], change["hh"])
        told.append(change)
    return told


def _that_fit(changes: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Return the first changes that fit, no action taken apart unless it is the first."""
    total = 0
    for at, change in enumerate(changes):
        total += len(canonical(change)) + 1
        if total > most and at:
            whole = at
            while whole and _group(changes[whole - 1]) == _group(change):
                whole -= 1
            return changes[: whole or at]
    return changes


def _group(change: Mapping[str, Any]) -> tuple[int, int]:
    """Return the action that a told change belongs to; an empty place stands alone."""
    group = int(change.get("g", 0))
    return (group, 0) if group else (0, int(change["l"]))


def _counted(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Say in each change how many of its action go with it."""
    sizes: dict[tuple[int, int], int] = {}
    for change in changes:
        sizes[_group(change)] = sizes.get(_group(change), 0) + 1
    for change in changes:
        if not change.get("scrub"):
            change["n"] = sizes[_group(change)]
    return changes
