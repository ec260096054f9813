"""The search engine that a register is kept in, and its troubles as sentences of our own."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.errors import StorageError

if TYPE_CHECKING:
    import tantivy

    Schema = tantivy.Schema

_FULL = ("no space", "storagefull", "disk quota", "os error 28", "os error 112")

_LEAST_ROOM = 1_000_000
_GONE = ("no such file", "os error 2)", "os error 3)", "filedoesnotexist", "does not exist")


class BusyError(StorageError):
    """The register's folder is in use, full or closed to us; what is in it is as good as before."""


class DamagedError(StorageError):
    """The engine met something in a register that it cannot have written."""


SHAPE = 1
"""Rises when the fields or what is in them change; a register of another shape is not opened."""


def is_here() -> bool:
    """Say whether the engine can be used on this machine."""
    try:
        import tantivy  # noqa: F401
    except ImportError:
        return False
    return True


def need_engine() -> None:
    """Raise `StorageError` where the engine cannot be used on this machine."""
    if not is_here():
        raise StorageError(
            "The national register cannot be used on this machine, because the search engine "
            "that it needs (tantivy) is not installed; everything else works."
        )


def schema() -> "Schema":
    """Return the fields of a register.

    `words` has every word of all names, `place` those of town and postcode, `key` the names with
    nothing between the letters, and initials after a mark; `worth` ranks short names of live
    companies first; `mark` says where a building stands.
    """
    import tantivy

    fields = tantivy.SchemaBuilder()
    for name in ("words", "place"):
        fields.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("key", "number", "mark"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    fields.add_unsigned_field("worth", fast=True)
    fields.add_bytes_field("entry", stored=True)
    return fields.build()


@contextmanager
def plainly(doing: str, safe: str, folder: Path | None = None) -> Iterator[None]:
    """Turn the engine's errors into `StorageError`: what was being done, and what is safe.

    Both are parts of sentences: "The register could not be searched", "Everything else works". The
    engine does not always say why; then it is looked whether the folder and room for it are there.
    """
    try:
        yield
    except (OSError, ValueError, SystemError) as error:
        raise _said(doing, safe, error, folder) from error
    except BaseException as error:
        # The engine's own panics stand beside `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise _said(doing, safe, error, folder) from error


def _said(doing: str, safe: str, error: BaseException, folder: Path | None) -> StorageError:
    text = str(error).lower()
    if any(sign in text for sign in _FULL) or (folder and _is_full(folder)):
        return BusyError(
            f"{doing}, because the disk is full. {safe}. Free some space and try again."
        )
    if folder and folder.is_dir() and not os.access(folder, os.W_OK):
        return BusyError(f"{doing}, because {folder} may not be written by you. {safe}.")
    if "lockbusy" in text or "lock busy" in text or "failed to acquire" in text:
        return BusyError(
            f"{doing}, because another program is importing into it. {safe}. Wait for that one."
        )
    if any(sign in text for sign in _GONE) or (folder and not folder.is_dir()):
        return StorageError(
            f"{doing}, because its folder was removed or moved meanwhile. Everything else works. "
            "Import the register's file again."
        )
    if isinstance(error, PermissionError) or "permission denied" in text:
        return BusyError(f"{doing}, because its folder may not be written by you. {safe}.")
    return DamagedError(
        f"{doing}; its files may be damaged. {safe}. Import the register's file again."
    )


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LEAST_ROOM
    except OSError:
        return False
