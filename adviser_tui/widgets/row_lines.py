"""Drawing the lines of a list that are seen, and no others; keys and messages are elsewhere."""

from collections.abc import Sequence

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip

from adviser_tui.widgets.columns import TONES, Cell, Column, Heading, Tone, fitted
from adviser_tui.widgets.ink import ink
from adviser_tui.widgets.inkpot import InkPot
from adviser_tui.widgets.line_paint import Brush, as_cell, row_strip, text_strip
from adviser_tui.widgets.line_view import LineView
from adviser_tui.widgets.row_cursor import RowCursor

GUTTER = 2
"""Cells at the left edge: one for the cursor, one for the mark."""
_CACHED_LINES = 256
"""A few screens of lines; each takes a few kilobytes."""


class RowLines(LineView):
    """The part of a list that measures, scrolls and draws."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    RowLines {
        height: 1fr;
        background: $background;
        color: $text;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        header: bool = True,
        two_lines_below: int = 0,
        markable: bool = True,
        gap: int = 2,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._columns = tuple(columns)
        self._header = 1 if header else 0
        self._two_lines_below = two_lines_below
        self._markable = markable
        self._gap = gap
        self._place = RowCursor(())
        self._empty = ("Nothing here yet.", "")
        self._widths: list[tuple[int, int]] = []
        self._lines: dict[tuple[int, int, bool, bool], Strip] = {}
        self._brushes: dict[str, Brush] = {}
        self._ink = InkPot(self)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the part that is seen."""
        width = self._room
        if self._header and y == 0:
            titles = tuple(column.title for column in self._columns)
            brush = self._brush("header")
            return row_strip("  ", titles, self._columns, self._widths, brush, width, self._gap)
        if not len(self._place):
            return self._empty_line(y - self._header, width)
        index, line = divmod(y - self._header + round(self.scroll_y), self._row_height)
        if index >= len(self._place):
            return Strip.blank(width, self.rich_style)
        key = (index, line, index == self._place.index, self._place.is_marked(index))
        strip = self._lines.get(key)
        if strip is None:
            if len(self._lines) >= _CACHED_LINES:
                self._lines.clear()
            strip = self._lines[key] = self._draw(*key, width)
        return strip

    def _draw(self, index: int, line: int, cursor: bool, marked: bool, width: int) -> Strip:
        item = self._place[index]
        if isinstance(item, Heading):
            return self._heading_line(item, line, width)
        kind = "marked" if marked else "plain"
        if cursor:
            kind = "cursor" if self.has_focus else "resting"
        brush = self._brush(kind)
        if line == 0:
            gutter = ("▌" if cursor else " ") + ("✓" if marked else " ")
            return row_strip(
                gutter, item.cells, self._columns, self._widths, brush, width, self._gap
            )
        note = as_cell(item.note)
        if note.tone == "normal":
            note = Cell(note.text, "muted", note.matched)
        return row_strip(
            "▌   " if cursor else "    ", (note,), (Column(""),), [(0, width - 4)], brush, width, 0
        )

    def _heading_line(self, heading: Heading, line: int, width: int) -> Strip:
        if line < self._row_height - 1:
            return Strip.blank(width, self.rich_style)
        brush = self._brush("heading")
        text = text_strip(f" {heading.text} ", width, brush.tone(heading.tone))
        used = min(width, len(text.text.rstrip()) + 1)
        rule = text_strip("─" * width, width, self._brush("rule").base)
        return Strip.join([text.crop(0, used), rule.crop(0, max(0, width - used))])

    def _empty_line(self, y: int, width: int) -> Strip:
        brush = self._brush("plain")
        if y == 1:
            return text_strip(f"  {self._empty[0]}", width, brush.base)
        if y == 2:
            return text_strip(f"  {self._empty[1]}", width, brush.tone("muted"))
        return Strip.blank(width, self.rich_style)

    def _brush(self, kind: str) -> Brush:
        brush = self._brushes.get(kind)
        if brush is None:
            base = self.rich_style
            if kind != "plain":
                base += ink(self, "title" if kind == "heading" else kind)
            tones: dict[Tone, Style] = {}
            if kind != "cursor":
                for tone in TONES[1:]:
                    tones[tone] = ink(self, tone)
            match = ink(self, "match")
            brush = self._brushes[kind] = Brush(base, tones, match)
        return brush

    @property
    def _room(self) -> int:
        """Cells for text: the room of the scroll bar is kept free, so that it covers nothing."""
        return self.scrollable_content_region.width

    @property
    def _row_height(self) -> int:
        return 2 if self._room < self._two_lines_below else 1

    @property
    def _page(self) -> int:
        return max(1, (self.size.height - self._header) // self._row_height - 1)

    def _index_at(self, y: int) -> int | None:
        if y < self._header:
            return None
        index = (y - self._header + round(self.scroll_y)) // self._row_height
        fits = index < len(self._place) and not isinstance(self._place[index], Heading)
        return index if fits else None

    def _refresh_row(self, index: int) -> None:
        top = index * self._row_height - round(self.scroll_y) + self._header
        self.refresh(Region(0, top, self._room, self._row_height))

    def _scroll_to_cursor(self) -> None:
        height = self._row_height
        index = max(0, self._place.index)
        top = index * height
        first = top - height if index and isinstance(self._place[index - 1], Heading) else top
        seen = self.size.height - self._header
        if first < self.scroll_y:
            self.scroll_to(y=first, animate=False, force=True)
        elif top + height > self.scroll_y + seen:
            self.scroll_to(y=top + height - seen, animate=False, force=True)

    def _measure(self) -> None:
        width = self._room
        self._widths = fitted(
            self._columns, width - GUTTER, self._gap, two_lines=self._row_height > 1
        )
        lines = len(self._place) * self._row_height + self._header
        self.virtual_size = Size(width, lines)
        self.refresh()

    def _forget_lines(self) -> None:
        self._lines.clear()
        self._brushes.clear()
        self.refresh()

    def on_resize(self) -> None:
        """Share the new width among the columns."""
        self._forget_lines()
        self._measure()
        self._scroll_to_cursor()

    def paint_cursor(self) -> None:
        """Draw the row under the cursor anew; all others look the same with and without focus."""
        for key in [key for key in self._lines if key[2]]:
            del self._lines[key]
        if self._place.index >= 0:
            self._refresh_row(self._place.index)

    def notify_style_update(self) -> None:
        """Draw all again after a change of colours."""
        super().notify_style_update()
        if self._ink.has_dried():
            self._forget_lines()
