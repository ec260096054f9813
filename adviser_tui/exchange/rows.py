"""A table of text as it comes out of a file: rows with their line, and what was wrong with them."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.washing import Washing

MOST_COLUMNS = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend: where it stands, what stood there, and a sentence about it.

    `line` counts as the adviser's spreadsheet or text editor does, from 1; `column` from 1, and 0
    where the whole row is meant.
    """

    line: int
    column: int
    header: str
    value: str
    sentence: str


class Row(NamedTuple):
    """One row below the headers; with a `fault`, its cells may stand in the wrong columns."""

    line: int
    cells: list[str]
    fault: Fault | None = None


class Table(ABC):
    """A file that was found to be a table; `rows` may be walked more than once, from the start."""

    encoding = ""
    delimiter = ""
    sheet = ""
    columns_before = 0
    """Empty columns left of the table, which a `Fault` counts and `Row.cells` leave out."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        self.kind = kind
        self.headers: tuple[str, ...] = ()
        self.numeric: set[int] = set()
        """Columns (from 0) whose cells the file holds as numbers: their leading zeros are gone."""
        self.found: list[str] = []
        self.washing = Washing()
        self._short = self._blank = self._first_short = 0

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Walk the rows below the headers, blank ones left out."""

    @abstractmethod
    def share_read(self) -> float:
        """Return how much of the file the current walk has behind it, from 0 to 1."""

    @property
    def remarks(self) -> list[str]:
        """What was found out about the file: on opening it, and on the walk so far."""
        remarks = list(self.found)
        if self._blank:
            remarks.append(counted(self._blank, "blank line was", "blank lines were") + " skipped.")
        if self._short:
            remarks.append(
                counted(self._short, "row has", "rows have")
                + f" fewer cells than the headers (the first is line {self._first_short});"
                " the missing cells are taken as empty."
            )
        return remarks + self.washing.remarks()

    def fault(self, line: int, place: int, value: str, sentence: str) -> Fault:
        """Return what is wrong with the cell at `place`, counted from 0 among `Row.cells`."""
        header = self.headers[place] if place < len(self.headers) else ""
        return Fault(line, self.columns_before + place + 1, header, value, sentence)

    def _start_walk(self) -> None:
        self.washing = Washing()
        self._short = self._blank = self._first_short = 0

    def _take_headers(self, cells: list[str]) -> None:
        """Give every column its name: trailing empty ones are cut, doubled ones numbered."""
        names = [" ".join(cell.split()) for cell in Washing().row(0, cells)]
        while names and not names[-1]:
            names.pop()
        if len(names) > MOST_COLUMNS:
            raise ImportFileError(
                f"The table in {self.path.name} has {len(names):,} columns; at most"
                f" {MOST_COLUMNS:,} can be read. Nothing was imported. Keep only the columns that"
                " are needed and try again."
            )
        taken: set[str] = set()
        for place, name in enumerate(names):
            wanted = name or f"Column {place + 1}"
            fresh, number = wanted, 2
            while fresh.casefold() in taken:
                fresh, number = f"{wanted} ({number})", number + 1
            if fresh != wanted and name:
                self.found.append(f"Two columns are called “{name}”; the later one is “{fresh}”.")
            taken.add(fresh.casefold())
            names[place] = fresh
        self.headers = tuple(names)

    def _fit(self, line: int, cells: list[str]) -> Row | None:
        """Clean one row and bring it to the width of the headers; None when it is blank."""
        cells = self.washing.row(line, cells)
        width = len(self.headers)
        if len(cells) == width:
            if any(cells):
                return Row(line, cells)
        elif any(cells):
            return self._ragged(line, cells)
        self._blank += 1
        return None

    def _ragged(self, line: int, cells: list[str]) -> Row:
        width = len(self.headers)
        if len(cells) < width:
            self._short += 1
            self._first_short = self._first_short or line
            return Row(line, cells + [""] * (width - len(cells)))
        extra = next((place for place in range(width, len(cells)) if cells[place]), None)
        if extra is None:
            return Row(line, cells[:width])
        sentence = (
            f"The row has {len(cells)} cells but there are {width} headers, so its values may"
            " stand in the wrong columns. Put quotation marks round the cell that contains the"
            " separator."
        )
        return Row(line, cells, self.fault(line, extra, cells[extra], sentence))


def counted(count: int, one: str, many: str) -> str:
    """Return the number with the words that fit it, such as `1 row has` or `2,000 rows have`."""
    return f"{count:,} {one if count == 1 else many}"
