"""A caseload of a team on the screen, with colleagues and a hub in the same process."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.hub import people
from adviser_tui.services.office import Office
from adviser_tui.services.sync.background import Background
from adviser_tui.services.sync.schedule import Schedule
from adviser_tui.sync.transport import HubUnreachableError
from tests.pilot.stage import MIDDLE, NOW, running
from tests.pilot.waiting import settled, until
from tests.sync.desks import ADDRESS, Team, a_team, sync

NOW_MS = int(NOW.timestamp() * 1000)


@dataclass
class Colleagues:
    """A hub with its people, all with the same clock."""

    team: Team

    def desk(self, name: str, role: str = "adviser", teams: str = "Fjord") -> Office:
        """Return the caseload of a new person who has joined and synced."""
        office = self.team.desk(name.replace(" ", "-"))
        office.sync.wall_ms = lambda: NOW_MS
        office.identity.introduce(name, teams, "ips")
        account = self.team.founded.person(name, role, teams)
        office.sync.join(ADDRESS, self.team.founded.code(account))
        sync(office)
        return office

    def second_team(self, name: str) -> None:
        """Let the hub have another team."""
        founded = self.team.founded
        with founded.transaction() as t:
            people.add_team(t, founded.act, name)

    def sync(self, *offices: Office) -> None:
        """Sync caseloads one after another."""
        for office in offices:
            sync(office)


@pytest.fixture
def colleagues(tmp_path: Path) -> Iterator[Colleagues]:
    """A hub without anybody yet."""
    team = a_team(tmp_path, FixedClock(NOW))
    team.founded.now = NOW_MS
    yield Colleagues(team)
    team.close()


@asynccontextmanager
async def at_desk(office: Office, size: tuple[int, int] = MIDDLE) -> AsyncIterator[Pilot[str]]:
    """Run the program on a caseload of the team, whose clock is as right as the hub's.

    The file stamps changes by the machine's own clock, which is not held still here. A sync beside
    the work comes when it is asked for and not at a moment of its own, which chance would choose.
    """
    if office.sync._background is None:
        beside = Background(office.sync._runner.attempt, now=lambda: 0.0, schedule=Schedule(1e6))
        office.sync._background = beside
        beside.begin()
    with office.database.writing() as connection:
        connection.execute("UPDATE sync_state SET offset_ms = 0")
    async with running(office, size) as pilot:
        yield pilot


async def synced(pilot: Pilot[str]) -> None:
    """Wait until the sync that was asked for is through and shown."""
    app = pilot.app
    assert isinstance(app, AdviserApp)
    await until(pilot, lambda: not app.syncing.is_running, 60)
    await settled(pilot)


class SlowWire:
    """A way to the hub that answers nothing until it is hung up."""

    def __init__(self) -> None:
        self.asked = Event()
        self._hung_up = Event()

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        self.asked.set()
        self._hung_up.wait(60)
        raise HubUnreachableError("The sync was stopped. Nothing is lost.")

    def cancel(self) -> None:
        self._hung_up.set()
