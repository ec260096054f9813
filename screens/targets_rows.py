"""What a figure is made of: the rows counted, those beside them, and those left out with why."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from adviser_tui.services.measures.figure import Figure
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardSection, CardView
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.text import plain
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting
from screens.cards.shared import sentence
from screens.record import open_record
from screens.targets_reading import RowWords, read_rows
from screens.targets_view import rows_sections


class FigureScreen(Acting):
    """One figure over the whole screen; Enter opens a row, Escape goes back."""

    HELP = (
        "What a figure is made of. Enter opens the record under the cursor, Escape goes back to "
        "the figures."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, office: Office, figure: Figure, sections: Sequence[CardSection]) -> None:
        super().__init__(office)
        self._figure = figure
        self._sections = tuple(sections)

    def compose(self) -> ComposeResult:
        """Lay out the figure and its rows."""
        yield TitleLine(plain(f"{sentence(self._figure.label)}: {self._figure.in_full}"))
        yield CardView(self._sections, id="card")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill in the rows."""
        self.query_one("#card", CardView).focus()
        self.refresh_all()

    def reload(self) -> None:
        """Read what the rows are called."""
        self.ask("rows", partial(read_rows, self.office, self._figure), self._show)

    def _show(self, found: RowWords) -> None:
        rows = rows_sections(self._figure, found.words, found.cards)
        self.query_one("#card", CardView).show((*rows, *self._sections))

    @on(CardView.Opened)
    def _line_opened(self, event: CardView.Opened) -> None:
        open_record(self, event.line.ref)

    def action_back(self) -> None:
        """Go back to the figures."""
        self.app.pop_screen()


class DetailScreen(Acting):
    """What is known of a row that has no rows of its own behind it; Escape goes back."""

    HELP = "What is known of the row. Escape goes back to the figures."
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, office: Office, sections: Sequence[CardSection]) -> None:
        super().__init__(office)
        self._sections = tuple(sections)

    def compose(self) -> ComposeResult:
        """Lay out what is known."""
        yield TitleLine(plain(self._sections[0].title))
        first, *others = self._sections
        untitled = (replace(first, title="In full"), *others)
        yield CardView(untitled, cursor=False, id="card")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Say how things stand."""
        self.query_one("#card", CardView).focus()
        self.refresh_all()

    def action_back(self) -> None:
        """Go back to the figures."""
        self.app.pop_screen()
