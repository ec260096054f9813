"""What the journal says of people and devices, made again on a database that is older.

What only ever grows (devices there are, erasures, the count of restores) counts from the first
line on. What may go to and fro (a role, an access) counts from shortly before the backup on, in the
order in which it happened, so that the last word is the last that was said.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.hub.journal import Entry
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.person_rows import make_person_row
from adviser_tui.hub.store import Transaction

_DAY_MS = 86_400_000
"""How far the clocks of two machines before one database may be apart."""


@dataclass
class Replayed:
    """What was found in the journal."""

    counter: int = 0
    next_dev_no: int = 1
    people: int = 0
    devices: int = 0
    erased: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """What the journal holds of each erased aggregate, by its hash."""


def replay(t: Transaction, entries: Iterable[Entry], made_ms: int) -> Replayed:
    """Do again what entries say, on the data of a backup that was made at `made_ms`."""
    found = Replayed()
    for entry in entries:
        values = entry.values
        is_later = int(values.get("at", 0)) >= made_ms - _DAY_MS
        if entry.kind == "erasure":
            found.erased.setdefault(str(values["h"]), values)
        elif entry.kind == "restored":
            found.counter = max(found.counter, int(values["counter"]))
        elif entry.kind == "device":
            found.next_dev_no = max(found.next_dev_no, int(values["dev_no"]) + 1)
            found.devices += _device(t, values)
        elif entry.kind in _AGAIN and is_later:
            _AGAIN[entry.kind](t, values)
            found.people += entry.kind == "account"
            found.devices += entry.kind == "device state"
    return found


def _device(t: Transaction, values: Mapping[str, Any]) -> int:
    """Add a device that joined after the backup, which then delivers everything it still has."""
    known = t.one("SELECT dev_no FROM device WHERE dev_no = :n", n=int(values["dev_no"]))
    if known or not t.one("SELECT id FROM account WHERE id = :id", id=values["account"]):
        return 0
    kept = {name: value for name, value in values.items() if name != "at"}
    t.insert_many("device", tuple(kept), [tuple(kept.values())])
    return 1


def _team(t: Transaction, values: Mapping[str, Any]) -> None:
    row = (int(values["id"]), values["name"], moment_of(int(values["at"])))
    if not t.one("SELECT id FROM team WHERE id = :id", id=row[0]):
        t.insert_many("team", ("id", "name", "made_at"), [row])


def _account(t: Transaction, values: Mapping[str, Any]) -> None:
    at = moment_of(int(values["at"]))
    if not t.one("SELECT id FROM account WHERE id = :id", id=values["id"]):
        row = (values["id"], values["name"], values["role"], at)
        t.insert_many("account", ("id", "name", "role", "made_at"), [row])
        make_person_row(t, str(values["id"]), str(values["name"]), int(values["at"]))
    is_active = int(values["active"])
    t.run(
        "UPDATE account SET name = :name, role = :role, active = :active, ended_at = :ended "
        "WHERE id = :id",
        id=values["id"],
        name=values["name"],
        role=values["role"],
        active=is_active,
        ended=None if is_active else at,
    )
    t.run("DELETE FROM membership WHERE account = :id", id=values["id"])
    rows = [(values["id"], int(team)) for team in values["teams"]]
    t.insert_many("membership", ("account", "team"), rows)


def _token(t: Transaction, values: Mapping[str, Any]) -> None:
    t.run(
        "UPDATE device SET token_hash = :token, next_hash = :next WHERE dev_no = :n",
        n=int(values["dev_no"]),
        token=values["token_hash"],
        next=values["next_hash"],
    )


def _state(t: Transaction, values: Mapping[str, Any]) -> None:
    t.run(
        "UPDATE device SET state = :state, revoked_at = :at, wipe_nonce = :nonce WHERE dev_no = :n",
        n=int(values["dev_no"]),
        state=values["state"],
        at=values["revoked_at"],
        nonce=values["wipe_nonce"],
    )


_AGAIN: Mapping[str, Callable[[Transaction, Mapping[str, Any]], None]] = {
    "team": _team,
    "account": _account,
    "token": _token,
    "device state": _state,
}
