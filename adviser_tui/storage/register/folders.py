"""Where registers lie on disk: a folder of its own for each one that was imported.

`uk-0003` holds a mark of its source from the beginning and a seal from the moment it is whole.
The sealed folder with the highest number is in use, so that writing one small file changes from
the old register to the new one; a higher one without a seal is unfinished.
"""

import json
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from adviser_tui.storage.modes import PRIVATE_FILE
from adviser_tui.storage.register.entry import RegisterKind

MARK = "source.json"
SEAL = "seal.json"
_NAME = re.compile(r"(uk|dk|no)-(\d{4,18})", re.ASCII)
_GOING = "going-"
_MOST_KEPT = 1_000_000
"""Bytes of a mark or seal, at most; a hundredth of it is usual."""


def numbered(folder: Path, register: RegisterKind) -> list[tuple[int, Path]]:
    """Return the folders of one register, the newest first."""
    found = []
    with suppress(OSError):
        for name in os.listdir(folder):
            named = _NAME.fullmatch(name)
            if named and named[1] == register:
                found.append((int(named[2]), folder / name))
    return sorted(found, reverse=True)


def next_folder(folder: Path, register: RegisterKind) -> Path:
    """Return a folder that does not exist yet, numbered above all others."""
    newest = numbered(folder, register)
    return folder / f"{register}-{newest[0][0] + 1 if newest else 1:04d}"


def read_kept(path: Path) -> dict[str, Any] | None:
    """Return what a small file keeps, or nothing where it is not there or not whole."""
    try:
        with path.open("rb") as file:
            read = file.read(_MOST_KEPT)
        kept = json.loads(read)
    except (OSError, ValueError, RecursionError):
        return None
    return kept if isinstance(kept, dict) else None


def keep(path: Path, values: dict[str, Any]) -> None:
    """Write a small file so that after a crash it is there whole or not at all."""
    beside = path.with_suffix(".part")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE_FILE)
    with open(handle, "w", encoding="utf-8") as file:
        json.dump(values, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a folder's list of names on disk, where the system knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove(folder: Path) -> bool:
    """Remove a register's folder, and say whether it is gone.

    Where somebody still reads it Windows refuses to rename it, and all of it stays for later.
    """
    going = folder.with_name(f"{_GOING}{folder.name}")
    try:
        _clear_away(going)
        os.rename(folder, going)
    except OSError:
        return not os.path.lexists(folder)
    _clear_away(going)
    return True


def sweep_leavings(folder: Path) -> None:
    """Remove what an earlier removal left behind."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(_GOING):
                _clear_away(folder / name)


def _clear_away(path: Path) -> None:
    """Remove a folder with all that is in it; what only bears a folder's name goes alone."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
