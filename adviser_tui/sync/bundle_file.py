"""The file that carries a sync by stick, shared folder or mail.

    head      magic, the key made for this file, whom it is for, a note of the writer to itself,
              and a checksum that tells a damaged head from one meant for somebody else
    pieces    64 KiB each, sealed: messages one after the other, each packed by itself
    closing   sealed: that this was all, and who wrote it

Reading goes over the file twice: first every piece and the signature, without unpacking anything,
then message by message. So a changed or half-copied file is refused whole, whatever its size, and
nothing of it is ever kept in memory or in a readable file. Nothing outside the sealed part tells
who writes to whom.
"""

import hashlib
import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from adviser_tui.errors import SyncError
from adviser_tui.sync import sealing
from adviser_tui.sync.limits import REPLY_BYTES
from adviser_tui.sync.whole_file import write_whole

SUFFIX = ".bundle"
_MAGIC = b"ADVBNDL1"
_NOTE = struct.Struct(">QQ")
_CHECK_BYTES = 8
HEAD_BYTES = len(_MAGIC) + 32 + 16 + _NOTE.size + sealing.TAG_BYTES + _CHECK_BYTES
PIECE = 64 << 10
_SEALED_PIECE = PIECE + sealing.TAG_BYTES
_LENGTH = struct.Struct(">I")
_MOST_PACKED = REPLY_BYTES
_MOST_BYTES = 4 << 30


class BundleError(SyncError):
    """A bundle that was refused; nothing of it was taken."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a writer leaves for itself: which bundle this is, and of or for which device."""

    number: int = 0
    """Milliseconds of the writer's clock, never twice the same."""
    dev_no: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What the head of a file tells one who holds `keys`."""

    path: Path
    is_for_us: bool = False
    own: Note | None = None
    """The note in a bundle of our own writing."""


def write_bundle(
    path: Path,
    messages: Iterable[Mapping[str, Any]],
    *,
    keys: sealing.Keys,
    reader: bytes,
    note: Note,
    replace: bool = False,
) -> int:
    """Write messages for one reader (X25519, public); return the size in bytes."""
    return write_whole(path, _sealed(messages, keys, reader, note), replace=replace)


def look(path: Path, keys: sealing.Keys) -> Seen:
    """Say whether a file is for us or of us; raises `BundleError` where it is no bundle at all."""
    with _reading(path) as file:
        head = _read_head(file, path)
    once, for_whom, sealed_note = _parts(head)
    plain = sealing.read_note(keys, once, sealed_note)
    own = Note(*_NOTE.unpack(plain)) if plain is not None else None
    return Seen(path, sealing.hint(keys.public.box, once) == for_whom, own)


@dataclass(slots=True)
class Bundle:
    """A bundle that is whole, for us, and signed by `writer` (Ed25519, public)."""

    path: Path
    writer: bytes
    _file: BinaryIO
    _pieces: int
    _rest: int
    _opening: sealing.Opening

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield what is in it, one after the other; raises `BundleError` where it is nonsense."""
        waiting = bytearray()
        wanted = -1
        for piece in self._opened():
            waiting += piece
            while True:
                if wanted < 0 and len(waiting) >= _LENGTH.size:
                    wanted = _LENGTH.unpack_from(waiting)[0]
                    del waiting[: _LENGTH.size]
                    if wanted > _MOST_PACKED:
                        raise _nonsense(self.path)
                if wanted < 0 or len(waiting) < wanted:
                    break
                packed = bytes(waiting[:wanted])
                del waiting[:wanted]
                wanted = -1
                yield _unpacked(packed, self.path)
        if waiting or wanted >= 0:
            raise _nonsense(self.path)

    def _opened(self) -> Iterator[bytes]:
        self._file.seek(HEAD_BYTES)
        self._opening.again()
        for number in range(self._pieces):
            length = self._rest if number == self._pieces - 1 else _SEALED_PIECE
            try:
                plain = self._opening.piece(_taken(self._file, length, self.path))
            except sealing.NotGenuineError as error:
                raise _interrupted(self.path, "it was changed meanwhile") from error
            yield plain


@contextmanager
def opened(path: Path, keys: sealing.Keys) -> Iterator[Bundle]:
    """Open a bundle that is for us, every byte of it checked; raises `BundleError`."""
    with _reading(path) as file:
        head = _read_head(file, path)
        once, for_whom, _ = _parts(head)
        if sealing.hint(keys.public.box, once) != for_whom:
            raise BundleError(
                f"{path.name} is not meant for this caseload. Nothing was read. It can only be "
                "opened where it is meant for."
            )
        pieces, rest = _measured(file, path)
        try:
            opening = sealing.Opening(keys, head, once)
            for number in range(pieces):
                length = rest if number == pieces - 1 else _SEALED_PIECE
                opening.piece(_taken(file, length, path))
            writer = opening.close(_taken(file, sealing.CLOSING_BYTES, path))
        except sealing.NotGenuineError as error:
            raise _damaged(path) from error
        yield Bundle(path, writer, file, pieces, rest, opening)


