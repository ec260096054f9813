"""The registers beside a caseload: which there are, making one, and opening one to search."""

import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from adviser_tui.errors import StorageError
from adviser_tui.storage.modes import private_folder
from adviser_tui.storage.register.building import Building
from adviser_tui.storage.register.engine import SHAPE, BusyError, is_here, need_engine
from adviser_tui.storage.register.entry import KINDS, RegisterKind
from adviser_tui.storage.register.folders import (
    MARK,
    SEAL,
    keep,
    next_folder,
    numbered,
    read_kept,
    remove,
    sweep_leavings,
)
from adviser_tui.storage.register.mark import SourceMark
from adviser_tui.text import clean_text

FOLDER = "register"
"""What the folder is called within the caseload's."""
_FILE = re.compile(r"[\w-][\w.-]{0,99}", re.ASCII)
_MOST = 1 << 32
"""More companies than the engine can number."""
OLD_AFTER = timedelta(days=60)
"""Registers are published every month; two missed ones make a register old."""


@dataclass(frozen=True, slots=True)
class RegisterStatus:
    """A register that is in use."""

    register: RegisterKind
    file_name: str
    as_of: date | None
    """The day that its state is of, where the file says so."""
    entries: int
    size: int
    """Bytes on disk."""
    imported_at: datetime
    is_old: bool
    trouble: str = ""
    """Why it cannot be searched, as a sentence; empty where it can."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was stopped and can be taken up with the same file."""

    mark: SourceMark
    size: int
    """Bytes on disk."""


@dataclass(frozen=True, slots=True)
class SealedFolder:
    """A whole register on disk."""

    register: RegisterKind
    folder: Path
    file_name: str
    as_of: date | None
    entries: int
    imported_at: datetime
    shape: int
    files: dict[str, int]

    def trouble(self) -> str:
        """Say why it cannot be opened, as a sentence; nothing where it can."""
        if self.shape != SHAPE:
            return (
                "The national register was made by another version of Adviser. Everything else "
                "works. Import the register's file again to search it."
            )
        for name, size in self.files.items():
            try:
                if (self.folder / name).stat().st_size == size:
                    continue
            except OSError:
                pass
            return (
                "The national register's files are damaged or missing. Everything else works. "
                "Import the register's file again to search it."
            )
        return ""


