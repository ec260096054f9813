"""A hub on one laptop and advisers on others, who meet by bundles or in one process."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from adviser_tui.clock import FixedClock
from adviser_tui.hub.bundles import Bundles, HubRead
from adviser_tui.hub.founding import found
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.in_process import InProcess
from adviser_tui.hub.invitation import invite
from adviser_tui.hub.people import account_called, add_account, team_called
from adviser_tui.hub.place import Place, read_place
from adviser_tui.hub.store import Store, open_store
from adviser_tui.services.office import Office
from adviser_tui.services.sync.courier import Courier, WhatCame, Written
from adviser_tui.services.sync.joining import Joining
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.progress import SyncDone
from adviser_tui.services.sync.service import Sync
from adviser_tui.storage.database import Database
from adviser_tui.storage.sync.device import Device
from adviser_tui.sync.sealing import Hardness

MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
QUICK = Hardness(cost=1 << 15)
"""The least that an invitation may cost to try, so that tests are quick."""


@dataclass
class Laptop:
    """One adviser's caseload, open."""

    database: Database
    clock: FixedClock
    files: Path

    @property
    def courier(self) -> Courier:
        return Courier(self.database)

    @property
    def device(self) -> Device:
        return Device(self.database)

    @property
    def membership(self) -> Membership:
        mine = MembershipFile(self.database.folder).read()
        assert mine is not None
        return mine

    def millis(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def write(self, place: Path | None = None) -> Written:
        return self.courier.write(place or self.files)

    def read(self, place: Path | None = None, *, tidy: bool = False) -> WhatCame:
        return self.courier.read(place or self.files, tidy=tidy)

    def sync(self, hub: Hub) -> SyncDone:
        """Sync over the network, as it were."""
        MembershipFile(self.database.folder).change(url="https://hub.example.org")
        office = Office(self.database)
        service = Sync(office)
        service.connect = lambda _url, _ca: InProcess(hub)
        service.wall_ms = self.millis
        return service.now()

    def value(self, sql: str, *values: object) -> Any:
        row = self.database.row(sql, values)
        return row[0] if row else None


@dataclass
class Lead:
    """The laptop with the hub."""

    place: Place
    store: Store
    clock: FixedClock
    files: Path

    @property
    def hub(self) -> Hub:
        return Hub(self.store, self.millis, keys=self.place.keys, journal=self.place.journal)

    @property
    def bundles(self) -> Bundles:
        return Bundles(InProcess(self.hub), self.store, self.place.keys.courier, self.millis)

    def millis(self) -> int:
        return int(self.clock.now().timestamp() * 1000)

    def read(self, place: Path | None = None, *, tidy: bool = False) -> HubRead:
        return self.bundles.read(place or self.files, tidy=tidy)

    def rows(self, sql: str, **values: Any) -> list[Any]:
        with self.store.reading() as t:
            return list(t.rows(sql, **values))


@dataclass
class Team:
    """Everything in one folder, so that it can be copied and lived through twice."""

    folder: Path
    clock: FixedClock
    lead: Lead
    laptops: dict[str, Laptop]

    def __getitem__(self, name: str) -> Laptop:
        return self.laptops[name]

    @property
    def files(self) -> Path:
        return self.folder / "stick"

    def close(self) -> None:
        for laptop in self.laptops.values():
            laptop.database.close()
        self.lead.store.close()

    def round(self, *names: str) -> None:
        """Let everybody write, the hub read in the order of names, and everybody read."""
        for name in names or tuple(self.laptops):
            self.lead.read(self[name].write().path)
        for name in names or tuple(self.laptops):
            self[name].write()
        self.lead.read()
        for name in names or tuple(self.laptops):
            self[name].read()


def make_team(folder: Path, names: tuple[str, ...] = ("anna", "ben")) -> Team:
    """Found a hub and let advisers join it by invitation."""
    clock = FixedClock(MORNING)
    (folder / "stick").mkdir(parents=True)
    founded = found(folder / "hub", "", "Sample Hub", "Fjord", int(MORNING.timestamp() * 1000))
    store = open_store(founded.place.database)
    lead = Lead(founded.place, store, clock, folder / "stick")
    laptops = {}
    for name in names:
        with store.transaction() as t:
            team = team_called(t, "Fjord")
            add_account(
                t, lead.hub.act(), name.title(), "lead" if name == "lena" else "adviser", [team]
            )
        laptops[name] = join(lead, folder / name, name.title())
    return Team(folder, clock, lead, laptops)


def join(lead: Lead, folder: Path, person: str, *, introduce: bool = True) -> Laptop:
    """Make a caseload and join it by an invitation."""
    invitation = folder.with_suffix(".invitation")
    with lead.store.reading() as t:
        who = account_called(t, person)
    hub = lead.hub
    code = invite(hub.store, hub.keys, hub.act(), who, invitation, hardness=QUICK)
    database = Database(folder, lead.clock).open()
    if introduce:
        Office(database).identity.introduce(person, "Fjord")
    laptop = Laptop(database, lead.clock, lead.files)
    Joining(database, laptop.millis).by_invitation(invitation, code.lower())
    return laptop


def open_team(folder: Path, names: tuple[str, ...], at: datetime) -> Team:
    """Open a team that was closed, or a copy of one."""
    clock = FixedClock(at)
    place = read_place(folder / "hub")
    lead = Lead(place, open_store(place.database), clock, folder / "stick")
    laptops = {
        name: Laptop(Database(folder / name, clock).open(), clock, folder / "stick")
        for name in names
    }
    return Team(folder, clock, lead, laptops)


def copied(source: Path, folder: Path) -> Path:
    """Copy the folder of a closed team."""
    shutil.copytree(source, folder)
    return folder


@contextmanager
def a_team(folder: Path, names: tuple[str, ...] = ("anna", "ben")) -> Iterator[Team]:
    """Make a team and close it at the end."""
    with closing(make_team(folder, names)) as team:
        yield team


def picture(laptop: Laptop) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row that a caseload shares, with who changed what but not when by the clock."""
    from adviser_tui.sync.shapes import shapes

    found: dict[str, list[tuple[Any, ...]]] = {}
    for entity, shape in shapes().items():
        names = [name for name in shape.columns if not (entity == "sync_conflict" and name == "id")]
        listed = ", ".join(f'"{name}"' for name in names)
        rows = laptop.database.rows(f"SELECT {listed}, versions FROM {entity}")
        found[entity] = sorted((*map(str, row[:-1]), _dots(row[-1])) for row in rows)
    found["sync_issue"] = sorted(
        tuple(map(str, row))
        for row in laptop.database.rows("SELECT lseq, outcome, why, entity, row_id FROM sync_issue")
    )
    found["sync_home"] = sorted(
        tuple(map(str, row)) for row in laptop.database.rows("SELECT agg, scope FROM sync_home")
    )
    found["change_record"] = [
        tuple(row)
        for row in laptop.database.rows("SELECT lseq, status, scrub FROM change_record ORDER BY 1")
    ]
    return found


def hub_picture(lead: Lead) -> dict[str, list[tuple[Any, ...]]]:
    """Return what a hub holds, in the same way."""
    rows = lead.rows("SELECT entity, id, agg, fields, versions, updated_by FROM row_state")
    return {
        "rows": sorted(
            (
                row.entity,
                "" if row.entity == "sync_conflict" else row.id,
                row.agg,
                str(sorted(_without_id(row).items(), key=str)),
                _dots(row.versions),
                row.updated_by,
            )
            for row in rows
        ),
        "homes": sorted((r.agg, r.home) for r in lead.rows("SELECT agg, home FROM agg_home")),
        "outcomes": sorted(
            (r.dev_no, r.lseq, r.outcome, r.why)
            for r in lead.rows("SELECT dev_no, lseq, outcome, why FROM outcome")
        ),
        "aside": sorted(
            (r.dev_no, r.lseq, r.why, r.state)
            for r in lead.rows("SELECT dev_no, lseq, why, state FROM quarantine")
        ),
        "devices": sorted(
            (r.dev_no, r.acked) for r in lead.rows("SELECT dev_no, acked FROM device")
        ),
        "erased": sorted((r.agg_hash,) for r in lead.rows("SELECT agg_hash FROM erasure")),
    }


def _without_id(row: Any) -> dict[str, Any]:
    fields = json.loads(row.fields)
    if row.entity == "sync_conflict":
        fields.pop("id", None)
    return dict(fields)


def _dots(versions: str) -> str:
    return str({name: each[1:] for name, each in sorted(json.loads(versions or "{}").items())})
