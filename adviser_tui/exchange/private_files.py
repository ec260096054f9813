"""Writing a file that only its owner may read, whole or not at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adviser_tui.errors import InputError, StorageError

_FULL = {errno.ENOSPC, errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC, errno.EFBIG}


@contextmanager
def written_whole(path: Path, *, replace: bool = False) -> Iterator[Path]:
    """Give a private, empty file in the same folder; it becomes `path` when all went well.

    On any trouble, the disk being full among it, it vanishes and `path` stays what it was. An
    existing file is refused with an `InputError` unless `replace` is true.
    """
    path = path.expanduser()
    _check_free(path, replace)
    temporary = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield temporary
        _settle(temporary)
        _check_free(path, replace)
        os.replace(temporary, path)
    except OSError as trouble:
        raise StorageError(_sentence(path, trouble)) from trouble
    finally:
        temporary.unlink(missing_ok=True)


def _check_free(path: Path, replace: bool) -> None:
    if path.is_dir():
        raise InputError(f"{path} is a folder. Add a file name to it.", field="file")
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}. Make it first.", field="file")
    if path.exists() and not replace:
        raise InputError(
            f"There already is a file {path}. It was left as it is. Choose another name, or say"
            " that it may be replaced (on the command line with --replace).",
            field="file",
        )


def _settle(temporary: Path) -> None:
    """Bring the bytes to the disk before the old file is given up for them."""
    handle = os.open(temporary, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(path: Path, trouble: OSError) -> str:
    if trouble.errno in _FULL:
        return (
            f"There is not enough room to write {path.name}. Nothing was written and the caseload"
            " is unharmed. Make room or choose another drive, and try again."
        )
    if isinstance(trouble, PermissionError):
        return (
            f"{path} may not be written. Close it if another program has it open, or choose"
            " another folder. The caseload is unharmed."
        )
    return (
        f"{path.name} could not be written ({trouble.strerror or trouble}). Nothing was left"
        " half-written and the caseload is unharmed. Try another folder."
    )
