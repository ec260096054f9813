"""What a new shape of the caseload did to the one before, for programs that still have the older.

What is only added needs no word here: who does not know a table or a column passes over it, and a
column without a value is nothing. Told is what got another name, and what is not there any more.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SCHEMA = 6
"""The shape of a caseload that this program has; a test holds it to the newest step of the file."""
FIRST = 5
"""The first shape that could be shared."""
PULLED_BACK = 2
"""For how many shapes back rows are still given out."""
PUSHED_FROM = FIRST
"""The oldest shape from which changes are taken.

It rises only past a shape whose successor was released at least 24 months ago, so that a laptop
from a drawer can always deliver.
"""

Column = tuple[str, str]
"""A table and one of its columns."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What one shape did to the one before."""

    renamed: Mapping[Column, str] = field(default_factory=dict)
    """By table and old name: the new name."""
    dropped: Mapping[Column, str | int | None] = field(default_factory=dict)
    """By table and name: what an older program is told in its place."""


MOVED: dict[int, Moved] = {}
"""By the number of the shape that brought it; none so far."""


def pulled() -> tuple[int, int]:
    """Return the shapes to which rows are given out, the oldest and the newest."""
    return (max(FIRST, SCHEMA - PULLED_BACK), SCHEMA)


def pushed() -> tuple[int, int]:
    """Return the shapes from which changes are taken, the oldest and the newest."""
    return (PUSHED_FROM, SCHEMA)


def since(schema: int) -> list[Moved]:
    """Return what happened after a shape, the first first; 0 is one that did not say."""
    return [MOVED[n] for n in sorted(MOVED) if n > (schema or SCHEMA)]


def change_as_now(raw: Any, schema: int) -> Any:
    """Return a change of an older shape as it is told today, or an empty place where nothing is.

    What is not even a change is left for those who read it strictly.
    """
    moves = since(schema)
    if not moves or not isinstance(raw, dict) or raw.get("scrub"):
        return raw
    entity, fields, base = raw.get("e"), raw.get("f"), raw.get("b")
    if not isinstance(entity, str) or not isinstance(fields, dict) or not fields:
        return raw
    said = {**raw, "f": _as_now(entity, fields, moves)}
    if isinstance(base, dict):
        said["b"] = _as_now(entity, base, moves)
    if not said["f"]:
        return {"l": raw.get("l"), "scrub": 1, "hh": raw.get("hh")}
    return said


def _as_now(entity: str, values: Mapping[str, Any], moves: list[Moved]) -> dict[str, Any]:
    found = dict(values)
    for move in moves:
        found = {
            move.renamed.get((entity, name), name): value
            for name, value in found.items()
            if (entity, name) not in move.dropped
        }
    return found


def row_as_now(
    entity: str, fields: Mapping[str, Any], versions: Mapping[str, Any], schema: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return fields and versions that were kept in an older shape as they are kept today."""
    moves = since(schema)
    return _as_now(entity, fields, moves), _as_now(entity, versions, moves)


def page_as_then(page: Mapping[str, Any], schema: int) -> dict[str, Any]:
    """Return a page as a device with an older shape reads it."""
    moves = since(schema)
    if not moves:
        return dict(page)
    told = dict(page)
    for part in ("scopes", "refill"):
        if part in told:
            told[part] = {name: _scope(each, moves) for name, each in told[part].items()}
    return told


def _scope(told: Mapping[str, Any], moves: list[Moved]) -> dict[str, Any]:
    if "put" not in told:
        return dict(told)
    put = {entity: _table_as_then(entity, table, moves) for entity, table in told["put"].items()}
    return {**told, "put": put}


def _table_as_then(entity: str, table: Mapping[str, Any], moves: list[Moved]) -> dict[str, Any]:
    columns, rows = list(table["c"]), [list(row) for row in table["r"]]
    for move in reversed(moves):
        old = {new: name for (of, name), new in move.renamed.items() if of == entity}
        columns = [old.get(name, name) for name in columns]
        gone = {name: value for (of, name), value in move.dropped.items() if of == entity}
        columns += gone
        rows = [[*row, *gone.values()] for row in rows]
        at = columns.index("versions")
        for row in rows if old else ():
            row[at] = _renamed(row[at], old)
    return {"c": columns, "r": rows}


def _renamed(versions: str, old: Mapping[str, str]) -> str:
    found = {old.get(name, name): each for name, each in json.loads(versions or "{}").items()}
    return json.dumps(found, separators=(",", ":"))
