"""A hub and the caseloads of several advisers, each with its own service, in one process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adviser_tui.clock import Clock, FixedClock
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.in_process import InProcess
from adviser_tui.hub.moments import now_ms
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.sync.progress import SyncDone
from adviser_tui.sync.transport import HubUnreachableError
from tests.sync.founded import Founded, a_hub

ADDRESS = "https://hub.example.org"


@dataclass
class Wire:
    """A way to the hub that can be cut, and notes what was asked."""

    hub: Hub
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    lose_reply_of: list[str] = field(default_factory=list)
    """The next answers to these are lost on the way back."""
    is_down: bool = False

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        if self.is_down:
            raise HubUnreachableError("The hub was not reached. Nothing is lost.")
        self.asked.append(name)
        self.tokens.append(token)
        reply = InProcess(self.hub).call(name, body, token)
        if name in self.lose_reply_of:
            self.lose_reply_of.remove(name)
            raise HubUnreachableError("The connection broke off. Nothing is lost.")
        return reply


@dataclass
class Team:
    """A hub with its people's desks; whoever makes one closes it."""

    folder: Path
    founded: Founded
    hub: Hub
    clock: Clock
    desks: list[Office] = field(default_factory=list)
    wires: dict[int, Wire] = field(default_factory=dict)

    def joined(self, name: str, role: str = "adviser", folder: str = "") -> Office:
        """Return the caseload of a new person, who has joined."""
        person = self.founded.person(name, role)
        office = self.desk(folder or name)
        office.sync.join(ADDRESS, self.founded.code(person))
        return office

    def desk(self, folder: str) -> Office:
        """Return a caseload that has not joined yet, on this hub's wire."""
        office = open_office(self.folder / folder, clock=self.clock)
        self.desks.append(office)
        self.wired(office)
        return office

    def wired(self, office: Office) -> Wire:
        """Put a caseload on a wire of its own and return that."""
        wire = self.wires.setdefault(id(office), Wire(self.hub))
        office.sync.connect = lambda _url, _ca: wire
        office.sync.patience = 0.0
        return wire

    def close(self) -> None:
        for office in self.desks:
            office.close()
        self.founded.store.close()


def a_team(folder: Path, clock: FixedClock, address: str = "") -> Team:
    """Make a hub without anybody; its data is beside it, or in the empty store at `address`."""
    founded = a_hub(folder / "hub", address)
    # Changes are stamped by the machine's own clock, whatever clock a caseload is given.
    founded.now = now_ms()
    hub = Hub(founded.store, lambda: founded.now, keys=founded.keys, journal=founded.place.journal)
    return Team(folder, founded, hub, clock)


def sync(office: Office) -> SyncDone:
    """Sync, and hold that it went through."""
    done = office.sync.now()
    assert done.is_synced, done
    return done


def add_person(office: Office, name: str, **more: Any) -> str:
    """Add a participant and return the id."""
    return office.participants.add(ParticipantDraft(name=name, **more), even_if_similar=True)


def change(office: Office, record: str, **fields: str) -> None:
    """Change fields as they are typed."""
    office.records.apply(record, fields)


def value(office: Office, record: str, name: str) -> str:
    """Return what a field of a record shows."""
    found = {each.spec.name: each.text for each in office.records.fields_of(record)}
    return found[name]
