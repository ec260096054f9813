"""The one question before what touches many things or cannot be undone."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import HorizontalGroup, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import plain


class Confirm(ModalScreen[bool]):
    """Dismisses with True for `y` or a click on Yes; for all else False. Enter does nothing.

    The question names what it is about and how many.
    """

    HELP = "A question before something big. y does it, n and Escape leave everything as it is."
    AUTO_FOCUS = "#confirm-no"
    DEFAULT_CSS = """
    Confirm {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 64;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $surface;
            border: round $warning;
            padding: 1 2;
        }
        #confirm-question { text-style: bold; height: auto; }
        #confirm-detail { color: $text-muted; height: auto; margin-bottom: 1; }
        HorizontalGroup { align-horizontal: right; }
        Button { margin-left: 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", "Yes"),
        Binding("n,escape", "answer(False)", "No"),
        Binding("left,right", "other", "Other", show=False),
        Binding("enter", "nothing", "Enter", show=False, priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(self, question: str, detail: str = "") -> None:
        super().__init__()
        self._question = question
        self._detail = detail

    def compose(self) -> ComposeResult:
        """Lay out the question and its two answers."""
        with Vertical():
            yield Static(plain(self._question), id="confirm-question")
            yield Static(plain(self._detail), id="confirm-detail")
            with HorizontalGroup():
                yield Button("No (n)", id="confirm-no", compact=True)
                yield Button("Yes (y)", id="confirm-yes", compact=True, variant="warning")

    def action_answer(self, yes: bool) -> None:
        """Answer."""
        self.dismiss(yes)

    def action_other(self) -> None:
        """Go to the other button."""
        self.focus_next()

    def action_nothing(self) -> None:
        """Take Enter for nothing, since it is pressed out of habit."""

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        self.dismiss(event.button.id == "confirm-yes")
