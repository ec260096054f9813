"""Comparing a scope with what a device has of it, without sending the rows.

Rows are counted and their hashes added up in 64 buckets for each table. Where a bucket differs,
the device asks for that table again; nothing ever flows the other way.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.hub.callers import worker_of
from adviser_tui.hub.errors import bad_request, not_allowed
from adviser_tui.hub.rights import Rights
from adviser_tui.sync.buckets import Buckets

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_PAGE = 5_000


def digest(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return count and sum of every bucket of a scope; raises `HubError` 403 for another's."""
    scope = body.get("scope")
    if not isinstance(scope, str):
        raise bad_request("scope is needed")
    buckets, after = Buckets(), ""
    with hub.store.reading() as t:
        if scope not in Rights(worker_of(t, token, hub.now())).scopes:
            raise not_allowed()
        found = t.one("SELECT n, head FROM scope WHERE id = :id", id=scope)
        n, head = (int(found.n), int(found.head)) if found else (0, 0)
        while True:
            rows = t.rows(
                "SELECT r.id, r.entity, r.versions FROM feed f JOIN row_state r ON r.id = f.row_id "
                "WHERE f.scope = :n AND f.op = 'put' AND f.row_id > :after "
                "ORDER BY f.row_id LIMIT :most",
                n=n,
                after=after,
                most=_PAGE,
            )
            for row in rows:
                buckets.add(row.entity, row.id, row.versions)
            if len(rows) < _PAGE:
                break
            after = rows[-1].id
    return {"scope": scope, "head": head, "entities": buckets.told(), "server_time": hub.now()}
