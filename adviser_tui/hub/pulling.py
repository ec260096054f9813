"""Giving a device what it may see: page by page, in an order that makes it useful early."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from adviser_tui.hub.admission import (
    MUCH,
    admit,
    give_up_place,
    has_place,
    refuse_too_many,
)
from adviser_tui.hub.callers import Caller, forget_old_token, worker_of
from adviser_tui.hub.errors import HubError, bad_request, schema_in, too_old
from adviser_tui.hub.moments import millis_of
from adviser_tui.hub.nothing_new import is_seen, nothing_new
from adviser_tui.hub.outcomes import confirm, told
from adviser_tui.hub.pulling_pages import Budget, Head, heads_of, part_of, refilled
from adviser_tui.hub.rights import Rights
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.limits import (
    CONFIRMED_AT_ONCE,
    PAGE_BYTES,
    PAGE_ROWS,
    PAGE_ROWS_MOST,
)
from adviser_tui.sync.older import page_as_then, pulled

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_ERASED_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class _Request:
    epoch: str
    erase_cursor: int
    have: Mapping[str, int]
    limit: int
    schema: int = 0
    """The shape of the caseload that asks."""
    confirm: list[int] = field(default_factory=list)
    refill: Mapping[str, Any] = field(default_factory=dict)


def glance(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the page of a device that has everything; nothing where more must be looked at."""
    request = _read(body)
    if request.confirm or request.refill:
        return None
    have, erased = request.have, request.erase_cursor
    return nothing_new(hub, token, request.epoch, erased, have, hub.now())


