"""What must outlive the restore of an older backup, in a file that no backup puts back.

One line an act, on disk before the act is answered: erasures, grants, devices and their numbers.
Each line holds the hash of the one before, so that nothing can be taken out or changed unseen.
The same entry may come twice; whoever applies them must not mind.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adviser_tui.errors import StorageError

FILE_NAME = "journal.jsonl"
START = "0" * 64
_OWN = frozenset({"n", "kind", "prev", "hash"})

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_LOCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the journal."""

    n: int
    kind: str
    values: Mapping[str, Any]
    hash: str


class Journal:
    """The acts in one file, or in memory where no file is named, which is for trying out."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self._kept: list[bytes] = []

    def append(self, kind: str, **values: Any) -> Entry:
        """Write an act and wait until the disk has it; raises `StorageError` where it cannot.

        Several processes of one machine may write at the same time.
        """
        if self.file is None:
            entry, line = _next(self._kept[-1] if self._kept else b"", kind, values)
            self._kept.append(line)
            return entry
        try:
            with _alone(self.file):
                return self._append(self.file, kind, values)
        except OSError as error:
            raise StorageError(
                f"The hub's journal {self.file} cannot be written ({error.strerror}). What was "
                "asked for was not done. Look who may write there and whether the disk is full."
            ) from error

    @property
    def head(self) -> str:
        """Return the hash of the last act."""
        last = START
        for entry in self.entries():
            last = entry.hash
        return last

    def entries(self) -> Iterator[Entry]:
        """Give every act from the first on; raises `StorageError` where a line was changed.

        A last line that was never finished belongs to an act that was never answered.
        """
        prev = START
        for n, line in enumerate(self._lines(), 1):
            entry = _read(line)
            if entry is None or entry.n != n or json.loads(line)["prev"] != prev:
                raise StorageError(
                    f"Line {n} of the hub's journal {self.file or ''} is not as it was written. "
                    "Nothing was done with it. Bring the file back from another copy, or find out "
                    "who changed it."
                )
            prev = entry.hash
            yield entry

    def _lines(self) -> Iterator[bytes]:
        if self.file is None:
            yield from list(self._kept)
        elif self.file.exists():
            with self.file.open("rb") as reading:
                for line in reading:
                    if line.endswith(b"\n"):
                        yield line

    @staticmethod
    def _append(file: Path, kind: str, values: Mapping[str, Any]) -> Entry:
        is_new = not file.exists()
        handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            last, end = _last_line(handle)
            entry, line = _next(last, kind, values)
            os.ftruncate(handle, end)
            os.lseek(handle, end, os.SEEK_SET)
            _write(handle, line)
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            _sync_folder(file.parent)
        return entry


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold the journal's lock file; the system frees it however the process ends."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(file.with_name(f"{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _last_line(handle: int) -> tuple[bytes, int]:
    """Return the last finished line and where it ends; what follows was never finished."""
    end = os.lseek(handle, 0, os.SEEK_END)
    reach, tail = 0, b""
    while reach < end:
        reach = min(end, max(65_536, reach * 2))
        os.lseek(handle, end - reach, os.SEEK_SET)
        tail = _read_all(handle, reach)
        whole = tail.rfind(b"\n")
        before = tail.rfind(b"\n", 0, whole) if whole > 0 else -1
        if whole >= 0 and (before >= 0 or reach == end):
            return tail[before + 1 : whole + 1], end - reach + whole + 1
    return b"", 0


def _read_all(handle: int, many: int) -> bytes:
    parts = []
    while many and (part := os.read(handle, many)):
        parts.append(part)
        many -= len(part)
    return b"".join(parts)


def _write(handle: int, line: bytes) -> None:
    while line:
        line = line[os.write(handle, line) :]


def _next(last: bytes, kind: str, values: Mapping[str, Any]) -> tuple[Entry, bytes]:
    before = _read(last) if last else None
    if last and before is None:
        raise StorageError(
            "The last line of the hub's journal is not as it was written, so nothing is added to "
            "it and what was asked for was not done. Bring the file back from another copy."
        )
    if clash := _OWN & values.keys():
        raise ValueError(f"a journal entry has its own {', '.join(sorted(clash))}")
    content = {
        "n": before.n + 1 if before else 1,
        "kind": kind,
        **values,
        "prev": before.hash if before else START,
    }
    entry = Entry(int(str(content["n"])), kind, values, _hash(content))
    return entry, _text({**content, "hash": entry.hash}) + b"\n"


def _read(line: bytes) -> Entry | None:
    """Return the entry of a line, or nothing where its hash does not fit what it says."""
    try:
        content = json.loads(line)
        said = content.pop("hash")
        if _hash(content) != said:
            return None
        values = {key: value for key, value in content.items() if key not in _OWN}
        return Entry(int(content["n"]), str(content["kind"]), values, str(said))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _hash(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_text(content)).hexdigest()


def _text(content: Mapping[str, Any]) -> bytes:
    return json.dumps(
        content, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows keeps the names of a folder by itself
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
