"""Answering questions of the sheet with one key each."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.match_sheets.card import SheetCard, SheetItemRow
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.text import say
from models.kinds import AnswerValue, DisclosureLevel
from screens.acting.base import Acting
from seed.checklists import Proof

SHARING = "C2"
LEVELS = (
    Choice("named", "Name", "who they are, nothing more"),
    Choice("support_only", "Support", "that we support them, without a name"),
    Choice("more", "More", "what they agreed to, noted beside the consent"),
    Choice("nothing", "Nothing", "they cannot be put forward then"),
)


class Answering(Acting):
    """The keys that answer, pass over, and make a follow-up."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "match.yes",
        "match.no",
        "match.not_applicable",
        "match.unknown",
        "match.override",
        "match.follow_up",
        "edit",
    )
    sheet: SheetCard | None
    participant_id: str
    vacancy_id: str

    def item(self) -> SheetItemRow | None:
        """Return the question under the cursor."""
        return None

    def go_to_next(self) -> None:
        """Go on to the next question that holds the sheet back."""

    def action_match_yes(self) -> None:
        """Answer yes; what must stand beside a yes is asked for."""
        item = self._answerable()
        if item is None:
            return
        if item.proof is Proof.PITCH:
            self._ask_for_pitch()
        elif item.proof is Proof.MUST_HAVES:
            self._ask_for_proofs(item)
        elif item.id == SHARING:
            self.app.push_screen(
                Chooser("How much may this employer be told?", LEVELS),
                lambda level: self._answer(item, AnswerValue.YES, level=level) if level else None,
            )
        elif item.proof is Proof.OWN_WORDS:
            self._ask(f"{item.id}: in their own words?", item, AnswerValue.YES, optional=True)
        else:
            self._answer(item, AnswerValue.YES)

    def action_match_no(self) -> None:
        """Answer no."""
        item = self._answerable()
        if item is not None:
            self._answer(item, AnswerValue.NO)

    def action_match_not_applicable(self) -> None:
        """Say that a question does not apply, or that the person declined, and why."""
        item = self._answerable()
        if item is None:
            return
        if AnswerValue.NOT_APPLICABLE not in item.values:
            say(self.app, f"{item.id} always applies: answer it, or f makes a follow-up of it.")
            return
        declined = " (“declined …” if they did not want it)" if item.may_decline else ""
        self._ask(f"{item.id}: why does it not apply{declined}?", item, AnswerValue.NOT_APPLICABLE)

    def action_match_unknown(self) -> None:
        """Take an answer back."""
        item = self._answerable()
        if item is not None:
            self._answer(item, AnswerValue.UNKNOWN)

    def action_match_override(self) -> None:
        """Pass a question over, with a reason and what is done meanwhile."""
        item = self.item()
        if item is None:
            return
        if not item.may_override:
            why = "is never passed over" if item.locked else "cannot be passed over now"
            say(self.app, f"{item.id} {why}. {item.unlock}", "warning")
            return
        from screens.matching.override_form import override_form

        form = override_form(self.office, self.participant_id, self.vacancy_id, item)
        self.open_form(form, f"{item.id} passed over.")

    def action_match_follow_up(self) -> None:
        """Make a dated follow-up of what is missing."""
        item = self.item()
        if item is None or item.fix is None:
            say(self.app, "Nothing is missing here.")
            return
        if item.fix.follow_up_id:
            say(self.app, f"That is in the diary already: {item.fix.words}.")
            return
        self._tell(
            partial(
                self.office.match_sheets.make_follow_up,
                self.participant_id,
                self.vacancy_id,
                item.id,
            ),
            f"In the diary: {item.fix.text}.",
        )

    def action_edit(self) -> None:
        """Edit the sentence for the employer."""
        self._ask_for_pitch()

    def _answerable(self) -> SheetItemRow | None:
        item = self.item()
        if item is None or self.sheet is None:
            return None
        if self.sheet.is_frozen:
            say(self.app, "This sheet was submitted and never changes.")
            return None
        if not item.by_hand:
            say(self.app, f"{item.id} is answered from records alone. {item.unlock}".strip())
            return None
        return item

    def _ask(
        self, question: str, item: SheetItemRow, value: AnswerValue, *, optional: bool = False
    ) -> None:
        note = item.given.note if item.given else ""
        self.app.push_screen(
            PromptLine(question, optional=optional, value=note),
            lambda text: self._answer(item, value, text) if text is not None else None,
        )

    def _ask_for_proofs(self, item: SheetItemRow) -> None:
        """Ask for each must-have what shows it (M1)."""
        from screens.matching.proofs_form import proofs_form

        if self.sheet is not None:
            form = proofs_form(self.office, self.sheet, item)
            self.app.push_screen(form, lambda saved: self._went_on() if saved else None)

    def _went_on(self) -> None:
        self.refresh_all()
        self.go_to_next()

    def _answer(
        self, item: SheetItemRow, value: AnswerValue, note: str = "", level: str = ""
    ) -> None:
        declined = item.may_decline and note.lower().startswith("declined")
        call = partial(
            self.office.match_sheets.answer,
            self.participant_id,
            self.vacancy_id,
            item.id,
            value,
            source=item.sources[0],
            note=note,
            declined=declined,
            level=DisclosureLevel(level) if level else None,
        )
        self._tell(call, "", item.id)

    def _ask_for_pitch(self) -> None:
        if self.sheet is None or self.sheet.is_frozen:
            return
        self.app.push_screen(
            PromptLine(
                "Why this person for this job, in one sentence for the employer?",
                value=self.sheet.pitch,
                reading=self._reading,
                hint="strengths that show in this work; nothing about health or payments",
            ),
            lambda text: self._set_pitch(text) if text is not None else None,
        )

    def _reading(self, text: str) -> str:
        """Say while typing what is wrong with the sentence (M3, T5)."""
        findings = self.office.match_sheets.find_words(self.participant_id, self.vacancy_id, text)
        return findings[0].sentence if findings else f"{len(text)} characters, nothing to mind"

    def _set_pitch(self, text: str) -> None:
        """Keep the sentence as the answer to M3, which it is."""
        call = partial(
            self.office.match_sheets.set_pitch,
            self.participant_id,
            self.vacancy_id,
            text,
            answers=bool(text.strip()),
        )
        self._tell(call, "")

    def _tell(self, call: Callable[[], object], words: str, answered: str = "") -> None:
        """Write, work the sheet out anew, and go on; an answer that changes nothing says why."""

        def written(_: object) -> None:
            self.refresh_all()
            if words:
                say(self.app, f"{words} u undoes")
            now = self.sheet.item(answered) if answered and self.sheet else None
            if now is not None and now.is_missing and now.given and now.given.value == "yes":
                say(self.app, f"{now.id} still stands: {now.reason} {now.unlock}", "warning")
            self.go_to_next()

        self.tell(call, written)
