"""How a device joins, joins anew after its file was restored or copied, and changes its token.

What a device is given at joining is its grant: who it is, who its person is, which colleagues there
are, and the keys by which it knows the hub's own word.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from adviser_tui.hub import audit, codes, devices
from adviser_tui.hub.asked_again import LEAST_LETTERS, Identity, identity_of, joined_before
from adviser_tui.hub.callers import caller_of, forget_old_token, hashed
from adviser_tui.hub.errors import HubError, bad_request
from adviser_tui.hub.people import Account, Act, account, accounts
from adviser_tui.hub.signing import HubKeys
from adviser_tui.hub.store import Store, Transaction
from adviser_tui.ids import new_id
from adviser_tui.sync.canonical import epoch_of
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES, PAGE_ROWS, PROTO
from adviser_tui.text import clean_text

NAME_LETTERS = 80
FORKS_MOST = 20
"""How many devices may go on from one: a laptop that is restored every week is looked at first."""
_FIELDS = frozenset({"code", "nonce", "device_name", "app", "schema", "proto", "courier_keys"})
_HEX = frozenset("0123456789abcdef")
_TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Joining:
    """What a device says of itself when it joins."""

    name: str = ""
    app: str = ""
    schema: int = 0
    courier_sign: str = ""
    courier_box: str = ""
    after: int | None = None
    """The number of the device that it goes on from."""
    identity: Identity | None = None
    """Its id and its token, where they follow from what it said."""


def enrol(store: Store, keys: HubKeys, act: Act, body: Mapping[str, Any]) -> dict[str, Any]:
    """Let a device join with a code and return its grant; raises `HubError` 401 for any other.

    The device that joined with it is told the same again, as long as the code would be good.
    """
    if unknown := body.keys() - _FIELDS:
        raise bad_request(f"it has {len(unknown)} parts that joining does not know")
    code = _text(body, "code", 40)
    identity = _identity(keys, code, _text(body, "nonce", 100))
    joining = replace(joining_of(body), identity=identity)
    grant: dict[str, Any] = {}
    with store.transaction() as t:
        if whose := codes.used_by(t, keys, code, act.at_ms):
            grant = admit(store, t, keys, act, account(t, whose), joining)
        elif identity:
            known = joined_before(t, keys, code, identity, act.at_ms)
            grant = _told_again(store, t, keys, act, known, identity) if known else {}
    # Refused only now, so that the wrong guess was counted.
    if not grant:
        raise HubError(
            401,
            "code",
            "This code is not good, or not any more. A code can be used once, for a day. Look at "
            "every letter, or ask for a new one. Nothing was changed.",
        )
    return grant


def admit(
    store: Store, t: Transaction, keys: HubKeys, act: Act, who: Account, joining: Joining
) -> dict[str, Any]:
    """Make a device of somebody and return its grant, with the only copy of its token."""
    if not who.is_active and joining.after is None:
        raise _ended()
    row = t.one(
        "UPDATE hub_state SET next_dev_no = next_dev_no + 1 WHERE k = 1 "
        "RETURNING next_dev_no - 1 AS dev_no"
    )
    if row is None:
        raise HubError(503, "not_founded", "This hub was not set up yet.", retry_after=60)
    made, dev_no = joining.identity or Identity(new_id(), new_token()), int(row.dev_no)
    values = {
        "dev_no": dev_no,
        "device_id": made.device_id,
        "account": who.id,
        "name": joining.name,
        "token_hash": hashed(made.token),
        "token_ms": act.at_ms,
        "app": joining.app,
        "schema": joining.schema,
        "enrolled_at": act.at,
        "seen_ms": act.at_ms,
        "after_dev_no": joining.after,
        "courier_sign": joining.courier_sign,
        "courier_box": joining.courier_box,
    }
    t.insert_many("device", tuple(values), [tuple(values.values())])
    audit.note(t, act.at_ms, who.id, "device joined", str(dev_no))
    devices.in_journal(t, act, dev_no)
    return _grant(store, t, keys, act, who, made, dev_no)


def _identity(keys: HubKeys, code: str, nonce: str) -> Identity | None:
    if nonce and len(nonce) < LEAST_LETTERS:
        raise bad_request(f"its nonce has less than {LEAST_LETTERS} letters")
    return identity_of(keys, code, nonce) if nonce else None


def _told_again(
    store: Store, t: Transaction, keys: HubKeys, act: Act, dev_no: int, identity: Identity
) -> dict[str, Any]:
    """Return the grant of a device that never heard it; nothing is changed by that."""
    row = t.one("SELECT account FROM device WHERE dev_no = :n", n=dev_no)
    who = account(t, row.account if row else "")
    if not who.is_active:
        raise _ended()
    return _grant(store, t, keys, act, who, identity, dev_no)


def _ended() -> HubError:
    return HubError(403, "drain_only", "This person's access to the hub has ended.")


def fork(
    store: Store, keys: HubKeys, act: Act, token: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    """Give a device whose file was restored or copied a number and a token of its own.

    The old number stays as it is: of a copied laptop, one copy still works under it. A device that
    may only deliver goes on delivering under its new number, and nothing more.
    """
    with store.transaction() as t:
        caller = caller_of(t, token, act.at_ms)
        old = t.one("SELECT * FROM device WHERE dev_no = :n FOR UPDATE", n=caller.dev_no)
        many = t.one("SELECT count(*) AS n FROM device WHERE after_dev_no = :n", n=caller.dev_no)
        if many and int(many.n) >= FORKS_MOST:
            raise HubError(
                409,
                "forked_often",
                "This device was restored or copied too often to go on by itself. What is on it "
                "is safe. Ask for a new code and join with that.",
            )
        said = joining_of(body)
        joining = Joining(
            said.name or (old.name if old else ""),
            said.app or (old.app if old else ""),
            said.schema or (int(old.schema) if old else 0),
            said.courier_sign,
            said.courier_box,
            caller.dev_no,
        )
        grant = admit(store, t, keys, act, account(t, caller.account), joining)
        if not caller.may_work:
            devices.drain_like(t, act, caller.dev_no, int(grant["dev_no"]))
            grant["colleagues"] = []
        return grant


def rotate(
    store: Store, act: Act, token: str, body: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Give a device its next token; the present one is good until the next is first shown.

    The device shows in `audit` what it was told of the account of acts, and is told anew.
    """
    fresh = new_token()
    with store.transaction() as t:
        caller = caller_of(t, token, act.at_ms)
        epoch = present_epoch(store, t)
        if not audit.agrees_with(t, (body or {}).get("audit"), epoch):
            audit.note(t, act.at_ms, caller.account, audit.CUT, str(caller.dev_no))
        forget_old_token(t, caller)
        t.run(
            "UPDATE device SET next_hash = :hash, next_ms = :now WHERE dev_no = :n",
            hash=hashed(fresh),
            now=act.at_ms,
            n=caller.dev_no,
        )
        told = audit.head(t).told_in(epoch)
        _token_in_journal(t, act, caller.dev_no)
    return {"token": fresh, "server_time": act.at_ms, "audit": told}


