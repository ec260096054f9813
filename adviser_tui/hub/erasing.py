"""Erasing a person or an employer for good: everywhere at the hub, and on every device in turn.

What is kept is a hash, so that a change that comes late is refused and a restored backup can be
cleaned again; nobody can be told from it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.hub import audit
from adviser_tui.hub.callers import worker_of
from adviser_tui.hub.errors import bad_request, not_allowed
from adviser_tui.hub.homes import homes_of_many
from adviser_tui.hub.rights import Rights
from adviser_tui.hub.store import Transaction
from adviser_tui.ids import is_derived
from adviser_tui.sync.canonical import hashed_id

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_REASON_LETTERS = 200


def erase(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Erase one aggregate on the word of a lead of its team; the answer says on how many devices.

    Raises `HubError` 403 for anybody else, and for what is not there.
    """
    agg, reason = body.get("agg"), body.get("reason", "")
    if not isinstance(agg, str) or not agg or not isinstance(reason, str):
        raise bad_request("agg and reason are texts")
    now = hub.now()
    with hub.store.transaction() as t:
        caller = worker_of(t, token, now)
        homes = homes_of_many(t, [agg]).get(agg, frozenset())
        rights = Rights(caller)
        if not any(rights.is_lead_of(home) for home in homes):
            raise not_allowed()
        n = erase_aggregate(hub, t, agg, reason[:_REASON_LETTERS], now, caller.account)
        state = erasure_state(t, n)
    hub.store.forget()
    return {"n": n, **state, "server_time": now}


def erase_aggregate(
    hub: "Hub", t: Transaction, agg: str, reason: str, now_ms: int, actor: str
) -> int:
    """Erase an aggregate and return the number of its erasure; done twice, it is the same."""
    homes = _locked_homes(t, agg)
    digest = hashed_id(agg)
    t.alone("erasure")
    known = t.one("SELECT n FROM erasure WHERE agg_hash = :h", h=digest)
    if known is None:
        last = t.one("SELECT coalesce(max(n), 0) AS n FROM erasure")
        n = int(last.n) + 1 if last else 1
        columns = ("n", "agg_hash", "at_ms", "reason")
        t.insert_many("erasure", columns, [(n, digest, now_ms, reason)])
        audit.note(t, now_ms, actor, "erased", digest)
    else:
        n = int(known.n)
    rows = wipe(t, agg, n, homes)
    # Last of all, so that what is in the journal has happened or is about to.
    hub.journal.append("erasure", at=now_ms, n_erasure=n, h=digest, reason=reason, rows=rows)
    return n


def erase_again(t: Transaction, values: Mapping[str, Any]) -> None:
    """Do an erasure of the journal again, on data that was put back from an older backup."""
    n, digest, rows = int(values["n_erasure"]), str(values["h"]), list(values.get("rows", ()))
    if t.one("SELECT n FROM erasure WHERE agg_hash = :h", h=digest) is None:
        columns = ("n", "agg_hash", "at_ms", "reason")
        t.insert_many("erasure", columns, [(n, digest, int(values["at"]), str(values["reason"]))])
    t.put_many("erased_row", ("row_hash", "n"), [(h, n) for h in rows], ("row_hash",))
    for agg in _aggregates_with(t, digest):
        wipe(t, agg, n, homes_of_many(t, [agg]).get(agg, frozenset()))


def remember_rows(t: Transaction, items: Iterable[tuple[str, set[str]]]) -> None:
    """Know rows of the erased that only come now: each by its id and what it belongs to.

    A later change of one does not say any more to whom it belongs; what waits of it goes too. An
    id that is derived may be made again for somebody else, as for whom the erased was one with.
    """
    for row_id, owners in items:
        if is_derived(row_id):
            continue
        known = t.one(
            "SELECT n FROM erasure WHERE agg_hash = ANY(:h) UNION ALL "
            "SELECT n FROM erased_row WHERE row_hash = ANY(:h) LIMIT 1",
            h=sorted(map(hashed_id, owners)),
        )
        if known is not None:
            row = (hashed_id(row_id), int(known.n))
            t.put_many("erased_row", ("row_hash", "n"), [row], ("row_hash",))
            for table in ("held", "quarantine"):
                t.run(f"DELETE FROM {table} WHERE row_id = :id OR waits_for = :id", id=row_id)


def erasure_state(t: Transaction, n: int) -> dict[str, int]:
    """Return on how many devices an erasure was confirmed, and how many there are."""
    row = t.one(
        "SELECT count(*) AS devices, "
        "coalesce(sum(CASE WHEN erase_cursor >= :n THEN 1 ELSE 0 END), 0) AS done "
        "FROM device WHERE state <> 'revoked'",
        n=n,
    )
    return {"devices": int(row.devices), "confirmed": int(row.done)} if row else {}


def wipe(t: Transaction, agg: str, n: int, homes: Iterable[str]) -> list[str]:
    """Remove every trace of an aggregate; return the hashes of its rows."""
    own = {agg, *(r.id for r in t.rows("SELECT id FROM row_state WHERE agg = :a", a=agg))}
    ids = sorted(own | _speaking_of(t, agg, own))
    for table in ("held", "quarantine"):
        # Also what only speaks of it: a change that waits may name it in any of its fields.
        t.run(
            f"DELETE FROM {table} WHERE agg = :agg OR row_id = ANY(:ids) "
            "OR waits_for = ANY(:ids) OR change LIKE :names",
            agg=agg,
            ids=ids,
            names=f"%{agg}%",
        )
    t.run("DELETE FROM outcome WHERE agg = :agg", agg=agg)
    t.run("DELETE FROM feed WHERE row_id = ANY(:ids)", ids=ids)
    t.run("DELETE FROM row_state WHERE id = ANY(:ids)", ids=ids)
    t.run("DELETE FROM agg_home WHERE agg = ANY(:ids)", ids=ids)
    hashes = [hashed_id(each) for each in ids]
    t.put_many("erased_row", ("row_hash", "n"), [(h, n) for h in hashes], ("row_hash",))
    return hashes


def _speaking_of(t: Transaction, agg: str, rows: set[str]) -> set[str]:
    """Return rows that belong elsewhere and speak of nothing but an aggregate or one of its rows.

    These are pairs that look alike and are two, and two versions of a row that moved since.
    """
    found = t.rows(
        "SELECT id, entity, fields FROM row_state "
        "WHERE entity = 'sync_conflict' OR entity = 'known_as_two' AND fields LIKE :names",
        names=f"%{agg}%",
    )
    return {
        row.id
        for row in found
        if row.entity == "known_as_two" or json.loads(row.fields).get("row_id") in rows
    }


def _locked_homes(t: Transaction, agg: str) -> frozenset[str]:
    """Return the homes of an aggregate with all their scopes locked."""
    from adviser_tui.hub.rights import scopes_in

    while True:
        homes = homes_of_many(t, [agg]).get(agg, frozenset())
        t.lock_scopes(scopes_in(homes))
        if homes_of_many(t, [agg]).get(agg, frozenset()) == homes:
            return homes


def _aggregates_with(t: Transaction, digest: str) -> list[str]:
    """Return the aggregates that a hash stands for; every id there is must be tried."""
    found: set[str] = set()
    for table in ("row_state", "held", "quarantine"):
        found.update(row.agg for row in t.rows(f"SELECT DISTINCT agg FROM {table}"))
    return [agg for agg in sorted(found) if hashed_id(agg) == digest]
