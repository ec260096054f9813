"""What the hub lets go of with time, so that it does not grow for ever."""

from typing import TYPE_CHECKING

from adviser_tui.hub.devices import QUIET_DAYS, close_old
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.limits import FLOOR_DAYS, REPLAY_DAYS

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_DAY_MS = 86_400_000


def tidy(hub: "Hub") -> int:
    """Let go of what is too old to be asked for; return how many entries went.

    A device that was away for longer than the feed reaches back fetches everything anew. One that
    was taken out and had its time to deliver is out for good. Where no device was heard of for a
    month nothing is done, since a clock that is far ahead looks just like that.
    """
    now = hub.now()
    with hub.store.reading() as t:
        seen = t.one("SELECT max(seen_ms) AS ms FROM device")
    if seen and seen.ms and now - int(seen.ms) > QUIET_DAYS * _DAY_MS:
        return 0
    with hub.store.transaction() as t:
        gone = t.run("DELETE FROM outcome WHERE at_ms < :old", old=now - REPLAY_DAYS * _DAY_MS)
        gone += t.run(
            "DELETE FROM quarantine WHERE state <> 'open' AND settled_ms < :old",
            old=now - REPLAY_DAYS * _DAY_MS,
        )
        gone += t.run("DELETE FROM lease WHERE until_ms <= :now", now=now)
        gone += t.run("DELETE FROM code WHERE expires_ms <= :now", now=now)
        gone += close_old(t, hub.act())
    for name in _scopes(hub):
        with hub.store.transaction() as t:
            gone += _raise_floor(t, name, now - FLOOR_DAYS * _DAY_MS)
    return gone


def _scopes(hub: "Hub") -> list[str]:
    with hub.store.reading() as t:
        return [row.id for row in t.rows("SELECT id FROM scope ORDER BY n")]


def _raise_floor(t: Transaction, name: str, old_ms: int) -> int:
    """Forget what left a scope long ago; cursors from before that are too old from now on."""
    n, _ = t.lock_scopes([name])[name]
    last = t.one(
        "SELECT max(seq) AS seq FROM feed WHERE scope = :n AND op <> 'put' AND at_ms < :old",
        n=n,
        old=old_ms,
    )
    if last is None or last.seq is None:
        return 0
    t.run("UPDATE scope SET floor = :seq WHERE n = :n", seq=int(last.seq), n=n)
    return t.run(
        "DELETE FROM feed WHERE scope = :n AND op <> 'put' AND at_ms < :old", n=n, old=old_ms
    )
