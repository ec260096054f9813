"""A bare Textual list of a hundred rows. What Adviser's keys are measured against."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import OptionList


class ReferenceList(App[None]):
    """Shows a hundred rows with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "move(1)", "Down"),
        ("k", "move(-1)", "Up"),
    ]

    def compose(self) -> ComposeResult:
        """Put the list on the screen."""
        yield OptionList(*(f"Reference row {number}" for number in range(100)))

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        rows = self.query_one(OptionList)
        rows.highlighted = ((rows.highlighted or 0) + step) % 100


if __name__ == "__main__":
    ReferenceList().run()
