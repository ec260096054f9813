"""Hand-overs: who was offered to whom, what came of it, and what each brings."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.errors import NotFoundError
from adviser_tui.services.hand_overs.rows import SHOWS, HandOverRow, Show
from adviser_tui.services.office import Office
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from models.kinds import HandOverState
from screens.acting.base import NOBODY, Subject
from screens.acting.handing import Handing
from screens.cards.shared import sentence
from screens.workplace import Workplace

SHOW_WORDS: dict[Show, str] = {
    "to_me": "offered to me",
    "by_me": "offered by me and not accepted",
    "open": "waiting for an answer",
    "all": "hand-overs in all",
}
_TONES: dict[HandOverState, Tone] = {
    HandOverState.OFFERED: "warning",
    HandOverState.ACCEPTED: "good",
    HandOverState.RETURNED: "danger",
    HandOverState.TAKEN_BACK: "muted",
}


class HandOversScreen(Handing, Workplace):
    """Every hand-over that this caseload knows."""

    HELP = (
        "Who was handed over to whom. h answers an offer, takes one of yours back, or offers "
        "anew; Enter shows what comes along. Escape goes back."
    )
    COMMAND = "hand_over.list"
    COLUMNS = (
        Column("Who", share=2, least=18),
        Column("From", 18, priority=2, one_line_only=True),
        Column("To", 18, priority=1),
        Column("Stands", share=3, least=26, one_line_only=True),
    )
    TWO_LINES_BELOW = 96
    SEARCH_HINT = "A name"
    EMPTY = ("Nobody was handed over.", "h on a participant or an employer offers one.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list.filter")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._show: Show = "all"
        self._rows: dict[str, HandOverRow] = {}

    def note(self) -> str:
        """Say what is shown, since no number leads here."""
        return "Hand-overs"

    def rows(self, searched: str) -> RowSource:
        """Return the hand-overs of the part that is shown."""
        found: Sequence[HandOverRow] = self.office.hand_overs.rows(self._show)
        self._rows = {row.id: row for row in found}
        if searched:
            from adviser_tui.services.words.matching import fitting

            found = fitting(
                searched, found, lambda row: f"{row.name} {row.from_name} {row.to_name}"
            )
        return [self.marks.row(_row(row)) for row in found]

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return what a hand-over brings."""
        from screens.cards.hand_over import hand_over_sections

        try:
            return hand_over_sections(self.office.hand_overs.card(row_id), self.office.desk.today)
        except NotFoundError as error:
            return (CardSection("", (), str(error)),)

    def subject(self) -> Subject:
        """Return who is handed over."""
        row = self._rows.get(self.listing.cursor_row.id) if self.listing.cursor_row else None
        if row is None:
            return NOBODY
        if row.about == "participant":
            return Subject("participant", row.about_id, row.name, participant_id=row.about_id)
        return Subject("employer", row.about_id, row.name, employer_id=row.about_id)

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many there are and which part is shown."""
        words = f"{SHOW_WORDS[self._show]}: {len(self._rows)}"
        return (*super().status(), StatusPart(words, "muted", priority=2))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going back is always possible: to the screen before."""
        return True if action == "back" else super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave the card, the marks, the search, and then the list."""
        if super().check_action("back", ()):
            super().action_back()
        else:
            self.app.pop_screen()

    def action_list_filter(self) -> None:
        """Show a part of the list."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = [Choice(one, sentence(SHOW_WORDS[one])) for one in SHOWS]
        self.app.push_screen(Chooser("Show which hand-overs?", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._show = chosen  # type: ignore[assignment]
            self.refresh_all()


def _row(row: HandOverRow) -> ListRow:
    tone = _TONES[row.state]
    return ListRow(
        row.id,
        (row.name, row.from_name, row.to_name, Cell(row.words, tone)),
        note=Cell(row.words, tone),
    )
