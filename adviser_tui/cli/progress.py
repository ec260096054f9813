"""What a long command shows while it runs: how far it is, how fast, and how to stop it."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_BETWEEN = 0.2
"""Seconds between two counts."""


class Counting:
    """Counts on standard error, in place, where a person looks on; says nothing to a file."""

    def __init__(self) -> None:
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._width = 0

    def __enter__(self) -> "Counting":
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the count away, so that what comes next stands on a clean line."""
        if self._width:
            print("\r" + " " * self._width + "\r", end="", file=sys.stderr, flush=True)

    def __call__(self, done: int, total: int) -> None:
        """Show how many rows are done, out of how many there will be."""
        rate = done / max(time.monotonic() - self._began, 0.001)
        self.say(f"{done:,} of {max(done, total):,} rows, {rate:,.0f} a second. ctrl+c stops.")

    def say(self, words: str) -> None:
        """Show words in the count's place, unless others were shown just now."""
        now = time.monotonic()
        if not self._is_seen or now - self._last < _BETWEEN:
            return
        self._last = now
        print("\r" + words.ljust(self._width), end="", file=sys.stderr, flush=True)
        self._width = len(words)


@contextmanager
def interruptible(also: Callable[[], None] | None = None) -> Iterator[Callable[[], bool]]:
    """Give what says whether ctrl+c was pressed, instead of being torn out of the work by it.

    What is being written is then taken back as a whole, and nobody is told so when it was not.
    `also` is done at once, such as hanging up on somebody who keeps us waiting.
    """
    asked = False

    def ask(_: int, __: FrameType | None) -> None:
        nonlocal asked
        asked = True
        if also is not None:
            also()

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield lambda: asked
    finally:
        signal.signal(signal.SIGINT, before)
