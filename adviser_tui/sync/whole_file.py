"""A private file that is there whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from adviser_tui.errors import InputError, StorageError

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


def write_whole(path: Path, parts: Iterable[bytes], *, replace: bool = False) -> int:
    """Write the parts to a file that only its owner may read; return how many bytes it has.

    It takes its name when every byte is on the disk. On any trouble nothing of it is left, and a
    file that was there stays. An existing file is refused unless `replace` is true.
    """
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}. Make it first.", field="file")
    if path.exists() and not replace:
        raise InputError(
            f"There already is a file {path}. It was left as it is. Choose another name.",
            field="file",
        )
    with _told(path), _temporary(path) as temporary:
        size = _fill(temporary, parts)
        os.replace(temporary, path)
        _keep_name(path.parent)
    return size


@contextmanager
def _temporary(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".{secrets.token_hex(8)}.part")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _fill(temporary: Path, parts: Iterable[bytes]) -> int:
    size = 0
    with temporary.open("wb") as out:
        for part in parts:
            size += out.write(part)
        out.flush()
        os.fsync(out.fileno())
    return size


def _keep_name(folder: Path) -> None:
    """Bring the name itself to the disk; sticks and some systems cannot, and need not."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system says into a sentence; errors of reading what goes in pass through."""
    try:
        yield
    except OSError as trouble:
        raise StorageError(_sentence(path, trouble)) from trouble


def _sentence(path: Path, trouble: OSError) -> str:
    if trouble.errno in _FULL:
        return (
            f"There is not enough room in {path.parent}. Nothing was left half-written there and "
            "the caseload is unharmed. Make room or choose another drive, and try again."
        )
    if isinstance(trouble, PermissionError):
        return (
            f"Nothing may be written to {path.parent}. The caseload is unharmed. Choose another "
            "folder, or look whether the stick is write-protected."
        )
    return (
        f"{path.name} could not be written ({trouble.strerror or trouble}). Nothing was left "
        "half-written and the caseload is unharmed. Try another folder."
    )
