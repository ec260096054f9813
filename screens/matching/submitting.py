"""Putting the participant forward from the sheet."""

from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.match_sheets.card import SheetCard
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from models.kinds import Channel
from screens.acting.base import Acting

WAYS = (
    Choice("email", "E-mail", "the sentence on the sheet is what they read"),
    Choice("call", "Call"),
    Choice("visit", "Visit"),
    Choice("video", "Video"),
)


class Submitting(Acting):
    """The key that puts forward."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("match.submit")
    sheet: SheetCard | None
    participant_id: str
    vacancy_id: str

    def action_match_submit(self) -> None:
        """Put forward; a sheet that is not ready says what is missing instead."""
        sheet = self.sheet
        if sheet is None:
            return
        if not sheet.may_submit:
            first = sheet.stop or (sheet.reasons[0] if sheet.reasons else sheet.headline)
            say(self.app, f"Not yet: {first}", "warning")
            return
        self.app.push_screen(
            Chooser(f"Put {sheet.participant} forward to {sheet.employer}, how?", WAYS),
            lambda way: self._submit(sheet, Channel(way)) if way else None,
        )

    def _submit(self, sheet: SheetCard, way: Channel) -> None:
        def submit() -> object:
            return self.office.submissions.submit(self.participant_id, self.vacancy_id, channel=way)

        self.save(
            submit,
            f"{sheet.participant} put forward to {sheet.employer}; both follow-ups are made.",
        )
