"""The devices that joined: when each was last heard of, and how one is taken out again.

A device that is taken out is first asked for what waits on it; once it says that nothing waits, it
is told, in words that only this hub can sign, to remove its caseload. `at_once` leaves that out:
then the hub takes nothing more from it.
"""

from dataclasses import dataclass
from typing import Any

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.hub import audit
from adviser_tui.hub.callers import Caller
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.people import Act
from adviser_tui.hub.signing import HubKeys, new_nonce, wipe_notice
from adviser_tui.hub.store import Transaction

QUIET_DAYS = 30
"""After how many days without a word a device is pointed out."""
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
    if at_once:
        _end(t, act, device.dev_no)
    else:
        t.run("UPDATE device SET state = 'draining' WHERE dev_no = :n", n=device.dev_no)
        _noted(t, act, device.dev_no, "draining")
    return "revoked" if at_once else "draining"


def delivered_all(t: Transaction, act: Act, caller: Caller) -> None:
    """Take a draining device out now that it says that nothing waits on it any more."""
    if caller.may_work:
        return
    _end(t, act, caller.dev_no)


def gone(t: Transaction, keys: HubKeys, device_id: str) -> HubError:
    """Return the refusal for a device that was taken out, with the signed word to remove its data.

    The word is the same each time, so that a device which missed the answer hears it again.
    """
    row = t.one(
        "SELECT revoked_at, wipe_nonce FROM device WHERE device_id = :id AND state = 'revoked'",
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


def in_journal(t: Transaction, act: Act, dev_no: int) -> None:
    """Keep a device in the journal, so that its number is never given again after a restore."""
    row = t.one("SELECT * FROM device WHERE dev_no = :n", n=dev_no)
    if row:
        kept = {name: getattr(row, name) for name in _COLUMNS}
        act.journal.append("device", at=act.at_ms, **kept)


def _end(t: Transaction, act: Act, dev_no: int) -> None:
    t.run(
        "UPDATE device SET state = 'revoked', revoked_at = :at, wipe_nonce = :nonce "
        "WHERE dev_no = :n",
        at=act.at,
        nonce=new_nonce(),
        n=dev_no,
    )
    _noted(t, act, dev_no, "revoked")


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
