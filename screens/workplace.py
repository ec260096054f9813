"""A screen with a list on the left and, where there is room, what is known of its row beside it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.timer import Timer

from adviser_tui.services.office import Office
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Column
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.tabs_bar import TabsBar
from screens.acting.contacting import Contacting
from screens.acting.creating import Creating
from screens.acting.editing import Editing
from screens.acting.exporting import Exporting
from screens.acting.matching import Matching
from screens.acting.promising import Promising
from screens.listing import Listing
from screens.marks import SyncMarks

if TYPE_CHECKING:
    from adviser_tui.widgets.card import CardLine, CardView

TIMELINE = "Timeline"
"""The title of the part of a card that stands in a column of its own on a wide screen."""
_REST = 0.04
"""Seconds that the cursor rests on a row before its card is read."""

_NEEDS_A_ROW = ("row_done", "row_snooze", "edit", "copy", "void", "timeline", "submission_outcome")


class Workplace(Listing, Contacting, Promising, Matching, Creating, Editing, Exporting):
    """The frame that Today, People, Employers, Vacancies and Diary fill.

    A subclass says its columns, reads its rows and turns a row's id into a card.
    """

    COMMAND: ClassVar[str] = ""
    """The command that goes to this screen, shown in the line of screens."""
    COLUMNS: ClassVar[tuple[Column, ...]] = ()
    TWO_LINES_BELOW: ClassVar[int] = 0
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._shown = ""
        self._card_waits: Timer | None = None
        self._cards: tuple[CardView, CardView] | None = None
        self.marks = SyncMarks(office)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TabsBar(self.COMMAND, self.note())
        with Container(classes="panes"):
            yield RowList(
                self.marks.columns(self.COLUMNS),
                two_lines_below=self.TWO_LINES_BELOW,
                id="rows",
                classes="pane-list",
            )
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill the list before the first frame."""
        self.listing.set_empty(*self.empty())
        self._seen_generation = self.office.database.generation
        self.reload()
        self.listing.focus()
        self.call_after_refresh(self._finish)

    def _finish(self) -> None:
        """Bring in what the first frame does not wait for: the cards and the status line."""
        self._make_cards()
        self.show_card()
        self.show_status()

    def _make_cards(self) -> None:
        from adviser_tui.widgets.card import CardView

        if self._cards is None:
            detail = CardView(id="card", classes="pane-detail")
            self._cards = (detail, CardView(id="story", classes="pane-story"))
            self._panes.mount(*self._cards)

    # What a subclass says.

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return what is known of a row."""
        return ()

    def note(self) -> str:
        """Return what stands at the right of the line of screens: the day."""
        now = self.office.desk.local_now
        return f"{now:%a} {now.day} {now:%b %Y}"

    # The list and the card.

    @property
    def detail(self) -> "CardView":
        """The card beside the list, made when it is first needed."""
        self._make_cards()
        assert self._cards is not None
        return self._cards[0]

    @property
    def story(self) -> "CardView":
        """What happened, beside the card where there is room for three."""
        self._make_cards()
        assert self._cards is not None
        return self._cards[1]

    def reload(self) -> None:
        """Read the rows and the card anew; the cursor stays on its row."""
        if self.searched:
            self._next_number()
            self.search(from_top=False)
        else:
            self.listing.set_rows(self.rows(""))
        self.show_card()
        self.refresh_bindings()

    def show_card(self) -> None:
        """Read and show what is known of the row under the cursor, where it can be seen."""
        self._card_waits = None
        row = self.listing.cursor_row
        if self.has_class("-narrow") and not self._panes.has_class("-detail-open"):
            return
        if row is None:
            self._show_sections("", ())
            return
        if row.id != self._shown and self.detail.has_focus:
            # Nobody edits a line of the card before while the next one is being read.
            self._show_sections("", ())
        self.ask(
            "card",
            partial(self._marked_card, row.id),
            partial(self._show_sections, row.id),
            lambda error: self._show_sections(row.id, (CardSection("", (), str(error)),)),
        )

    def _marked_card(self, row_id: str) -> Sequence[CardSection]:
        return self.marks.sections(row_id, self.card(row_id))

    def _show_sections(self, row_id: str, sections: Sequence[CardSection]) -> None:
        from_top = row_id != self._shown
        self._shown = row_id
        aside: Sequence[CardSection] = ()
        if self.has_class("-vast"):
            aside = [one for one in sections if one.title == TIMELINE]
            sections = [one for one in sections if one.title != TIMELINE]
        self.detail.show(sections, from_top=from_top)
        self.story.show(aside, from_top=from_top)

    @on(RowList.Highlighted, "#rows")
    def _highlighted(self) -> None:
        """Read the card once the cursor rests, so that moving costs nothing."""
        if self._card_waits is not None:
            self._card_waits.stop()
        self._card_waits = self.set_timer(_REST, self.show_card)

    @on(RowList.Opened, "#rows")
    def _opened(self) -> None:
        """Go into the card; on a narrow screen it takes the place of the list."""
        if self.has_class("-narrow"):
            self._panes.add_class("-detail-open")
        self.detail.focus()
        row = self.listing.cursor_row
        if row is None or row.id != self._shown:
            self.show_card()

    def open_where_narrow(self) -> None:
        """Go into the card of the row, where it does not stand beside the list."""
        if self.has_class("-narrow") and self.listing.cursor_row is not None:
            self._opened()

    def on_card_view_opened(self, event: "CardView.Opened") -> None:
        """Open what a line of a card leads to."""
        self.open_reference(event.line)

    def open_reference(self, line: "CardLine") -> None:
        """Open the record that a line of a card leads to."""
        from screens.record import open_record

        open_record(self, line.ref)

    def on_resize(self, event: events.Resize) -> None:
        """Keep what has the focus in view, and show the card when there is room for it."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        if self._in_card:
            self._panes.set_class(self.has_class("-narrow"), "-detail-open")
        self.show_card()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go back only where there is something to go back from."""
        if action == "back" and self.is_mounted:
            away = self.listing.marked or self.searched or self._is_typing
            return bool(away or self._panes.has_class("-detail-open") or self._in_card)
        if action in _NEEDS_A_ROW and self.is_mounted and not self._in_card:
            return self.listing.cursor_row is not None
        return super().check_action(action, parameters)

    @property
    def _in_card(self) -> bool:
        return any(card.has_focus for card in self._cards or ())

    def action_back(self) -> None:
        """Leave the card, then the marks, then the search."""
        if self._in_card or self._panes.has_class("-detail-open"):
            self._panes.remove_class("-detail-open")
        elif self.listing.marked:
            self.listing.clear_marks()
        elif self._search_box is not None:
            self._search_box.value = ""
            self._search_box.add_class("-away")
        self.listing.focus()
        self.refresh_bindings()

    def action_timeline(self) -> None:
        """Go to what happened: beside the card where it stands there, else on the whole card."""
        if self.has_class("-vast"):
            self.story.focus()
        else:
            super().action_timeline()
