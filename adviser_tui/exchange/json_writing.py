"""Writing JSON: one document with its rows as objects, for other programs and for keeping."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from adviser_tui.exchange.private_files import written_whole
from adviser_tui.exchange.writing import (
    MANY,
    PERSONAL,
    Cell,
    Column,
    Progress,
    Written,
    written_text,
)


def write_json(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    title: str = "",
    replace: bool = False,
    progress: Progress | None = None,
) -> Written:
    """Write the rows under `rows`, one object a line; days and moments are ISO texts."""
    keys = [column.key for column in columns]
    count = 0
    with (
        written_whole(path, replace=replace) as temporary,
        temporary.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        head = {"adviser": title or "rows", "version": 1, "note": PERSONAL}
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [')
        for count, row in enumerate(rows, 1):
            values = {key: _plain(cell) for key, cell in zip(keys, row, strict=True)}
            file.write(("," if count > 1 else "") + "\n" + json.dumps(values, ensure_ascii=False))
            if progress is not None and count % MANY == 0:
                progress(count)
        file.write("\n]}\n")
    return Written(path, count)


def _plain(cell: Cell) -> str | int | bool | None:
    if cell is None or isinstance(cell, bool | int | str):
        return cell
    return written_text(cell)