def pull(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the next page; raises `HubError` 409 where the device must begin anew.

    What came twice changes nothing: the device's own cursors say what it has.
    """
    if (page := glance(hub, token, body)) is not None:
        return page
    request = _read(body)
    now = hub.now()
    is_admitted = False
    while True:
        with hub.store.reading() as t:
            caller = worker_of(t, token, now)
            must_write = _must_write(caller, request, now)
            if not must_write:
                epoch = hub.epoch(t)
                if request.epoch != epoch:
                    raise _anew("epoch", "", {"epoch": epoch})
                heads = heads_of(t, Rights(caller).scopes)
                erased = _last_erasure(t)
                _check_cursors(request, heads, erased)
                if not any(request.have.get(name) for name in heads):
                    refuse_too_many(t, caller, heads)
                behind = _behind(request, heads)
                if is_admitted or behind <= MUCH:
                    page = _page(t, caller, request, heads, erased, epoch, now)
                    is_through = behind > 0 and not page["more"] and has_place(t, caller)
                    break
        if must_write:
            with hub.store.transaction() as t:
                _note(t, worker_of(t, token, now), request, now)
            request = replace(request, confirm=[])
        else:
            admit(hub, caller, now)
            is_admitted = True
    if is_through:
        give_up_place(hub, caller)
    return page


def _behind(request: _Request, heads: Mapping[str, Head]) -> int:
    """Return how many entries a device has not seen, at most."""
    return sum(head.head - request.have.get(name, 0) for name, head in heads.items())


def _read(body: Mapping[str, Any]) -> _Request:
    have, confirmed = body.get("have", {}), body.get("confirm", [])
    epoch, cursor = body.get("epoch"), body.get("erase_cursor", 0)
    limit, refill = body.get("limit", PAGE_ROWS), body.get("refill") or {}
    if not isinstance(epoch, str) or not _is_count(cursor) or not _is_count(limit):
        raise bad_request("epoch, erase_cursor and limit are a text and two numbers")
    if not _is_cursors(have) or not isinstance(confirmed, list) or not isinstance(refill, dict):
        raise bad_request("have and confirm are cursors and numbers")
    if len(confirmed) > CONFIRMED_AT_ONCE or not all(_is_count(each) for each in confirmed):
        raise bad_request("confirm holds numbers of changes")
    if refill and not (
        isinstance(refill.get("entities"), list)
        and all(isinstance(each, str) for each in refill["entities"])
        and _is_cursors(refill.get("have", {}))
    ):
        raise bad_request("refill holds entities and cursors")
    limit = max(1, min(limit, PAGE_ROWS_MOST))
    schema = schema_in(body)
    if 0 < schema < pulled()[0]:
        raise too_old(pulled())
    return _Request(epoch, cursor, have, limit, schema, confirmed, refill)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 1 << 62


def _is_cursors(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(name, str) and _is_count(seq) for name, seq in value.items()
    )


def _must_write(caller: Caller, request: _Request, now: int) -> bool:
    return bool(
        request.confirm
        or caller.by_next_token
        or request.erase_cursor > caller.erase_cursor
        or not is_seen(caller, now)
    )


def _note(t: Transaction, caller: Caller, request: _Request, now: int) -> None:
    """Note what the device has confirmed, and that it was heard of."""
    forget_old_token(t, caller)
    if request.confirm:
        confirm(t, caller.dev_no, request.confirm)
    _check_erase_cursor(request, _last_erasure(t))
    t.run(
        "UPDATE device SET seen_ms = :now, erase_cursor = :erased WHERE dev_no = :n",
        now=now,
        erased=max(request.erase_cursor, caller.erase_cursor),
        n=caller.dev_no,
    )


def _check_cursors(request: _Request, heads: Mapping[str, Head], erased: int) -> None:
    """Raise `HubError` 409 for a cursor that was not given out here, or too long ago."""
    for name, head in heads.items():
        have = request.have.get(name, 0)
        if have > head.head:
            raise _anew("cursor_ahead", name)
        if 0 < have < head.floor:
            raise _anew("cursor_expired", name)
    _check_erase_cursor(request, erased)


def _check_erase_cursor(request: _Request, erased: int) -> None:
    if request.erase_cursor > erased:
        raise _anew("cursor_ahead", "erase")


def _last_erasure(t: Transaction) -> int:
    last = t.one("SELECT coalesce(max(n), 0) AS n FROM erasure")
    return int(last.n) if last else 0


def _anew(code: str, scope: str, also: Mapping[str, Any] | None = None) -> HubError:
    return HubError(
        409,
        code,
        "What this device knows does not continue what the hub has. It fetches everything anew; "
        "what it recorded itself stays.",
        {"scope": scope, **(also or {})},
    )


def _page(
    t: Transaction,
    caller: Caller,
    request: _Request,
    heads: Mapping[str, Head],
    erased: int,
    epoch: str,
    now: int,
) -> dict[str, Any]:
    budget = Budget(request.limit, PAGE_BYTES)
    scopes = {
        name: part_of(t, head, request.have.get(name, 0), budget) for name, head in heads.items()
    }
    is_new = not (caller.erase_cursor or any(request.have.values()))
    since = millis_of(caller.enrolled_at) if is_new else 0
    erase = _erased(t, request.erase_cursor, erased, since)
    more = bool(erase.pop("more")) or any(part["to"] < part["head"] for part in scopes.values())
    page: dict[str, Any] = {
        "epoch": epoch,
        "server_time": now,
        "acked": caller.acked,
        "chain": caller.chain,
        "scopes": scopes,
        "erase": erase,
        "outcomes": told(t, caller.dev_no),
    }
    if request.refill:
        cursors = request.refill.get("have", {})
        again = {
            name: refilled(t, head, cursors.get(name, 0), request.refill["entities"], budget)
            for name, head in heads.items()
        }
        page["refill"] = again
        more = more or any(part["to"] < part["head"] for part in again.values())
    page["more"] = more
    return page_as_then(page, request.schema)


def _erased(t: Transaction, cursor: int, last: int, since_ms: int) -> dict[str, Any]:
    if cursor >= last:
        return {"from": cursor, "to": cursor, "h": [], "more": False}
    rows = t.rows(
        "SELECT n, agg_hash FROM erasure WHERE n > :n ORDER BY n LIMIT :most",
        n=cursor,
        most=_ERASED_AT_ONCE,
    )
    to = int(rows[-1].n) if rows else cursor
    hashes = [row.agg_hash for row in rows]
    # A row may have moved to the erased without this device having heard of it yet. One that begins
    # from nothing has none of those who were erased before it joined.
    theirs = t.rows(
        "SELECT r.row_hash FROM erased_row r JOIN erasure e ON e.n = r.n "
        "WHERE r.n > :n AND r.n <= :to AND e.at_ms >= :since",
        n=cursor,
        to=to,
        since=since_ms,
    )
    hashes = sorted({*hashes, *(row.row_hash for row in theirs)})
    return {"from": cursor, "to": to, "h": hashes, "more": len(rows) == _ERASED_AT_ONCE}
