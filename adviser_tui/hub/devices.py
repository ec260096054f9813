"""The devices that joined: when each was last heard of, and how one is taken out again.

A device that is taken out may still deliver what waits on it and is sent nothing. When it asks, it
is told, in words that only this hub can sign, to remove its caseload, which it does once nothing
waits. `at_once` leaves delivering out: then the hub takes nothing more from it, and what waits
there stays shut away on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.hub import audit
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.people import Act
from adviser_tui.hub.signing import HubKeys, new_nonce, wipe_notice
from adviser_tui.hub.store import Transaction

QUIET_DAYS = 30
"""After how many days without a word a device is pointed out."""
DELIVER_DAYS = 90
"""How long a device that was taken out may still deliver."""
_DAY_MS = 86_400_000
_COLUMNS = (
    *("dev_no", "device_id", "account", "name", "state", "token_hash", "token_ms"),
    *("app", "schema", "enrolled_at", "after_dev_no", "courier_sign", "courier_box"),
)
"""What the journal keeps of a device, for a restore of a backup that does not know it."""


@dataclass(frozen=True, slots=True)
class Device:
    """One device of one person."""

    dev_no: int
    device_id: str
    name: str
    account: str
    person: str
    state: str
    """`active`, `draining` (may only deliver) or `revoked`."""
    seen_ms: int
    """When it was last heard of, in milliseconds since 1970; 0 is never."""
    enrolled_at: str
    revoked_at: str | None
    app: str
    erase_cursor: int
    followed_by: int | None
    """The number that the same device works under since its file was restored or copied."""

    def quiet_days(self, now_ms: int) -> int | None:
        """Return for how many days nothing was heard of it; nothing where it never was."""
        return (now_ms - self.seen_ms) // _DAY_MS if self.seen_ms else None


def devices(t: Transaction) -> list[Device]:
    """Return every device there ever was, by number."""
    rows = t.rows(
        "SELECT d.*, a.name AS person, "
        "(SELECT min(l.dev_no) FROM device l WHERE l.after_dev_no = d.dev_no) AS followed_by "
        "FROM device d JOIN account a ON a.id = d.account ORDER BY d.dev_no"
    )
    return [
        Device(
            int(row.dev_no),
            row.device_id,
            row.name,
            row.account,
            row.person,
            row.state,
            int(row.seen_ms),
            row.enrolled_at,
            row.revoked_at,
            row.app,
            int(row.erase_cursor),
            int(row.followed_by) if row.followed_by is not None else None,
        )
        for row in rows
    ]


def device_called(t: Transaction, words: str) -> Device:
    """Return the one device that a number, an id or a name of its own means."""
    everything = devices(t)
    ways = (
        [each for each in everything if words == str(each.dev_no)],
        [each for each in everything if words == each.device_id],
        [each for each in everything if words.lower() == each.name.lower()],
    )
    found = next((each for each in ways if each), [])
    if len(found) != 1:
        raise NotFoundError(
            f"More than one device is called “{words}”. Use its number."
            if found
            else f"There is no device “{words}”. `adviser hub devices` lists them with numbers.",
            tuple(f"{each.dev_no}: {each.name}, {each.person}" for each in found),
        )
    return found[0]


def revoke(t: Transaction, act: Act, device: Device, *, at_once: bool = False) -> str:
    """Take a device out and return its state; raises `RuleError` where it is out already."""
    if device.state == "revoked":
        raise RuleError(f"Device {device.dev_no} was taken out already. Nothing was changed.")
    state = "revoked" if at_once else "draining"
    _take_out(t, act, device.dev_no, state)
    return state


def drain(t: Transaction, act: Act, account_id: str) -> None:
    """Let every device of somebody whose access ends deliver what waits, and then let go."""
    for row in _in_state(t, account_id, "active"):
        _take_out(t, act, int(row.dev_no), "draining")


def drain_like(t: Transaction, act: Act, old: int, new: int) -> None:
    """Let a device that goes on from one that may only deliver do no more than that one."""
    row = t.one("SELECT revoked_at, wipe_nonce FROM device WHERE dev_no = :n", n=old)
    t.run(
        "UPDATE device SET revoked_at = :at, wipe_nonce = :nonce WHERE dev_no = :n",
        at=row.revoked_at if row else None,
        nonce=row.wipe_nonce if row else None,
        n=new,
    )
    _take_out(t, act, new, "draining")


def reinstate(t: Transaction, act: Act, account_id: str) -> None:
    """Let the devices of somebody work again that were not told off for good."""
    for row in _in_state(t, account_id, "draining"):
        t.run(
            "UPDATE device SET state = 'active', revoked_at = NULL, wipe_nonce = NULL "
            "WHERE dev_no = :n",
            n=int(row.dev_no),
        )
        _noted(t, act, int(row.dev_no), "active")


def close_old(t: Transaction, act: Act) -> int:
    """Revoke for good what had time enough to deliver; return how many devices that are."""
    before = moment_of(act.at_ms - DELIVER_DAYS * _DAY_MS)
    rows = t.rows(
        "SELECT dev_no FROM device WHERE state = 'draining' AND revoked_at < :before",
        before=before,
    )
    for row in rows:
        t.run("UPDATE device SET state = 'revoked' WHERE dev_no = :n", n=int(row.dev_no))
        _noted(t, act, int(row.dev_no), "revoked")
    return len(rows)


def gone(t: Transaction, keys: HubKeys, device_id: str) -> HubError:
    """Return the refusal for a device that was taken out, with the signed word to remove its data.

    The word is the same each time, so that a device which missed the answer hears it again.
    """
    row = t.one(
        "SELECT revoked_at, wipe_nonce FROM device WHERE device_id = :id AND state <> 'active'",
        id=device_id,
    )
    details: dict[str, Any] = {"device_id": device_id}
    if row and row.wipe_nonce:
        details["instruction"] = wipe_notice(keys, device_id, row.wipe_nonce, row.revoked_at)
    return HubError(
        410,
        "revoked",
        "This device was taken out of the team. Ask your team lead what to do with it.",
        details,
    )


def _in_state(t: Transaction, account_id: str, state: str) -> Sequence[Any]:
    return t.rows(
        "SELECT dev_no FROM device WHERE account = :id AND state = :state ORDER BY dev_no",
        id=account_id,
        state=state,
    )


def in_journal(t: Transaction, act: Act, dev_no: int) -> None:
    """Keep a device in the journal, so that its number is never given again after a restore."""
    row = t.one("SELECT * FROM device WHERE dev_no = :n", n=dev_no)
    if row:
        kept = {name: getattr(row, name) for name in _COLUMNS}
        act.journal.append("device", at=act.at_ms, **kept)


def _take_out(t: Transaction, act: Act, dev_no: int, state: str) -> None:
    t.run(
        "UPDATE device SET state = :state, revoked_at = coalesce(revoked_at, :at), "
        "wipe_nonce = coalesce(wipe_nonce, :nonce) WHERE dev_no = :n",
        state=state,
        at=act.at,
        nonce=new_nonce(),
        n=dev_no,
    )
    _noted(t, act, dev_no, state)


def _noted(t: Transaction, act: Act, dev_no: int, state: str) -> None:
    audit.note(t, act.at_ms, act.actor, f"device {state}", str(dev_no))
    row = t.one("SELECT revoked_at, wipe_nonce FROM device WHERE dev_no = :n", n=dev_no)
    act.journal.append(
        "device state",
        at=act.at_ms,
        dev_no=dev_no,
        state=state,
        revoked_at=row.revoked_at if row else None,
        wipe_nonce=row.wipe_nonce if row else None,
    )
