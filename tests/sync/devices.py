"""Real devices: open caseloads that join a team's hub and speak with it in the same process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.clock import FixedClock
from adviser_tui.ids import new_id
from adviser_tui.storage.database import Database
from adviser_tui.storage.sync.device import Device
from adviser_tui.storage.sync.pages import PageTaken
from adviser_tui.sync.canonical import START, linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adviser_tui.hub.people import Account
    from models.base import Record
    from tests.sync.team import Team

MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@dataclass
class Desk:
    """One adviser's caseload, and the way to the hub once it has joined."""

    database: Database
    team: Team | None = None
    token: str = ""
    grant: dict[str, Any] = field(default_factory=dict)

    @property
    def device(self) -> Device:
        return Device(self.database)

    # At work.

    def introduce(self, name: str) -> str:
        """Give the caseload its adviser, as the first run does."""
        from models.tables import Adviser

        with self.database.write("setup") as work:
            myself = work.add(Adviser(name=name, initials=name[:2].upper()))
        self.database.settings.put("me", myself.id)
        return myself.id

    def add(self, *rows: Record) -> str:
        """Add rows as one action and return the id of the first."""
        with self.database.write() as work:
            for row in rows:
                work.add(row)
        return rows[0].id

    def change(self, entity: str, row_id: str, **values: Any) -> None:
        """Change one row as one action."""
        from models.tables import BY_NAME

        with self.database.write() as work:
            work.change(work.get(BY_NAME[entity], row_id), **values)

    def one(self, entity: str, row_id: str) -> dict[str, Any] | None:
        """Return a row as it lies in the file."""
        row = self.database.row(f"SELECT * FROM {entity} WHERE id = ?", (row_id,))
        return dict(row) if row else None

    def value(self, sql: str, *values: object) -> Any:
        """Return the one value that a query finds."""
        row = self.database.row(sql, values)
        return row[0] if row else None

    # With the hub.

    def join(self, team: Team, person: Account) -> Desk:
        """Join with a code, as `adviser join` does."""
        from adviser_tui.hub import codes

        with team.hub.store.transaction() as t:
            code = codes.new_code(t, team.act, team.hub.keys, person, 24).text
        self.team = team
        self.grant = team.way.call("enrol", {"code": code, "device_name": "Laptop"})
        self.token = str(self.grant["token"])
        self.device.adopt(self.grant)
        return self

    def call(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask the hub as this device."""
        assert self.team is not None
        return self.team.way.call(name, body, self.token)

    def push(self) -> dict[str, tuple[str, str]]:
        """Send until nothing waits; return outcome and reason by `entity.number`."""
        told: dict[str, tuple[str, str]] = {}
        while body := self.device.batch():
            reply = self.call("push", body)
            self.device.take_acks(reply)
            for each in reply["outcomes"]:
                told[str(each["l"])] = (each["o"], each["why"])
        return told

    def pull(self, limit: int = 2_000) -> list[PageTaken]:
        """Fetch until everything is here."""
        taken = [self.device.take_page(self.call("pull", self.device.request(limit)))]
        while not taken[-1].complete:
            taken.append(self.device.take_page(self.call("pull", self.device.request(limit))))
        return taken

    def sync(self) -> None:
        """Send and fetch."""
        self.push()
        self.pull()

    def fork(self) -> None:
        """Get a new number, as after a backup was brought back."""
        self.grant = self.call("fork", {"reason": "forked"})
        self.token = str(self.grant["token"])
        self.device.fork(self.grant)


def a_desk(folder: Path, name: str = "") -> Desk:
    """Open an empty caseload, or the one that is in the folder."""
    desk = Desk(Database(folder, FixedClock(MORNING)).open())
    if name and not desk.database.settings.get("me"):
        desk.introduce(name)
    return desk


@contextmanager
def desks(folder: Path, *names: str) -> Iterator[list[Desk]]:
    """Open a caseload for each name and close them at the end."""
    opened = [a_desk(folder / f"desk-{name.split()[0].lower()}", name) for name in names]
    try:
        yield opened
    finally:
        for desk in opened:
            desk.database.close()


# A hub written down by hand, for what a real one would hardly answer.

HUB_ID = "0f6b1a52-9d0e-4d1b-8a53-3a1c7e8f4b60"
EPOCH = "e" * 16
TEAM = "team:1#core"


def a_grant(number: int = 5, **said: Any) -> dict[str, Any]:
    """Return what a hub grants to a device that joins."""
    return {
        "hub_id": HUB_ID,
        "epoch": EPOCH,
        "dev_no": number,
        "device_id": new_id(),
        "user": {"id": new_id(), "name": "Vilma Testesen", "role": "adviser"},
        "teams": [{"id": 1, "name": "Fjord"}],
        "colleagues": [],
        **said,
    }


def a_page(
    device: Device,
    put: Mapping[str, list[Mapping[str, Any]]] | None = None,
    *,
    scope: str = TEAM,
    step: int = 1,
    **said: Any,
) -> dict[str, Any]:
    """Return a page that goes on from where a device stands, with rows in one scope."""
    state = device.state()
    scopes: dict[str, Any] = {
        name: {"from": seq, "to": seq, "head": seq} for name, seq in state.cursors.items()
    }
    at = state.cursors.get(scope, 0)
    part: dict[str, Any] = {"from": at, "to": at + step, "head": at + step}
    part["put"] = {
        entity: {"c": list(rows[0]), "r": [list(row.values()) for row in rows]}
        for entity, rows in (put or {}).items()
        if rows
    }
    for name in ("leave", "gone"):
        if name in said:
            part[name] = said.pop(name)
    scopes[scope] = part
    erased = state.erase_cursor
    return {
        "epoch": state.epoch,
        "server_time": 0,
        "scopes": scopes,
        "erase": {"from": erased, "to": erased, "h": []},
        "outcomes": [],
        "more": False,
        **said,
    }


def acks(body: Mapping[str, Any], outcomes: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return the answer to a push of which everything was taken."""
    chain = str(body["chain"])
    for change in body["changes"]:
        chain = linked(chain, change["hh"])
    last = body["changes"][-1]["l"] if body["changes"] else body["prev"]
    return {
        "acked": last,
        "chain": chain,
        "epoch": EPOCH,
        "server_time": 0,
        "outcomes": outcomes or [],
    }


def hub_row(entity: str, row_id: str, hlc: int = 1 << 30, dev: int = 9, **fields: Any) -> Any:
    """Return a row as another device made it."""
    at = "2026-11-20T09:00:00.000000Z"
    versions = fields.pop("versions", {})
    return {
        "id": row_id,
        "created_at": at,
        "created_by": "",
        "device_id": "",
        **fields,
        "updated_at": at,
        "updated_by": "",
        "versions": json.dumps({"*": [hlc, dev, 1], **versions}),
    }


__all__ = [
    "EPOCH",
    "HUB_ID",
    "MORNING",
    "START",
    "TEAM",
    "Desk",
    "a_desk",
    "a_grant",
    "a_page",
    "acks",
    "desks",
    "hub_row",
]
