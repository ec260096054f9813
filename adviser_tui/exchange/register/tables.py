"""Reading a table of millions of rows: a block at a time, and a damaged row at a time.

A block of whole lines is taken apart by the csv module in one go. Only where that does not come
out even, because of a line end within quotation marks or of a mark that is never closed, the block
is gone through line by line, so that one bad line costs no other.
"""

import csv
from collections.abc import Iterator

from adviser_tui.exchange.register.parts import Stream
from adviser_tui.exchange.register.rows import Block, Layout

_STEP = 1 << 20
LONGEST = 4 << 20
"""Bytes of a line, at most; a longer one is left out."""
_MOST_LINES = 20
"""Lines that a row may reach over."""
_QUOTE = b'"'


def read_table(stream: Stream, layout: Layout, line: int) -> Iterator[Block]:
    """Yield the rows from where the stream stands, in blocks of some thousand."""
    tail = b""
    offset = stream.offset
    while True:
        data = stream.read(_STEP)
        tail += data
        cut = tail.rfind(b"\n") + 1 if data else len(tail)
        if not cut:
            if not data:
                return
            if len(tail) > LONGEST:
                offset, tail = _past_line(stream, offset, tail)
                block = Block(offset, line + 1, rows=1)
                block.leave_out(line, "it is longer than any row of a register")
                line = block.line
                yield block
            continue
        if data:
            cut = _before_open_quote(tail, cut)
        block = _read_block(tail[:cut], layout, offset + cut, line)
        tail = tail[cut:]
        offset, line = block.offset, block.line
        yield block
        if not data:
            return


def _past_line(stream: Stream, offset: int, tail: bytes) -> tuple[int, bytes]:
    """Skip the rest of a line that has no end; return where the next begins, and its bytes."""
    while data := stream.read(_STEP):
        offset += len(tail)
        tail = data
        place = data.find(b"\n") + 1
        if place:
            return offset + place, data[place:]
    return offset + len(tail), b""


def _before_open_quote(data: bytes, cut: int) -> int:
    """Return a place to cut that is not within quotation marks, if there is one near the end."""
    if not data.count(_QUOTE, 0, cut) % 2:
        return cut
    earlier = data.rfind(b"\n", 0, data.rfind(_QUOTE, 0, cut)) + 1
    if earlier and not data.count(_QUOTE, 0, earlier) % 2:
        return earlier
    return cut


def _read_block(data: bytes, layout: Layout, offset: int, line: int) -> Block:
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    block = Block(offset, line + lines)
    rows = _whole(data, layout, lines)
    if rows is None:
        _read_lines(data, layout, block, line)
        return block
    entry_of, take, columns = layout.entry_of, block.take, layout.columns
    for place, row in enumerate(rows, line):
        if len(row) == columns:
            row.append("")
            take(entry_of, row, place)
        elif row:
            _take_odd(block, layout, row, place)
    return block


def _whole(data: bytes, layout: Layout, lines: int) -> list[list[str]] | None:
    """Return one row for each line, or nothing where rows and lines do not agree."""
    try:
        texts = data.decode().removesuffix("\n").split("\n")
        rows = list(csv.reader(texts, delimiter=layout.delimiter))
    except (UnicodeDecodeError, csv.Error):
        return None
    return rows if len(rows) == lines else None


def _read_lines(data: bytes, layout: Layout, block: Block, line: int) -> None:
    """Take a block apart line by line."""
    lines = [each.rstrip(b"\r") for each in data.removesuffix(b"\n").split(b"\n")]
    place = 0
    while place < len(lines):
        if not lines[place].count(_QUOTE) % 2:
            _take_line(block, layout, lines[place], line + place)
            place += 1
            continue
        taken = _lines_of_row(lines, place, layout)
        if taken:
            _take_line(block, layout, b" ".join(lines[place : place + taken]), line + place)
        else:
            block.rows += 1
            block.leave_out(line + place, "a quotation mark in it is never closed")
        place += taken or 1


def _lines_of_row(lines: list[bytes], place: int, layout: Layout) -> int:
    """Return over how many lines the row reaches that begins in this one; 0 for no row."""
    quotes = lines[place].count(_QUOTE)
    for taken in range(2, min(_MOST_LINES, len(lines) - place) + 1):
        quotes += lines[place + taken - 1].count(_QUOTE)
        if not quotes % 2:
            try:
                row = _apart(b" ".join(lines[place : place + taken]), layout)
            except csv.Error:
                return 0
            return taken if len(row) == layout.columns else 0
    return 0


def _apart(data: bytes, layout: Layout) -> list[str]:
    """Return the cells of one row, in whatever encoding it is."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return next(csv.reader([text], delimiter=layout.delimiter), [])


def _take_line(block: Block, layout: Layout, data: bytes, line: int) -> None:
    try:
        row = _apart(data, layout)
    except csv.Error as error:
        block.rows += 1
        block.leave_out(line, f"it cannot be taken apart ({error})")
        return
    if len(row) == layout.columns:
        row.append("")
        block.take(layout.entry_of, row, line)
    elif row:
        _take_odd(block, layout, row, line)


def _take_odd(block: Block, layout: Layout, row: list[str], line: int) -> None:
    """Take a row that ends early, where nothing needed is missing; leave out a longer one."""
    cells = len(row)
    if cells > layout.columns and not any(row[layout.columns :]):
        del row[layout.columns :]
    if not layout.needed <= len(row) <= layout.columns:
        block.rows += 1
        block.leave_out(line, f"it has {cells} cells instead of {layout.columns}")
        return
    row.extend([""] * (layout.columns + 1 - len(row)))
    block.take(layout.entry_of, row, line)
