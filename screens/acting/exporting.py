"""Writing the list of a screen to a file."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from screens.acting.base import Acting


class Exporting(Acting):
    """The command that writes a list to a file."""

    EXPORTS: ClassVar[str] = ""
    """What is written, as `adviser export` calls it: `participants`."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("export")

    def action_export(self) -> None:
        """Ask for a file and write the whole list to it."""
        from screens.exporting import offer_export

        offer_export(self, self.EXPORTS)
