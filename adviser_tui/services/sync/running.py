"""One sync at a time, asked for or beside the work, and what is remembered of how it ended."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import AdviserError, RuleError, SyncError
from adviser_tui.services.sync.background import Attempt
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.progress import Pace, Progress, SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.stops import (
    BusyError,
    DrainOnlyError,
    ShutOutError,
    SyncStoppedError,
    UpdateNeededError,
    WipeOrderedError,
)
from adviser_tui.sync.limits import PAGE_ROWS
from adviser_tui.sync.transport import HubUnreachableError, Transport

if TYPE_CHECKING:
    from adviser_tui.services.desk import Desk
    from adviser_tui.services.sync.cycle import Cycle

Connect = Callable[[str, str], Transport]
"""Makes the way to a hub from its address and the file of its certificate authority."""


class Runner:
    """Runs syncs of one caseload, never two at once."""

    def __init__(self, desk: "Desk", file: MembershipFile, remembered: Remembered) -> None:
        self._desk = desk
        self._file = file
        self._remembered = remembered
        self._running = threading.Lock()
        self._stop = threading.Event()
        self._transport: Transport | None = None
        self.connect: Connect = over_network
        self.patience = 90.0
        self.progress: Progress | None = None
        self.ended = ""
        self.tell: Callable[[], None] = lambda: None
        """Called from any thread whenever something changed."""

    def now(
        self,
        told: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        *,
        must_compare: bool = False,
    ) -> SyncDone:
        """Sync and wait for it; see `Sync.now`."""
        deadline = time.monotonic() + self.patience

        def pause(seconds: float) -> bool:
            until = time.monotonic() + seconds
            if until > deadline:
                return False
            while time.monotonic() < until:
                if is_cancelled() or self._stop.wait(0.1):
                    return False
            return True

        far = Progress()

        def heard(progress: Progress) -> None:
            nonlocal far
            far = progress
            told(progress)

        if not self._running.acquire(blocking=False):
            raise RuleError("A sync is under way already. Wait for it.")
        try:
            return self._run(
                heard, is_cancelled, pause, Pace(PAGE_ROWS, is_steady=True), must_compare
            )
        except SyncStoppedError:
            return SyncDone(far.sent, far.fetched, waiting=self._waiting(), is_stopped=True)
        finally:
            self._running.release()
            self.tell()

    def attempt(self) -> Attempt:
        """Sync once beside the work, in small pages so that no key waits; never raises."""
        if not self._running.acquire(blocking=False):
            return Attempt("later")
        try:
            self._run(lambda _: None, self._stop.is_set, lambda _: False, Pace())
        except BusyError as busy:
            return Attempt("later", busy.retry_after)
        except (DrainOnlyError, UpdateNeededError):
            return Attempt("later")  # what is recorded is still taken
        except ShutOutError:
            return Attempt("never")
        except AdviserError:
            return Attempt("later")
        except Exception as error:  # a mistake of ours must not end the thread unseen
            self._note_mistake(error)
            return Attempt("later")
        finally:
            self._running.release()
            self.tell()
        return Attempt("done")

    def cancel(self) -> None:
        """End the request that is under way, from any thread; nothing is lost by it."""
        transport = self._transport
        if transport is not None and hasattr(transport, "cancel"):
            transport.cancel()

    def close(self) -> None:
        """End for good what is under way."""
        self._stop.set()
        self.cancel()

    def _waiting(self) -> int:
        from adviser_tui.storage.sync.device import Device

        state = Device(self._desk.database).state()
        return state.waiting + state.parked

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
        must_compare: bool = False,
    ) -> SyncDone:
        """Do one sync with the lock held; what went wrong is remembered for the line."""
        from adviser_tui.services.sync.taking_over import refuse_another_hub
        from adviser_tui.storage.sync.device import Device

        mine = self._joined()
        refuse_another_hub(Device(self._desk.database), mine)
        transport = self._transport = self.connect(mine.url, mine.ca_file)

        def heard(progress: Progress) -> None:
            self.progress = progress
            told(progress)
            self.tell()

        cycle = self._cycle(transport, mine, heard, is_cancelled, pause, pace, must_compare)
        try:
            done = cycle.run()
            self._ask_what_to_decide(transport)
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
            self.progress = None
            self._transport = None
            close(transport)
        self._remembered.note_done(self._desk.clock.now(), is_complete=done.is_complete)
        return done

    def _ask_what_to_decide(self, transport: Transport) -> None:
        """Keep how much waits for a lead; where the hub does not say, the sync is none the less."""
        from adviser_tui.services.sync.hub_line import HubLine
        from adviser_tui.services.sync.to_decide import count_to_decide

        mine = self._file.read()
        if mine is not None and (mine.role == "lead" or self._remembered.set_aside()):
            line = HubLine(transport, self._file, mine, self._remembered.wall_ms)
            with suppress(AdviserError):
                self._remembered.note_set_aside(count_to_decide(line))

    def _cycle(
        self,
        transport: Transport,
        mine: Membership,
        told: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        pause: Callable[[float], bool],
        pace: Pace,
        must_compare: bool,
    ) -> "Cycle":
        from adviser_tui.services.sync.asking import Asking
        from adviser_tui.services.sync.cycle import Cycle
        from adviser_tui.services.sync.hub_line import HubLine
        from adviser_tui.storage.sync.device import Device

        line = HubLine(transport, self._file, mine, self._remembered.wall_ms)
        device = Device(self._desk.database)
        progress = Progress(is_first=self._remembered.last is None)
        asking = Asking(line, device, progress, told=told, is_cancelled=is_cancelled, pause=pause)
        clock, remembered = self._desk.clock, self._remembered
        return Cycle(line, device, remembered, clock, asking, pace=pace, must_compare=must_compare)

    def _let_go(self, order: WipeOrderedError, cycle: "Cycle", mine: Membership) -> ShutOutError:
        """Do what the hub's signed word asks; return what to tell."""
        from adviser_tui.services.sync.letting_go import let_go

        database = self._desk.database
        try:
            sentence = let_go(database, mine, order.notice, cycle.deliver, self._desk.clock)
        except ShutOutError as shut:
            self.ended = str(shut)
            return shut
        self.ended = sentence
        return ShutOutError(sentence)

    def _note_mistake(self, error: Exception) -> None:
        """Remember that a sync went wrong in a way nobody foresaw; its text may be about people."""
        with suppress(AdviserError):
            self._remembered.note_trouble(
                f"The sync came upon a mistake in the program ({type(error).__name__}). Nothing "
                "is lost. It is tried again; if it stays so, tell whoever looks after the program."
            )


def over_network(url: str, ca_file: str) -> Transport:
    """Return the way to a hub over the network."""
    from adviser_tui.services.sync.over_http import OverHttp
    from adviser_tui.storage.migrations import NEWEST

    return OverHttp(url, ca_file=Path(ca_file) if ca_file else None, schema=NEWEST)


def close(transport: Transport) -> None:
    """Let go of the connections of a transport that has any."""
    if hasattr(transport, "close"):
        transport.close()
