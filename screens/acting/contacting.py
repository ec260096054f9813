"""Logging a contact in a form, from wherever the adviser is."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from screens.acting.base import Acting


class Contacting(Acting):
    """Commands about contacts."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("contact.log")

    def action_contact_log(self) -> None:
        """Log a contact with the subject, in a form."""
        from screens.forms.contact import ContactEntry

        entry = ContactEntry(self.office, self.subject())
        self.app.push_screen(
            entry.form(), lambda saved: self.was_saved(entry.done) if saved is not None else None
        )

    def action_contact_link(self) -> None:
        """Count a contact with an employer for a participant that it was also about."""
        from screens.acting.linking import link_contact

        link_contact(self)