def _sealed(
    messages: Iterable[Mapping[str, Any]], keys: sealing.Keys, reader: bytes, note: Note
) -> Iterator[bytes]:
    """Yield the bytes of a file, holding no more than one message and one piece at a time."""
    stream = sealing.Sealing(keys, reader)
    own = sealing.note(keys, stream.once, _NOTE.pack(note.number, note.dev_no))
    head = _MAGIC + stream.once + sealing.hint(reader, stream.once) + own
    head += _check(head)
    stream.begin(head)
    yield head
    waiting = bytearray()
    for message in messages:
        waiting += _packed(message)
        while len(waiting) > PIECE:
            yield stream.piece(bytes(waiting[:PIECE]))
            del waiting[:PIECE]
    yield stream.piece(bytes(waiting))
    yield stream.close()


def _packed(message: Mapping[str, Any]) -> bytes:
    text = json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    plain = text.encode("utf-8", "surrogatepass")
    if len(plain) > REPLY_BYTES:
        raise ValueError("a message is longer than a reader takes")
    packed = zlib.compress(plain, 6)
    return _LENGTH.pack(len(packed)) + packed


def _unpacked(packed: bytes, path: Path) -> dict[str, Any]:
    """Return a message, unpacked no further than a message may be long."""
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(packed, REPLY_BYTES)
        if not unpacking.eof or unpacking.unused_data:
            raise ValueError("longer than a message may be, or more than one")
        message = json.loads(plain)
    except (zlib.error, ValueError, RecursionError, MemoryError) as error:
        raise _nonsense(path) from error
    if not isinstance(message, dict):
        raise _nonsense(path)
    return message


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as trouble:
        raise _interrupted(path, trouble.strerror or str(trouble)) from trouble
    with file:
        yield file


def _taken(file: BinaryIO, length: int, path: Path) -> bytes:
    try:
        return file.read(length)
    except OSError as trouble:
        raise _interrupted(path, trouble.strerror or str(trouble)) from trouble


def _read_head(file: BinaryIO, path: Path) -> bytes:
    head = _taken(file, HEAD_BYTES, path)
    if not head.startswith(_MAGIC):
        what = "is damaged, or is" if path.suffix == SUFFIX else "is"
        raise BundleError(f"{path.name} {what} not a bundle. Nothing was read from it.")
    body, check = head[:-_CHECK_BYTES], head[-_CHECK_BYTES:]
    if len(head) < HEAD_BYTES or _check(body) != check:
        raise _damaged(path)
    return head


def _parts(head: bytes) -> tuple[bytes, bytes, bytes]:
    start = len(_MAGIC)
    return (head[start : start + 32], head[start + 32 : start + 48], head[start + 48 : -8])


def _measured(file: BinaryIO, path: Path) -> tuple[int, int]:
    """Return how many pieces there are and how long the last one is."""
    size = os.fstat(file.fileno()).st_size
    body = size - HEAD_BYTES - sealing.CLOSING_BYTES
    if body <= sealing.TAG_BYTES or size > _MOST_BYTES:
        raise _damaged(path)
    pieces = -(-body // _SEALED_PIECE)
    rest = body - (pieces - 1) * _SEALED_PIECE
    if rest <= sealing.TAG_BYTES:
        raise _damaged(path)
    return pieces, rest


def _check(head: bytes) -> bytes:
    return hashlib.sha256(head).digest()[:_CHECK_BYTES]


def _damaged(path: Path) -> BundleError:
    return BundleError(
        f"{path.name} is damaged: it is incomplete or was changed on its way. Nothing was taken "
        "from it, and everything is as it was. Wait until it is copied whole, or ask for a new one."
    )


def _interrupted(path: Path, why: str) -> BundleError:
    return BundleError(
        f"{path.name} could not be read to its end ({why}). What was taken in before is safe and "
        "whole. Look whether the stick or the folder is still there, and read it again."
    )


def _nonsense(path: Path) -> BundleError:
    return BundleError(
        f"{path.name} is genuine, but holds what this version cannot read. Nothing further was "
        "taken from it. Bring both sides up to the same version and write it anew."
    )
