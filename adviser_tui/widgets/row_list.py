"""A list that stays quick at 100,000 rows, since it draws only the lines that are seen."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from adviser_tui.widgets.columns import Column, ListRow, RowSource
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_lines import GUTTER, RowLines


class RowList(RowLines, can_focus=True):
    """Rows with a cursor that stays on its row, marks, headings, and a line that says why.

    Two lines a row come when the list is narrower than `two_lines_below` cells.
    """

    HELP = "A list. Move with the arrows or j and k; Enter opens the row under the cursor."
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.down",
        "list.up",
        "list.top",
        "list.bottom",
        "list.page_down",
        "list.page_up",
        "list.open",
        "list.mark",
        "list.mark_all",
    )

    class Highlighted(Message):
        """The cursor came to a row, or to none when the list is empty."""

        def __init__(self, row_list: "RowList", row: ListRow | None) -> None:
            super().__init__()
            self.row_list = row_list
            self.row = row

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.row_list

    class Opened(Highlighted):
        """A row was asked for with Enter or a double click."""

        row: ListRow

    class Marked(Message):
        """The set of marked rows changed."""

        def __init__(self, row_list: "RowList", ids: tuple[str, ...]) -> None:
            super().__init__()
            self.row_list = row_list
            self.ids = ids

        @property
        def control(self) -> "RowList":
            """The list it happened in."""
            return self.row_list

    # What the list holds.

    @property
    def cursor_row(self) -> ListRow | None:
        """The row under the cursor."""
        return self._place.row

    @property
    def marked(self) -> tuple[str, ...]:
        """The ids of the marked rows, in the order of marking."""
        return tuple(self._place.marked)

    @property
    def targets(self) -> tuple[str, ...]:
        """What a command acts on: the marked rows, else the row under the cursor."""
        row = self.cursor_row
        return self.marked or ((row.id,) if row else ())

    def set_rows(self, rows: RowSource) -> None:
        """Show these rows; the cursor stays on the row with the same id where it is still there."""
        before = self.cursor_row
        marked = self.marked
        self._place = self._place.refilled(rows)
        self._forget_lines()
        self._measure()
        self._scroll_to_cursor()
        if self.cursor_row != before or before is None:
            self.post_message(self.Highlighted(self, self.cursor_row))
        if self.marked != marked:
            self.post_message(self.Marked(self, self.marked))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Change the columns; call it together with rows that fit them."""
        self._columns = tuple(columns)
        self._forget_lines()
        self._measure()

    def set_empty(self, message: str, way_out: str = "") -> None:
        """Say what an empty list means and which key fills it."""
        self._empty = (message, way_out)
        self.refresh()

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on the row with this id; False when it is not in the list."""
        index = self._place.find(row_id)
        if index is not None:
            self._go(index)
        return index is not None

    def clear_marks(self) -> None:
        """Take all marks away."""
        if self._place.marked:
            self._place.marked.clear()
            self._marks_changed()

    # Keys.

    def action_list_down(self) -> None:
        """Move to the next row."""
        self._go(self._place.step(self._place.index + 1, 1))

    def action_list_up(self) -> None:
        """Move to the row before."""
        self._go(self._place.step(self._place.index - 1, -1))

    def action_list_top(self) -> None:
        """Move to the first row."""
        self._go(self._place.step(0, 1))

    def action_list_bottom(self) -> None:
        """Move to the last row."""
        self._go(self._place.step(len(self._place) - 1, -1))

    def action_list_page_down(self) -> None:
        """Move down by a page."""
        self._go(self._place.step(min(len(self._place) - 1, self._place.index + self._page), -1))

    def action_list_page_up(self) -> None:
        """Move up by a page."""
        self._go(self._place.step(max(0, self._place.index - self._page), 1))

    def action_list_open(self) -> None:
        """Ask for the row under the cursor."""
        if (row := self.cursor_row) is not None:
            self.post_message(self.Opened(self, row))

    def action_list_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and move on."""
        row = self.cursor_row
        if row is not None and self._markable and row.can_be_marked:
            self._place.toggle(row.id)
            self._marks_changed()
            self.action_list_down()

    def action_list_mark_all(self) -> None:
        """Mark every row, or none if all are marked."""
        if self._markable:
            self._place.toggle_all()
            self._marks_changed()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep keys that could do nothing out of footer and palette."""
        if action in {"list_mark", "list_mark_all"}:
            return self._markable and len(self._place) > 0
        return action != "list_open" or self.cursor_row is not None

    # Mouse.

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; the gutter marks, a double click opens."""
        index = self._index_at(event.y)
        if index is None:
            return
        event.stop()
        self._go(index)
        row = self.cursor_row
        if event.chain == 2:
            self.action_list_open()
        elif event.x < GUTTER and row is not None and self._markable and row.can_be_marked:
            self._place.toggle(row.id)
            self._marks_changed()

    def jump_places(self) -> list[tuple[int, int, Callable[[], None]]]:
        """Return x, y within the list of each row seen, and what goes there."""
        found: list[tuple[int, int, Callable[[], None]]] = []
        for y in range(self._header, self.size.height, self._row_height):
            index = self._index_at(y)
            if index is not None:
                found.append((0, y, lambda place=index: self._go(place)))  # type: ignore[misc]
        return found

    def _go(self, index: int) -> None:
        if index == self._place.index or not 0 <= index < len(self._place):
            return
        for place in (self._place.index, index):
            self._refresh_row(place)
        self._place.index = index
        self._scroll_to_cursor()
        self.post_message(self.Highlighted(self, self.cursor_row))

    def _marks_changed(self) -> None:
        self.refresh()
        self.post_message(self.Marked(self, self.marked))
