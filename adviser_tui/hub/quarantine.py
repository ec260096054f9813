"""What was set aside, for the lead of the team to look at, and to accept or to reject."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.hub import audit
from adviser_tui.hub.callers import Caller, callers_by_number, worker_of
from adviser_tui.hub.errors import HubError, bad_request, busy, not_allowed
from adviser_tui.hub.feed import make_scopes
from adviser_tui.hub.items import stored_item
from adviser_tui.hub.pushing import ScopesMovedError, apply_items
from adviser_tui.hub.rights import Rights
from adviser_tui.hub.store import Transaction
from adviser_tui.text import clean_text

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

ACTS = ("accept", "reject")
_AT_ONCE = 200
_TRIES = 4
_REASON_LETTERS = 300


def review(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what waits for the caller's decision, oldest first; only leads are shown anything."""
    after = body.get("after", "")
    if not isinstance(after, str):
        raise bad_request("after is an id")
    with hub.store.reading() as t:
        rights = _lead(worker_of(t, token, hub.now()))
        rows = t.rows(
            "SELECT q.*, a.name AS author, d.name AS device FROM quarantine q "
            "JOIN account a ON a.id = q.account JOIN device d ON d.dev_no = q.dev_no "
            "WHERE q.state = 'open' AND q.home = ANY(:homes) AND q.id > :after "
            "ORDER BY q.id LIMIT :most",
            homes=sorted(rights.homes),
            after=after,
            most=_AT_ONCE + 1,
        )
    return {
        "items": [_told(row) for row in rows[:_AT_ONCE]],
        "more": len(rows) > _AT_ONCE,
        "server_time": hub.now(),
    }


def settle(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Accept or reject what was set aside: {"id", "act", "reason"}; it keeps its author either way.

    Accepted, it is taken with the lead's rights. Raises `HubError` 404 for what is not theirs.
    """
    known, act = body.get("id"), body.get("act")
    if not isinstance(known, str) or act not in ACTS:
        raise bad_request("id and act are needed; act is accept or reject")
    reason = clean_text(str(body.get("reason") or ""), limit=_REASON_LETTERS)
    for _ in range(_TRIES):
        try:
            with hub.store.transaction() as t:
                return _settled(hub, t, _lead(worker_of(t, token, hub.now())), known, act, reason)
        except ScopesMovedError as moved:
            if moved.missing:
                with hub.store.transaction() as t:
                    make_scopes(t, moved.missing)
    raise busy()


def _settled(
    hub: "Hub", t: Transaction, rights: Rights, known: str, act: str, reason: str
) -> dict[str, Any]:
    row = t.one("SELECT * FROM quarantine WHERE id = :id FOR UPDATE", id=known)
    if row is None or row.state != "open" or row.home not in rights.homes:
        raise HubError(404, "not_found", "This is not there to be decided, or not any more.")
    now = hub.now()
    dev_no, lseq = int(row.dev_no), int(row.lseq)
    t.lock_device(dev_no)
    outcome, why = "quarantined", "rejected"
    if act == "accept":
        author = callers_by_number(t, [dev_no])[dev_no]
        item = stored_item(row.change, author, rights, "quarantine")
        if not item.home:
            item.home = row.home
        done = apply_items(t, [item], now)
        if not item.outcome:
            raise HubError(
                409, "waits", "What this belongs to is not here yet. It goes on waiting."
            )
        if item.outcome == "quarantined":
            raise HubError(
                409,
                "cannot",
                "This cannot be taken as it is. It can be rejected.",
                {"why": item.why},
            )
        hub.counted([item], done.clamped, t.lock_seconds)
        outcome, why = item.outcome, item.why
    else:
        t.put_many(
            "outcome",
            ("dev_no", "lseq", "outcome", "why", "detail", "agg", "at_ms"),
            [(dev_no, lseq, outcome, why, _told_to_author(reason), row.agg, now)],
            ("dev_no", "lseq"),
        )
        _let_go(t, row.row_id, row.account)
    # Decided, its words are kept no longer than they are needed.
    t.run(
        "UPDATE quarantine SET state = :state, settled_by = :by, settled_ms = :now, change = '{}' "
        "WHERE id = :id",
        state=f"{act}ed",
        by=rights.caller.account,
        now=now,
        id=known,
    )
    audit.note(t, now, rights.caller.account, f"set aside {act}ed", known)
    return {"id": known, "outcome": outcome, "why": why, "server_time": now}


def _told_to_author(reason: str) -> str:
    return json.dumps({"reason": reason} if reason else {}, ensure_ascii=False)


def _let_go(t: Transaction, row_id: str, account: str) -> None:
    """Show the lead what waited for a row that will not come, instead of letting it wait."""
    t.run(
        "INSERT INTO quarantine (id, dev_no, lseq, account, entity, row_id, agg, home, why, "
        "waits_for, change, at_ms) "
        "SELECT 'held-' || dev_no || '-' || lseq, dev_no, lseq, account, '', row_id, agg, "
        "(SELECT home FROM quarantine WHERE row_id = :row ORDER BY at_ms DESC LIMIT 1), "
        "'parent_rejected', waits_for, change, at_ms FROM held "
        "WHERE waits_for = :row AND account = :account",
        row=row_id,
        account=account,
    )
    t.run("DELETE FROM held WHERE waits_for = :row AND account = :a", row=row_id, a=account)


def _lead(caller: Caller) -> Rights:
    if caller.role != "lead":
        raise not_allowed()
    return Rights(caller)


def _told(row: Any) -> dict[str, Any]:
    change = json.loads(row.change)
    return {
        "id": row.id,
        "entity": row.entity or str(change.get("e", ""))[:60],
        "row_id": row.row_id,
        "agg": row.agg,
        "home": row.home,
        "why": row.why,
        "op": change.get("op"),
        "fields": change.get("f", {}),
        "by": row.account,
        "author": row.author,
        "device": row.device,
        "at": change.get("at", ""),
        "since_ms": int(row.at_ms),
    }
