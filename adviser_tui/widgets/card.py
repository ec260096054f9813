"""One record as sections of lines, with a cursor for what to edit, copy or open."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from adviser_tui.widgets.card_lines import CardLine, CardSection, DrawnLine, laid_out
from adviser_tui.widgets.columns import Tone
from adviser_tui.widgets.inkpot import InkPot
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.line_paint import text_strip
from adviser_tui.widgets.line_view import LineView
from adviser_tui.widgets.text import cell

__all__ = ["CardLine", "CardSection", "CardView"]


class CardView(LineView, can_focus=True):
    """Everything known of one record, to read, and to act on the line under the cursor.

    Without a cursor the same keys scroll.
    """

    HELP = "A card. Move over its lines; e edits the one under the cursor, Enter opens it."
    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CardView {
        height: 1fr;
        background: $background;
        color: $text;
        padding: 0 1;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.down",
        "list.up",
        "list.top",
        "list.bottom",
        "list.page_down",
        "list.page_up",
        "list.open",
    )

    class Opened(Message):
        """Enter or a double click on a line that leads somewhere."""

        def __init__(self, card: "CardView", line: CardLine) -> None:
            super().__init__()
            self.card = card
            self.line = line

        @property
        def control(self) -> "CardView":
            """The card it happened on."""
            return self.card

    def __init__(
        self,
        sections: Sequence[CardSection] = (),
        *,
        cursor: bool = True,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._sections = tuple(sections)
        self._has_cursor = cursor
        self._items: tuple[CardLine, ...] = ()
        self._drawn: list[DrawnLine] = []
        self._cursor = 0
        self._ink = InkPot(self)
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._take_items()

    @property
    def line(self) -> CardLine | None:
        """The line under the cursor."""
        here = self._has_cursor and self._cursor < len(self._items)
        return self._items[self._cursor] if here else None

    def show(self, sections: Sequence[CardSection], *, from_top: bool = False) -> None:
        """Show another card; `from_top` for another record, else the cursor stays at its place."""
        sections = tuple(sections)
        if sections == self._sections and not from_top:
            return
        self._sections = sections
        self._take_items()
        if from_top:
            self._cursor = 0
            self.scroll_to(y=0, animate=False, force=True)
        self._measure()

    def go_to_field(self, field: str) -> None:
        """Put the cursor on the line of a field."""
        for number, line in enumerate(self._items):
            if line.field == field:
                self._go(number)
                return

    def go_to_section(self, title: str) -> None:
        """Put the cursor on the first line of a section and show its title at the top."""
        place = 0
        for section in self._sections:
            if section.title == title and section.lines:
                self._go(place)
                top = max(0, self._line_of(place) - 1)
                self.scroll_to(y=top, animate=False, force=True)
                return
            place += len(section.lines)

    def action_list_down(self) -> None:
        """Move to the next line."""
        self._go(self._cursor + 1)

    def action_list_up(self) -> None:
        """Move to the line before; at the top, show what stands above it."""
        if self._cursor == 0:
            self.scroll_to(y=0, animate=False, force=True)
        self._go(self._cursor - 1)

    def action_list_top(self) -> None:
        """Move to the first line."""
        self.scroll_to(y=0, animate=False, force=True)
        self._go(0)

    def action_list_bottom(self) -> None:
        """Move to the last line."""
        self._go(len(self._items) - 1)

    def action_list_page_down(self) -> None:
        """Move down by a page."""
        self._go(self._item_near(self._line_of(self._cursor) + self._page, len(self._items) - 1))

    def action_list_page_up(self) -> None:
        """Move up by a page."""
        self._go(self._item_near(self._line_of(self._cursor) - self._page, 0))

    def action_list_open(self) -> None:
        """Open what the line under the cursor leads to."""
        if self.line is not None:
            self.post_message(self.Opened(self, self.line))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer Open only where the line leads somewhere."""
        return action != "list_open" or (self.line is not None and bool(self.line.ref))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line of the mouse; a double click opens it."""
        number = event.get_content_offset_capture(self).y + round(self.scroll_y)
        if 0 <= number < len(self._drawn) and self._drawn[number].item >= 0:
            event.stop()
            self._go(self._drawn[number].item)
            if event.chain == 2 and self.line is not None and self.line.ref:
                self.action_list_open()

    def jump_places(self) -> list[tuple[int, int, Callable[[], None]]]:
        """Return x, y within the card of each line seen, and what goes there."""
        found: list[tuple[int, int, Callable[[], None]]] = []
        top = round(self.scroll_y)
        before = -1
        for y, drawn in enumerate(self._drawn[top : top + self.size.height]):
            if drawn.item not in (before, -1):
                found.append((0, y, lambda item=drawn.item: self._go(item)))  # type: ignore[misc]
            before = drawn.item
        return found

    def render_line(self, y: int) -> Strip:
        """Draw one line of the part that is seen."""
        number = y + round(self.scroll_y)
        if number >= len(self._drawn):
            return Strip.blank(self._room, self._ink.style("plain"))
        drawn = self._drawn[number]
        on_cursor = self._has_cursor and drawn.item == self._cursor and self.has_focus
        key = (number, on_cursor)
        if key not in self._strips:
            self._strips[key] = self._draw(drawn, on_cursor, self._room)
        return self._strips[key]

    def _draw(self, drawn: DrawnLine, on_cursor: bool, width: int) -> Strip:
        if drawn.title:
            return text_strip(drawn.value, width, self._ink.style("title"))
        base = self._ink.style("cursor" if on_cursor else "plain")
        label = base if on_cursor else self._ink.style("muted")
        value = base if on_cursor else self._tone(drawn.tone)
        segments = [Segment(drawn.label, label)]
        if drawn.label:
            segments.append(Segment("  ", base))
        used = sum(segment.cell_length for segment in segments)
        segments.append(Segment(cell(drawn.value, width - used), value))
        return Strip(segments).adjust_cell_length(width, base)

    def _tone(self, tone: Tone) -> Style:
        return self._ink.style("plain" if tone == "normal" else tone)

    def notify_style_update(self) -> None:
        """Draw all again after a change of colours."""
        super().notify_style_update()
        if self._ink.has_dried():
            self._strips.clear()

    @property
    def _room(self) -> int:
        """Cells for text: the room of the scroll bar is kept free, so that it covers nothing."""
        return self.scrollable_content_region.width

    @property
    def _page(self) -> int:
        return max(1, self.size.height - 1)

    def _take_items(self) -> None:
        self._items = tuple(line for section in self._sections for line in section.lines)
        self._cursor = max(0, min(self._cursor, len(self._items) - 1))

    def _line_of(self, item: int) -> int:
        return next((n for n, drawn in enumerate(self._drawn) if drawn.item == item), 0)

    def _item_near(self, number: int, otherwise: int) -> int:
        places = self._drawn[max(0, number) :] if number >= 0 else []
        return next((drawn.item for drawn in places if drawn.item >= 0), otherwise)

    def _go(self, item: int) -> None:
        if not self._items or not self._has_cursor:
            self._cursor = max(0, min(item, len(self._items) - 1))
            top = min(self._line_of(self._cursor), self.max_scroll_y)
            self.scroll_to(y=top, animate=False, force=True)
            return
        before, self._cursor = self._cursor, max(0, min(item, len(self._items) - 1))
        self._paint(before)
        self._paint(self._cursor)
        self._scroll_to_cursor()
        self.refresh_bindings()

    def _scroll_to_cursor(self) -> None:
        top = self._line_of(self._cursor)
        end = top + sum(drawn.item == self._cursor for drawn in self._drawn)
        if top < self.scroll_y:
            self.scroll_to(y=top, animate=False, force=True)
        elif end > self.scroll_y + self.size.height:
            self.scroll_to(y=min(top, end - self.size.height), animate=False, force=True)

    def _measure(self) -> None:
        self._drawn = laid_out(self._sections, max(1, self._room))
        self._strips.clear()
        self.virtual_size = Size(self._room, len(self._drawn))
        self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew for the new width."""
        self._measure()
        self._scroll_to_cursor()

    def paint_cursor(self) -> None:
        """Draw the lines under the cursor anew."""
        self._paint(self._cursor)

    def _paint(self, item: int) -> None:
        top = self._line_of(item)
        lines = sum(drawn.item == item for drawn in self._drawn)
        self.refresh(Region(0, top - round(self.scroll_y), self._room, lines))
