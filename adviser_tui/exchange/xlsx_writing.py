"""Writing Excel workbooks in which text stays text."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from adviser_tui.errors import InputError
from adviser_tui.exchange.formulas import kept_apart
from adviser_tui.exchange.private_files import written_whole
from adviser_tui.exchange.writing import (
    MANY,
    PERSONAL,
    Cell,
    Column,
    Progress,
    Shape,
    Written,
    written_text,
)

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
_WIDTHS = {Shape.TEXT: 24, Shape.PHONE: 18, Shape.WHOLE: 10, Shape.DAY: 12, Shape.MOMENT: 18}


def write_xlsx(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write one sheet of rows, and a second one that says what the file is.

    The table comes first, so that the file can be read in again as it is.
    """
    with (
        written_whole(path, replace=replace) as temporary,
        # The writer parks the rows in files of its own, which hold the same personal data: they
        # belong in a private folder beside the target and not among everybody's temporary files.
        _private_folder(temporary) as parking,
    ):
        book = _Workbook(temporary, Path(parking), columns, title)
        count = 0
        try:
            for count, row in enumerate(rows, 1):
                book.add(count, row)
                if progress is not None and count % MANY == 0:
                    progress(count)
            book.close()
        except BaseException:
            book.abandon()
            raise
    return Written(path, count, book.remarks())


def _private_folder(temporary: Path) -> AbstractContextManager[str]:
    return tempfile.TemporaryDirectory(
        dir=temporary.parent, prefix=temporary.name, ignore_cleanup_errors=True
    )


class _Workbook:
    """A workbook in the making, written row after row in constant memory."""

    def __init__(self, path: Path, parking: Path, columns: Sequence[Column], title: str) -> None:
        import xlsxwriter

        self._book: Any = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "tmpdir": str(parking),
            },
        )
        self._columns = columns
        self._title = title
        self._cut = 0
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._moment = self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self._bold = self._book.add_format({"bold": True})
        self._sheet: Any = self._book.add_worksheet(_sheet_name(title))
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, _WIDTHS[column.shape])
        for place, column in enumerate(columns):
            self._sheet.write_string(0, place, kept_apart(column.header), self._bold)
        self._sheet.freeze_panes(1, 0)

    def add(self, line: int, row: Sequence[Cell]) -> None:
        if line > MOST_ROWS:
            raise InputError(
                f"An Excel sheet holds {MOST_ROWS:,} rows, and there are more. Nothing was"
                " written. Export to .csv instead.",
                field="file",
            )
        for place, (cell, column) in enumerate(zip(row, self._columns, strict=True)):
            self._write(line, place, cell, column)

    def close(self) -> None:
        """Write the second sheet and put the workbook together."""
        about = self._book.add_worksheet("About this file")
        about.set_column(0, 0, 100)
        about.write_string(0, 0, PERSONAL)
        about.write_string(1, 0, f"Sheet 1 holds {self._title or 'the rows'}, written by Adviser.")
        _close_quietly(self._book)

    def abandon(self) -> None:
        """Let go of the files that the writer still holds, so that their folder can vanish."""
        for sheet in self._book.worksheets():
            # A disk that is full refuses the last bytes once more, but the file is closed.
            with suppress(OSError):
                sheet.row_data_fh.close()
        self._book.fileclosed = True

    def remarks(self) -> tuple[str, ...]:
        if not self._cut:
            return ()
        return (
            f"{self._cut:,} texts were longer than the {LONGEST_TEXT:,} characters that an Excel"
            " cell holds and were cut; the .json and .csv exports have them whole.",
        )

    def _write(self, line: int, place: int, cell: Cell, column: Column) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, datetime):
            aware = cell.astimezone(UTC) if cell.tzinfo else cell
            self._sheet.write_datetime(line, place, aware.replace(tzinfo=None), self._moment)
        elif isinstance(cell, date) and cell.year >= 1900:
            self._sheet.write_datetime(line, place, cell, self._day)
        elif isinstance(cell, int) and not isinstance(cell, bool) and abs(cell) < 10**15:
            self._sheet.write_number(line, place, cell)
        else:
            text = kept_apart(_encodable(written_text(cell)))
            if len(text.encode("utf-16-le")) > LONGEST_TEXT * 2:
                self._cut += 1
                text = text.encode("utf-16-le")[: LONGEST_TEXT * 2].decode("utf-16-le", "ignore")
            self._sheet.write_string(line, place, text)


def _close_quietly(book: Any) -> None:
    """Close, giving the system's own error back that the writer wraps into one of its own."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as trouble:
        cause = trouble.args[0] if trouble.args else trouble
        raise cause if isinstance(cause, OSError) else OSError(str(trouble)) from None


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:31].capitalize() or "Rows"
