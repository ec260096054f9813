"""Writing the list of a screen to a file."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from screens.acting.base import Acting


class Exporting(Acting):
    """The command that writes a list to a file."""

    COMMAND: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = bindings("export")

    def action_export(self) -> None:
        """Ask what of this screen is to be written, and where to."""
        from screens.exporting import offer_export

        offer_export(self, self.COMMAND)
