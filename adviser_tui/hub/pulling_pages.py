"""One scope's part of a page: first the feed, then the rows that it points to.

Asked in two steps because one joined question was planned badly for the usual case, in which
there is nothing new.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from adviser_tui.hub.feed import GONE, LEAVE, PUT
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.pages import AUTHORSHIP
from adviser_tui.sync.shapes import shapes

_ROWS = "SELECT id, entity, fields, versions, updated_at, updated_by FROM row_state"
_FEED = "SELECT seq, row_id, op FROM feed WHERE scope = :n AND seq > :have ORDER BY seq LIMIT :most"
_FEED_OF = (
    "SELECT f.seq, f.row_id, f.op FROM feed f JOIN row_state r ON r.id = f.row_id "
    "WHERE f.scope = :n AND f.seq > :have AND f.op = 'put' AND r.entity = ANY(:entities) "
    "ORDER BY f.seq LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Head:
    """How far a scope has come: its number, its newest entry, the oldest cursor it still serves."""

    n: int
    head: int
    floor: int


@dataclass(slots=True)
class Budget:
    """How much still fits on a page."""

    rows: int
    bytes: int

    @property
    def is_spent(self) -> bool:
        """Say whether nothing more fits."""
        return self.rows <= 0 or self.bytes <= 0


def heads_of(t: Transaction, names: Sequence[str]) -> dict[str, Head]:
    """Return the heads of scopes in the given order; nothing was shared yet in one that is new."""
    found = {
        row.id: Head(int(row.n), int(row.head), int(row.floor))
        for row in t.rows(
            "SELECT id, n, head, floor FROM scope WHERE id = ANY(:names)", names=list(names)
        )
    }
    return {name: found.get(name, Head(0, 0, 0)) for name in names}


def part_of(t: Transaction, head: Head, have: int, budget: Budget) -> dict[str, Any]:
    """Return what is new in a scope after `have`, as far as it fits."""
    part: dict[str, Any] = {"from": have, "to": have, "head": head.head}
    if have >= head.head or budget.is_spent:
        return part
    entries = t.rows(_FEED, n=head.n, have=have, most=budget.rows)
    _fill(t, part, entries, budget)
    return part


def refilled(
    t: Transaction, head: Head, have: int, entities: Sequence[str], budget: Budget
) -> dict[str, Any]:
    """Return all rows of some tables again, for a device that could not keep them before."""
    part: dict[str, Any] = {"from": have, "to": have, "head": head.head}
    if have >= head.head or budget.is_spent:
        return part
    entries = t.rows(_FEED_OF, n=head.n, have=have, most=budget.rows, entities=list(entities))
    _fill(t, part, entries, budget)
    return part


def _fill(t: Transaction, part: dict[str, Any], entries: Sequence[Any], budget: Budget) -> None:
    is_all = len(entries) < budget.rows
    known = _rows_by_id(t, [row_id for _, row_id, op in entries if op == PUT])
    puts: dict[str, list[Any]] = {}
    leave, gone, reached = [], [], int(part["from"])
    for seq, row_id, op in entries:
        if budget.is_spent:
            is_all = False
            break
        reached = int(seq)
        budget.rows -= 1
        if op == LEAVE:
            leave.append(row_id)
        elif op == GONE:
            gone.append(row_id)
        elif row := known.get(row_id):
            _, entity, fields, versions, *_ = row
            budget.bytes -= len(fields) + len(versions) + 60
            puts.setdefault(entity, []).append(row)
    part["to"] = part["head"] if is_all else reached
    if puts:
        part["put"] = {
            entity: {"c": list(_columns(entity)), "r": _values(entity, rows)}
            for entity, rows in puts.items()
        }
    if leave:
        part["leave"] = leave
    if gone:
        part["gone"] = gone


def _rows_by_id(t: Transaction, ids: Sequence[str]) -> Mapping[str, Any]:
    if not ids:
        return {}
    return {row[0]: row for row in t.rows(f"{_ROWS} WHERE id = ANY(:ids)", ids=list(ids))}


@cache
def _columns(entity: str) -> tuple[str, ...]:
    """Return the columns of a table as they are sent; of one that is not known here, none."""
    shape = shapes().get(entity)
    own: Iterable[str] = (name for name in shape.columns if name != "id") if shape else ()
    return ("id", *own, *AUTHORSHIP)


@cache
def _defaults(entity: str) -> dict[str, Any]:
    shape = shapes().get(entity)
    if shape is None:
        return {}
    return {each.name: each.default for each in shape.columns.values() if each.name != "id"}


def _values(entity: str, rows: Sequence[Any]) -> list[list[Any]]:
    """Return the values of rows of one table, in the order of its columns."""
    defaults = _defaults(entity)
    names = tuple(defaults)
    # Read as one list: names that come again and again are then made once.
    every = json.loads(f"[{','.join([row.fields for row in rows])}]")
    return [
        [row_id, *map({**defaults, **fields}.__getitem__, names), at, by, versions]
        for (row_id, _, _, versions, at, by), fields in zip(rows, every, strict=True)
    ]
