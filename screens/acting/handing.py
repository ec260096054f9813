"""Handing somebody over, and answering what a colleague hands over."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.acting.base import Acting, Subject

if TYPE_CHECKING:
    from adviser_tui.services.hand_overs.rows import About, HandOverRow

_SAID = {
    "accept": "Taken over, with what was open.",
    "return": "Returned.",
    "take back": "Offer taken back.",
}


class Handing(Acting):
    """The one command of hand-overs: what it does depends on how things stand."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("hand_over.open")

    def action_hand_over_open(self) -> None:
        """Offer who is under the cursor, answer an offer, or take one's own back."""
        subject = self.handed()
        if subject.kind not in ("participant", "employer") or not subject.id:
            say(self.app, "Participants and employers are handed over; there is none here.")
            return
        about: About = "participant" if subject.kind == "participant" else "employer"
        self.ask(
            "hand over",
            partial(self.office.hand_overs.waiting, about, subject.id),
            partial(self._offer_or_answer, subject),
        )

    def handed(self) -> Subject:
        """Return who would be handed over: who is under the cursor."""
        return self.subject()

    def _offer_or_answer(self, subject: Subject, waiting: "HandOverRow | None") -> None:
        from screens.forms.hand_over import offer_form

        if waiting is None:
            self.open_form(offer_form(self.office, subject), "Offered.")
        elif waiting.is_mine_to_answer:
            self.answer_hand_over(waiting)
        elif waiting.is_mine_to_take_back:
            self.send_answer(waiting, "take back")
        else:
            say(self.app, f"{waiting.name}: {waiting.words}. They answer it.")

    def answer_hand_over(self, row: "HandOverRow") -> None:
        """Ask whether to take over or to return."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = (
            Choice("accept", "Accept", "you become responsible"),
            Choice("return", "Return", f"with a word for {row.from_name}"),
        )
        self.app.push_screen(
            Chooser(f"{row.from_name} hands {row.name} over", choices),
            lambda answer: self.send_answer(row, answer) if answer else None,
        )

    def send_answer(self, row: "HandOverRow", answer: str) -> None:
        """Ask for the word that goes with an answer; accepting needs none."""
        from screens.forms.hand_over import answer_form

        if answer == "accept":
            accept = partial(self.office.hand_overs.accept, row.id)
            self.save(accept, lambda moved: f"{row.name} is yours, with {moved or 'nothing'} open.")
        else:
            self.open_form(answer_form(self.office, row, answer), _SAID[answer])
