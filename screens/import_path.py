"""A line for the path of a file, and below it what lies there."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.message import Message
from textual.widgets import Input

from adviser_tui.exchange.folders import ENDINGS, Lying, lying_there, typed_path
from adviser_tui.widgets.columns import Cell, Column, ListRow
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.service_screen import Asking
from adviser_tui.widgets.text import visible


class PathBox(VerticalGroup, Asking):
    """Type a path or choose one; Enter goes into a folder or takes a file."""

    HELP = (
        "The path of a file. Type a part of its name, the arrows choose among what lies there, "
        "Enter goes into a folder or takes the file. Backspace goes up again."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Before", show=False),
    ]

    class Changed(Message):
        """Something was typed."""

    class Chosen(Message):
        """A file is asked for; it may not be there."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(
        self,
        beginning: str,
        endings: frozenset[str] = ENDINGS,
        wanted: str = "a .csv or .xlsx file",
    ) -> None:
        super().__init__()
        self._endings = endings
        self._wanted = wanted
        self._beginning = beginning
        self._lying: tuple[Lying, ...] = ()
        self._looked_for: str | None = None
        self._enter_waits = False

    def compose(self) -> ComposeResult:
        """Lay out the line and the list."""
        # What is typed goes on from the folder instead of taking its place.
        yield Input(
            visible(self._beginning),
            placeholder=self._wanted,
            compact=True,
            select_on_focus=False,
        )
        columns = (Column("", share=3), Column("", share=1, least=20, priority=1))
        found = RowList(columns, header=False, markable=False)
        found.can_focus = False
        yield found

    def on_mount(self) -> None:
        """Show what lies in the first folder."""
        self._list.set_empty(
            "No such file lies here.", f"Type the path of a folder, or of {self._wanted}."
        )
        self._look()

    @property
    def _line(self) -> Input:
        return self.query_one(Input)

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def focus_line(self) -> None:
        """Put the keys into the line."""
        self._line.focus()

    def go_into(self, folder: Path) -> None:
        """Show what lies in a folder."""
        text = str(folder)
        self._line.value = visible(text if text.endswith(os.sep) else text + os.sep)
        self._line.cursor_position = len(self._line.value)
        self.focus_line()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())
        self._look()

    def _look(self) -> None:
        text = self._line.value
        self.ask("lying", partial(lying_there, text, self._endings), partial(self._show, text))

    def _show(self, text: str, lying: Sequence[Lying]) -> None:
        if text != self._line.value:
            return
        self._looked_for, self._lying = text, tuple(lying)
        self._list.set_rows([_row(place, one) for place, one in enumerate(lying)])
        self._list.action_list_top()
        if self._enter_waits:
            self._enter_waits = False
            self._take()

    def action_move(self, step: int) -> None:
        """Move in what lies there."""
        (self._list.action_list_down if step > 0 else self._list.action_list_up)()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._looked_for == self._line.value:
            self._take()
        else:
            self._enter_waits = True

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self._take_row()

    @on(RowList.Highlighted)
    def _kept_here(self, event: RowList.Highlighted) -> None:
        event.stop()

    def _take(self) -> None:
        """Take a path that was typed in full before what only fits it."""
        typed = typed_path(self._line.value)
        if _is_file(typed) or not self._lying:
            self._choose(typed)
        else:
            self._take_row()

    def _take_row(self) -> None:
        if (row := self._list.cursor_row) is not None:
            self._choose(self._lying[int(row.id)].path)

    def _choose(self, path: Path) -> None:
        if not _is_file(path) and path.is_dir():
            self.go_into(path)
        else:
            self.post_message(self.Chosen(path))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _row(place: int, one: Lying) -> ListRow:
    if one.changed is None:
        return ListRow(
            str(place), (Cell(f"{one.path.name}{os.sep}", "muted"), Cell("folder", "muted"))
        )
    day = f"{one.changed.day} {one.changed:%b %Y}"
    return ListRow(str(place), (one.path.name, Cell(f"{_size(one.size)}, {day}", "muted")))


def _size(bytes_: int) -> str:
    if bytes_ >= 1_000_000:
        return f"{bytes_ / 1_000_000:,.1f} MB"
    return f"{max(1, round(bytes_ / 1_000)):,} kB"
