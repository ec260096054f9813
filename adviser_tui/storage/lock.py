"""One program at a time: a lock file beside the caseload."""

from pathlib import Path

from filelock import FileLock, Timeout

from adviser_tui.errors import StorageError


class InstanceLock:
    """Held while the caseload is open for writing; free again the moment the program ends."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "caseload.lock", mode=0o600)

    def take(self) -> None:
        """Take the lock, or say who has it; raises `StorageError` at once, never waits."""
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise StorageError(
                "This caseload is already open in another window on this machine. Nothing was "
                "changed. Work on there, or close it first."
            ) from error
        except OSError as error:
            raise StorageError(
                f"The folder of the caseload cannot be written ({error.strerror}). Nothing was "
                "changed. Choose another folder with --data-dir."
            ) from error

    def release(self) -> None:
        """Give the lock back."""
        self._lock.release()
