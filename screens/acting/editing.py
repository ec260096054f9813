"""Editing the field under the cursor, copying it, taking a record out of account."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.errors import AdviserError
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.acting.base import Acting

if TYPE_CHECKING:
    from adviser_tui.widgets.card import CardLine

CLIPBOARD_SECONDS = 30
"""How long what was copied stays on the terminal's clipboard."""


class Editing(Acting):
    """Commands on one field or one record."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("edit", "copy", "void", "timeline")

    def action_edit(self) -> None:
        """Edit the field under the cursor of the card, or the record under that of the list."""
        line = self._line()
        try:
            if line is None:
                self.edit_row()
            elif not line.field:
                say(self.app, "This line is worked out or opens with Enter; e is for the others.")
            else:
                from screens.forms.editing import edit_field

                edit_field(self, line.field, line.label)
        except AdviserError as error:
            say(self.app, error, "warning")

    def edit_row(self) -> None:
        """Change the record under the cursor of the list."""
        subject = self.subject()
        if not subject.id:
            say(self.app, "There is nothing under the cursor to change.")
            return
        from screens.forms.editing import edit_record

        edit_record(self, subject.kind, subject.id)

    def action_copy(self) -> None:
        """Copy what is under the cursor to the terminal's clipboard, for a short while."""
        from adviser_tui.widgets.confirm import Confirm

        line = self._line()
        words = line.value if line else self.subject().name
        label = line.label if line else "Name"
        if not words:
            say(self.app, "There is nothing under the cursor to copy.")
        elif line is not None and line.sensitive:
            self.app.push_screen(
                Confirm(
                    f"Copy “{label}” of {self.subject().name}?",
                    "Other programs can read the clipboard. It is emptied after 30 seconds.",
                ),
                lambda yes: self._copy(words, label) if yes else None,
            )
        else:
            self._copy(words, label)

    def _copy(self, words: str, label: str) -> None:
        app = self.app
        app.copy_to_clipboard(words)
        say(app, f"{label} copied; the clipboard is emptied in {CLIPBOARD_SECONDS} seconds.")

        def forget() -> None:
            if app.clipboard == words:
                app.copy_to_clipboard("")

        app.set_timer(CLIPBOARD_SECONDS, forget)

    def action_void(self) -> None:
        """Take the record under the cursor out of account, with a reason."""
        from adviser_tui.widgets.prompt_line import PromptLine

        target = self.void_target()
        if not target:
            say(self.app, "There is nothing here that can be taken off the record.")
            return
        name, record_id = target
        self.app.push_screen(
            PromptLine(f"Why should {name} no longer count?", hint="a few words; u brings it back"),
            lambda why: self._void(name, record_id, why) if why else None,
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
        line = self._line()
        if line is not None:
            table, _, rest = line.field.partition(":")
            own = table in ("follow_up", "promise", "contact", "barrier_action", "need", "consent")
            own = own or table in ("employer_person", "employer_site")
            return (f"“{line.value.splitlines()[0][:60]}”", rest.partition(":")[0]) if own else None
        subject = self.subject()
        return (subject.name, subject.id) if subject.id else None

    def _line(self) -> "CardLine | None":
        from adviser_tui.widgets.card import CardView

        for card in self.query(CardView):
            if card.has_focus:
                return card.line
        return None
