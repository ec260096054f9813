"""One program at a time: a lock file beside the caseload.

The lock belongs to the open file and not to its name, so it is free the moment the program ends,
however it ends, and a file left lying about locks nobody out.
"""

import os
import sys
from pathlib import Path

from adviser_tui.errors import StorageError

FILE_NAME = "caseload.lock"

if sys.platform == "win32":
    import msvcrt

    def _hold(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class InstanceLock:
    """Held while the caseload is open for writing."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock, or say who has it; raises `StorageError` at once, never waits."""
        if self._handle is not None:
            return
        try:
            handle = os.open(
                self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600
            )
        except OSError as error:
            raise StorageError(
                f"The folder of the caseload, {self._path.parent}, cannot be written "
                f"({error.strerror}). Nothing was changed. Make the folder yours again, or choose "
                "another one with --data-dir."
            ) from error
        try:
            _hold(handle)
        except (BlockingIOError, PermissionError) as error:
            os.close(handle)
            raise StorageError(
                "This caseload is already open in another window on this machine. Nothing was "
                "changed. Work on there, or close it first."
            ) from error
        except OSError as error:
            os.close(handle)
            raise StorageError(
                f"The disk that holds {self._path.parent} cannot keep two programs apart "
                f"({error.strerror}). Nothing was changed. Choose a folder on this machine's own "
                "disk with --data-dir."
            ) from error
        self._handle = handle

    def release(self) -> None:
        """Give the lock back; does nothing where it is not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def is_free(folder: Path) -> bool:
    """Say whether nobody has the caseload in `folder` open for writing."""
    if not (folder / FILE_NAME).exists():
        return True
    lock = InstanceLock(folder)
    try:
        lock.take()
    except StorageError:
        return False
    lock.release()
    return True
