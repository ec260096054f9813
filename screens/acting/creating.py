"""Adding something new: what fits the screen, or a choice of everything."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.acting.base import NOBODY, Acting, Subject

if TYPE_CHECKING:
    from adviser_tui.services.merging.comparison import Kind
    from adviser_tui.services.merging.likely import Likely

_OTHER_COMMANDS = {"contact": "contact_log", "promise": "promise_add"}
"""What is added by a command of its own."""


class Creating(Acting):
    """The command that adds something."""

    NEW: ClassVar[str] = ""
    """What `n` adds on this screen; empty shows the choice."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("new")

    def action_new(self) -> None:
        """Add what fits the list; on a card, choose what is to be added to it."""
        from adviser_tui.widgets.card import CardView
        from adviser_tui.widgets.chooser import Chooser
        from screens.forms.new import new_things

        on_card = any(card.has_focus for card in self.query(CardView))
        subject = self.subject()
        if self.NEW and not on_card:
            self._add(self.NEW, NOBODY)
            return
        title = f"What is new with {subject.name}?" if subject.name else "What is new?"
        self.app.push_screen(
            Chooser(title, new_things(subject)), lambda what: self._add(what, subject)
        )

    def action_partner_add(self) -> None:
        """Add a partner, from wherever the adviser is."""
        self._add("partner", NOBODY)

    def _add(self, what: str | None, subject: Subject) -> None:
        from adviser_tui.services.records.finding import RecordRef

        if not what:
            return
        if what in _OTHER_COMMANDS:
            self.call_later(self.run_action, _OTHER_COMMANDS[what])
            return
        from screens.forms.new import new_form

        words, form = new_form(what, self.office, subject)

        def added(saved: object) -> None:
            if saved is not None:
                self.was_saved(words)
                made = form.result
                made_id = made.id if isinstance(made, RecordRef) else str(made or "")
                self.go_to_record(made_id)
                if what == "employer" and made_id:
                    self._mention_doubles("employer", made_id)
                elif what == "participant" and made_id:
                    self._mention_doubles("participant", made_id)

        self.app.push_screen(form, added)

    def _mention_doubles(self, kind: "Kind", record_id: str) -> None:
        """Say how what was added all the same is merged, should it be a double after all."""
        place = "Employers" if kind == "employer" else "People"

        def mention(found: "Sequence[Likely]") -> None:
            if found:
                say(
                    self.app,
                    f"It looks like {found[0].label} ({found[0].why}). M on {place} merges them.",
                    seconds=8,
                )

        self.ask("likely", partial(self.office.merging.likely, kind, record_id), mention)

    def go_to_record(self, record_id: str) -> None:
        """Put the cursor on what was added, where the screen shows it."""
