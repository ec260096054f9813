"""Whose turn it is to write: one process, and in it one thread, at a time."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adviser_tui.hub.errors import busy

_NAP_S = 0.005


class Turn:
    """A turn that is taken before writing and given back after; the system gives back a dead
    process's."""

    def __init__(self, path: Path, waits_s: float) -> None:
        self._waits_s = waits_s
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Hold the turn; raises `HubError` 503 where it did not come in time."""
        until = time.monotonic() + self._waits_s
        if not self._threads.acquire(timeout=self._waits_s):
            raise busy()
        try:
            while not _locked(self._file):
                if time.monotonic() > until:
                    raise busy()
                time.sleep(_NAP_S)
            try:
                yield
            finally:
                _unlock(self._file)
        finally:
            self._threads.release()

    def close(self) -> None:
        """Let go of the file; a second time does nothing, as with a connection."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _unlock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
