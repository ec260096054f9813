"""The team's hub as the rest of the program sees it."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import AdviserError, RuleError, SyncError
from adviser_tui.services.sync.background import Attempt, Background
from adviser_tui.services.sync.conflicts import Conflicts
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.progress import Pace, Progress, SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.status import SyncStatus
from adviser_tui.services.sync.stops import (
    BusyError,
    ShutOutError,
    SyncStoppedError,
    UpdateNeededError,
    WipeOrderedError,
)
from adviser_tui.services.sync.waiting import Waiting
from adviser_tui.sync.limits import PAGE_ROWS
from adviser_tui.sync.transport import HubUnreachableError, Transport

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.sync.cycle import Cycle
    from adviser_tui.services.sync.joining import Joined

Connect = Callable[[str, str], Transport]
"""Makes the way to a hub from its address and the file of its certificate authority."""


class Sync:
    """Joining, syncing now and beside the work, and what needs a decision."""

    def __init__(self, office: "Office", connect: Connect | None = None) -> None:
        self._office = office
        self.connect = connect or over_network
        """How the hub is reached; a test puts another way in its place."""
        self.patience = 90.0
        """Seconds for which somebody who waits for a sync is kept waiting by a busy hub."""
        self.wall_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000
        self._file = MembershipFile(office.database.folder)
        self._running = threading.Lock()
        self._progress: Progress | None = None
        self._stop = threading.Event()
        self._transport: Transport | None = None
        self._background: Background | None = None
        self._status: tuple[tuple[int, object], SyncStatus] | None = None
        self.ended = ""
        """Why there is no caseload any more, in a sentence; empty while there is one."""
        self.when_changed: Callable[[], None] | None = None
        """Called from any thread when the line or what is on record has changed."""

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
        return self._progress

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
            _close(transport)
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
    ) -> SyncDone:
        """Sync and wait for it; raises a `SyncError` that says what to do where it cannot be.

        A sync that was cancelled comes back with `is_stopped`; the next one goes on from there.
        """
        deadline = time.monotonic() + self.patience

        def pause(seconds: float) -> bool:
            until = time.monotonic() + seconds
            if until > deadline:
                return False
            while time.monotonic() < until:
                if is_cancelled() or self._stop.wait(0.1):
                    return False
            return True

        if not self._running.acquire(blocking=False):
            raise RuleError("A sync is under way already. Wait for it.")
        try:
            return self._run(told, is_cancelled, pause, Pace(PAGE_ROWS, is_steady=True))
        except SyncStoppedError:
            return SyncDone(waiting=self.waiting.count(), is_stopped=True)
        finally:
            self._running.release()
            self._changed()

    def cancel(self) -> None:
        """End the request that is under way, from any thread; nothing is lost by it."""
        transport = self._transport
        if transport is not None and hasattr(transport, "cancel"):
            transport.cancel()

    def allow_sweep(self) -> None:
        """Let the next sync remove what the hub does not have any more, however much it is."""
        from adviser_tui.storage.sync.device import Device

        Device(self._office.database).allow_sweep()

    # Beside the work.

    def begin(self) -> None:
        """Begin to sync beside the work, where this caseload works with a hub over a network."""
        mine = self._quietly_read()
        if self._background is None and mine is not None and mine.is_online:
            self._background = Background(self._attempt)
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
        self._stop.set()
        self.cancel()
        if self._background is not None:
            self._background.end()
            self._background = None

    def should_offer_sync(self) -> bool:
        """Say whether something waits that a sync before quitting would deliver."""
        mine = self._quietly_read()
        return mine is not None and mine.is_online and self.waiting.count() > 0

    # Where it stands.

    def status(self) -> SyncStatus:
        """Return where the exchange stands; cheap enough for every frame."""
        key = (self._office.database.generation, self._progress)
        if self._status is None or self._status[0] != key:
            self._status = (key, self._status_now())
        return self._status[1]

    def line(self) -> str:
        """Return where it stands in one line; empty for a caseload that works alone."""
        return self.status().line()

    def _status_now(self) -> SyncStatus:
        mine = self._quietly_read()
        if mine is None:
            return SyncStatus(self.is_joined, trouble=self._remembered.trouble)
        remembered, desk = self._remembered, self._office.desk
        last = remembered.last
        row = self._office.database.row("SELECT count(*), sum(seq < head) FROM sync_cursor")
        return SyncStatus(
            True,
            mine.url,
            mine.user_name,
            mine.role,
            tuple(str(team.get("name", "")) for team in mine.teams),
            self.waiting.count(),
            self.conflicts.count() + self.waiting.to_look_at(),
            last.astimezone(desk.local_now.tzinfo) if last else None,
            bool(row[0]) and not row[1],
            remembered.trouble,
            remembered.clock_difference_ms(),
            self._progress,
            desk.local_now,
        )

    # Inside.

    @cached_property
    def _remembered(self) -> Remembered:
        return Remembered(self._office.database, lambda: self.wall_ms())

    def _quietly_read(self) -> Membership | None:
        with suppress(AdviserError):
            return self._file.read()
        return None

    def _joined(self) -> Membership:
        mine = self._file.read()
        if mine is None:
            raise SyncError(
                "This caseload works alone so far, so there is nothing to sync with. Your team "
                "lead gives you an address and a code: `adviser join ADDRESS CODE`."
            )
        if not mine.is_online:
            raise SyncError(
                "This caseload exchanges bundles with its hub and knows no address of it. Use "
                "`adviser bundle write` and `adviser bundle read`."
            )
        return mine

    def _run(
        self,
        told: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        pause: Callable[[float], bool],
        pace: Pace,
    ) -> SyncDone:
        """Do one sync with the lock held; what went wrong is remembered for the line."""
        mine = self._joined()
        transport = self._transport = self.connect(mine.url, mine.ca_file)

        def heard(progress: Progress) -> None:
            self._progress = progress
            told(progress)
            self._tell()

        cycle = self._cycle(transport, mine, heard, is_cancelled, pause, pace)
        try:
            done = cycle.run()
        except WipeOrderedError as order:
            raise self._let_go(order, cycle, mine) from order
        except HubUnreachableError as error:
            if is_cancelled():
                raise SyncStoppedError from error
            self._remembered.note_trouble(str(error))
            raise
        except SyncStoppedError:
            raise
        except SyncError as error:
            self._remembered.note_trouble(str(error))
            raise
        finally:
            self._progress = None
            self._transport = None
            _close(transport)
        self._remembered.note_done(self._office.desk.clock.now(), is_complete=done.is_complete)
        return done

    def _cycle(
        self,
        transport: Transport,
        mine: Membership,
        told: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        pause: Callable[[float], bool],
        pace: Pace,
    ) -> "Cycle":
        from adviser_tui.services.sync.cycle import Cycle
        from adviser_tui.services.sync.hub_line import HubLine
        from adviser_tui.storage.sync.device import Device

        return Cycle(
            HubLine(transport, self._file, mine, self.wall_ms),
            Device(self._office.database),
            self._remembered,
            self._office.desk.clock,
            told=told,
            is_cancelled=is_cancelled,
            pause=pause,
            pace=pace,
        )

    def _let_go(self, order: WipeOrderedError, cycle: "Cycle", mine: Membership) -> ShutOutError:
        """Do what the hub's signed word asks; return what to tell."""
        from adviser_tui.services.sync.letting_go import let_go

        database = self._office.database
        try:
            sentence = let_go(database, mine, order.notice, cycle.deliver, self._office.desk.clock)
        except ShutOutError as shut:
            self.ended = str(shut)
            return shut
        self.ended = sentence
        return ShutOutError(sentence)

    def _attempt(self) -> Attempt:
        """Sync once beside the work."""
        if not self._running.acquire(blocking=False):
            return Attempt("later")
        try:
            self._run(lambda _: None, self._stop.is_set, lambda _: False, Pace())
        except BusyError as busy:
            return Attempt("later", busy.retry_after)
        except (ShutOutError, UpdateNeededError):
            return Attempt("never")
        except AdviserError:
            return Attempt("later")
        except Exception as error:  # a mistake of ours must not end the thread unseen
            self._note_mistake(error)
            return Attempt("later")
        finally:
            self._running.release()
            self._changed()
        return Attempt("done")

    def _note_mistake(self, error: Exception) -> None:
        """Remember that a sync went wrong in a way nobody foresaw; its text may be about people."""
        with suppress(AdviserError):
            self._remembered.note_trouble(
                f"The sync came upon a mistake in the program ({type(error).__name__}). Nothing "
                "is lost. It is tried again; if it stays so, tell whoever looks after the program."
            )

    def _changed(self) -> None:
        self._status = None
        self._tell()

    def _tell(self) -> None:
        if self.when_changed is not None:
            self.when_changed()


def over_network(url: str, ca_file: str) -> Transport:
    """Return the way to a hub over the network."""
    from adviser_tui.services.sync.over_http import OverHttp
    from adviser_tui.storage.migrations import NEWEST

    return OverHttp(url, ca_file=Path(ca_file) if ca_file else None, schema=NEWEST)


def _close(transport: Transport) -> None:
    if hasattr(transport, "close"):
        transport.close()
