"""Bodies made small for the wire, and opened again without trusting what they claim to be.

A body is packed once, by one encoding: frames in a row, frames that do not say their size, packed
packages and anything after the end are refused, since no device and no hub writes them.
"""

import zlib
from typing import Final

ENCODINGS: Final = ("zstd", "gzip", "identity")
"""What can be read, best first."""

SMALL: Final = 512
"""Bodies of fewer bytes are sent as they are."""

_ZSTD_LEVEL = 3
"""A tenth smaller than the quickest, in the same time."""
_GZIP_LEVEL = 1
_GZIP = 31
_WINDOW = 1 << 23


class PackingError(Exception):
    """A body that cannot be opened; `args[0]` is the encoding, never a part of the body."""


class TooLargeError(PackingError):
    """A body that would be larger than allowed when opened."""


def chosen(accepted: str) -> str:
    """Return the best encoding that the other side says it reads, by its Accept-Encoding."""
    willing: set[str] = set()
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000"):
            willing.add(name.strip())
    for encoding in ENCODINGS:
        if encoding in willing:
            return encoding
    return "identity"


def packed(body: bytes, encoding: str) -> bytes:
    """Return the body in an encoding of `ENCODINGS`."""
    if encoding == "zstd":
        import zstandard

        return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(body)
    if encoding == "gzip":
        squeezing = zlib.compressobj(_GZIP_LEVEL, zlib.DEFLATED, _GZIP)
        return squeezing.compress(body) + squeezing.flush()
    return body


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """Return a body as it was before packing; never holds more than `most` bytes of it.

    Raises TooLargeError for more, PackingError for a body that is cut short, continued or not of
    that encoding at all.
    """
    if encoding == "zstd":
        opened = _from_zstd(body, most)
    elif encoding == "gzip":
        opened = _from_gzip(body, most)
    elif encoding == "identity":
        opened = body
    else:
        raise PackingError("encoding")
    if len(opened) > most:
        raise TooLargeError(encoding)
    return opened


def _from_zstd(body: bytes, most: int) -> bytes:
    import zstandard

    try:
        size = zstandard.frame_content_size(body)
        if size < 0:
            raise PackingError("zstd")
        # What a frame claims is believed only as a reason to refuse it.
        if size > most:
            raise TooLargeError("zstd")
        opener = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        return opener.decompress(body, max_output_size=most, allow_extra_data=False)
    except zstandard.ZstdError:
        raise PackingError("zstd") from None


def _from_gzip(body: bytes, most: int) -> bytes:
    opener = zlib.decompressobj(_GZIP)
    try:
        opened = opener.decompress(body, most + 1)
    except zlib.error:
        raise PackingError("gzip") from None
    if len(opened) > most:
        raise TooLargeError("gzip")
    if not opener.eof or opener.unused_data:
        raise PackingError("gzip")
    return opened
