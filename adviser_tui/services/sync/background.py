"""The sync that goes on beside the work: one thread, woken when there is something to do."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from adviser_tui.services.sync.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Attempt:
    """How one try ended."""

    result: Literal["done", "later", "never"]
    """`never`: trying again by itself has no sense, such as after this device was let go."""
    retry_after: float = 0.0
    """Seconds that the hub asked for."""


class Background:
    """Runs `sync` when the schedule says so, never twice at once, and ends when told to."""

    def __init__(
        self,
        sync: Callable[[], Attempt],
        *,
        now: Callable[[], float] = time.monotonic,
        schedule: Schedule | None = None,
    ) -> None:
        self._sync = sync
        self._now = now
        self._schedule = schedule or Schedule(now())
        self._wake = threading.Condition()
        self._is_ended = False
        self._is_given_up = False
        self._thread: threading.Thread | None = None

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread is not None and self._thread.is_alive()

    def begin(self) -> None:
        """Start the thread; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._live, name="sync", daemon=True)
            self._thread.start()

    def saved(self) -> None:
        """Say that something was saved."""
        with self._wake:
            self._schedule.saved(self._now())
            self._wake.notify_all()

    def hurry(self) -> None:
        """Ask for a sync now; while one runs, another follows it."""
        with self._wake:
            self._is_given_up = False
            self._schedule.hurry(self._now())
            self._wake.notify_all()

    def end(self, seconds: float = 5.0) -> None:
        """End the thread and wait for it; the sync itself must be told by its owner."""
        with self._wake:
            self._is_ended = True
            self._wake.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=seconds)

    def _live(self) -> None:
        while self._waited():
            with self._wake:
                # A wish made while it runs then counts for the one after it.
                self._schedule.begun(self._now())
            attempt = self._sync()
            with self._wake:
                self._note(attempt)

    def _note(self, attempt: Attempt) -> None:
        self._is_given_up = attempt.result == "never"
        if attempt.result == "done":
            self._schedule.succeeded()
        elif attempt.result == "later":
            self._schedule.failed(self._now(), attempt.retry_after)

    def _waited(self) -> bool:
        """Wait for the moment; say whether it came before the end did."""
        with self._wake:
            while not self._is_ended:
                left = self._schedule.due - self._now()
                if not self._is_given_up and left <= 0:
                    return True
                self._wake.wait(None if self._is_given_up else left)
        return False
