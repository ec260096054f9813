"""The quick-entry line: what it shows while it is typed, asks, saves, and keeps for later."""

from collections.abc import Sequence

from adviser_tui.services.office import Office
from adviser_tui.services.quick_line.ask import Ask, AskError
from adviser_tui.services.quick_line.lines import done_words
from adviser_tui.widgets.card_lines import CardLine
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.quick_line import Question
from screens.acting.base import Subject
from screens.forms.about import party_of

_CHOOSE = "Enter asks which one is meant; more letters make it certain."


class QuickEntry:
    """A line about whoever it names, or else about whom the adviser stands on."""

    def __init__(self, office: Office, subject: Subject) -> None:
        self._office = office
        self._about = party_of(office, subject)
        self._draft = f"quick:{self._about.id if self._about else ''}"
        self.done = ""
        """What was saved, in words, once it is."""

    def preview(self, text: str) -> Sequence[CardLine]:
        """Return how the line is understood, and what to mind before it is saved."""
        preview = self._office.quick.understand(text, self._about)
        lines = [CardLine(line.label, line.value, line.tone) for line in preview.lines]
        if preview.asks and not preview.problems:
            lines.insert(1, CardLine("", _CHOOSE, "muted"))
        return lines

    def submit(self, text: str) -> Question | None:
        """Save the line, or return the question that must be answered first."""
        return self._take(text, ())

    def _take(self, text: str, chosen: tuple[str, ...]) -> Question | None:
        preview = self._office.quick.understand(text, self._about, choose=chosen)
        try:
            logged = self._office.quick.save(preview)
        except AskError as error:
            return self._question(text, chosen, error.asks[0])
        self.done = done_words(preview, logged)
        self._office.drafts.drop(self._draft)
        return None

    def _question(self, text: str, chosen: tuple[str, ...], ask: Ask) -> Question:
        choices = tuple(
            Choice(each.choice, "Somebody new", each.name)
            if each.is_new
            else Choice(each.choice, each.name, each.detail)
            for each in ask.candidates
        )
        return Question(
            f"Which is “{ask.typed}”?", choices, lambda choice: self._take(text, (*chosen, choice))
        )

    def draft(self) -> str:
        """Return the line that was left here and not saved."""
        return self._office.drafts.get(self._draft).get("line", "")

    def keep_draft(self, text: str) -> None:
        """Keep the line for the next time."""
        self._office.drafts.put(self._draft, {"line": text})
