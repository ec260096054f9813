"""The team's hub as the rest of the program sees it."""

import time
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import AdviserError
from adviser_tui.services.sync.background import Background
from adviser_tui.services.sync.conflicts import Conflicts
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.progress import Progress, SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.running import Connect, Runner, close
from adviser_tui.services.sync.status import SyncStatus
from adviser_tui.services.sync.waiting import Waiting

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.sync.joining import Joined


class Sync:
    """Joining, syncing now and beside the work, and what needs a decision."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self.wall_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000
        """This machine's own clock, which changes are stamped by."""
        self._file = MembershipFile(office.database.folder)
        self._remembered = Remembered(office.database, lambda: self.wall_ms())
        self._runner = Runner(office.desk, self._file, self._remembered)
        self._runner.tell = self._changed
        self._background: Background | None = None
        self._status: tuple[tuple[int, object], SyncStatus] | None = None
        self.when_changed: Callable[[], None] | None = None
        """Called from any thread when the line or what is on record has changed."""

    @property
    def connect(self) -> Connect:
        """How the hub is reached; a test puts another way in its place."""
        return self._runner.connect

    @connect.setter
    def connect(self, way: Connect) -> None:
        self._runner.connect = way

    @property
    def patience(self) -> float:
        """Seconds for which somebody who waits for a sync is kept waiting by a busy hub."""
        return self._runner.patience

    @patience.setter
    def patience(self, seconds: float) -> None:
        self._runner.patience = seconds

    @property
    def ended(self) -> str:
        """Why there is no caseload to work with any more, in a sentence; empty while there is."""
        return self._runner.ended

    @cached_property
    def conflicts(self) -> Conflicts:
        """Two versions of one field."""
        return Conflicts(self._office)

    @cached_property
    def waiting(self) -> Waiting:
        """What waits, what was confirmed, and what the hub did not take."""
        return Waiting(self._office, self._remembered)

    @property
    def membership(self) -> Membership | None:
        """Who this device is at its hub; nothing before it joined."""
        return self._file.read()

    @property
    def is_joined(self) -> bool:
        """Whether this caseload works with a hub."""
        return self._file.path.exists()

    @property
    def progress(self) -> Progress | None:
        """How far the sync that runs now is; nothing where none runs."""
        return self._runner.progress

    # Joining.

    def join(self, url: str, code: str, *, device_name: str = "", ca_file: str = "") -> "Joined":
        """Join a team's hub with a one-time code; raises with nothing changed where it says no."""
        from adviser_tui.services.sync.hub_address import checked_address
        from adviser_tui.services.sync.joining import Joining

        address = checked_address(url)
        trusted = str(Path(ca_file).expanduser().absolute()) if ca_file else ""
        transport = self.connect(address, trusted)
        try:
            joining = Joining(self._office.database, self.wall_ms)
            return joining.by_code(
                transport, address, code, device_name=device_name, ca_file=trusted
            )
        finally:
            close(transport)
            self._changed()

    def join_by_invitation(self, path: Path, code: str) -> "Joined":
        """Join with an invitation in a file, without a network."""
        from adviser_tui.services.sync.joining import Joining

        joined = Joining(self._office.database, self.wall_ms).by_invitation(path, code)
        self._changed()
        return joined

    # Now.

    def now(
        self,
        told: Callable[[Progress], None] = lambda _: None,
        is_cancelled: Callable[[], bool] = lambda: False,
        *,
        must_compare: bool = False,
    ) -> SyncDone:
        """Sync and wait for it; raises a `SyncError` that says what to do where it cannot be.

        A sync that was cancelled comes back with `is_stopped`; the next one goes on from there.
        With `must_compare` everything here is compared with the hub, as happens once a week.
        """
        return self._runner.now(told, is_cancelled, must_compare=must_compare)

    def cancel(self) -> None:
        """End the request that is under way, from any thread; nothing is lost by it."""
        self._runner.cancel()

    def allow_sweep(self) -> int:
        """Let go of what the hub does not have any more, however much; return how many rows."""
        from adviser_tui.storage.sync.device import Device

        return Device(self._office.database).allow_sweep()

    # Beside the work.

    def begin(self) -> None:
        """Begin to sync beside the work, where this caseload works with a hub over a network."""
        mine = self._quietly_read()
        if self._background is None and mine is not None and mine.is_online:
            self._background = Background(self._runner.attempt)
            self._office.desk.when_saved.append(self._background.saved)
            self._background.begin()

    def hurry(self) -> bool:
        """Ask for a sync beside the work now; say whether there will be one."""
        self.begin()
        if self._background is None:
            return False
        self._background.hurry()
        return True

    def close(self) -> None:
        """End what goes on beside the work; called before the file is closed."""
        self._runner.close()
        if self._background is not None:
            self._background.end()
            self._background = None

    def should_offer_sync(self) -> bool:
        """Say whether something waits that a sync before quitting would deliver."""
        mine = self._quietly_read()
        return mine is not None and mine.is_online and self.waiting.can_send()

    # Where it stands.

    def note_set_aside(self, many: int) -> None:
        """Keep how much the hub has for this team lead to decide."""
        self._remembered.note_set_aside(many)

    def status(self) -> SyncStatus:
        """Return where the exchange stands; cheap enough for every frame."""
        key = (self._office.database.generation, self._runner.progress)
        if self._status is None or self._status[0] != key:
            self._status = (key, self._status_now())
        return self._status[1]

    def line(self) -> str:
        """Return where it stands in one line; empty for a caseload that works alone."""
        return self.status().line()

    def _status_now(self) -> SyncStatus:
        try:
            mine = self._file.read()
        except AdviserError as error:
            return SyncStatus(True, waiting=self.waiting.count(), trouble=str(error))
        if mine is None:
            return SyncStatus(False)
        remembered, desk = self._remembered, self._office.desk
        last = remembered.last
        row = self._office.database.row("SELECT count(*), sum(seq < head) FROM sync_cursor")
        return SyncStatus(
            True,
            str(remembered.hello().get("name") or mine.url),
            mine.user_name,
            mine.role,
            tuple(str(team.get("name", "")) for team in mine.teams),
            self.waiting.count(),
            self.conflicts.count() + self.waiting.to_look_at(),
            last.astimezone(desk.local_now.tzinfo) if last else None,
            bool(row[0]) and not row[1] and not remembered.is_rebuilding,
            remembered.trouble,
            remembered.clock_difference_ms(),
            self._runner.progress,
            desk.local_now,
            remembered.set_aside() if mine.role == "lead" else 0,
        )

    # Inside.

    def _quietly_read(self) -> Membership | None:
        with suppress(AdviserError):
            return self._file.read()
        return None

    def _changed(self) -> None:
        self._status = None
        if self.when_changed is not None:
            self.when_changed()
