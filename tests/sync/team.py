"""A hub with people, and devices as plain as can be, for tests of what the hub does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.hub.callers import hashed
from adviser_tui.hub.founding import set_up
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.in_process import InProcess
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.people import Account, Act, add_account, add_team
from adviser_tui.hub.people import teams as all_teams
from adviser_tui.hub.signing import new_keys
from adviser_tui.hub.store import open_store
from adviser_tui.ids import new_id
from adviser_tui.sync.canonical import START, digest, linked
from adviser_tui.sync.pages import by_name
from adviser_tui.sync.transport import Transport

MORNING_MS = 1_795_167_000_000
"""Half past nine on Friday 20 November 2026."""


@dataclass
class HeldClock:
    """The hub's clock, which moves only when it is moved."""

    ms: int = MORNING_MS

    def __call__(self) -> int:
        return self.ms


@dataclass
class Raw:
    """A device that is nothing but the protocol: what it sends is what the test says."""

    team: Team
    person: Account
    dev_no: int
    token: str
    acked: int = 0
    chain: str = START
    lseq: int = 0
    erase_cursor: int = 0
    have: dict[str, int] = field(default_factory=dict)
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    """What was pulled, by table and id."""
    left: list[tuple[str, str]] = field(default_factory=list)
    """Scope and aggregate of everything that left."""
    queue: list[dict[str, Any]] = field(default_factory=list)

    def change(
        self,
        entity: str,
        row_id: str,
        fields: Mapping[str, Any],
        *,
        op: str = "ins",
        base: Mapping[str, Any] | None = None,
        home: str = "team:1",
        group: int = 0,
        hlc: int | None = None,
        at: str = "",
    ) -> dict[str, Any]:
        """Add a change to what will be sent, and return it."""
        self.lseq += 1
        made: dict[str, Any] = {
            "l": self.lseq,
            "g": group,
            "e": entity,
            "id": row_id,
            "op": op,
            "s": home,
            "f": dict(fields),
            "b": dict(base or {}),
            "t": hlc if hlc is not None else self.team.clock.ms << 16 | self.lseq,
            "at": at,
            "n": 1,
        }
        made["hh"] = digest(made)
        self.queue.append(made)
        return made

    def insert(self, entity: str, /, **fields: Any) -> str:
        """Add the insert of a row that names all it must; return its id."""
        home = fields.pop("home", "team:1")
        group = fields.pop("group", 0)
        row_id = fields.pop("id", None) or new_id()
        self.change(entity, row_id, {**least(entity), **fields}, home=home, group=group)
        return str(row_id)

    def update(self, entity: str, row_id: str, /, base: Any = None, **fields: Any) -> int:
        """Add a change of a row made on what `base` says, for all its fields; return its number."""
        group = fields.pop("group", 0)
        hlc = fields.pop("hlc", None)
        named = base if isinstance(base, dict) else dict.fromkeys(fields, base)
        return int(
            self.change(entity, row_id, fields, op="upd", base=named, group=group, hlc=hlc)["l"]
        )

    def body(self) -> dict[str, Any]:
        """Return the next push as it would be sent."""
        return {"prev": self.acked, "chain": self.chain, "changes": list(self.queue)}

    def push(self) -> dict[str, Any]:
        """Send everything that waits and take in the answer."""
        reply = self.call("push", self.body())
        self.took(reply)
        return reply

    def took(self, reply: Mapping[str, Any]) -> None:
        """Take in the answer to a push."""
        for change in self.queue:
            if self.acked < change["l"] <= reply["acked"]:
                self.chain = linked(self.chain, change["hh"])
        self.acked = int(reply["acked"])
        assert self.chain == reply["chain"]
        self.queue = [change for change in self.queue if change["l"] > self.acked]

    def outcomes(self) -> list[tuple[str, str]]:
        """Send everything that waits; return outcome and reason of each of those changes."""
        first = self.queue[0]["l"] if self.queue else 0
        reply = self.push()
        return [(each["o"], each["why"]) for each in reply["outcomes"] if each["l"] >= first]

    def pull(self, **said: Any) -> dict[str, Any]:
        """Fetch one page and take it in."""
        body = {
            "epoch": self.team.epoch,
            "erase_cursor": self.erase_cursor,
            "have": dict(self.have),
            "limit": 2_000,
        }
        page = self.call("pull", {**body, **said})
        for scope, part in page["scopes"].items():
            assert part["from"] == self.have.get(scope, 0)
            self.have[scope] = part["to"]
            for entity, table in part.get("put", {}).items():
                for row in by_name(table):
                    if row["id"] not in self.team.people:  # everybody has those
                        self.rows[entity, row["id"]] = row
            self.left += [(scope, agg) for agg in part.get("leave", ())]
            self.left += [(scope, row_id) for row_id in part.get("gone", ())]
        self.erase_cursor = page["erase"]["to"]
        return page

    def pull_all(self, **said: Any) -> int:
        """Fetch until nothing is left; return how many pages it took."""
        pages = 1
        while self.pull(**said)["more"]:
            pages += 1
        return pages

    def call(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask the hub as this device."""
        return self.team.way.call(name, body, self.token)

    def conflicts(self) -> list[dict[str, Any]]:
        """Return the pulled records of two versions."""
        return [row for (entity, _), row in self.rows.items() if entity == "sync_conflict"]


@dataclass
class Team:
    """A hub with two teams, Fjord (1) and Moor (2)."""

    hub: Hub
    clock: HeldClock
    way: Transport
    act: Act
    people: set[str] = field(default_factory=set)
    """The ids of everybody who was added."""

    @property
    def epoch(self) -> str:
        with self.hub.store.reading() as t:
            return self.hub.epoch(t)

    def person(self, name: str, role: str = "adviser", teams: Iterable[int] = (1,)) -> Account:
        with self.hub.store.transaction() as t:
            known = {team.id: team for team in all_teams(t)}
            made = add_account(t, self.act, name, role, [known[each] for each in teams])
        self.people.add(made.id)
        return made

    def device(self, person: Account) -> Raw:
        """Make a device of somebody, as if it had joined just now."""
        token = new_id()
        with self.hub.store.transaction() as t:
            last = t.one("SELECT coalesce(max(dev_no), 0) + 1 AS n FROM device")
            dev_no = int(last.n) if last else 1
            columns = ("dev_no", "device_id", "account", "token_hash", "enrolled_at", "seen_ms")
            values = (
                dev_no,
                new_id(),
                person.id,
                hashed(token),
                moment_of(self.clock.ms),
                self.clock.ms,
            )
            t.insert_many("device", columns, [values])
        return Raw(self, person, dev_no, token)

    def worker(self, name: str, role: str = "adviser", teams: Iterable[int] = (1,)) -> Raw:
        """Add a person and give them a device."""
        return self.device(self.person(name, role, teams))

    def count(self, table: str) -> int:
        """Return how many rows a table of the hub has, those of its people aside."""
        of_people = {"row_state": "id", "feed": "row_id", "agg_home": "agg"}.get(table)
        where = f"WHERE {of_people} NOT IN (SELECT id FROM account)" if of_people else ""
        with self.hub.store.reading() as t:
            row = t.one(f"SELECT count(*) AS n FROM {table} {where}")
        return int(row.n) if row else 0


def least(entity: str) -> dict[str, Any]:
    """Return what a row of a table cannot be made without."""
    at = "2026-11-20T09:00:00.000000Z"
    own: dict[str, dict[str, Any]] = {
        "adviser": {"name": "Ada Sample"},
        "participant": {"preferred_name": "Kim Sample"},
        "employer": {"name": "Sample Bakery"},
        "contact": {"kind": "employer", "channel": "call", "occurred_at": at},
        "vacancy": {"title": "Night filler"},
        "follow_up": {
            "what": "Ring back",
            "side": "employer",
            "due_on": "2026-12-01",
            "first_due_on": "2026-12-01",
        },
    }
    return {"created_at": at, **own.get(entity, {})}


@contextmanager
def a_team(url: str) -> Iterator[Team]:
    """Open an empty store, make a hub in it, and close it at the end."""
    store = open_store(url)
    try:
        clock = HeldClock()
        hub = Hub(store, clock, keys=new_keys(), journal=Journal())
        act = Act(hub.journal, clock.ms)
        with store.transaction() as t:
            set_up(t, act, "Sample Hub")
            add_team(t, act, "Fjord")
            add_team(t, act, "Moor")
        yield Team(hub, clock, InProcess(hub), act)
    finally:
        store.close()
