"""When the next sync is due, in seconds of a clock that only goes forward."""

from collections.abc import Callable
from random import random

EVERY = 300.0
AFTER_SAVE = 20.0
"""A sync follows the last of several saves by this much."""
LONGEST_AFTER_SAVE = 120.0
"""How long somebody who saves all the time can put it off."""
LEAST_PAUSE = 2.0
LONGEST_PAUSE = 600.0


class Schedule:
    """One moment that moves with what happens; `chance` gives a number from 0 to 1."""

    def __init__(self, now: float, chance: Callable[[], float] = random) -> None:
        self._chance = chance
        # Everybody opens the program at nine; they should not all ask the hub at once.
        self._next = now + chance() * EVERY
        self._failures = 0
        self._not_before = now
        self._first_save: float | None = None
        self._last_save = now

    @property
    def due(self) -> float:
        """When the next one begins."""
        wished = self._next
        if self._first_save is not None:
            after = min(self._last_save + AFTER_SAVE, self._first_save + LONGEST_AFTER_SAVE)
            wished = min(wished, after)
        return max(wished, self._not_before)

    def saved(self, now: float) -> None:
        """Something was saved: it goes out soon, unless the hub could not be reached just now."""
        self._last_save = now
        if self._first_save is None:
            self._first_save = now

    def hurry(self, now: float) -> None:
        """Somebody asked for it: now, whatever happened before."""
        self._next = self._not_before = now

    def begun(self, now: float) -> None:
        """A sync begins: the next one comes after the usual time, or for what is saved from now."""
        self._first_save = None
        self._next = now + EVERY
        self._not_before = now

    def succeeded(self) -> None:
        """It went well."""
        self._failures = 0

    def failed(self, now: float, retry_after: float = 0.0) -> None:
        """It did not work: try again after a pause whose limit doubles, somewhere within it."""
        self._failures += 1
        longest = min(LONGEST_PAUSE, LEAST_PAUSE * 2.0 ** min(self._failures, 20))
        pause = max(LEAST_PAUSE, retry_after, self._chance() * longest)
        self._next = self._not_before = now + pause
