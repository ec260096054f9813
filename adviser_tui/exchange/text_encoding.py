"""In which encoding a text file was written, found out without reading it into memory."""

import codecs
from dataclasses import dataclass
from pathlib import Path

from adviser_tui.errors import InputError
from adviser_tui.exchange.file_kind import HEAD, looks_wide

_STRAY = "adviser-stray-bytes"
_BLOCK = 1 << 20
_ASCII = bytes(range(128))
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # The longer marks come first: the UTF-32 one begins like the UTF-16 one.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """What to give to `open`, and what to tell the adviser, which may be nothing."""

    name: str
    errors: str
    remark: str = ""


def find_encoding(path: Path, wanted: str = "") -> Encoding:
    """Return the encoding to read the file in; every file can be read in the one returned.

    A mark at the beginning decides, then whether every byte fits UTF-8, then Windows-1252, the
    habit of spreadsheets in Western Europe. `wanted` overrules all of it.
    """
    if wanted:
        return Encoding(_known(wanted), "replace", f"Read as {wanted}, as you asked.")
    with path.open("rb") as file:
        head = file.read(HEAD)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, "replace")
    wide = looks_wide(head)
    if wide:
        return Encoding(wide, "replace", "Read as UTF-16, judged by its bytes.")
    return _narrow(path)


def _narrow(path: Path) -> Encoding:
    stray, beyond_ascii, first_line = _count_stray(path)
    if not stray:
        return Encoding("utf-8", "strict")
    # An accented letter takes two bytes in UTF-8: more honest letters than strays.
    if beyond_ascii - stray > 2 * stray:
        codecs.register_error(_STRAY, _stray_byte)
        return Encoding(
            "utf-8",
            _STRAY,
            f"Read as UTF-8, but {stray:,} bytes are not (the first in line {first_line}); they"
            " were read as Windows-1252. Look at the accented letters there.",
        )
    return Encoding(
        "cp1252",
        "replace",
        "Read as Windows-1252, because it is not UTF-8. If accented letters look wrong, save the"
        " file as UTF-8.",
    )


def _count_stray(path: Path) -> tuple[int, int, int]:
    """Count the bytes that do not fit UTF-8 and all beyond ASCII; name the first stray's line."""
    stray = beyond_ascii = first_line = 0
    lines = 1

    def note(error: UnicodeError) -> tuple[str, int]:
        nonlocal stray
        assert isinstance(error, UnicodeDecodeError)
        stray += error.end - error.start
        # U+FFFF cannot come out of honest text, so the first one marks the place.
        return "\uffff", error.end

    codecs.register_error("adviser-counting", note)
    decoder = codecs.getincrementaldecoder("utf-8")("adviser-counting")
    with path.open("rb") as file:
        while True:
            block = file.read(_BLOCK)
            text = decoder.decode(block, final=not block)
            beyond_ascii += len(block.translate(None, _ASCII))
            if stray and not first_line:
                first_line = lines + text[: text.find("\uffff")].count("\n")
            lines += text.count("\n")
            if not block:
                return stray, beyond_ascii, first_line


def _stray_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        raise InputError(
            f"There is no encoding called {name}. Try utf-8, utf-16 or cp1252.", field="encoding"
        ) from None
