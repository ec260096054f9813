"""All hostile strings on one screen of a true terminal: in a list, a card, a bar and a toast."""

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.filter import LineFilter
from textual.widgets import Static

from adviser_tui.widgets.card import CardLine, CardSection, CardView
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.text import TerminalSafe, plain, say
from tests.pilot.hostile import HOSTILE


class HostileTerminalApp(App[None]):
    """Shows them and waits for ctrl+q; F2 shows them all as toasts."""

    BINDINGS = [("f2", "toast", "Toast")]  # noqa: RUF012
    CSS = "RowList { height: 14; } CardView { height: 12; } Static { max-height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._safe = TerminalSafe()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), self._safe]

    def compose(self) -> ComposeResult:
        yield RowList((Column("A"), Column("B")), two_lines_below=500)
        yield CardView([CardSection(one, (CardLine(one, one),)) for one in HOSTILE])
        yield StatusLine([StatusPart(one) for one in HOSTILE])
        for one in HOSTILE[30:42]:
            yield Static(plain(one))

    def on_mount(self) -> None:
        rows: list[ListRow | Heading] = []
        for number, one in enumerate(HOSTILE):
            rows.append(Heading(one))
            rows.append(ListRow(f"{number}", (one, Cell(one, "danger", (0, 1))), note=one))
        self.query_one(RowList).set_rows(rows)
        self.query_one(RowList).focus()

    def action_toast(self) -> None:
        for one in HOSTILE[24:54]:
            say(self, one, title=one)
        self.query_one(RowList).set_empty("Ready.", "all shown")
        self.query_one(RowList).set_rows([])


if __name__ == "__main__":
    HostileTerminalApp().run()
