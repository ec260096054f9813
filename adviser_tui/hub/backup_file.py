"""The one file that a hub's data is kept in and moved by, the same for SQLite and PostgreSQL.

Compressed (zstd) lines of JSON: first what it is and which columns each table has, then a line for
each row, last how many rows there were and the SHA-256 of everything before. Whoever reads it has
looked at all of it once before the first row is believed.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from adviser_tui.errors import NotFoundError, StorageError

FORMAT = "adviser hub backup 1"
Value = str | int | None
_LEVEL = 3
_LINE_MOST = 64 << 20
_WINDOW_MOST = 1 << 27


@dataclass(frozen=True, slots=True)
class Head:
    """What a backup says of itself."""

    hub_id: str
    name: str
    made_ms: int
    restore_counter: int
    step: int
    """The last step of the hub's tables that was taken."""
    tables: Mapping[str, Sequence[str]]
    """The columns of each table, the tables in the order in which they can be filled."""


def write_backup(
    path: Path, head: Head, rows: Callable[[str], Iterator[Sequence[Value]]]
) -> dict[str, int]:
    """Write a backup to a new private file and return how many rows each table has.

    It gets its name when it is on the disk. Raises `OSError` where it cannot be written.
    """
    from zstandard import ZstdCompressor

    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    many: dict[str, int] = {}
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            with ZstdCompressor(_LEVEL, write_checksum=True).stream_writer(out, closefd=False) as z:
                writing = _Lines(z)
                writing.line({"format": FORMAT, **_described(head)})
                for number, table in enumerate(head.tables):
                    many[table] = 0
                    for row in rows(table):
                        writing.line([number, *row])
                        many[table] += 1
                writing.line({"rows": many, "sha256": writing.seen.hexdigest()})
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return many


def checked(path: Path) -> tuple[Head, dict[str, int]]:
    """Read a backup to its end; return what it says of itself and how many rows each table has.

    Raises `NotFoundError` where there is no file, `StorageError` where it is not whole.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}. Nothing was changed.")
    many: dict[str, int] = {}
    with _opened(path) as lines:
        seen = hashlib.sha256()
        first = next(lines, b"")
        seen.update(first)
        head = _head(first, path)
        names = list(head.tables)
        last: Any = None
        for line in lines:
            if last is not None:
                raise _damaged(path)
            document = _json(line, path)
            if isinstance(document, dict):
                last = document
                continue
            seen.update(line)
            table = _table_of(document, head, names, path)
            many[table] = many.get(table, 0) + 1
    found = {name: many.get(name, 0) for name in names}
    if last is None or last != {"rows": found, "sha256": seen.hexdigest()}:
        raise _damaged(path)
    return head, found


def rows_of(path: Path) -> Iterator[tuple[str, list[Value]]]:
    """Give the rows of a backup that was `checked`, each with its table."""
    with _opened(path) as lines:
        head = _head(next(lines, b""), path)
        names = list(head.tables)
        for line in lines:
            document = _json(line, path)
            if isinstance(document, list):
                yield _table_of(document, head, names, path), document[1:]


class _Lines:
    def __init__(self, out: Any) -> None:
        self._out = out
        self.seen = hashlib.sha256()

    def line(self, value: object) -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        raw = text.encode("utf-8", "surrogatepass") + b"\n"
        self.seen.update(raw)
        self._out.write(raw)


@contextmanager
def _opened(path: Path) -> Iterator[Iterator[bytes]]:
    from zstandard import ZstdDecompressor, ZstdError

    try:
        with path.open("rb") as raw:
            plain = ZstdDecompressor(max_window_size=_WINDOW_MOST).stream_reader(raw)
            yield _split(plain, path)
    except ZstdError as error:
        raise _damaged(path) from error
    except OSError as error:
        raise StorageError(
            f"{path} could not be read ({error.strerror}). Nothing was changed."
        ) from error


def _split(plain: IO[bytes], path: Path) -> Iterator[bytes]:
    rest = b""
    while piece := plain.read(1 << 20):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield line + b"\n"
        if len(rest) > _LINE_MOST:
            raise _damaged(path)
    if rest:
        raise _damaged(path)


def _described(head: Head) -> dict[str, Any]:
    return {
        "hub_id": head.hub_id,
        "name": head.name,
        "made_ms": head.made_ms,
        "restore_counter": head.restore_counter,
        "step": head.step,
        "tables": {name: list(columns) for name, columns in head.tables.items()},
    }


def _head(line: bytes, path: Path) -> Head:
    document = _json(line, path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise StorageError(f"{path} is no backup of a hub. Nothing was changed.")
    try:
        return Head(
            str(document["hub_id"]),
            str(document["name"]),
            int(document["made_ms"]),
            int(document["restore_counter"]),
            int(document["step"]),
            {str(k): tuple(str(c) for c in v) for k, v in document["tables"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(path) from error


def _table_of(row: Any, head: Head, names: list[str], path: Path) -> str:
    """Return the table of a row; raises `StorageError` for what no table can hold."""
    if not isinstance(row, list) or not row or type(row[0]) is not int:
        raise _damaged(path)
    if not 0 <= row[0] < len(names):
        raise _damaged(path)
    table = names[row[0]]
    if len(row) - 1 != len(head.tables[table]):
        raise _damaged(path)
    if any(type(value) not in (str, int, type(None)) for value in row):
        raise _damaged(path)
    return table


def _json(line: bytes, path: Path) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> StorageError:
    return StorageError(
        f"{path} is damaged or not a whole backup of a hub. Nothing was changed. Try another one."
    )
