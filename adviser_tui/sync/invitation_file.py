"""The file by which a device joins without a network: a ready grant, sealed with a one-time code.

    head      magic, how hard the code is to try (scrypt), a checksum of everything behind it
    body      salt and the grant as JSON, sealed with AES-256-GCM

The checksum tells a damaged file from a mistyped code; it proves nothing. The code travels another
way than the file: by phone or in person.
"""

import hashlib
import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from adviser_tui.errors import InputError
from adviser_tui.sync import sealing
from adviser_tui.sync.bundle_file import BundleError
from adviser_tui.sync.whole_file import write_whole

SUFFIX = ".invitation"
_MAGIC = b"ADVINVT1"
_HARDNESS = struct.Struct(">QII")
_CHECK_BYTES = 8
_HEAD_BYTES = len(_MAGIC) + _HARDNESS.size + _CHECK_BYTES
_MOST_BYTES = 256 << 10
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": ""})
"""Letters that no code has, and what they are meant to be."""


def write_invitation(
    path: Path,
    grant: Mapping[str, Any],
    code: str,
    *,
    hardness: sealing.Hardness = sealing.USUAL,
    replace: bool = False,
) -> None:
    """Write a grant that only who knows the code can open."""
    start = _MAGIC + _HARDNESS.pack(hardness.cost, hardness.block, hardness.lanes)
    plain = json.dumps(grant, ensure_ascii=False, separators=(",", ":")).encode()
    body = sealing.sealed_with_code(plain, plain_code(code), start, hardness)
    write_whole(path, [start + _check(start + body) + body], replace=replace)


def open_invitation(path: Path, code: str) -> dict[str, Any]:
    """Return the grant in an invitation; raises `BundleError` or, for another code, `InputError`.

    What costs too little or too much to try is refused before any work is done.
    """
    raw = _read(path)
    if not raw.startswith(_MAGIC):
        raise BundleError(f"{path.name} is not an invitation. Nothing was read from it.")
    start, body = raw[: len(_MAGIC) + _HARDNESS.size], raw[_HEAD_BYTES:]
    if raw[len(start) : _HEAD_BYTES] != _check(start + body) or len(raw) <= _HEAD_BYTES:
        raise _damaged(path)
    hardness = sealing.Hardness(*_HARDNESS.unpack_from(start, len(_MAGIC)))
    if not hardness.is_sane:
        raise _damaged(path)
    try:
        plain = sealing.opened_with_code(body, plain_code(code), start, hardness)
    except sealing.NotGenuineError as error:
        raise InputError(
            f"The code does not open {path.name}. Nothing was changed. Look at every letter, or "
            "ask whoever sent the invitation to say the code again.",
            field="code",
        ) from error
    try:
        grant = json.loads(plain)
    except (ValueError, RecursionError) as error:
        raise _damaged(path) from error
    if not isinstance(grant, dict):
        raise _damaged(path)
    return grant


def plain_code(code: str) -> str:
    """Return a code as it counts, however it was grouped, written or misread."""
    return "".join(code.upper().split()).translate(_READ_AS)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except OSError as trouble:
        raise BundleError(
            f"{path} could not be read ({trouble.strerror or trouble}). Nothing was changed. Look "
            "whether the file is there, and try again."
        ) from trouble
    if len(raw) > _MOST_BYTES:
        raise BundleError(f"{path.name} is too large for an invitation. Nothing was read from it.")
    return raw


def _check(rest: bytes) -> bytes:
    return hashlib.sha256(rest).digest()[:_CHECK_BYTES]


def _damaged(path: Path) -> BundleError:
    return BundleError(
        f"{path.name} is incomplete or was changed on its way. Nothing was changed here. Ask for "
        "the file again."
    )
