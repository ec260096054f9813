"""The list of a screen, and the line in which it is searched."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Container

from adviser_tui.errors import AdviserError
from adviser_tui.services.office import Office
from adviser_tui.widgets.columns import RowSource
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.text import say
from screens.acting.base import Acting

if TYPE_CHECKING:
    from textual.widgets import Input

IsStale = Callable[[], bool]
"""Says that something newer was typed, so that nobody waits for this search any more."""
Found = Callable[[], RowSource]
"""What a search found, to be made the rows of the screen once that is sure to be wanted."""
_NOTHING = ("Nothing fits that.", "Fewer letters find more; Esc shows all.")


class Listing(Acting):
    """A screen whose middle is a list that is searched while typing.

    A letter is painted first. What it finds is looked for in a thread and shown when it is there,
    unless another letter was typed meanwhile. Keys that act on what is found wait for it.
    """

    SEARCH_HINT: ClassVar[str] = "Search this list"
    EMPTY: ClassVar[tuple[str, str]] = ("Nothing here yet.", "n adds something.")
    """What an empty list means, and the key that fills it."""
    LOOKS_BESIDE: ClassVar[bool] = False
    """Whether `look_beside` is asked once the list itself was searched."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("list.search")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.searched = ""
        self._search_box: Input | None = None
        self._asked = 0
        """Counts what was typed; a search that has another number is stale."""
        self._answered = 0
        self._search_waits = False
        self._beside_waits = False
        self._moves = 0
        self._go_on_to: Callable[[], object] | None = None

    def empty(self) -> tuple[str, str]:
        """Return what an empty list means, and the key that fills it."""
        return self.EMPTY

    def rows(self, searched: str) -> RowSource:
        """Return the rows that fit what is searched for; empty asks for all."""
        return ()

    def look_up(self, searched: str, is_stale: IsStale) -> Found:
        """Look for what fits; runs in a thread, where a list that takes long does its reading.

        May raise `StaleError` once `is_stale` says so.
        """
        return partial(self.rows, searched)

    def look_beside(self, searched: str, is_stale: IsStale) -> Found | None:
        """Look in a thread for what is shown below what was found; None leaves that as it is."""
        return None

    @property
    def listing(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def _panes(self) -> Container:
        return self.query_one(".panes", Container)

    def go_to_record(self, record_id: str) -> None:
        """Put the cursor on a record, where the list has it."""
        if self._is_looking:
            self._go_on_to = partial(self.go_to_record, record_id)
        else:
            self.listing.go_to(record_id)

    def show_record(self, record_id: str) -> None:
        """Put the cursor on a record of this list; all of it is shown where a part has it not."""
        if self._is_looking:
            self._go_on_to = partial(self.show_record, record_id)
            return
        if not self.listing.go_to(record_id):
            self.show_whole()
            self.listing.go_to(record_id)
        self.listing.focus()

    def open_where_narrow(self) -> None:
        """Show the card of the record, where there is no room for it beside the list."""

    def show_whole(self) -> None:
        """Show all there is, neither searched nor filtered."""
        if self._search_box is not None:
            with self._search_box.prevent(type(self._search_box).Changed):
                self._search_box.value = ""
            self._search_box.add_class("-away")
        self.searched = ""
        self._answered = self._next_number()
        self.refresh_all()

    @property
    def _is_typing(self) -> bool:
        return self._search_box is not None and self._search_box.has_focus

    @property
    def _is_looking(self) -> bool:
        """Whether what was typed last is still being looked for."""
        return self._asked != self._answered

    def action_list_search(self) -> None:
        """Show the search line, made when it is first asked for, and go there."""
        from textual.widgets import Input

        self._panes.remove_class("-detail-open")
        if self._search_box is None:
            self._search_box = Input(placeholder=self.SEARCH_HINT, id="search", compact=True)
            self.mount(self._search_box, before=self._panes)
        self._search_box.remove_class("-away")
        self._search_box.focus()

    def on_input_changed(self, event: "Input.Changed") -> None:
        """Look for what fits the letters so far."""
        self.searched = event.value.strip()
        self._next_number()
        self._moves = 0
        if not self._search_waits:
            # The letter is painted first; looking for what it finds begins after that frame.
            self._search_waits = True
            self.call_after_refresh(self._begin_awaited)

    def _next_number(self) -> int:
        self._asked += 1
        return self._asked

    def _begin_awaited(self) -> None:
        if self._search_waits:
            self.search()

    def search(self, *, from_top: bool = True) -> None:
        """Look for the letters as they are; what is found takes the place of what is shown."""
        self._search_waits = False
        number = self._asked
        if not self.searched:
            self._show_found(number, from_top, partial(self.rows, ""))
            return
        self.ask(
            "search",
            partial(self._found, self.look_up, self.searched, number),
            partial(self._show_found, number, from_top),
            partial(self._not_found, number),
        )

    def _found(
        self, look: Callable[[str, IsStale], Found | None], searched: str, number: int
    ) -> Found | None:
        from adviser_tui.services.search.hit import StaleError

        try:
            return look(searched, lambda: self._asked != number)
        except StaleError:
            return None

    def _show_found(self, number: int, from_top: bool, found: Found | None) -> None:
        """Show what was found, unless something newer was typed since."""
        if found is None or number != self._asked:
            return
        rows = found()
        looks_beside = self.LOOKS_BESIDE and bool(self.searched)
        if len(rows) or not looks_beside:
            self._show_rows(number, from_top, rows)
        # Where nothing was found, the list is not emptied before it is known what is beside.
        self._beside_waits = looks_beside
        if looks_beside:
            self.ask(
                "beside",
                partial(self._found, self.look_beside, self.searched, number),
                partial(self._show_beside, number, from_top, rows),
                partial(self._not_found, number),
            )

    def _show_beside(
        self, number: int, from_top: bool, rows: RowSource, found: Found | None
    ) -> None:
        if number != self._asked:
            return
        self._beside_waits = False
        if self._is_looking:
            self._show_rows(number, from_top, rows if found is None else found())
        elif found is not None:
            self.listing.set_rows(found())
        self.beside_is_here()

    def beside_is_here(self) -> None:
        """Do what waited for what is shown below what was found."""

    def _show_rows(self, number: int, from_top: bool, rows: RowSource) -> None:
        self._answered = number
        self.listing.set_empty(*(_NOTHING if self.searched else self.empty()))
        self.listing.set_rows(rows)
        if from_top:
            self.listing.action_list_top()
        self._act_on_found()

    def _not_found(self, number: int, error: AdviserError) -> None:
        say(self.app, error, "warning", seconds=8)
        if number == self._asked:
            self._answered = number
            self._act_on_found()

    def _act_on_found(self) -> None:
        """Do what was asked for while the search was under way."""
        for _ in range(abs(self._moves)):
            self._move(1 if self._moves > 0 else -1)
        self._moves = 0
        if (go_on := self._go_on_to) is not None:
            self._go_on_to = None
            go_on()
        if self.waits_for is not None:
            self.listing.focus()
            self.waits_for.set()
            self.waits_for = None
        self.refresh_bindings()

    def on_input_submitted(self) -> None:
        """Go on in what was found; keys typed after Enter wait until that is there."""
        if not self._is_looking:
            self.listing.focus()
            return
        self.waits_for = asyncio.Event()
        self._begin_awaited()

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move in the list while the search line has the focus."""
        if not self._is_typing or event.key not in ("down", "up"):
            return
        event.stop()
        step = 1 if event.key == "down" else -1
        if self._is_looking:
            self._moves += step
        else:
            self._move(step)

    def _move(self, step: int) -> None:
        if step > 0:
            self.listing.action_list_down()
        else:
            self.listing.action_list_up()
