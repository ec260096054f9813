"""How often anybody may ask: buckets that fill by themselves and are emptied by asking.

All of it is held by one process: with several workers each has buckets of its own, so the limits
are that many times as wide. What must hold for the hub as a whole, the five tries of one joining
code, is counted in the database.
"""

import math
import random
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Final

Seconds = Callable[[], float]

MOST_KEYS: Final = 20_000
"""Devices or addresses remembered at a time; the ones not heard of longest are forgotten."""


def spread(seconds: float) -> int:
    """Return whole seconds to wait, up to half as long again, so that not all return at once."""
    return max(1, math.ceil(seconds + random.uniform(0.0, max(1.0, seconds / 2))))


class Buckets:
    """One bucket for each key: `rate` drops a second come in, `burst` at most are in it."""

    def __init__(
        self, rate: float, burst: float, now: Seconds = time.monotonic, most: int = MOST_KEYS
    ) -> None:
        self._rate = rate
        self._burst = burst
        self._now = now
        self._most = most
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Take a drop and return 0, or take none and return after how many seconds there is one."""
        with self._lock:
            level, now = self._level(key)
            if level < 1.0:
                self._levels[key] = (level, now)
                return (1.0 - level) / self._rate
            self._levels[key] = (level - 1.0, now)
            return 0.0

    def give_back(self, key: str) -> None:
        """Put back a drop that was taken for something that turned out to be in order."""
        with self._lock:
            level, now = self._level(key)
            self._levels[key] = (min(self._burst, level + 1.0), now)

    def _level(self, key: str) -> tuple[float, float]:
        now = self._now()
        level, since = self._levels.pop(key, (self._burst, now))
        while len(self._levels) >= self._most:
            self._levels.popitem(last=False)
        return min(self._burst, level + max(0.0, now - since) * self._rate), now


class Guesses:
    """Wrong joining codes: `each` a minute from one address, `together` from anywhere."""

    def __init__(self, each: int = 5, together: int = 60, now: Seconds = time.monotonic) -> None:
        self._addresses = Buckets(each / 60, each, now)
        self._anywhere = Buckets(together / 60, together, now)

    def begin(self, address: str) -> float:
        """Count a try as wrong before it is made; return seconds to wait, 0 to go on."""
        wait = self._addresses.take(address)
        if wait:
            return wait
        wait = self._anywhere.take("")
        if wait:
            self._addresses.give_back(address)
        return wait

    def was_right(self, address: str) -> None:
        """Count the try as right after all: many may join from one office."""
        self._addresses.give_back(address)
        self._anywhere.give_back("")
