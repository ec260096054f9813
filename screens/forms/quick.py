"""The quick-entry line: what it shows while it is typed, asks, saves, and keeps for later."""

from collections.abc import Sequence

from adviser_tui.services.office import Office
from adviser_tui.services.quick_line.ask import NEW, Ask, AskError
from adviser_tui.services.quick_line.lines import done_words
from adviser_tui.services.quick_line.plan import QuickPreview
from adviser_tui.services.register.taking import saved_with_company
from adviser_tui.widgets.card_lines import CardLine
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.quick_line import Question
from screens.acting.base import Subject
from screens.forms.about import party_of
from screens.register_rows import companies_to_choose, number_of

_NEW = f"{NEW}employer"
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
        elif companies := self._companies(preview):
            named = "; ".join(one.label for one in companies)
            lines.insert(1, CardLine("In the register", f"{named}. Enter asks.", "muted"))
        return lines

    def submit(self, text: str) -> Question | None:
        """Save the line, or return the question that must be answered first."""
        return self._take(text, ())

    def _take(self, text: str, chosen: tuple[str, ...], number: str = "") -> Question | None:
        preview = self._office.quick.understand(text, self._about, choose=chosen)
        if not number and _NEW not in chosen and (companies := self._companies(preview)):
            new = Choice(_NEW, "Somebody new", preview.who.name if preview.who else "")
            return self._question(text, chosen, preview.understood.subject, (*companies, new))
        try:
            if number:
                logged = saved_with_company(self._office, preview, number)
            else:
                logged = self._office.quick.save(preview)
        except AskError as error:
            return self._asked(text, chosen, error.asks[0])
        self.done = done_words(preview, logged)
        self._office.drafts.drop(self._draft)
        return None

    def _companies(self, preview: QuickPreview) -> list[Choice]:
        """Return the companies of the register that somebody new may be."""
        who = preview.who
        if preview.asks or preview.problems or who is None or not who.is_new:
            return []
        return companies_to_choose(self._office, who.name) if who.kind == "employer" else []

    def _asked(self, text: str, chosen: tuple[str, ...], ask: Ask) -> Question:
        choices = [
            Choice(each.choice, each.name, each.detail)
            for each in ask.candidates
            if not each.is_new
        ]
        for each in ask.candidates:
            if each.is_new:
                if each.choice == _NEW:
                    choices += companies_to_choose(self._office, each.name)
                choices.append(Choice(each.choice, "Somebody new", each.name))
        return self._question(text, chosen, ask.typed, choices)

    def _question(
        self, text: str, chosen: tuple[str, ...], typed: str, choices: Sequence[Choice]
    ) -> Question:
        def answer(choice: str) -> Question | None:
            if number := number_of(choice):
                return self._take(text, (*chosen, _NEW), number)
            return self._take(text, (*chosen, choice))

        return Question(f"Which is “{typed}”?", tuple(choices), answer)

    def draft(self) -> str:
        """Return the line that was left here and not saved."""
        return self._office.drafts.get(self._draft).get("line", "")

    def keep_draft(self, text: str) -> None:
        """Keep the line for the next time."""
        self._office.drafts.put(self._draft, {"line": text})
