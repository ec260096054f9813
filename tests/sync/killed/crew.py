"""Two devices and a hub, the ways in which each of them dies, and what is found afterwards."""

import json
import shutil
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from adviser_tui.errors import AdviserError
from adviser_tui.hub.erasing import erase_aggregate
from adviser_tui.hub.hub import Hub
from adviser_tui.services.contacts.draft import ContactDraft
from adviser_tui.services.office import open_office
from adviser_tui.services.sync.membership import FILE_NAME as MEMBERSHIP
from models.kinds import Channel
from tests.sync.killed import truth
from tests.sync.killed.running import Ended, ServedHub, adviser, sync, writer

_MONTH_MS = 31 * 86_400_000


class Crew:
    """Vilma records, Jonas reads; `faults` is empty while nothing was lost and nothing is stuck."""

    def __init__(self, folder: Path, hub: ServedHub, seed: int) -> None:
        self.folder = folder
        self.hub = hub
        self.chance = Random(seed)
        self.vilma = folder / "vilma"
        self.jonas = folder / "jonas"
        self.told: set[str] = set()
        """The notes of contacts that somebody was told are saved."""
        self.kills: Counter[str] = Counter()
        self.faults: list[str] = []
        self._made = 0

    def begin(self) -> None:
        """Start the hub and let both join."""
        self.hub.start()
        self.hub.joined(self.vilma, "Vilma Testesen")
        self.hub.joined(self.jonas, "Jonas Eksempel")

    # At work.

    def add(self, folder: Path, many: int = 1) -> None:
        """Log contacts."""
        office = open_office(folder)
        try:
            for _ in range(many):
                self._made += 1
                note = f"{folder.name}-made-{self._made}"
                office.contacts.log(
                    ContactDraft(
                        Channel.CALL,
                        office.desk.clock.now() - timedelta(hours=1),
                        new_employer=f"{folder.name} Mill {self._made}",
                        note=note,
                    )
                )
                self.told.add(note)
        finally:
            office.close()

    def erase_one(self) -> None:
        """Erase an employer with its contact at the hub."""
        founded = self.hub.founded
        hub = Hub(founded.store, lambda: time.time_ns() // 1_000_000, keys=founded.keys)
        hub.journal = founded.place.journal
        with founded.store.transaction() as t:
            rows = t.rows("SELECT agg, fields FROM row_state WHERE entity = 'contact' ORDER BY id")
            row = self.chance.choice(rows)
            erase_aggregate(hub, t, row.agg, "asked", hub.now(), "hub")
        self.told -= {json.loads(each.fields)["note"] for each in rows if each.agg == row.agg}

    # Deaths.

    def writer_dies(self) -> None:
        """Kill a device at any moment of its work."""
        name = f"w{self.kills.total()}"
        process = writer(self.vilma, name)
        try:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(self.chance.randint(1, 12))]
            time.sleep(self.chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
        if err:
            self.faults.append(f"a device at work said {err[-300:]}")
        self.heard("".join(said) + out)
        self._counted("device at any moment")

    def heard(self, output: str) -> None:
        """Note what a device at work said is saved; a line that was cut off was not said."""
        lines = output[: output.rfind("\n") + 1].splitlines()
        self.told |= {each[6:] for each in lines if each.startswith("saved ")}

    def sync_dies(self, place: str, folder: Path | None = None) -> Ended:
        """Kill a device at a place of its sync."""
        ended = sync(folder or self.vilma, dies_at=place)
        self._died(ended, "device", place)
        return ended

    def sync_dies_sometime(self, most_s: float) -> None:
        """Kill a device at any moment of `adviser sync`."""
        ended = sync(self.vilma, after_s=self.chance.uniform(0.3, most_s))
        if ended.was_killed:
            self._counted("device, sync at any moment")

    def cleaning_dies(self, place: str) -> None:
        """Kill a device that lets go of somebody who was erased."""
        self.erase_one()
        self.sync_dies(place)

    def token_dies(self, place: str) -> None:
        """Kill a device while its token is renewed."""
        sync(self.vilma)
        file = self.vilma / MEMBERSHIP
        document = json.loads(file.read_text())
        document["token_ms"] -= _MONTH_MS
        file.write_text(json.dumps(document))
        self.add(self.vilma)
        self.sync_dies(place)

    def hub_dies(self, place: str) -> None:
        """Kill the hub at a place of what a device asks of it."""
        self.add(self.vilma)
        self.hub.kill()
        self.hub.start(place)
        sync(self.vilma)
        if self.hub.process is not None and self.hub.process.poll() == -signal.SIGKILL:
            self._counted(f"hub {_short(place)}")
        else:
            self.faults.append(f"the hub never came to {place}")
        self.hub.kill()
        self.hub.start()

    def hub_dies_sometime(self) -> None:
        """Kill the hub at any moment while a device works with it."""
        process = writer(self.vilma, f"h{self.kills.total()}")
        try:
            assert process.stdout is not None
            said = [process.stdout.readline() for _ in range(self.chance.randint(2, 8))]
            time.sleep(self.chance.uniform(0, 0.2))
            self.hub.kill()
            said += [process.stdout.readline() for _ in range(3)]
            self.hub.start()
            said += [process.stdout.readline() for _ in range(4)]
            process.kill()
            out, _ = process.communicate(timeout=60)
        finally:
            process.kill()
        self.heard("".join(said) + out)
        self._counted("hub at any moment")
        self.kills["device at any moment"] += 1

    def join_dies(self, place: str) -> None:
        """Kill a device while it joins; the same code must still bring it in."""
        folder = self.folder / f"new-{self.kills.total()}"
        code = self.hub.code_for("Vilma Testesen")
        words = ("join", self.hub.url, code, "--data-dir", str(folder))
        self._died(adviser(*words, dies_at=place), "joining", place)
        again = adviser(*words)
        if again.code and "already" not in again.err:
            self.faults.append(f"the code did not work again after {place}: {again.err}")
        if sync(folder).code or truth.stuck(folder, self.hub.founded.store):
            self.faults.append(f"a device that joined is stuck after {place}")
        shutil.rmtree(folder)

    def bundle_dies(self, device_at: str, hub_at: str, reading_at: str) -> None:
        """Kill whoever writes a bundle, the hub that answers it, and whoever reads that."""
        stick = self.folder / f"stick-{self.kills.total()}"
        stick.mkdir()
        self.add(self.vilma)
        own = ("--data-dir", str(self.vilma))
        at = ("--hub", "--at", str(self.hub.folder))
        self._died(
            adviser("bundle", "write", str(stick), *own, dies_at=device_at), "bundle", device_at
        )
        adviser("bundle", "write", str(stick), *own)
        ended = adviser("bundle", "read", str(stick), *at, dies_at=hub_at)
        self._died(ended, "hub's bundle", hub_at)
        adviser("bundle", "read", str(stick), *at)
        ended = adviser("bundle", "read", str(stick), *own, dies_at=reading_at)
        self._died(ended, "bundle", reading_at)
        adviser("bundle", "read", str(stick), *own)
        self._check("after bundles")

    def backup_dies(self, place: str) -> None:
        """Kill a backup of the hub; what it left is no backup that anybody could restore."""
        ended = adviser("hub", "backup", "--at", str(self.hub.folder), dies_at=place)
        self._died(ended, "hub's backup", place)

    def restore_dies(self, place: str, *, is_repeated: bool) -> None:
        """Kill a restore of an older backup; devices are ahead of it either way."""
        target = self.folder / f"backup-{self.kills.total()}"
        ended = adviser("hub", "backup", str(target), "--at", str(self.hub.folder))
        assert ended.code == 0, ended.err
        (file,) = target.iterdir()
        self.add(self.vilma, 2)
        sync(self.vilma)
        self.hub.kill()
        words = ("hub", "restore", str(file), "--at", str(self.hub.folder))
        self._died(adviser(*words, dies_at=place), "hub's restore", place, is_checked=False)
        if is_repeated:
            again = adviser(*words)
            if again.code:
                self.faults.append(f"the restore could not be repeated: {again.err}")
        self.hub.start()
        self.heal()

    def fork_dies(self, place: str) -> None:
        """Kill a device that was put back to an older state while it gets a number of its own."""
        copy = self.folder / "image"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.vilma, copy)
        self.add(self.vilma)
        sync(self.vilma)
        membership = (self.vilma / MEMBERSHIP).read_bytes()
        shutil.rmtree(self.vilma)
        copy.rename(self.vilma)
        (self.vilma / MEMBERSHIP).write_bytes(membership)
        self.add(self.vilma)
        self.sync_dies(place)
        self.heal()

    # Afterwards.

    def heal(self) -> None:
        """Sync both twice and look whether everything is everywhere, once."""
        for folder in (self.vilma, self.jonas, self.vilma, self.jonas):
            office = open_office(folder)
            try:
                done = office.sync.now()
            except AdviserError as error:
                self.faults.append(f"{folder.name} does not sync: {error}")
            else:
                if not done.is_synced:
                    self.faults.append(f"{folder.name} is not through: {done}")
            finally:
                office.close()
        self._check("after healing")
        at_hub = truth.notes_at_hub(self.hub.founded.store)
        self.faults += _apart(self, at_hub)
        # What was saved and killed before that was told counts from now on as well.
        self.told |= set(at_hub)

    def examine(self) -> None:
        """Look at the files themselves."""
        for folder in (self.vilma, self.jonas):
            self.faults += [f"{folder.name}: {each}" for each in truth.is_sound(folder)]

    def _died(self, ended: Ended, who: str, place: str, *, is_checked: bool = True) -> None:
        if not ended.was_killed:
            self.faults.append(f"{who} never came to {place}: {ended.out} {ended.err}")
            return
        self._counted(f"{who} {_short(place)}", is_checked=is_checked)

    def _counted(self, what: str, *, is_checked: bool = True) -> None:
        self.kills[what] += 1
        if is_checked:
            self._check(what)

    def _check(self, what: str) -> None:
        if missing := truth.lost(self.vilma, self.hub.founded.store):
            self.faults.append(f"confirmed and lost after {what}: {missing[:5]}")


def _apart(crew: Crew, at_hub: list[str]) -> Iterator[str]:
    """Yield in what the hub and the devices are not alike, and what was told and is nowhere."""
    if missing := sorted(crew.told - set(at_hub)):
        yield f"saved and not at the hub: {missing[:5]}"
    if len(at_hub) != len(set(at_hub)):
        yield f"twice at the hub: {[n for n, c in Counter(at_hub).items() if c > 1]}"
    for folder in (crew.vilma, crew.jonas):
        if trouble := truth.stuck(folder, crew.hub.founded.store):
            yield f"{folder.name} is stuck: {trouble}"
        if truth.notes_at(folder) != at_hub:
            yield f"{folder.name} has something else than the hub"


def _short(place: str) -> str:
    module, name, when, *_ = place.split(":")
    return f"{when} {module.rpartition('.')[2]}.{name.rpartition('.')[2]}"
