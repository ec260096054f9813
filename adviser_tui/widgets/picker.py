"""Choosing one of many by typing, over the screen."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from adviser_tui.widgets.fields import Choice, Search
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.pick_box import PickBox
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import plain

NEW_ID = "new"
"""The id of the choice that stands for something not known yet; its label is what was typed."""


class Picker(ServiceModal[Choice | None]):
    """Dismisses with the choice, or None on Escape; what is found comes best first."""

    HELP = "Type a few letters of what you look for; Enter takes the first, arrows move."
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    Picker {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 84;
            max-width: 100%;
            height: 20;
            max-height: 100%;
            background: $surface;
            border: round $border;
            padding: 0 1;
        }
        #picker-title { text-style: bold; color: $text-primary; }
        PickBox { height: 1fr; }
        Input { background: $panel; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(
        self,
        title: str,
        search: Search,
        *,
        create: str = "",
        hint: str = "",
        none_likely: str = "",
    ) -> None:
        super().__init__()
        self._heading = title
        self._search = search
        self._create = create
        self._hint = hint
        self._none_likely = none_likely

    def compose(self) -> ComposeResult:
        """Lay out the title, the line and what is found."""
        with Vertical():
            yield Static(plain(self._heading), id="picker-title")
            box = PickBox(
                self._search,
                create=self._create,
                placeholder=self._hint,
                search_empty=True,
                none_likely=self._none_likely,
            )
            box.add_class("-tall")
            yield box

    def on_mount(self) -> None:
        """Begin in the line."""
        self.query_one(Input).focus()

    @on(PickBox.Picked)
    def _picked(self, event: PickBox.Picked) -> None:
        event.stop()
        if event.box.picked is not None:
            self.dismiss(event.box.picked)
        elif event.box.new:
            self.dismiss(Choice(NEW_ID, event.box.new))

    def action_back(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
