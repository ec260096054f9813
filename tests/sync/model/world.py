"""A team in small: a hub, laptops, a clock of its own, and what became of all that was written."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

from adviser_tui.errors import AdviserError, SyncError
from adviser_tui.hub import access, people
from adviser_tui.hub.backup import back_up
from adviser_tui.hub.transferring import share_again, transfer_at_the_hub
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.model.acts import Acts
from tests.sync.model.fates import Fated
from tests.sync.model.founding import HubPlace, found
from tests.sync.model.hostile import ATTACKER, Attacker
from tests.sync.model.hub_side import HubSide
from tests.sync.model.laptop import Laptop
from tests.sync.model.ledger import Ledger

_STEP_MS = 1_300


class World:
    """Everything there is, with what must be known to judge it afterwards."""

    def __init__(self, root: Path, now_ms: int, laptops: int) -> None:
        self.root = root
        self.now_ms = self._began_ms = now_ms
        self.step = 0
        self.ledger = Ledger()
        self.backups: list[tuple[Path, int]] = []
        self.images: dict[tuple[int, int], int] = {}
        self.erased: dict[str, str] = {}
        self.was_restored = self.was_reviewed = False
        self.refusals: dict[str, int] = {}
        self._words = self._ids = 0
        self.place: HubPlace = HubPlace(root / "hub", lambda: self.now_ms)
        self.laptops = [self._laptop(number) for number in range(laptops)]
        self.attacker = Attacker(self.place)

    def _laptop(self, number: int) -> Laptop:
        line = Fated(self.place.transport)
        laptop = Laptop(number, self.root / f"laptop-{number}", line, lambda: self.now_ms)

        def had_in_hand(name: str, body: Any, reply: Any) -> None:
            if name == "push":
                told = {c["l"] for c in body["changes"] if c["l"] <= reply["acked"]}
                self.ledger.reached_hub(number, told, self.step)

        line.had_in_hand = had_in_hand
        line.before_twice = lambda: self.side.picture()
        return laptop.open()

    def close(self) -> None:
        """Let go of every file."""
        for laptop in self.laptops:
            laptop.close()
        self.place.close()
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def side(self) -> HubSide:
        """The hub, looked into."""
        return HubSide(self.place.hub)

    def laptop(self, who: int) -> Laptop:
        """Return one of the laptops."""
        return self.laptops[who % len(self.laptops)]

    def begin_step(self) -> None:
        """Let a moment go by."""
        self.step += 1
        self.now_ms += _STEP_MS

    def elapsed_ms(self) -> int:
        """Return how long this has been going on."""
        return self.now_ms - self._began_ms

    def refused(self, name: str, error: AdviserError) -> None:
        """Count what was not possible, so that a script that does nothing is noticed."""
        key = f"{name}: {type(error).__name__}"
        self.refusals[key] = self.refusals.get(key, 0) + 1

    # People at work.

    def word(self) -> str:
        """Return a word that nobody wrote before."""
        self._words += 1
        return f"w-{self._words}-{self.step}-xq"

    def new_id(self) -> str:
        """Return an id that is the same in every run of a script."""
        self._ids += 1
        number = (0x0199 << 112) | (7 << 76) | (2 << 62) | (self.step << 16) | self._ids
        return str(UUID(int=number))

    def write(self, laptop: Laptop, name: str, which: int, how: int) -> None:
        """Let somebody do something on a laptop, and note what was written by it."""
        since = laptop.last_change()
        try:
            getattr(Acts(laptop, self.word, self.new_id), name)(which, how)
        except AdviserError as error:
            self.refused(name, error)
        self.ledger.note(laptop.database, laptop.number, since, self.step)

    def sync(self, laptop: Laptop, *, rows: int = 250, changes: int = 500) -> None:
        """Sync a laptop; being torn off is what fates are for."""
        try:
            laptop.sync(rows=rows, changes=changes)
        except SyncError as error:
            self.refused("sync", error)
        finally:
            laptop.line.fates = []
            laptop.line.between = None

    def deliver_late(self, laptop: Laptop) -> None:
        """Let a late request arrive."""
        with suppress(HubRefusedError):
            laptop.line.deliver_late()

    # Disks.

    def take_image(self, laptop: Laptop) -> None:
        """Copy a laptop's disk."""
        self.images[(laptop.number, len(laptop.images))] = self.step
        laptop.take_image()

    def bring_image_back(self, laptop: Laptop, image: int) -> None:
        """Put a copy of a disk back; what was only on the newer disk is gone, and rightly so."""
        then = self.images[(laptop.number, image)]
        for number, written in enumerate(self.ledger.all):
            if written.laptop == laptop.number and written.step > then:
                written.laptop = -1 - laptop.number
                if written.reached < 0:
                    self.ledger.excused[number] = "went with a disk"
        laptop.bring_image_back(image)

    # The hub's own people.

    def back_hub_up(self) -> None:
        """Back the hub up."""
        made = back_up(self.place.store, self.root / "backups", self.now_ms)
        self.backups.append((made.file, self.step))

    def restore_hub(self, which: int) -> None:
        """Put an older state of the hub back."""
        file, then = self.backups[which]
        self.place.restore(file)
        self.was_restored = True
        for laptop in self.laptops:
            laptop.line.inner = self.place.transport
        for number, written in enumerate(self.ledger.all):
            if written.reached > then:
                written.reached = -1
                if written.laptop < 0 or not self._still_has(written.laptop, written.lseq):
                    self.ledger.excused[number] = "was only at the hub"

    def _still_has(self, laptop: int, lseq: int) -> bool:
        row = self.laptops[laptop].database.row(
            "SELECT scrub FROM change_record WHERE lseq = ?", (lseq,)
        )
        return row is not None and not row[0]

    def regroup(self, who: int, how: int) -> None:
        """Give somebody other teams, end their access, or give it back."""
        laptop = self.laptop(who)
        account = laptop.account()
        with self.place.store.transaction() as t:
            act = self.place.hub.act()
            person = people.account(t, account)
            known = people.teams(t)
            if not person.is_active:
                access.give_back(t, act, person)
            elif how % 5 == 0:
                access.end_access(t, act, person)
            else:
                chosen = [[known[0]], [known[1]], known[:2]][how // 5 % 3]
                people.change_account(t, act, person, members=chosen)
        share_again(self.place.hub, [account])

    def participants(self) -> list[str]:
        """Return the participants that the hub knows."""
        return sorted(key[1] for key in self.side.rows() if key[0] == "participant")

    def transfer(self, which: int, how: int) -> None:
        """Hand a whole over to another team."""
        rows = self.side.rows()
        kind = "employer" if how % 4 == 0 else "participant"
        those = sorted(key[1] for key in rows if key[0] == kind)
        if those:
            chosen = [those[which % len(those)]]
            transfer_at_the_hub(self.place.hub, chosen, 1 + how // 4 % 2)

    def erase(self, which: int) -> None:
        """Erase somebody; every word that was ever said of them is to go."""
        those = self.participants()
        if len(those) < 2:
            return
        agg = those[which % len(those)]
        rows = self.side.rows()
        ids = {row_id for (_, row_id), row in rows.items() if row.agg == agg}
        elsewhere = {row_id for (_, row_id), row in rows.items() if row.agg != agg}
        others = {v for row in rows.values() if row.agg != agg for v in row.fields.values()}
        copied = {str(w.value) for w in self.ledger.all if w.agg != agg and w.place[1] not in ids}
        for written in self.ledger.all:
            is_at_home = written.agg == agg and written.place[1] not in elsewhere
            is_of_them = written.place[1] in ids or is_at_home
            word = str(written.value)
            # A word may have been copied between two who were made one.
            if is_of_them and word.startswith("w-") and word not in others | copied:
                self.erased[word] = agg
        self.place.erase(agg)

    def attack(self, which: int, how: int) -> None:
        """Let somebody hostile send something; it must stay without effect for others."""
        self.attacker.send(self.side, which, how)

    def review(self, which: int, *, accept: bool) -> None:
        """Let the lead of the first team decide about what was set aside."""
        line = self.laptops[0].hub_line()
        line = type(line)(
            self.place.transport,
            self.laptops[0].members,
            self.laptops[0].membership,
            lambda: self.now_ms,
        )
        told = line.call("review", {})["items"]
        items = [item for item in told if item["author"] != ATTACKER[0]]
        if not items:
            return
        item = items[which % len(items)]
        if not accept:
            held = [
                (place, value)
                for place, value in self.side.undecided()
                if place[1] == item["row_id"]
            ]
            for number, written in enumerate(self.ledger.all):
                if (written.place, written.value) in held:
                    self.ledger.excused[number] = "was rejected by a lead"
        line.call("settle", {"id": item["id"], "act": "accept" if accept else "reject"})
        self.was_reviewed = True


class Stage:
    """Fresh worlds of one size each, copied from one that was made and synced once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[int, int] = {}
        self._count = 0

    def world(self, laptops: int) -> World:
        """Return a new world; whoever asked for it closes it."""
        template = self.make(laptops)
        self._count += 1
        root = self._root / f"world-{self._count}"
        shutil.copytree(template, root)
        return World(root, self._made[laptops], laptops)

    def make(self, laptops: int) -> Path:
        """Make the world that those of one size are copied from, if it is not there yet."""
        template = self._root / f"template-{laptops}"
        if laptops not in self._made:
            self._made[laptops] = found(template, laptops)
        return template
