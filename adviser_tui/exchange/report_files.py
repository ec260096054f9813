"""Writing the report of a week to a file that only its owner may read.

What is in a file goes to a meeting: it holds nobody's name who was not put forward, no rows, and
no group so small that somebody could be told from it.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from adviser_tui.errors import InputError
from adviser_tui.exchange.private_files import written_whole
from adviser_tui.exchange.writing import Cell, Column, Shape, Written, write_table
from adviser_tui.services.reports.week import Report
from adviser_tui.text import clean_text

ENDINGS = (".csv", ".xlsx", ".html", ".txt", ".json")
"""The endings of file names that say what kind of report is wanted."""
FOR_A_MEETING = (
    "This file holds figures and no participant's name. Keep it where those who work with it can"
    " read it, and delete it when it has served its purpose."
)
_WHOLE = ("number", "of", "not confirmed by the hub")


def write_report(path: Path, report: Report, *, replace: bool = False) -> Written:
    """Write the report as the file's ending says; private, and whole or not at all.

    Raises `InputError` for an ending that names no kind of report, and where a file of that name is
    there already and may not be replaced.
    """
    from adviser_tui.services.reports.page import page_of
    from adviser_tui.services.reports.plain import plain_report
    from adviser_tui.services.reports.table import HEADERS, report_document, table_rows

    shown = report.for_a_meeting()
    match path.suffix.lower():
        case ".csv" | ".xlsx":
            columns = [
                Column(each, each.replace(" ", "_"), Shape.WHOLE if each in _WHOLE else Shape.TEXT)
                for each in HEADERS
            ]
            rows: Iterable[tuple[Cell, ...]] = (_clean(row) for row in table_rows(shown))
            return write_table(path, columns, rows, title="week report", replace=replace)
        case ".html" | ".htm":
            pieces: Iterable[str] = page_of(shown)
        case ".txt":
            pieces = (f"{_line(each)}\n" for each in plain_report(shown))
        case ".json":
            document = report_document(shown)
            pieces = (json.dumps(document, ensure_ascii=True, indent=2), "\n")
        case _:
            raise InputError(
                f"{path.name} does not say what kind of report is wanted. End the name in"
                f" {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.",
                field="file",
            )
    return _write_text(path, pieces, replace=replace)


def _write_text(path: Path, pieces: Iterable[str], *, replace: bool) -> Written:
    with (
        written_whole(path, replace=replace) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        count = 0
        for piece in pieces:
            file.write(piece)
            count += piece.count("\n")
    return Written(path, count)


def _clean(row: Iterable[str | int | None]) -> tuple[Cell, ...]:
    return tuple(clean_text(each) if isinstance(each, str) else each for each in row)


def _line(text: str) -> str:
    indent = len(text) - len(text.lstrip(" "))
    return " " * indent + clean_text(text)
