"""What is checked about a workbook before it is handed to the reader, which trusts its file.

The reader lays a sheet out as a full rectangle in memory. One cell in the last corner of an
otherwise small sheet makes it ask for 500 GB and end the whole program, so the rectangle is
measured first; so is what the archive grows to when it is unpacked.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from adviser_tui.errors import ImportFileError

MOST_UNPACKED = 200_000_000
MOST_TIMES_LARGER = 200
"""How many times its packed size an archive may grow to, once it is worth a thought (20 MB)."""
MOST_CELLS = 6_000_000
_WORTH_A_THOUGHT = 20_000_000
_BLOCK = 1 << 20
_OVERLAP = 64
# Cells name their place, such as r="AB12"; rows only their number, such as r="12".
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,9})["']""")
# Places inside the first 26 columns and 99,999 rows, which are nearly all, need no look.
_FAR = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{2,3}\d|[A-Za-z]?\d{6})""")
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26


def check_workbook(path: Path) -> None:
    """Raise an `ImportFileError` when unpacking or laying out the workbook could harm."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(path, entries)
            for entry in entries:
                measure = entry.filename != "xl/sharedStrings.xml"
                rows, columns = _extent(_blocks(archive, entry), measure)
                if rows * columns > MOST_CELLS and (rows > _NEAR_ROWS or columns > _NEAR_COLUMNS):
                    raise ImportFileError(
                        f"A sheet of {path.name} reaches to row {rows:,} and column {columns:,}."
                        " Nothing was imported. Delete what stands far below or beside the table,"
                        " or save the sheet as .csv, which has no such limit."
                    )
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        # Unknown compression and passwords of the archive itself are a kind of RuntimeError.
        raise damaged(path) from None


def damaged(path: Path) -> ImportFileError:
    """Return what to say about a workbook that cannot be taken apart."""
    return ImportFileError(
        f"{path.name} is damaged and cannot be read as a workbook. Nothing was imported."
        " Open it in Excel or LibreOffice, save it afresh, and try again."
    )


def _check_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    absurd = unpacked > _WORTH_A_THOUGHT and unpacked > packed * MOST_TIMES_LARGER
    if unpacked > MOST_UNPACKED or absurd:
        raise ImportFileError(
            f"{path.name} would grow to {unpacked // 1_000_000:,} MB when unpacked. Nothing was"
            " imported. If the table is really that large, save it as .csv and import that."
        )
    if len({entry.filename for entry in entries}) != len(entries) or len(entries) > 5_000:
        raise damaged(path)


def _blocks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one part to its end, which also proves its stated size and its checksum."""
    with archive.open(entry) as part:
        while block := part.read(_BLOCK):
            yield block


def _extent(blocks: Iterator[bytes], measure: bool) -> tuple[int, int]:
    """Return how many rows and columns the sheet's farthest cells reach, at least the near ones."""
    rows, columns = _NEAR_ROWS, _NEAR_COLUMNS
    tail = b""
    for block in blocks:
        if not measure:
            continue
        text = tail + block
        tail = text[-_OVERLAP:]
        if _FAR.search(text) is None:
            continue
        for letters, digits in set(_PLACE.findall(text)):
            rows = max(rows, int(digits))
            columns = max(columns, _column_number(letters))
    return rows, columns


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
