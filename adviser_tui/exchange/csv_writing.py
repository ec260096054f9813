"""Writing CSV that opens with its accents and without running anything."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from adviser_tui.exchange.formulas import guarded
from adviser_tui.exchange.private_files import written_whole
from adviser_tui.exchange.writing import MANY, Cell, Column, Progress, Shape, Written, written_text

_PHONE = re.compile(r"\+?[0-9]+(?: [0-9]+)*(?: ext [0-9]+)?")


def write_csv(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    replace: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write UTF-8 with its mark, commas and the line ends of spreadsheets, text guarded."""
    phones = [column.shape is Shape.PHONE for column in columns]
    count = 0
    with (
        written_whole(path, replace=replace) as temporary,
        temporary.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([guarded(column.header) for column in columns])
        for count, row in enumerate(rows, 1):
            writer.writerow([_safe(cell, phone) for cell, phone in zip(row, phones, strict=True)])
            if progress is not None and count % MANY == 0:
                progress(count)
    return Written(path, count)


def _safe(cell: Cell, phone: bool) -> str:
    text = written_text(cell)
    if not text or not isinstance(cell, str) or (phone and _PHONE.fullmatch(text)):
        return text
    return guarded(text)
