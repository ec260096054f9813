"""One record over the whole screen, reached from wherever it is named."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardSection, CardView
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.text import plain
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting, Subject
from screens.acting.contacting import Contacting
from screens.acting.creating import Creating
from screens.acting.editing import Editing
from screens.acting.handing import Handing
from screens.acting.matching import Matching
from screens.acting.promising import Promising
from screens.marks import SyncMarks

Sections = Sequence[CardSection]


def open_record(screen: Acting, reference: str) -> None:
    """Open what a line of a card leads to; `reference` is a kind and an id with a colon."""
    kind, _, record_id = reference.partition(":")
    if kind == "sheet":
        from screens.match import MatchScreen

        participant_id, _, vacancy_id = record_id.partition("+")
        screen.app.push_screen(MatchScreen(screen.office, participant_id, vacancy_id))
    elif kind in _READERS:
        screen.app.push_screen(RecordScreen(screen.office, reference))


class RecordScreen(Contacting, Promising, Matching, Creating, Editing, Handing):
    """The card of anybody or anything that has one, with everything that can be done."""

    HELP = "A whole card. e edits the line under the cursor, Enter opens it, Escape goes back."
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, office: Office, reference: str, at: str = "") -> None:
        super().__init__(office)
        self._kind, _, self._record_id = reference.partition(":")
        self._at = at
        self._subject = Subject("", "", "")

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        yield TitleLine(plain(""))
        yield CardView(id="card")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill the card, and begin at the part that was asked for."""
        self.refresh_all()
        card = self.query_one("#card", CardView)
        card.focus()
        if self._at:
            self.call_after_refresh(card.go_to_section, self._at)

    def reload(self) -> None:
        """Read the record anew."""
        self._subject, sections = _READERS[self._kind](self.office, self._record_id)
        self.query_one(TitleLine).update(plain(self._subject.name))
        marked = SyncMarks(self.office).sections(self._record_id, sections)
        self.query_one("#card", CardView).show(marked)

    def subject(self) -> Subject:
        """Return whom the card is of."""
        return self._subject

    @on(CardView.Opened)
    def _line_opened(self, event: CardView.Opened) -> None:
        open_record(self, event.line.ref)

    def action_timeline(self) -> None:
        """Go to what happened, further down on this card."""
        self.query_one("#card", CardView).go_to_section("Timeline")

    def action_back(self) -> None:
        """Go back to where the adviser was."""
        self.app.pop_screen()


def _participant(office: Office, record_id: str) -> tuple[Subject, Sections]:
    from screens.cards.participant import participant_sections

    card = office.participants.card(record_id)
    subject = Subject("participant", card.id, card.name, participant_id=card.id)
    return subject, participant_sections(card)


def _employer(office: Office, record_id: str) -> tuple[Subject, Sections]:
    from screens.cards.employer import employer_sections

    card = office.employers.card(record_id)
    return Subject("employer", card.id, card.name, employer_id=card.id), employer_sections(card)


def _vacancy(office: Office, record_id: str) -> tuple[Subject, Sections]:
    from screens.cards.vacancy import vacancy_sections

    card = office.vacancies.card(record_id)
    subject = Subject(
        "vacancy", card.id, card.row.title, employer_id=card.row.employer_id, vacancy_id=card.id
    )
    return subject, vacancy_sections(card)


def _partner(office: Office, record_id: str) -> tuple[Subject, Sections]:
    from screens.cards.partner import partner_sections

    card = office.partners.card(record_id)
    return Subject("partner", card.id, card.name, partner_id=card.id), partner_sections(card)


_READERS: dict[str, Callable[[Office, str], tuple[Subject, Sections]]] = {
    "participant": _participant,
    "employer": _employer,
    "vacancy": _vacancy,
    "partner": _partner,
}
