"""Who has the hub in a folder: those that serve it, or the one that puts a backup in its place.

The lock belongs to the open file and not to its name, so it is free the moment the program ends,
however it ends. It is the house's way with a caseload, with one thing more: a hub with PostgreSQL
is served by several at once, and all of them must be gone before it is restored.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from adviser_tui.errors import RuleError, StorageError

FILE_NAME = "hub.lock"

if sys.platform == "win32":
    import msvcrt

    _MOST = 64

    def _hold(handle: int, *, alone: bool) -> None:
        # Windows knows no shared lock here: each takes a byte of its own, who is alone takes all.
        for at in range(1 if alone else _MOST):
            os.lseek(handle, at, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, _MOST if alone else 1)
            except PermissionError:
                continue
            return
        raise BlockingIOError

else:
    import fcntl

    def _hold(handle: int, *, alone: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)


@contextmanager
def served(folder: Path, *, alone: bool) -> Iterator[None]:
    """Hold the hub for as long as it is served; `alone` where one process has to do all the work.

    Raises `RuleError` where that is refused, `StorageError` where the folder cannot tell.
    """
    with _held(
        folder,
        f"The hub in {folder} is being served already, or restored just now. Nothing was changed. "
        "End the other one first.",
        alone=alone,
    ):
        yield


@contextmanager
def replaced(folder: Path) -> Iterator[None]:
    """Hold the hub while its data is replaced; raises `RuleError` where it is being served."""
    with _held(
        folder,
        f"The hub in {folder} is being served, so its data cannot be replaced. Nothing was "
        "changed. Stop it first (ctrl+c, or its service), restore, and start it again.",
        alone=True,
    ):
        yield


@contextmanager
def _held(folder: Path, taken: str, *, alone: bool) -> Iterator[None]:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(folder / FILE_NAME, flags, 0o600)
    except OSError as error:
        raise StorageError(
            f"The hub's folder {folder} cannot be written ({error.strerror}). Nothing was changed. "
            "Give the command as the user that the folder belongs to."
        ) from error
    try:
        try:
            _hold(handle, alone=alone)
        except (BlockingIOError, PermissionError):
            raise RuleError(taken) from None
        except OSError as error:
            raise StorageError(
                f"The disk that holds {folder} cannot keep two programs apart ({error.strerror}). "
                "Nothing was changed. Move the hub to this machine's own disk."
            ) from error
        yield
    finally:
        with suppress(OSError):
            os.close(handle)
