"""What devices are told next: one numbered pointer for each row and scope.

The number is the scope's head plus one, taken while the scope is locked, so that numbers become
visible in their order; a row told anew gives up its old place.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from adviser_tui.hub.rights import needs_in
from adviser_tui.hub.scene import Scene
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.scopes import scope_of
from adviser_tui.sync.shapes import need_of_row, shapes

PUT = "put"
LEAVE = "leave"
"""A whole aggregate is no longer shared here."""
GONE = "gone"
"""One row now belongs to an aggregate that is not shared here."""
_COLUMNS = ("scope", "seq", "row_id", "op", "at_ms")


class Feed:
    """What one transaction adds; `scopes` are the locked ones with number and head."""

    def __init__(self, scopes: dict[str, tuple[int, int]], now_ms: int) -> None:
        self._scopes = scopes
        self._now_ms = now_ms
        self._entries: dict[tuple[int, str], str] = {}

    def add(self, scope: str, row_id: str, op: str) -> None:
        """Tell of a row, or with `leave` of a whole aggregate."""
        key = (self._scopes[scope][0], row_id)
        self._entries.pop(key, None)
        self._entries[key] = op

    def rows(self, scene: Scene, touched: Iterable[str]) -> None:
        """Tell of rows wherever they live now, and that they are gone from where they lived."""
        for row_id in touched:
            row = scene.rows[row_id]
            need = need_of_row(row.entity, row.fields)
            now = scene.homes[row.agg]
            for home in now:
                self.add(scope_of(home, need), row_id, PUT)
            agg, before = scene.places.get(row_id, (row.agg, need))
            if agg != row.agg:
                for home in scene.homes_before.get(agg, frozenset()) - now:
                    self.add(scope_of(home, before), row_id, GONE)

    def aggregate(
        self, t: Transaction, agg: str, before: frozenset[str], after: frozenset[str]
    ) -> None:
        """Tell of an aggregate that is shared elsewhere now, once its rows are written."""
        found = _rows_of(t, agg)
        rows = [(row.id, _need(row)) for row in found]
        ids = [row_id for row_id, _ in rows]
        moved = [(row.id, _need(row)) for row in found if _has_moved(row.versions)]
        for home in before - after:
            for need in needs_in(home):
                n = self._scopes[scope_of(home, need)][0]
                t.run("DELETE FROM feed WHERE scope = :n AND row_id = ANY(:ids)", n=n, ids=ids)
                self.add(scope_of(home, need), agg, LEAVE)
            for row_id, its_need in moved:
                # Who has not heard of its moving here has it under what it belonged to before.
                self.add(scope_of(home, its_need), row_id, GONE)
        for home in after - before:
            for need in needs_in(home):
                n = self._scopes[scope_of(home, need)][0]
                t.run("DELETE FROM feed WHERE scope = :n AND row_id = :agg", n=n, agg=agg)
            for row_id, its_need in rows:
                self.add(scope_of(home, its_need), row_id, PUT)

    def write(self, t: Transaction) -> None:
        """Number what was added and move the heads on."""
        heads = dict(self._scopes.values())
        told: list[tuple[Any, ...]] = []
        moved = set()
        for (n, row_id), op in self._entries.items():
            heads[n] += 1
            moved.add(n)
            told.append((n, heads[n], row_id, op, self._now_ms))
        t.put_many("feed", _COLUMNS, told, ("scope", "row_id"))
        for n in sorted(moved):
            t.run("UPDATE scope SET head = :head WHERE n = :n", head=heads[n], n=n)


def _rows_of(t: Transaction, agg: str) -> Any:
    return t.rows(
        "SELECT id, entity, versions, "
        "CASE WHEN entity = 'sync_conflict' THEN fields ELSE '' END AS fields "
        "FROM row_state WHERE agg = :agg ORDER BY id",
        agg=agg,
    )


def _has_moved(versions: str) -> bool:
    """Say whether a row was ever given to another aggregate than it was made in."""
    return any(f'"{name}":' in versions for name in _owner_columns())


@cache
def _owner_columns() -> frozenset[str]:
    return frozenset(name for shape in shapes().values() for name in shape.aggregate) - {"id"}


def _need(row: Any) -> str:
    from json import loads

    return need_of_row(row.entity, loads(row.fields) if row.fields else {})


def make_scopes(t: Transaction, names: Iterable[str]) -> None:
    """Make the scopes that are not there yet; others may be doing the same."""
    t.alone("scopes")
    known = {row.id for row in t.rows("SELECT id FROM scope WHERE id = ANY(:n)", n=sorted(names))}
    last = t.one("SELECT coalesce(max(n), 0) AS n FROM scope")
    first = int(last.n) + 1 if last else 1
    new = sorted(set(names) - known)
    t.insert_many("scope", ("n", "id"), [(first + i, name) for i, name in enumerate(new)])
