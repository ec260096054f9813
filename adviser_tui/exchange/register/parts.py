"""The files of a register as streams of bytes: plain, packed by gzip, or inside a zip archive.

Nothing is unpacked to disk and nothing is believed: a stream that grows out of all proportion is
stopped, and every error of a damaged file or a stick that was pulled out becomes a sentence.
"""

import gzip
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from adviser_tui.errors import ImportFileError, StorageError
from adviser_tui.exchange.file_kind import file_kind

MOST_TIMES_LARGER = 300
"""How many times its packed size a file may grow to; open data grows six to thirty times."""
_WORTH_A_THOUGHT = 100_000_000
_MOST_PARTS = 1_000
_STEP = 1 << 20
_SAFE = "The register in use stays as it is."


class Stream:
    """An open part, read from its beginning to its end."""

    def __init__(self, name: str, unpacked: IO[bytes], raw: IO[bytes], size: int) -> None:
        self.offset = 0
        """Unpacked bytes given out so far."""
        self._name = name
        self._unpacked = unpacked
        self._raw = raw
        self._is_packed = unpacked is not raw
        self._began = raw.tell() if self._is_packed else 0
        self._size = size

    @property
    def packed_offset(self) -> int:
        """How many bytes of the file on disk were taken so far, at most its size."""
        if not self._is_packed:
            return self.offset
        return min(self._size, max(0, self._raw.tell() - self._began))

    def read(self, size: int = _STEP) -> bytes:
        """Return the next bytes, none at the end."""
        with _Plainly(self._name):
            block = self._unpacked.read(size)
        self.offset += len(block)
        if self._is_packed and self.offset > _WORTH_A_THOUGHT:
            self._check_growth()
        return block

    def go_to(self, offset: int, is_cancelled: Callable[[], bool] = lambda: False) -> None:
        """Go on from a place farther on; what is packed has to be unpacked until there."""
        if not self._is_packed:
            with _Plainly(self._name):
                self._raw.seek(offset)
            self.offset = offset
            return
        while self.offset < offset and not is_cancelled():
            if not self.read(min(_STEP, offset - self.offset)):
                return

    def close(self) -> None:
        """Let the file go."""
        self._unpacked.close()
        self._raw.close()

    def _check_growth(self) -> None:
        if self.offset > max(1, self.packed_offset) * MOST_TIMES_LARGER:
            raise ImportFileError(
                f"{self._name} grows without end when it is unpacked, so it is no register. "
                f"Nothing was imported. {_SAFE} Download the file again from its publisher."
            )


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a register, or a file within an archive."""

    path: Path
    member: str = ""
    """Its name in the archive; empty where the file is none."""
    is_gzip: bool = False
    size: int = 0
    """Bytes on disk."""

    @property
    def name(self) -> str:
        """What a person knows it by."""
        return self.member.rpartition("/")[2] if self.member else self.path.name

    def open(self) -> Stream:
        """Open it at its beginning."""
        with _Plainly(self.name):
            raw: IO[bytes] = self.path.open("rb")
            try:
                if self.member:
                    archive = zipfile.ZipFile(raw)
                    return Stream(self.name, archive.open(self.member), raw, self.size)
                if self.is_gzip:
                    packed: IO[bytes] = gzip.GzipFile(fileobj=raw, mode="rb")  # type: ignore[assignment]
                    return Stream(self.name, packed, raw, self.size)
            except BaseException:
                raw.close()
                raise
        return Stream(self.name, raw, raw, self.size)

    def head(self, size: int) -> bytes:
        """Return its first bytes."""
        stream = self.open()
        try:
            return stream.read(size)
        finally:
            stream.close()


def parts_of(path: Path) -> list[Part]:
    """Return what a file consists of: itself, or the files of an archive."""
    with _Plainly(path.name):
        if path.exists() and not path.is_dir() and not path.is_file():
            raise ImportFileError(
                f"{path.name} is no file but a device or a pipe. Nothing was imported. {_SAFE} "
                "Save what it gives in a file and import that."
            )
        if path.is_file():
            with path.open("rb") as file:
                head = file.read(4)
            size = path.stat().st_size
            if head == b"PK\x03\x04":
                return _members(path)
            if head[:2] == b"\x1f\x8b":
                return [Part(path, is_gzip=True, size=size)]
        file_kind(path)
        return [Part(path, size=path.stat().st_size)]


def _members(path: Path) -> list[Part]:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" in names:
        raise ImportFileError(
            f"{path.name} is an Excel workbook, and a national register has more rows than one "
            f"holds. Nothing was imported. {_SAFE} Download the register as CSV or zip."
        )
    found = [entry for entry in entries if _counts(entry)]
    if len(found) > _MOST_PARTS or len(names) != len(entries):
        raise ImportFileError(
            f"{path.name} holds {len(entries):,} files and is no register. Nothing was imported. "
            f"{_SAFE}"
        )
    for entry in found:
        if entry.flag_bits & 1:
            raise ImportFileError(
                f"{path.name} is protected by a password. Nothing was imported. {_SAFE} Unpack it "
                "and import the file inside."
            )
        grown = entry.file_size > max(1, entry.compress_size) * MOST_TIMES_LARGER
        if grown and entry.file_size > _WORTH_A_THOUGHT:
            raise ImportFileError(
                f"{path.name} would grow to {entry.file_size // 1_000_000:,} MB when it is "
                f"unpacked, so it is no register. Nothing was imported. {_SAFE} Download the "
                "file again from its publisher."
            )
    if not found:
        raise ImportFileError(f"{path.name} holds no file. Nothing was imported. {_SAFE}")
    return [Part(path, entry.filename, size=entry.compress_size) for entry in found]


def _counts(entry: zipfile.ZipInfo) -> bool:
    """Say whether a file of an archive may be data; some systems add files of their own."""
    name = entry.filename.rpartition("/")[2]
    is_own = entry.filename.startswith("__MACOSX/") or name.startswith(".")
    return not entry.is_dir() and entry.file_size > 0 and not is_own


class _Plainly:
    """Turns what goes wrong with a file into a sentence of our own."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Say what went wrong, if anything did."""
        if error is None or isinstance(error, ImportFileError):
            return
        # Unknown packing is a NotImplementedError, which is a RuntimeError, as a password is.
        damage = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, RuntimeError)
        if isinstance(error, damage):
            raise ImportFileError(
                f"{self._name} is damaged and cannot be unpacked. Nothing was taken into use. "
                f"{_SAFE} Download the file again."
            ) from error
        if isinstance(error, OSError):
            raise StorageError(
                f"{self._name} cannot be read ({error.strerror or 'the system gave no reason'}). "
                f"{_SAFE} Look whether the stick or drive it lies on is still there, then import "
                "the same file again: what was read already is kept."
            ) from error
