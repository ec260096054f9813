"""Adding something new: what fits the screen, or a choice of everything."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from screens.acting.base import Acting

NEW_THINGS = (
    Choice("follow_up", "Follow-up", "something to do by a day"),
    Choice("contact", "Contact", "what was said with whom"),
    Choice("promise", "Promise", "made by us or to us"),
    Choice("participant", "Participant", "somebody looking for work"),
    Choice("employer", "Employer", "who may give work"),
    Choice("vacancy", "Vacancy", "an opening at an employer"),
)


class Creating(Acting):
    """The command that adds something."""

    NEW: ClassVar[str] = ""
    """What `n` adds on this screen; empty shows the choice."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("new")

    def action_new(self) -> None:
        """Add what fits here, or choose."""
        if self.NEW:
            self._add(self.NEW)
        else:
            self.app.push_screen(Chooser("What is new?", NEW_THINGS), self._add)

    def _add(self, what: str | None) -> None:
        if not what:
            return
        from screens.forms.new import new_form

        words, form = new_form(what, self.office, self.subject())
        self.open_form(form, words)
