"""Long walks and Python's garbage collector."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_guard = threading.Lock()
_walks = 0
_was_on = True


@contextmanager
def set_aside() -> Iterator[None]:
    """Keep the collector out of the way while a long walk goes on, in whatever thread.

    A walk makes so many short-lived objects that the whole program would be searched for garbage
    every other second. That stops the keys for a third of a second each time and takes half of the
    walk's own time, while the walk leaves nothing that only the collector could free.
    """
    global _walks, _was_on
    with _guard:
        if not _walks:
            _was_on = gc.isenabled()
            gc.disable()
        _walks += 1
    try:
        yield
    finally:
        with _guard:
            _walks -= 1
            if not _walks and _was_on:
                gc.enable()
