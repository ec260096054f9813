"""One simulated laptop: a real caseload in a folder, its clock wrong at will, its line torn."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from adviser_tui.clock import Clock
from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.cycle import Cycle
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.joining import Joining
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.progress import Pace, Progress
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.stops import WipeOrderedError
from adviser_tui.storage.database import Database
from adviser_tui.storage.sync.device import Device
from tests.sync.model.fates import Fated

_UNIX_DAY = 2_440_587.5
_DAY_MS = 86_400_000
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class WrongClock(Clock):
    """The world's clock, as wrong as `skew_ms`."""

    def __init__(self, true_ms: Callable[[], int]) -> None:
        self._true_ms = true_ms
        self.skew_ms = 0

    def millis(self) -> int:
        """Return what this laptop takes for the time, in milliseconds since 1970."""
        return self._true_ms() + self.skew_ms

    def now(self) -> datetime:
        """Return the same as a moment."""
        return _FIRST + timedelta(milliseconds=self.millis())

    def julian(self, *_: object) -> float:
        """Stand for SQLite's own function, which the triggers take the time from."""
        return _UNIX_DAY + self.millis() / _DAY_MS


class Laptop:
    """A device of one person."""

    def __init__(self, number: int, folder: Path, line: Fated, true_ms: Callable[[], int]) -> None:
        self.number = number
        self.folder = folder
        self.line = line
        self.clock = WrongClock(true_ms)
        self.images: list[Path] = []
        self.confirmed = 0
        """The last change that the hub was ever known here to have confirmed."""
        self._moves = 0

    def open(self) -> "Laptop":
        """Open the caseload, as starting the program does."""
        self.database = Database(self.folder, self.clock).open()
        with self.database.writing() as connection:
            connection.create_function("julianday", -1, self.clock.julian)
        self.device = Device(self.database)
        self.members = MembershipFile(self.folder)
        return self

    def close(self) -> None:
        """End the program properly."""
        self.database.close()

    def crash(self) -> None:
        """Cut the power: only what was on the disk is there afterwards."""
        self._moves += 1
        after = self.folder.with_name(f"{self.folder.name.split('~')[0]}~{self._moves}")
        _copied(self.folder, after)
        self.close()
        shutil.rmtree(self.folder)
        self.folder = after
        self.line.late_replies.clear()
        self.open()

    def take_image(self) -> None:
        """Copy the disk, as a backup of the whole laptop does."""
        kept = self.folder.with_name(f"image-{self.number}-{len(self.images)}")
        _copied(self.folder, kept)
        self.images.append(kept)

    def bring_image_back(self, image: int) -> None:
        """Put an old copy of the disk in the place of what is there."""
        self.close()
        shutil.rmtree(self.folder)
        _copied(self.images[image], self.folder)
        self.line.late_replies.clear()
        self.open()
        self.confirmed = self.device.state().acked

    @property
    def membership(self) -> Membership:
        """Who this laptop is at the hub."""
        found = self.members.read()
        assert found is not None
        return found

    def hub_line(self) -> HubLine:
        """Return the way to the hub with this laptop's token."""
        return HubLine(self.line, self.members, self.membership, self.clock.millis)

    def sync(self, *, rows: int = 250, changes: int = 500) -> Any:
        """Sync as the program does, by as much at once; raises a `SyncError` where it is torn."""
        line = self.hub_line()
        remembered = Remembered(self.database, self.clock.millis)
        hub = Asking(line, self.device, Progress())
        with patch("adviser_tui.services.sync.sending.BATCH_CHANGES", changes):
            cycle = Cycle(
                line, self.device, remembered, self.clock, hub, pace=Pace(rows, is_steady=True)
            )
        try:
            return cycle.run()
        except WipeOrderedError:
            # What waits is delivered before anything is removed; the removing is tested apart.
            cycle.deliver()
            raise

    def join_again(self, code: str) -> None:
        """Join with a new code, as somebody does whose token the hub does not know any more."""
        Joining(self.database, self.clock.millis).by_code(self.line, "https://hub.example", code)

    def pull(self, *, rows: int) -> None:
        """Fetch one page without sending first."""
        self.device.take_page(self.hub_line().call("pull", self.device.request(rows)))

    def take_late_reply(self) -> None:
        """Let the oldest late answer arrive after all; raises what the device makes of it."""
        parcel = self.line.late_replies.pop(0)
        if parcel.name == "push":
            self.device.take_acks(dict(parcel.body))
        elif parcel.name == "pull":
            self.device.take_page(dict(parcel.body))

    def last_change(self) -> int:
        """Return the number of the newest change made here."""
        return int(self.database.row("SELECT lseq FROM sync_state")[0])

    def account(self) -> str:
        """Return whose laptop this is."""
        return self.membership.user_id


def _copied(source: Path, target: Path) -> None:
    """Copy a folder as it lies on the disk; what was only in memory is not in it."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
