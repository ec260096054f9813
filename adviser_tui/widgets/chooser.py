"""A short menu of things to do, each with its letter."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from adviser_tui.widgets.columns import Cell, Column, ListRow
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.text import plain, visible

_LABEL_MOST = 30


class Chooser(ModalScreen[str | None]):
    """Dismisses with the id of the choice, taken by its letter, Enter or the mouse; None on Escape.

    The letter is the first of the label that no choice above has taken.
    """

    HELP = "A menu. Press the letter of what you want, or move and press Enter."
    AUTO_FOCUS = "RowList"
    DEFAULT_CSS = """
    Chooser {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 60;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $surface;
            border: round $border;
            padding: 0 1;
        }
        #chooser-title { text-style: bold; color: $text-primary; margin-bottom: 1; }
        RowList { height: auto; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self._heading = title
        self._choices = tuple(choices)
        self._letters = letters_for([choice.label for choice in choices])

    def compose(self) -> ComposeResult:
        """Lay out the title and the menu."""
        with Vertical():
            yield Static(plain(self._heading), id="chooser-title")
            yield RowList(self._columns, header=False, markable=False)

    @property
    def _columns(self) -> tuple[Column, ...]:
        """Give the labels all the room they need, and the details what is left."""
        letter, label = Column("", 1), Column("", share=1)
        if not any(choice.detail for choice in self._choices):
            return (letter, label)
        longest = max(cell_len(visible(choice.label)) for choice in self._choices)
        return (letter, Column("", min(longest, _LABEL_MOST)), Column("", priority=1))

    def on_mount(self) -> None:
        """Fill the menu."""
        self.query_one(RowList).set_rows(
            [
                ListRow(one.id, (Cell(letter, "good"), one.label, Cell(one.detail, "muted")))
                for letter, one in zip(self._letters, self._choices, strict=True)
            ]
        )

    def on_key(self, event: events.Key) -> None:
        """Take the choice of a letter; a letter of the menu goes before j, k and g."""
        if event.character and event.character in self._letters:
            event.stop()
            event.prevent_default()
            self.dismiss(self._choices[self._letters.index(event.character)].id)

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self.dismiss(event.row.id)

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def letters_for(labels: Sequence[str]) -> list[str]:
    """Give each label a letter of its own, from its own letters where one is free.

    `j`, `k` and `g` move in the menu and are given to none.
    """
    taken = {"j", "k", "g"}
    found: list[str] = []
    for label in labels:
        wanted = [one for one in label.casefold() if one.isascii() and one.isalnum()]
        letter = next(
            (one for one in [*wanted, *"abcdefhilmnopqrstuvwxyz0123456789"] if one not in taken), ""
        )
        taken.add(letter)
        found.append(letter)
    return found
