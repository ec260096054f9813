"""Writing a table to a file: what a column is, and which writer a file name asks for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from adviser_tui.errors import InputError

Cell = str | int | bool | date | datetime | None
PERSONAL = (
    "This file contains personal data. Keep it where only you can read it, share it only with"
    " those who need it, and delete it when it has served its purpose."
)
MANY = 1_000
"""Rows between two calls of a writer's `progress`."""


class Shape(StrEnum):
    """What the cells of a written column are, as far as a spreadsheet cares."""

    TEXT = "text"
    PHONE = "phone"
    """Telephone numbers, which begin with `+` and are no formula."""
    WHOLE = "whole"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file that is written; `key` names it in JSON."""

    header: str
    key: str
    shape: Shape = Shape.TEXT


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a file."""

    path: Path
    rows: int
    remarks: tuple[str, ...] = ()


Progress = Callable[[int], None]


def write_table(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write the rows as the file's ending says: .csv, .xlsx or .json; private, and whole or not.

    `title` names the sheet or the JSON document, such as `employers`.
    """
    match path.suffix.lower():
        case ".csv":
            from adviser_tui.exchange.csv_writing import write_csv

            return write_csv(path, columns, rows, replace=replace, progress=progress)
        case ".xlsx":
            from adviser_tui.exchange.xlsx_writing import write_xlsx

            return write_xlsx(path, columns, rows, title=title, replace=replace, progress=progress)
        case ".json":
            from adviser_tui.exchange.json_writing import write_json

            return write_json(path, columns, rows, title=title, replace=replace, progress=progress)
    raise InputError(
        f"{path.name} does not say what kind of file is wanted. End the name in .csv, .xlsx or"
        " .json.",
        field="file",
    )


def written_text(cell: Cell) -> str:
    """Return a cell as text that our own reader takes back: ISO days and times, yes and no."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
