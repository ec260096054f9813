"""Long walks and Python's garbage collector."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = (2_000, 10, 1_000_000)
"""Thresholds during a walk: what is new is looked through now and then, all the rest not at all."""
_guard = threading.Lock()
_walks = 0
_before = gc.get_threshold()


@contextmanager
def set_aside() -> Iterator[None]:
    """Let the collector leave alone what is there already while a long walk goes on.

    A walk makes so many short-lived objects that the whole program would be searched for garbage
    every other second. That stops the keys for a third of a second each time and takes half of the
    walk's own time. Without any collection, what the screen throws away would pile up instead and
    stop the keys once, at the end.
    """
    global _walks, _before
    with _guard:
        if not _walks:
            _before = gc.get_threshold()
            gc.set_threshold(*_YOUNG)
        _walks += 1
    try:
        yield
    finally:
        with _guard:
            _walks -= 1
            if not _walks:
                gc.set_threshold(*_before)