class RegisterStore:
    """The registers in one folder; makes nothing on disk before something is imported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def status(
        self, register: RegisterKind | None = None, now: datetime | None = None
    ) -> RegisterStatus | None:
        """Return one register, or the first there is; nothing where none was imported."""
        for kind in KINDS if register is None else (register,):
            sealed = self.sealed(kind)
            if sealed is not None:
                return _status(sealed, now or datetime.now(UTC))
        return None

    def statuses(self, now: datetime | None = None) -> tuple[RegisterStatus, ...]:
        """Return every register that is in use."""
        found = (self.status(kind, now) for kind in KINDS)
        return tuple(each for each in found if each is not None)

    def sealed(self, register: RegisterKind) -> SealedFolder | None:
        """Return the newest whole register of a kind; an older one where that is damaged."""
        found = [
            sealed
            for _, folder in numbered(self.folder, register)
            if (sealed := _read_seal(folder, register)) is not None
        ]
        return next((each for each in found if not each.trouble()), found[0] if found else None)

    def unfinished(self, register: RegisterKind | None = None) -> Unfinished | None:
        """Return an import that was stopped, or nothing."""
        for kind in KINDS if register is None else (register,):
            for _, folder in self._unfinished_folders(kind):
                kept = read_kept(folder / MARK)
                try:
                    mark = SourceMark.from_json(kept or {})
                except (KeyError, ValueError, TypeError, OverflowError):
                    continue
                return Unfinished(mark, _size(folder))
        return None

    def begin(self, mark: SourceMark) -> Building:
        """Begin a register, or go on with the unfinished one of the very same file.

        What was begun from another file is thrown away. Raises `StorageError` where another
        program is importing, the folder cannot be written or the engine is not here.
        """
        need_engine()
        try:
            private_folder(self.folder)
            self.sweep(mark.register)
            for _, folder in self._unfinished_folders(mark.register):
                building = _taken_up(folder, mark)
                if building is not None:
                    return building
            folder = next_folder(self.folder, mark.register)
            private_folder(folder)
            keep(folder / MARK, {**mark.to_json(), "shape": SHAPE})
        except OSError as error:
            raise StorageError(
                f"The folder of the register, {self.folder}, could not be written "
                f"({error.strerror or error}). Everything saved before is safe."
            ) from error
        return Building(folder, mark)

    def sweep(self, register: RegisterKind) -> None:
        """Remove registers that a newer one took the place of, where nobody reads them any more."""
        sweep_leavings(self.folder)
        sealed = self.sealed(register)
        if sealed is None or sealed.trouble():
            return
        there = numbered(self.folder, register)
        number = next((number for number, folder in there if folder == sealed.folder), 0)
        for older, folder in there:
            if older < number:
                remove(folder)

    def forget(self, register: RegisterKind) -> None:
        """Remove a register and what was begun of it.

        Raises `BusyError` while another program is importing it, and then removes nothing.
        """
        for _, folder in self._unfinished_folders(register):
            _refuse_while_written(folder)
        for _, folder in numbered(self.folder, register):
            remove(folder)

    def _unfinished_folders(self, register: RegisterKind) -> list[tuple[int, Path]]:
        """Return the folders without a seal that are newer than the register in use."""
        found = []
        for number, folder in numbered(self.folder, register):
            if os.path.exists(folder / SEAL):
                break
            found.append((number, folder))
        return found


def _taken_up(folder: Path, mark: SourceMark) -> Building | None:
    """Return the building of the same source in a folder, or clear the folder away."""
    same = read_kept(folder / MARK) == {**mark.to_json(), "shape": SHAPE}
    try:
        building = Building(folder, mark)
    except BusyError:
        raise
    except StorageError:
        building = None
    if building is not None and same:
        return building
    if building is not None:
        building.close()
    remove(folder)
    return None


def _refuse_while_written(folder: Path) -> None:
    """Raise `BusyError` where another program has the writer of what was begun in a folder."""
    try:
        mark = SourceMark.from_json(read_kept(folder / MARK) or {})
        if is_here():
            Building(folder, mark).close()
    except BusyError as error:
        raise BusyError(
            "The register is being imported in another window, so nothing was removed. "
            "Stop that import first."
        ) from error
    except (StorageError, KeyError, ValueError, TypeError, OverflowError):
        return  # nobody can go on with it


def _read_seal(folder: Path, register: RegisterKind) -> SealedFolder | None:
    kept = read_kept(folder / SEAL)
    if kept is None:
        return None
    try:
        imported_at = datetime.fromisoformat(kept["imported_at"])
        sealed = SealedFolder(
            register,
            folder,
            clean_text(str(kept["file_name"])),
            date.fromisoformat(kept["as_of"]) if kept["as_of"] else None,
            int(kept["entries"]),
            imported_at if imported_at.tzinfo else imported_at.replace(tzinfo=UTC),
            int(kept["shape"]),
            {str(name): int(size) for name, size in kept["files"].items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
        return None
    is_sound = 0 <= sealed.entries < _MOST and all(map(_FILE.fullmatch, sealed.files))
    return sealed if is_sound else None


def _status(sealed: SealedFolder, now: datetime) -> RegisterStatus:
    since = sealed.as_of or sealed.imported_at.date()
    return RegisterStatus(
        sealed.register,
        sealed.file_name,
        sealed.as_of,
        sealed.entries,
        sum(sealed.files.values()),
        sealed.imported_at,
        now.date() - since > OLD_AFTER,
        sealed.trouble(),
    )


def _size(folder: Path) -> int:
    try:
        return sum(each.stat().st_size for each in folder.iterdir() if each.is_file())
    except OSError:
        return 0
