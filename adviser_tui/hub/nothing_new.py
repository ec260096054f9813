"""The most frequent answer of all, that there is nothing new, found by asking one question.

Anything out of the ordinary is left to `pulling`, which looks closer and says what is wrong.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.hub.callers import BY_TOKEN, SHOWN, WHO, Caller, caller_in, hashed
from adviser_tui.hub.rights import Rights

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_ASK = f"""
SELECT {WHO}, h.hub_id, h.restore_counter, s.id AS scope, s.head,
  (SELECT coalesce(max(n), 0) FROM erasure) AS erased,
  EXISTS (SELECT 1 FROM outcome o WHERE o.dev_no = d.dev_no) AS is_told
FROM {BY_TOKEN} JOIN hub_state h ON h.k = 1 LEFT JOIN scope s ON s.id = ANY(:have)
WHERE {SHOWN}
"""
"""A row for each team of the caller and each scope that they have."""
SEEN_EVERY_MS = 60_000


def is_seen(caller: Caller, now_ms: int) -> bool:
    """Say whether it is known well enough that a device was heard of just now."""
    return abs(now_ms - caller.seen_ms) <= SEEN_EVERY_MS


def nothing_new(
    hub: "Hub", token: str, epoch: str, erase_cursor: int, have: Mapping[str, int], now_ms: int
) -> dict[str, Any] | None:
    """Return the page that says so, or nothing where more has to be looked at."""
    shown = hashed(token)
    with hub.store.looking() as t:
        rows = t.rows(_ASK, h=shown, have=list(have))
    if not rows:
        return None
    first, caller = rows[0], caller_in(rows, shown)
    heads = {row.scope: int(row.head) for row in rows if row.scope is not None}
    names = Rights(caller).scopes
    is_plain = (
        caller.may_work
        and not caller.by_next_token
        and is_seen(caller, now_ms)
        and erase_cursor == caller.erase_cursor == int(first.erased)
        and not first.is_told
        and all(have.get(name) == heads.get(name, 0) for name in names)
        and hub.epoch_if_known(first.hub_id, int(first.restore_counter)) == epoch
    )
    if not is_plain:
        return None
    return {
        "epoch": epoch,
        "server_time": now_ms,
        "acked": caller.acked,
        "chain": caller.chain,
        "scopes": {
            name: {"from": have[name], "to": have[name], "head": have[name]} for name in names
        },
        "erase": {"from": erase_cursor, "to": erase_cursor, "h": []},
        "outcomes": [],
        "more": False,
    }
