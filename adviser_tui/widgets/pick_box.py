"""Type a few letters and take one of what is found, or make a new one of it."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalGroup
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from adviser_tui.errors import AdviserError
from adviser_tui.widgets.columns import Cell, Column, ListRow
from adviser_tui.widgets.fields import Choice, Search
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.service_screen import Asking
from adviser_tui.widgets.text import say, visible

_PAUSE = 0.06
"""Seconds of rest after a letter before the search begins."""
_NEW = "new:"


class PickBox(VerticalGroup, Asking):
    """A line to type in, and below it what was found."""

    DEFAULT_CSS = """
    PickBox {
        width: 1fr;
        RowList { height: auto; max-height: 8; display: none; background: $panel; }
        RowList.-found { display: block; }
    }
    PickBox.-tall RowList { height: 1fr; max-height: 100%; display: block; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Before", show=False),
    ]

    class Picked(Message):
        """Enter: something is picked, is to be created, or the field is left empty."""

        def __init__(self, box: "PickBox") -> None:
            super().__init__()
            self.box = box

    class Changed(Message):
        """What is typed or picked changed."""

    def __init__(
        self,
        search: Search,
        *,
        more: Search | None = None,
        create: str = "",
        picked: Choice | None = None,
        placeholder: str = "",
        search_empty: bool = False,
        none_likely: str = "",
    ) -> None:
        super().__init__()
        self._search = search
        self._more = more
        self._create = create
        self._found: dict[str, Choice] = {}
        self._placeholder = placeholder
        self._search_empty = search_empty
        self._none_likely = none_likely
        self._timer: Timer | None = None
        self._waiting = False
        self._enter_waits = False
        self._moves = 0
        self.picked = picked
        self.new = ""

    def compose(self) -> ComposeResult:
        """Lay out the line and the list."""
        shown = visible(self.picked.label) if self.picked else ""
        yield Input(shown, placeholder=visible(self._placeholder), compact=True)
        found = RowList((Column("", share=3), Column("", share=2, priority=1)), header=False)
        found.can_focus = False
        yield found

    def on_mount(self) -> None:
        """Show what there is to choose from before anything is typed, where that is wanted."""
        if self._search_empty:
            self._begin()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    def restore(self, text: str, picked: Choice | None, new: str = "") -> None:
        """Put back what was typed and picked before."""
        box = self.query_one(Input)
        with box.prevent(Input.Changed):
            box.value = visible(text)
        self.picked, self.new = picked, new

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.picked is not None and event.value == visible(self.picked.label):
            return
        self.picked, self.new = None, ""
        self.post_message(self.Changed())
        self._waiting = True
        self._moves = 0
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._begin)

    def _begin(self) -> None:
        text = self.text.strip()
        if not text and not self._search_empty:
            self._show("", ())
            return
        self._waiting = True
        self.ask("pick", partial(self._search, text), partial(self._show, text), self._failed_to)

    def _failed_to(self, error: AdviserError) -> None:
        """Say what kept the search from being made; what is typed can still be a new one."""
        say(self.app, error, "warning", seconds=8)
        self._show_all(self.text.strip(), ())

    def _show(self, text: str, found: Sequence[Choice]) -> None:
        if text != self.text.strip():
            return
        if not found and text and self._more is not None:
            # Nobody should make a new one because Enter was quicker than the other search.
            self.ask("more", partial(self._more, text), partial(self._show_all, text, ()))
            return
        self._show_all(text, found)
        if text and self._more is not None:
            self.ask("more", partial(self._more, text), partial(self._show_more, text, found))

    def _show_more(self, text: str, found: Sequence[Choice], more: Sequence[Choice]) -> None:
        if more and text == self.text.strip() and self.picked is None and not self.new:
            self._fill(text, [*found, *more])

    def _show_all(self, text: str, found: Sequence[Choice], more: Sequence[Choice] = ()) -> None:
        if text != self.text.strip():
            return
        self._waiting = False
        self._fill(text, [*found, *more])
        if self._list.cursor_row is not None:
            self._list.action_list_top()
        self._list.set_class(bool(text), "-found")
        for _ in range(abs(self._moves)):
            self._move(1 if self._moves > 0 else -1)
        self._moves = 0
        if self._enter_waits:
            self._take()
            self._let_keys_go()

    def _fill(self, text: str, found: Sequence[Choice]) -> None:
        self._found = {choice.id: choice for choice in found}
        if text:
            self._list.set_empty("Nothing found.", "Try fewer letters.")
        else:
            self._list.set_empty(self._none_likely or "Type a few letters.")
        rows = [
            ListRow(one.id, (Cell(one.label, matched=one.matched), Cell(one.detail, "muted")))
            for one in found
        ]
        if text and self._create:
            rows.append(ListRow(_NEW, (Cell(f"+ New {self._create}: {text}", "good"), "")))
        self._list.set_rows(rows)

    def _let_keys_go(self) -> None:
        self._enter_waits = False
        screen = self.screen
        if isinstance(screen, Asking) and screen.waits_for is not None:
            screen.waits_for.set()
            screen.waits_for = None

    def action_move(self, step: int) -> None:
        """Move in what was found; what is still looked for is moved in when it is there."""
        if self._waiting and self.text.strip():
            self._moves += step
        else:
            self._move(step)

    def _move(self, step: int) -> None:
        if step > 0:
            self._list.action_list_down()
        else:
            self._list.action_list_up()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._waiting and (self.text.strip() or self._search_empty):
            self._enter_waits = True
            if isinstance(self.screen, Asking):
                self.screen.waits_for = asyncio.Event()
        else:
            self._take()

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self._take()

    @on(RowList.Highlighted)
    @on(RowList.Marked)
    def _kept_here(self, event: Message) -> None:
        event.stop()

    def _take(self) -> None:
        row = self._list.cursor_row
        if self.picked is None and not self.new and row is not None:
            if row.id == _NEW:
                self.restore(self.text, None, new=self.text.strip())
            elif (choice := self._found.get(row.id)) is not None:
                self.restore(choice.label, choice)
        if self.picked is not None or self.new:
            self._list.remove_class("-found")
        self.post_message(self.Changed())
        self.post_message(self.Picked(self))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Hide what was found when the field is left."""
        self._list.remove_class("-found")
