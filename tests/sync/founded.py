"""A hub in a folder of its own, for tests of what is done to people, devices and backups."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adviser_tui.hub import codes, enrolling, people
from adviser_tui.hub.founding import found
from adviser_tui.hub.place import Place
from adviser_tui.hub.signing import HubKeys
from adviser_tui.hub.store import Store, Transaction, open_store

MORNING = 1_795_167_000_000
"""Half past nine on Friday 20 November 2026."""
HOUR = 3_600_000


@dataclass
class Founded:
    """A hub with one team, Fjord, and how a test does things to it."""

    place: Place
    store: Store
    keys: HubKeys
    now: int = MORNING

    @property
    def act(self) -> people.Act:
        return people.Act(self.place.journal, self.now)

    def person(self, name: str, role: str = "adviser", team: str = "Fjord") -> people.Account:
        with self.store.transaction() as t:
            return people.add_account(t, self.act, name, role, [people.team_called(t, team)])

    def code(self, who: people.Account, hours: int = 24) -> str:
        with self.store.transaction() as t:
            return codes.new_code(t, self.act, self.keys, who, hours).text

    def enrol(self, code: str, **said: Any) -> dict[str, Any]:
        return enrolling.enrol(self.store, self.keys, self.act, {"code": code, **said})

    def join(self, who: people.Account, **said: Any) -> dict[str, Any]:
        return self.enrol(self.code(who), **said)

    def transaction(self) -> Any:
        return self.store.transaction()


def a_hub(folder: Path, address: str = "") -> Founded:
    """Make a hub and open it; whoever asks closes its store."""
    made = found(folder, address, "Sample Hub", "Fjord", MORNING)
    return Founded(made.place, open_store(made.place.database), made.place.keys)


def kinds(t: Transaction) -> list[str]:
    """Return what the audit says was done, in its order."""
    return [row.action for row in t.rows("SELECT action FROM audit ORDER BY n")]
