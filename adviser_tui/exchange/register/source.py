"""A register's file or files as one source: its parts in order, its mark, its day."""

import hashlib
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from adviser_tui.errors import ImportFileError, StorageError
from adviser_tui.exchange.register.parts import Part, parts_of
from adviser_tui.exchange.register.recognising import recognise, recognise_if
from adviser_tui.exchange.register.rows import Layout
from adviser_tui.storage.register.entry import RegisterKind
from adviser_tui.storage.register.mark import SourceMark

_END = 65_536
_PART_NAME = re.compile(r"(?i)^(.*part[ _-]?)(\d{1,2})(_|of| of )(\d{1,2})(\D.*)$")
_FIRST_DAY = date(2010, 1, 1)
"""No register was published as open data before."""
_DAY = re.compile(r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Source:
    """What is imported as one register."""

    register: RegisterKind
    name: str
    """The product that it is, for a person."""
    paths: tuple[Path, ...]
    parts: tuple[tuple[Part, Layout], ...]
    size: int
    """Bytes on disk that are read."""
    remarks: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of the file, or how many there are and the first one's."""
        first = self.paths[0].name
        return f"{len(self.paths)} files, {first}" if len(self.paths) > 1 else first

    def mark(self) -> SourceMark:
        """Return what tells this source from others and from itself after a change.

        Nothing of it depends on a clock or on where the files lie.
        """
        digest = hashlib.sha256()
        size = 0
        for path in self.paths:
            try:
                with path.open("rb") as file:
                    digest.update(file.read(_END))
                    length = file.seek(0, 2)
                    file.seek(max(0, length - _END))
                    digest.update(file.read(_END))
            except OSError as error:
                raise StorageError(
                    f"{path.name} cannot be read any more ({error.strerror}). The register in use "
                    "stays as it is. Look whether the stick or drive it lies on is still there, "
                    "then import the same file again: what was read already is kept."
                ) from error
            digest.update(str(length).encode())
            size += length
        return SourceMark(self.register, self.file_name, size, digest.hexdigest())

    def as_of(self, today: date) -> date:
        """Return the day that the data is of: from a name, else from the archive or the file.

        A day of the computer's own clocks is never later than `today`.
        """
        names = [path.name for path in self.paths]
        names += [part.member for part, _ in self.parts]
        for name in names:
            for found in _DAY.finditer(name):
                try:
                    return date(int(found[1]), int(found[2]), int(found[3]))
                except ValueError:
                    continue
        try:
            written = _written_on(self.paths[0])
        except (OSError, ValueError, OverflowError, zipfile.BadZipFile):
            return today
        # A clock that was never set says 1970, a packing program that knows no day says 1980.
        return today if written < _FIRST_DAY else min(today, written)


def open_source(given: Path | Sequence[Path]) -> Source:
    """Look what register the files are of; parts that belong together may lie side by side."""
    asked = [given] if isinstance(given, Path) else list(given)
    paths = tuple(dict.fromkeys(each for path in asked for each in _with_siblings(path)))
    found: list[tuple[Part, Layout]] = []
    remarks: list[str] = []
    for path in paths:
        parts = parts_of(path)
        known = [(part, recognise_if(part)) for part in parts]
        usable = [(part, layout) for part, layout in known if layout is not None]
        if not usable:
            usable = [(parts[0], recognise(parts[0]))]
        found += usable
        left = [part.name for part, layout in known if layout is None]
        if left:
            remarks.append(f"Left aside, being no part of the register: {', '.join(left[:5])}.")
    registers = {layout.register for _, layout in found}
    if len(registers) > 1:
        raise ImportFileError(
            "The files are of different registers. Nothing was imported, and the registers in use "
            "stay as they are. Import each register by itself."
        )
    first = found[0][1]
    size = sum(part.size for part, _ in found)
    return Source(first.register, first.name, paths, tuple(found), size, tuple(remarks))


def _with_siblings(path: Path) -> list[Path]:
    """Return the file, with its other parts where its name says that it is one of several."""
    named = _PART_NAME.match(path.name)
    if not named or not path.is_file() or not 1 <= int(named[2]) <= int(named[4]):
        return [path]
    start, number, between, total, end = named.groups()
    wanted = [
        path.with_name(f"{start}{each:0{len(number)}d}{between}{total}{end}")
        for each in range(1, int(total) + 1)
    ]
    missing = [each.name for each in wanted if not each.is_file()]
    if missing:
        raise ImportFileError(
            f"{path.name} is one of {int(total)} parts, and {', '.join(missing[:3])} is not beside "
            "it. Nothing was imported, and the register in use stays as it is. Put all parts in "
            "one folder and import any one of them."
        )
    return wanted


def _written_on(path: Path) -> date:
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return max(date(*entry.date_time[:3]) for entry in archive.infolist())
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
