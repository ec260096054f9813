"""Drawing one line of a list or card out of toned pieces of text, exact to the cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from adviser_tui.widgets.columns import Cell, Column, Tone
from adviser_tui.widgets.text import cell, visible


@dataclass(frozen=True, slots=True)
class Brush:
    """The styles of one line: of the text in each tone, and of the letters a search found."""

    base: Style
    tones: Mapping[Tone, Style]
    match: Style

    def tone(self, tone: Tone) -> Style:
        """Return the style of a tone on this line."""
        return self.base + self.tones.get(tone, Style.null())


def as_cell(value: Cell | str) -> Cell:
    """Return a cell for a bare text."""
    return value if isinstance(value, Cell) else Cell(value)


def cell_segments(
    value: Cell | str, width: int, brush: Brush, right: bool = False
) -> list[Segment]:
    """Return segments of exactly `width` cells, with the letters found by a search marked."""
    one = as_cell(value)
    style = brush.tone(one.tone)
    if right:
        text = visible(one.text)
        return [Segment(cell(" " * max(0, width - cell_len(text)) + text, width), style)]
    shown = cell(one.text, width)
    if not one.matched or visible(one.text) != one.text:
        return [Segment(shown, style)]
    return list(_marked(shown, frozenset(one.matched), style, style + brush.match))


def _marked(text: str, matched: frozenset[int], style: Style, found: Style) -> Iterable[Segment]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or (place in matched) != (start in matched):
            yield Segment(text[start:place], found if start in matched else style)
            start = place


def row_strip(
    gutter: str,
    cells: Sequence[Cell | str],
    columns: Sequence[Column],
    widths: Sequence[tuple[int, int]],
    brush: Brush,
    width: int,
    gap: int,
) -> Strip:
    """Return the line of a row: its gutter, then each shown column with a gap between."""
    segments = [Segment(gutter, brush.base)]
    for place, (index, wide) in enumerate(widths):
        if place:
            segments.append(Segment(" " * gap, brush.base))
        value = cells[index] if index < len(cells) else ""
        segments.extend(cell_segments(value, wide, brush, columns[index].right))
    return Strip(segments).adjust_cell_length(width, brush.base)


def text_strip(text: str, width: int, style: Style) -> Strip:
    """Return a line of plain text, cut or padded to the width."""
    return Strip([Segment(cell(text, width), style)], max(0, width))
