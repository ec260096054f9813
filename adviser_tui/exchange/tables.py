"""Opening a file as a table, whatever kind of file it turns out to be."""

from pathlib import Path

from adviser_tui.exchange.file_kind import file_kind
from adviser_tui.exchange.rows import Table


def open_table(path: Path, *, encoding: str = "", delimiter: str = "", sheet: str = "") -> Table:
    """Return the table in a CSV or XLSX file, its headers read and its rows ready to be walked.

    The three wishes overrule what would be found out. An `ImportFileError` says in a sentence why
    the file is not a table.
    """
    if file_kind(path) == "xlsx":
        from adviser_tui.exchange.xlsx_reading import XlsxTable

        return XlsxTable(path, sheet=sheet)
    from adviser_tui.exchange.csv_reading import CsvTable

    return CsvTable(path, encoding=encoding, delimiter=delimiter)
