"""The file of rows that could not be taken: to be mended and imported again."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from adviser_tui.exchange.fields import LEFT_OVER, OWN_COLUMNS, is_ours
from adviser_tui.exchange.writing import Column, Written, write_table


class BadRow(NamedTuple):
    """One row as it stood in the file, and in a sentence or several what is wrong with it."""

    line: int
    cells: Sequence[str]
    sentence: str


def write_bad_rows(
    path: Path, headers: Sequence[str], rows: Iterable[BadRow], *, replace: bool = False
) -> Written:
    """Write the rows under the same headers, with their line and what to mend behind them.

    Cells beyond the headers follow those two columns, so that nothing is lost. A file that was
    mended and is still bad does not collect the two columns twice.
    """
    kept = [place for place, header in enumerate(headers) if not is_ours(header)]
    spare = [place for place, header in enumerate(headers) if header.startswith(LEFT_OVER)]
    ready = [_arranged(row, kept, spare, len(headers)) for row in rows]
    surplus = max((len(row) for row in ready), default=0) - len(kept) - len(OWN_COLUMNS)
    names = [headers[place] for place in kept] + list(OWN_COLUMNS)
    names += [f"{LEFT_OVER} {number}" for number in range(1, max(0, surplus) + 1)]
    width = len(names)
    return write_table(
        path,
        [Column(name, name) for name in names],
        (row + [""] * (width - len(row)) for row in ready),
        title="rows to mend",
        replace=replace,
    )


def _arranged(row: BadRow, kept: Sequence[int], spare: Sequence[int], width: int) -> list[str]:
    cells = [row.cells[place] if place < len(row.cells) else "" for place in kept]
    left_over = [row.cells[place] for place in spare if row.cells[place]]
    return [*cells, str(row.line), row.sentence, *left_over, *row.cells[width:]]
