"""Logging a contact: the form and the quick line, from wherever the adviser is."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.quick_line import QuickLine
from screens.acting.base import Acting


class Contacting(Acting):
    """Commands about contacts."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("contact.log", "quick.entry")

    def action_contact_log(self) -> None:
        """Log a contact with the subject, in a form."""
        from screens.forms.contact import contact_form

        form = contact_form(self.office, self.subject())
        self.open_form(form, "Contact logged.")

    def action_quick_entry(self) -> None:
        """Write a contact or a promise in one line."""
        from screens.forms.quick import QuickEntry

        entry = QuickEntry(self.office, self.subject())
        line = QuickLine(
            entry.preview, entry.submit, value=entry.draft(), keep_draft=entry.keep_draft
        )
        self.app.push_screen(line, lambda text: self.was_saved(entry.done) if text else None)
