"""Rows as the hub has them, written over ours except where ours wait to be told.

One statement for all rows of a table in a page. Only rows with something waiting are looked at one
by one: a field that waits keeps what was typed here, and everything else follows the hub.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import Any

from adviser_tui.sync.pages import AUTHORSHIP, INSERT
from adviser_tui.sync.shapes import Shape, shapes

_CLOCKS = re.compile(r"\[(\d+),")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What of one row waits to be told."""

    fields: frozenset[str]
    is_new: bool
    """Whether its very making waits, so that all of its fields do."""


@dataclass(slots=True)
class Arrived:
    """What a page brought."""

    touched: dict[str, list[str]] = field(default_factory=dict)
    """The ids of the rows of each table."""
    aggregates: set[str] = field(default_factory=set)
    newest: int = 0
    """The latest clock among the rows' versions."""

    @property
    def count(self) -> int:
        """How many rows there were."""
        return sum(len(ids) for ids in self.touched.values())


@lru_cache(maxsize=128)
def _reading(entity: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[..., Any]]:
    """Return the columns that this program knows, and what picks their values out of a row."""
    known = set(shapes()[entity].columns) | set(AUTHORSHIP)
    places = [at for at, name in enumerate(columns) if name in known]
    names = tuple(columns[at] for at in places)
    return names, tuple if len(places) == len(columns) else itemgetter(*places)


@lru_cache(maxsize=128)
def _upsert(entity: str, names: tuple[str, ...]) -> str:
    sets = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
    listed = ", ".join(f'"{name}"' for name in names)
    return (
        f"INSERT INTO {entity} ({listed}) VALUES ({', '.join('?' * len(names))}) "
        f"ON CONFLICT (id) DO UPDATE SET {sets}"
    )


def put_rows(
    connection: sqlite3.Connection, entity: str, table: Mapping[str, Any], into: Arrived
) -> list[str]:
    """Write the rows of one table of a page and return the ids of their aggregates, in order.

    Columns and tables of a newer hub are left out. Raises `ValueError` for a crooked table.
    """
    shape = shapes().get(entity)
    if shape is None:
        return []
    columns = tuple(str(name) for name in table["c"])
    if "id" not in columns or "versions" not in columns:
        raise ValueError("a table without ids or versions")
    if set(map(len, table["r"])) - {len(columns)}:
        raise ValueError("a row is longer or shorter than its columns")
    names, pick = _reading(entity, columns)
    at = names.index("id")
    # In the order of their ids they are written half as fast again.
    rows = sorted(map(pick, table["r"]), key=itemgetter(at))
    ids = list(map(str, map(itemgetter(at), rows)))
    waiting = waiting_of(connection, ids)
    plain = [row for row in rows if row[at] not in waiting] if waiting else rows
    connection.executemany(_upsert(entity, names), plain)
    for row in rows if waiting else ():
        if row[at] in waiting:
            _lay_under(connection, entity, dict(zip(names, row, strict=True)), waiting[row[at]])
    into.touched.setdefault(entity, []).extend(ids)
    into.newest = max(into.newest, _newest(map(itemgetter(names.index("versions")), rows)))
    return aggregates_of(shape, names, rows)


def waiting_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, Waiting]:
    """Return what waits of some rows, by their ids; rows of which nothing waits are left out."""
    any_waits = "SELECT EXISTS (SELECT 1 FROM change_record WHERE status = 0) OR EXISTS "
    if not connection.execute(f"{any_waits} (SELECT 1 FROM sync_parked)").fetchone()[0]:
        return {}
    found: dict[str, Waiting] = {}
    listed = json.dumps(ids)
    for row in connection.execute(
        "SELECT row_id, op, fields FROM change_record WHERE row_id IN "
        "(SELECT value FROM json_each(:ids)) AND status = 0 AND scrub = 0 UNION ALL "
        "SELECT row_id, '', fields FROM sync_parked WHERE row_id IN "
        "(SELECT value FROM json_each(:ids))",
        {"ids": listed},
    ):
        before = found.get(row["row_id"], Waiting(frozenset(), False))
        is_new = row["op"] == "ins"
        names = frozenset() if is_new else frozenset(json.loads(row["fields"]))
        found[row["row_id"]] = Waiting(before.fields | names, before.is_new or is_new)
    return found


def _lay_under(
    connection: sqlite3.Connection, entity: str, row: dict[str, Any], waiting: Waiting
) -> None:
    """Write a row of which something waits: what waits stays as it is here."""
    local = connection.execute(f"SELECT * FROM {entity} WHERE id = ?", (row["id"],)).fetchone()
    if local is None:
        connection.execute(_upsert(entity, tuple(row)), tuple(row.values()))
        return
    ours = json.loads(local["versions"] or "{}")
    theirs = json.loads(row["versions"] or "{}")
    versions = {name: ours[name] for name in waiting.fields if name in ours}
    for name, version in theirs.items():
        if name in waiting.fields:
            continue
        # A value that is not shown here was not seen: what is typed next is not made on it.
        if name == INSERT or not waiting.is_new or row.get(name) == local[name]:
            versions[name] = version
    written = {"versions": json.dumps(versions, separators=(",", ":"))}
    if not waiting.is_new:
        kept = waiting.fields | {"id", *AUTHORSHIP}
        written |= {name: value for name, value in row.items() if name not in kept}
    sets = ", ".join(f'"{name}" = ?' for name in written)
    connection.execute(f"UPDATE {entity} SET {sets} WHERE id = ?", (*written.values(), row["id"]))


def aggregates_of(shape: Shape, names: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Return the aggregate of each row."""
    order = [names.index(name) for name in (*shape.aggregate, "id") if name in names]
    if len(order) == 1:
        return [str(row[order[0]]) for row in rows]
    pick = itemgetter(*order)
    return [str(next(filter(None, pick(row)))) for row in rows]


def _newest(versions: Iterable[Any]) -> int:
    return max(map(int, _CLOCKS.findall("".join(map(str, versions)))), default=0)
