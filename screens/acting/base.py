"""What every screen with a subject under its cursor shares: the office, saving, stepping back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.widgets.columns import Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.service_screen import ServiceScreen
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.text import say

if TYPE_CHECKING:
    from adviser_tui.widgets.form import FormScreen

Result = TypeVar("Result")
SubjectKind = Literal["participant", "employer", "vacancy", "submission", "partner", ""]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a command is about."""

    kind: SubjectKind
    id: str
    name: str
    participant_id: str = ""
    employer_id: str = ""
    vacancy_id: str = ""
    partner_id: str = ""
    company_number: str = ""
    """Of a company of the national register that is nobody's employer yet."""


NOBODY = Subject("", "", "")


class Acting(ServiceScreen[Any]):
    """A screen that knows its office, has a subject, and reloads when something was saved.

    One line is enough for a contact on every one of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("quick.entry")

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office
        self._seen_generation = -1

    def subject(self) -> Subject:
        """Return whom the commands are about: what is under the cursor."""
        return NOBODY

    def reload(self) -> None:
        """Read anew what the screen shows."""

    def on_screen_resume(self) -> None:
        """Read anew when something was saved while another screen was shown."""
        if self._seen_generation != self.office.database.generation:
            self.refresh_all()

    def refresh_all(self) -> None:
        """Read anew, the status line as well."""
        self._seen_generation = self.office.database.generation
        self.reload()
        self.show_status()

    def show_status(self) -> None:
        """Read anew what the status line says."""
        for line in self.query(StatusLine):
            line.show(self.status())

    def show_sync(self) -> None:
        """Show how the exchange with the team stands now, without reading anything else anew."""
        self.show_status()

    def status(self) -> tuple[StatusPart, ...]:
        """Return what the status line says."""
        who = self.office.identity.who()
        name = f"DEMO, {who.name}" if who.is_demo else who.name
        parts = [
            StatusPart(name or "nobody yet", "normal"),
            StatusPart(self.office.time_entries.line(), "good"),
            StatusPart("NOT ENCRYPTED", "warning"),
            StatusPart(self.office.register_progress, "normal"),
        ]
        if self.office.desk.is_in_team:
            parts.extend(self._sync_parts())
        if (at := self.office.desk.saved_at) is not None:
            parts.append(StatusPart(f"saved {at:%H:%M}", "good", priority=1))
        return tuple(parts)

    def _sync_parts(self) -> list[StatusPart]:
        """Return where the exchange with the team's hub stands, what matters most first.

        A caseload that works alone never comes here.
        """
        status = self.office.sync.status()
        to_do = status.to_do()
        first, *rest = status.line().split(" · ")[len(to_do) :]
        tone: Tone = "good" if status.is_synced else "normal" if status.progress else "warning"
        return [
            *(StatusPart(words, "warning", -1) for words in to_do),
            StatusPart(first, tone),
            *(StatusPart(words, "muted", 3) for words in rest),
        ]

    def save(
        self,
        call: Callable[[], Result],
        words: str | Callable[[Result], str],
        then: Callable[[Result], object] | None = None,
    ) -> None:
        """Write, and only when it is written say so and read anew."""

        def saved(result: Result) -> None:
            self.was_saved(words(result) if callable(words) else words)
            if then is not None:
                then(result)

        self.tell(call, saved)

    def was_saved(self, words: str) -> None:
        """Say that a form or a line was saved, and read anew."""
        self.office.desk.saved_at = self.office.desk.local_now
        self.refresh_all()
        say(self.app, f"{words} u undoes")

    def open_form(self, form: "FormScreen", words: str) -> None:
        """Show a form and, once it is saved, say so in `words`."""
        self.app.push_screen(
            form, lambda saved: self.was_saved(words) if saved is not None else None
        )

    def step_in_history(self, step: Callable[[], str], words: str) -> None:
        """Undo or redo one step and say which it was."""

        def stepped(done: str) -> None:
            self.office.desk.saved_at = self.office.desk.local_now
            self.refresh_all()
            say(self.app, words.format(done))

        self.tell(step, stepped)

    def action_quick_entry(self) -> None:
        """Write a contact or a promise in one line."""
        from adviser_tui.widgets.quick_line import QuickLine
        from screens.forms.quick import QuickEntry

        entry = QuickEntry(self.office, self.subject())
        line = QuickLine(
            entry.preview, entry.submit, value=entry.draft(), keep_draft=entry.keep_draft
        )
        self.app.push_screen(line, lambda text: self.was_saved(entry.done) if text else None)
