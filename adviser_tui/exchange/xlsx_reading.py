"""Reading Excel workbooks: one sheet, as text, a row at a time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from adviser_tui.errors import ImportFileError, InputError
from adviser_tui.exchange.rows import Row, Table
from adviser_tui.exchange.xlsx_guard import check_workbook, damaged

Cell = int | float | str | bool | time | date | datetime | timedelta
_TITLE_LINES = 10


class XlsxTable(Table):
    """One sheet of a workbook: the one that was named, else the first visible one with content."""

    def __init__(self, path: Path, *, sheet: str = "") -> None:
        super().__init__(path, "xlsx")
        check_workbook(path)
        self._done = self._height = 0
        self._open_sheet(sheet)
        self._open_headers()

    def rows(self) -> Iterator[Row]:
        """Walk the rows below the headers; `line` is the row's number in the sheet."""
        self._start_walk()
        for line, cells in self._records():
            if line <= self._header_line:
                continue
            self._done = line
            row = self._fit(line, self._as_text(cells))
            if row is not None:
                yield row

    def share_read(self) -> float:
        """Return how much of the sheet the walk has behind it."""
        return min(1.0, self._done / self._height) if self._height else 1.0

    def _open_sheet(self, wanted: str) -> None:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

        try:
            book = CalamineWorkbook.from_path(self.path)
            names = [
                found.name
                for found in book.sheets_metadata
                if found.visible == SheetVisibleEnum.Visible
            ] or book.sheet_names
            if wanted:
                names = [self._named(wanted, book.sheet_names)]
            for name in names:
                self._sheet = book.get_sheet_by_name(name)
                if self._sheet.height:
                    break
            book.close()
        except (CalamineError, OSError, ValueError):
            raise damaged(self.path) from None
        except BaseException as trouble:
            # A panic of the native reader is no ordinary Exception, and must not end the program.
            if type(trouble).__name__ == "PanicException":
                raise damaged(self.path) from None
            raise
        if not names or not self._sheet.height:
            raise ImportFileError(f"{self.path.name} holds no filled sheet. Nothing was imported.")
        self.sheet = self._sheet.name
        if len(book.sheet_names) > 1:
            self.found.append(f"Read the sheet “{self.sheet}”; the workbook has others.")
        self._height = self._sheet.total_height
        self.columns_before = self._sheet.start[1] if self._sheet.start else 0

    def _named(self, wanted: str, names: list[str]) -> str:
        for name in names:
            if name.casefold() == wanted.casefold():
                return name
        raise InputError(
            f"{self.path.name} has no sheet called “{wanted}”. It has: {', '.join(names)}.",
            field="sheet",
        )

    def _open_headers(self) -> None:
        above: list[tuple[int, list[Cell]]] = []
        for line, cells in self._records():
            filled = sum(1 for cell in cells if cell != "")
            if filled:
                above.append((line, cells))
            if filled > 1 or len(above) >= _TITLE_LINES:
                break
        if not above:
            raise ImportFileError(f"{self.path.name} holds no text. Nothing was imported.")
        several = sum(1 for cell in above[-1][1] if cell != "") > 1
        self._header_line, cells = above[-1] if several else above[0]
        if self._header_line != above[0][0]:
            self.found.append(f"The headers are in row {self._header_line}; what is above is left.")
        self._take_headers([cell_text(cell) for cell in cells])

    def _records(self) -> Iterator[tuple[int, list[Cell]]]:
        yield from enumerate(self._sheet.iter_rows(), 1)

    def _as_text(self, cells: list[Cell]) -> list[str]:
        texts: list[str] = []
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                texts.append(cell)
            else:
                if isinstance(cell, float):
                    self.numeric.add(place)
                texts.append(cell_text(cell))
        return texts


def cell_text(cell: Cell) -> str:
    """Return a cell as a person would write it: 7700900123 without `.0`, days as 2026-12-24."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        if cell.time() == time(0):
            return cell.date().isoformat()
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="minutes")
    minutes = round(cell.total_seconds() / 60)
    return f"{minutes // 60}:{minutes % 60:02}"
