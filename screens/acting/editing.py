"""Editing the field under the cursor, copying it, taking a record out of account."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.card import CardLine, CardView
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.text import say
from screens.acting.base import Acting


class Editing(Acting):
    """Commands on one field or one record."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("edit", "copy", "void", "timeline")

    def action_edit(self) -> None:
        """Edit the field under the cursor of the card."""
        line = self._line()
        if line is None or not line.field:
            say(self.app, "Go to a line of the card with Enter or Tab, then e edits it.")
            return
        from screens.forms.field import field_form

        form = field_form(self.office, line.field)
        self.open_form(form, f"{line.label} saved.")

    def action_copy(self) -> None:
        """Copy what is under the cursor to the terminal's clipboard."""
        line = self._line()
        if line is None:
            say(self.app, "Go to a line of the card with Enter or Tab, then c copies it.")
            return
        self.app.copy_to_clipboard(line.value)
        say(self.app, f"{line.label} copied.")

    def action_void(self) -> None:
        """Take the record under the cursor out of account, with a reason."""
        target = self.void_target()
        if not target:
            say(self.app, "There is nothing here that can be taken off the record.")
            return
        name, record_id = target
        self.app.push_screen(
            PromptLine(f"Why should {name} no longer count?", hint="a few words; u brings it back"),
            lambda why: (
                why
                and self.save(
                    lambda: self.office.records.void(record_id, why), f"{name} taken off."
                )
            ),
        )

    def _void(self, name: str, record_id: str, why: str) -> None:
        self.save(lambda: self.office.records.void(record_id, why), f"{name} taken off the record.")

    def action_timeline(self) -> None:
        """Show everything that happened with the subject, newest first."""
        subject = self.subject()
        if subject.id:
            from screens.record import RecordScreen

            screen = RecordScreen(self.office, f"{subject.kind}:{subject.id}", at="Timeline")
            self.app.push_screen(screen)

    def void_target(self) -> tuple[str, str] | None:
        """Return name and id of the record under the cursor, where it can be taken off."""
        subject = self.subject()
        return (subject.name, subject.id) if subject.id else None

    def _line(self) -> CardLine | None:
        for card in self.query(CardView):
            if card.has_focus:
                return card.line
        return None