def new_token() -> str:
    """Return 256 random bits as text."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def joining_of(body: Mapping[str, Any]) -> Joining:
    """Return what a device says of itself; raises `HubError` 400 for what cannot be meant."""
    schema = body.get("schema", 0)
    if not isinstance(schema, int) or isinstance(schema, bool) or not 0 <= schema < 10_000:
        raise bad_request("its schema is no small number")
    sign, box = _courier(body.get("courier_keys"))
    return Joining(
        _text(body, "device_name", NAME_LETTERS), _text(body, "app", 40), schema, sign, box
    )


def present_epoch(store: Store, t: Transaction) -> str:
    """Return the name of the hub's life since it was last restored."""
    row = t.one("SELECT hub_id, restore_counter FROM hub_state WHERE k = 1")
    if row is None:
        raise HubError(503, "not_founded", "This hub was not set up yet.", retry_after=60)
    return epoch_of(row.hub_id, int(row.restore_counter), store.timeline(t))


def _grant(
    store: Store,
    t: Transaction,
    keys: HubKeys,
    act: Act,
    who: Account,
    made: Identity,
    dev_no: int,
) -> dict[str, Any]:
    epoch = present_epoch(store, t)
    state = t.one("SELECT hub_id, name FROM hub_state WHERE k = 1")
    return {
        "hub_id": state.hub_id if state else "",
        "hub_name": state.name if state else "",
        "epoch": epoch,
        "device_id": made.device_id,
        "dev_no": dev_no,
        "token": made.token,
        "audit": audit.head(t).told_in(epoch),
        "user": {"id": who.id, "name": who.name, "role": who.role},
        "teams": [{"id": each.id, "name": each.name} for each in who.teams],
        "colleagues": [
            {"id": each.id, "name": each.name}
            for each in accounts(t)
            if each.id != who.id and each.role != "admin"
        ],
        "hub_key": keys.sign_public,
        "courier": keys.courier.public.as_dict(),
        "server_time": act.at_ms,
        "limits": {
            "proto": PROTO,
            "push_changes": BATCH_CHANGES,
            "push_bytes": BATCH_BYTES,
            "page_rows": PAGE_ROWS,
        },
    }


def _token_in_journal(t: Transaction, act: Act, dev_no: int) -> None:
    row = t.one("SELECT token_hash, next_hash FROM device WHERE dev_no = :n", n=dev_no)
    if row:
        act.journal.append(
            "token",
            at=act.at_ms,
            dev_no=dev_no,
            token_hash=row.token_hash,
            next_hash=row.next_hash,
        )


def _text(body: Mapping[str, Any], name: str, most: int) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > most:
        raise bad_request(f"its {name} is no text of at most {most} letters")
    return clean_text(value).strip()


def _courier(given: object) -> tuple[str, str]:
    if given is None:
        return "", ""
    if not isinstance(given, Mapping) or given.keys() != {"sign", "box"}:
        raise bad_request("its courier_keys are not two keys")
    sign, box = given["sign"], given["box"]
    for key in (sign, box):
        if not isinstance(key, str) or len(key) != 64 or not set(key) <= _HEX:
            raise bad_request("its courier_keys are not two keys")
    return sign, box
