"""Putting a promise on record."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from screens.acting.base import Acting


class Promising(Acting):
    """Commands about promises."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("promise.add")

    def action_promise_add(self) -> None:
        """Write down a promise to, or by, the subject."""
        from screens.forms.promise import promise_form

        form = promise_form(self.office, self.subject())
        self.open_form(form, "Promise on record.")
