"""The list of a screen, and the line in which it is searched."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.containers import Container

from adviser_tui.services.office import Office
from adviser_tui.widgets.columns import RowSource
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from screens.acting.base import Acting

if TYPE_CHECKING:
    from textual.widgets import Input


class Listing(Acting):
    """A screen whose middle is a list that is searched while typing."""

    SEARCH_HINT: ClassVar[str] = "Search this list"
    EMPTY: ClassVar[tuple[str, str]] = ("Nothing here yet.", "n adds something.")
    """What an empty list means, and the key that fills it."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("list.search")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.searched = ""
        self._search_box: Input | None = None
        self._search_waits = False

    def rows(self, searched: str) -> RowSource:
        """Return the rows that fit what is searched for; empty asks for all."""
        return ()

    @property
    def listing(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def _panes(self) -> Container:
        return self.query_one(".panes", Container)

    def go_to_record(self, record_id: str) -> None:
        """Put the cursor on a record, where the list has it."""
        self.listing.go_to(record_id)

    @property
    def _is_typing(self) -> bool:
        return self._search_box is not None and self._search_box.has_focus

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
        """Show what fits the letters so far."""
        self.searched = event.value.strip()
        if not self._search_waits:
            # The letter is painted first; what it finds comes with the next frame.
            self._search_waits = True
            self.call_after_refresh(self._show_awaited)

    def _show_awaited(self) -> None:
        if self._search_waits:
            self._show_found()

    def _show_found(self) -> None:
        self._search_waits = False
        nothing = ("Nothing fits that.", "Fewer letters find more; Esc shows all.")
        self.listing.set_empty(*(nothing if self.searched else self.EMPTY))
        self.listing.set_rows(self.rows(self.searched))
        self.listing.action_list_top()

    def on_input_submitted(self) -> None:
        """Go on in what was found; a key typed already moves in that, not in what was there."""
        self._show_awaited()
        self.listing.focus()

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move in the list while the search line has the focus."""
        if self._is_typing and event.key in ("down", "up"):
            event.stop()
            (
                self.listing.action_list_down
                if event.key == "down"
                else self.listing.action_list_up
            )()
