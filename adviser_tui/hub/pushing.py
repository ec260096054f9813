"""Taking what a device sends: in order, once, as a whole, and with an outcome for every change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adviser_tui.hub.applying import Applying
from adviser_tui.hub.callers import Caller, caller_of, forget_old_token
from adviser_tui.hub.erasing import remember_rows
from adviser_tui.hub.errors import HubError, bad_request, busy, schema_in
from adviser_tui.hub.feed import make_scopes
from adviser_tui.hub.held import waiting_for, write_waiting
from adviser_tui.hub.items import Item, item_of, looked_at
from adviser_tui.hub.outcomes import told
from adviser_tui.hub.rights import Rights
from adviser_tui.hub.scene import Scene, read_scene
from adviser_tui.hub.store import Transaction
from adviser_tui.hub.writing import write_batch, write_outcomes
from adviser_tui.sync.canonical import linked
from adviser_tui.sync.change import BadChangeError, Change, read_envelope
from adviser_tui.sync.limits import BATCH_CHANGES
from adviser_tui.sync.older import change_as_now

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_TRIES = 4
_MOST = 4 * BATCH_CHANGES
"""A group that alone is larger than a batch comes in one piece, up to this."""


class ScopesMovedError(Exception):
    """What was locked is not what is needed; `missing` are scopes that must be made first."""

    def __init__(self, missing: Sequence[str] = ()) -> None:
        super().__init__("the homes of an aggregate changed meanwhile")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class _Batch:
    prev: int
    chain: str
    changes: list[tuple[Change, BadChangeError | None]]
    """Each with what is wrong with it, if anything."""


def push(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Take a batch of changes; raises `HubError` 409 where it does not follow what is known.

    Sent twice, it is answered twice and applied once.
    """
    batch = _read(body)
    for _ in range(_TRIES):
        try:
            with hub.store.transaction() as t:
                return _pushed(hub, t, token, batch)
        except ScopesMovedError as moved:
            if moved.missing:
                with hub.store.transaction() as t:
                    make_scopes(t, moved.missing)
    raise busy()


def _read(body: Mapping[str, Any]) -> _Batch:
    prev, chain, raw = body.get("prev"), body.get("chain"), body.get("changes")
    if type(prev) is not int or not isinstance(chain, str) or not isinstance(raw, list):
        raise bad_request("prev, chain and changes are needed")
    if prev < 0 or len(raw) > _MOST:
        raise bad_request(f"at most {_MOST} changes come at once")
    try:
        schema = schema_in(body)
        changes = [read_envelope(change_as_now(each, schema)) for each in raw]
    except BadChangeError:
        raise bad_request("a change has no number or no hash") from None
    numbers = [change.lseq for change in changes]
    if any(b <= a for a, b in zip([prev, *numbers], numbers, strict=False)):
        raise bad_request("the changes are not in their order")
    # Looked at before anything is locked.
    return _Batch(prev, chain, [looked_at(change) for change in changes])


def _pushed(hub: "Hub", t: Transaction, token: str, batch: _Batch) -> dict[str, Any]:
    now = hub.now()
    caller = caller_of(t, token, now)
    forget_old_token(t, caller)
    device = t.lock_device(caller.dev_no)
    if device is None or device.state == "revoked":
        caller_of(t, token, now)
        raise busy()
    acked, chain = int(device.acked), str(device.chain)
    new = _unseen(batch, acked, chain)
    if new:
        for change, _ in new:
            acked, chain = change.lseq, linked(chain, change.hh)
        rights = Rights(caller)
        items = [item_of(change, bad, caller, rights) for change, bad in new]
        done = apply_items(t, items, now)
        hub.counted(items, done.clamped, t.lock_seconds)
        fresh = [item for item in items if item.change.op != "scrub"]
    else:
        items, fresh = [], []
        if batch.changes:
            hub.counted_replay()
    if new or now - caller.seen_ms > 60_000:
        t.run(
            "UPDATE device SET acked = :acked, chain = :chain, seen_ms = :now WHERE dev_no = :n",
            acked=acked,
            chain=chain,
            now=now,
            n=caller.dev_no,
        )
    return {
        "acked": acked,
        "chain": chain,
        "epoch": hub.epoch(t),
        "server_time": now,
        "outcomes": _outcomes(t, caller, fresh),
    }


def _unseen(batch: _Batch, acked: int, chain: str) -> list[tuple[Change, BadChangeError | None]]:
    """Return what of a batch is new; raises `HubError` 409 where it cannot follow."""
    known = {"acked": acked, "chain": chain}
    if batch.prev > acked:
        raise HubError(409, "gap", "Changes before these are missing here.", known)
    reached = batch.chain
    for change, _ in batch.changes:
        if change.lseq <= acked:
            reached = linked(reached, change.hh)
    reaches = batch.prev == acked or bool(batch.changes and batch.changes[-1][0].lseq >= acked)
    if reaches and reached != chain:
        raise HubError(
            409,
            "forked",
            "This device was copied or put back to an earlier state. Nothing was taken; it joins "
            "anew by itself and keeps what it has.",
            known,
        )
    return [each for each in batch.changes if each[0].lseq > acked]


def _outcomes(t: Transaction, caller: Caller, items: Sequence[Item]) -> list[dict[str, Any]]:
    """Return the outcome of each change of this push, and what was not confirmed before."""
    now = {
        item.change.lseq: {
            "l": item.change.lseq,
            "o": item.outcome,
            "why": item.why,
            "detail": item.detail,
        }
        for item in items
    }
    before = [each for each in told(t, caller.dev_no) if each["l"] not in now]
    return before + list(now.values())


def apply_items(t: Transaction, items: Sequence[Item], now_ms: int) -> Applying:
    """Apply changes and write down all that follows; the devices' rows are locked by the caller.

    Raises `ScopesMovedError` where the transaction must begin anew.
    """
    made = {item.change.row_id for item in items if item.change.op == "ins"}
    stored = waiting_for(t, made)
    scene = locked_scene(t, [*items, *stored])
    done = Applying(scene, now_ms)
    done.run(items, stored)
    write_batch(t, done)
    late = [each for each in items if each.outcome == "erased" and each.change.op == "ins"]
    remember_rows(t, [(each.change.row_id, set(each.owners())) for each in late])
    write_waiting(t, [each for each in items if not each.origin], stored, done)
    write_outcomes(t, [*items, *(each for each in stored if each.outcome)], done)
    return done


def locked_scene(t: Transaction, items: Sequence[Item]) -> Scene:
    """Return the scene of some changes with every scope locked that they may write to."""
    scene = read_scene(t, items)
    scopes = t.lock_scopes(sorted(scene.needed))
    if missing := sorted(scene.needed - scopes.keys()):
        raise ScopesMovedError(missing)
    if not t.is_alone:
        # Others may have been at work until the locks were had.
        scene = read_scene(t, items)
        if scene.needed - scopes.keys():
            raise ScopesMovedError
    scene.scopes = scopes
    return scene
