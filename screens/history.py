"""What was done here, newest first; u and U step through it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from adviser_tui.services.history import HistoryRow
from adviser_tui.widgets.columns import Cell, Column, LazyRows, ListRow, Tone
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.text import plain
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting

MOST = 500
"""Actions shown; older ones stay in the file."""


class HistoryScreen(Acting):
    """Every action of this caseload in words."""

    HELP = "What was done here, newest first. u takes the newest back, U does it again."
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield TitleLine(plain("History: u takes the newest back, U does it again"))
        yield RowList(
            (Column("When", 16), Column("What", share=3), Column("Who", 18, priority=1)),
            markable=False,
            id="rows",
        )
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill the list."""
        listing = self.query_one("#rows", RowList)
        listing.set_empty("Nothing was done here yet.", "Escape goes back.")
        self.refresh_all()
        listing.focus()

    def reload(self) -> None:
        """Read the actions anew."""
        rows = self.office.history.rows(MOST)
        self.query_one("#rows", RowList).set_rows(LazyRows(rows, self._row))

    def _row(self, row: HistoryRow) -> ListRow:
        local = row.at.astimezone(self.office.desk.local_now.tzinfo)
        words = f"taken back: {row.words}" if row.is_undone else row.words
        tone: Tone = "muted" if row.is_undone else "normal"
        return ListRow(
            str(row.group),
            (
                Cell(f"{local:%a} {local.day} {local:%b %H:%M}", "muted"),
                Cell(words, tone),
                row.author,
            ),
        )

    def action_back(self) -> None:
        """Go back to where the adviser was."""
        self.app.pop_screen()
