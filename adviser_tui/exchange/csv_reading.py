"""Reading comma-separated text of any encoding and separator, a row at a time."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from adviser_tui.errors import ImportFileError, InputError
from adviser_tui.exchange.rows import MOST_COLUMNS, Row, Table
from adviser_tui.exchange.text_encoding import find_encoding

DELIMITERS = ",;\t|"
LONGEST_CELL = 1_000_000
LONGEST_LINE = 8_000_000
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_TITLE_LINES = 10


class CsvTable(Table):
    """A text file with one record a line; cells may hold line ends inside quotation marks."""

    def __init__(self, path: Path, *, encoding: str = "", delimiter: str = "") -> None:
        super().__init__(path, "csv")
        found = find_encoding(path, encoding)
        self.encoding, self._errors = found.name, found.errors
        if found.remark:
            self.found.append(found.remark)
        if delimiter and (len(delimiter) != 1 or delimiter in '"\r\n\0 '):
            raise InputError(
                f"“{delimiter}” cannot stand between cells. It is a single mark, such as , or ;.",
                field="delimiter",
            )
        self.delimiter = delimiter
        self._size = max(1, path.stat().st_size)
        self._handle: TextIO | None = None
        self._open_headers()

    def rows(self) -> Iterator[Row]:
        """Walk the rows below the headers; an `ImportFileError` says where the file breaks off."""
        self._start_walk()
        for line, cells in self._records():
            if line <= self._header_line:
                continue
            row = self._fit(line, cells)
            if row is not None:
                yield row

    def share_read(self) -> float:
        """Return how many of the file's bytes were taken from the disk, from 0 to 1."""
        handle = self._handle
        if handle is None or handle.closed:
            return 1.0
        return min(1.0, handle.buffer.tell() / self._size)

    def _open_headers(self) -> None:
        """Take the first row with more than one filled cell as the headers.

        Lines above it are titles that a report put there. A file of a single column has its
        header in the first line that is not blank.
        """
        self._header_line = 0
        if not self.delimiter:
            self.delimiter = self._find_delimiter()
        above: list[tuple[int, list[str]]] = []
        for line, cells in self._records():
            filled = sum(1 for cell in cells if cell.strip())
            if filled:
                above.append((line, cells))
            if filled > 1 or len(above) >= _TITLE_LINES:
                break
        if not above:
            raise ImportFileError(f"{self.path.name} holds no text. Nothing was imported.")
        several = above[-1] if len([c for c in above[-1][1] if c.strip()]) > 1 else above[0]
        self._header_line = several[0]
        if several is not above[0]:
            self.found.append(f"The headers are in line {several[0]}; what stands above is left.")
        self._take_headers(several[1])
        if not self.headers:
            raise ImportFileError(f"{self.path.name} has no headers. Nothing was imported.")
        if len(self.headers) > 1:
            self.found.append(f"Columns are parted by {_NAMES.get(self.delimiter, 'a mark')}.")

    def _find_delimiter(self) -> str:
        """Return the most frequent separator outside quotation marks in the first line with any."""
        with self._open() as handle:
            outside = ""
            quoted = False
            for _ in range(_TITLE_LINES * 5):
                line = handle.readline(LONGEST_LINE)
                if not line:
                    break
                if not outside and line.lower().startswith("sep=") and len(line.strip()) == 5:
                    return line[4]
                for character in line:
                    if character == '"':
                        quoted = not quoted
                    elif not quoted:
                        outside += character
                if not quoted:
                    counts = {mark: outside.count(mark) for mark in DELIMITERS}
                    best = max(DELIMITERS, key=counts.__getitem__)
                    if counts[best]:
                        return best
        return ","

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield every record with the line it begins on, blank and title lines included."""
        # One setting for the whole program; the default of 131,072 would refuse honest notes.
        csv.field_size_limit(LONGEST_CELL)
        with self._open() as handle:
            self._handle = handle
            pending: list[str] = []
            last: list[str] = []
            reader = csv.reader(_lines(handle, pending, self.path), delimiter=self.delimiter)
            line = begun = 1
            while True:
                try:
                    cells = next(reader)
                except StopIteration:
                    if ends_quoted("".join(last), self.delimiter):
                        raise self._unclosed(begun, "is never closed") from None
                    return
                except csv.Error:
                    raise self._unclosed(line, "is longer than a million characters") from None
                if len(cells) > MOST_COLUMNS * 2:
                    raise self._unclosed(line, f"has {len(cells):,} cells")
                # Only the end of the file ends a record inside quotation marks.
                last, begun = pending[:], line
                pending.clear()
                if not (line == 1 and _says_separator(cells, self.delimiter)):
                    yield line, cells
                line = reader.line_num + 1

    def _unclosed(self, line: int, what: str) -> ImportFileError:
        if what == "is never closed":
            start = f"A quotation mark in the row that begins in line {line} {what}"
        else:
            start = f"The row that begins in line {line} {what}"
        return ImportFileError(
            f"{start}, so the rows after it cannot be told apart. Nothing was imported. Look for a"
            f' missing or stray " in {self.path.name} from that line on.',
            row=line,
        )

    def _open(self) -> TextIO:
        return self.path.open(encoding=self.encoding, errors=self._errors, newline="")


def ends_quoted(record: str, delimiter: str) -> bool:
    """Tell whether the text breaks off inside quotation marks, as the csv module reads them."""
    quoted = False
    at_start = True
    place = 0
    while place < len(record):
        character = record[place]
        if quoted:
            if character == '"':
                if record[place + 1 : place + 2] == '"':
                    place += 1
                else:
                    quoted = False
        elif at_start and character == '"':
            quoted = True
        at_start = not quoted and character in (delimiter, "\n", "\r")
        place += 1
    return quoted


def _says_separator(cells: list[str], delimiter: str) -> bool:
    """Tell whether this is the line `sep=;` by which a spreadsheet is told the separator."""
    return len(cells) == 2 and cells[0].lower() == "sep=" and not cells[1] and delimiter != "="


def _lines(handle: TextIO, pending: list[str], path: Path) -> Iterator[str]:
    while line := handle.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise ImportFileError(
                f"{path.name} has a line of more than {LONGEST_LINE:,} characters, so it is hardly"
                " a table. Nothing was imported. Save it again as .xlsx or .csv."
            )
        pending.append(line)
        yield line
