"""Vacancies: what is open, what is asked for, and who was put forward."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.services.vacancies.rows import SHOWS, Show, VacancyRow
from adviser_tui.services.words.say import say_ago
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from screens.acting.base import NOBODY, Subject
from screens.acting.merging import Merging
from screens.cards.shared import sentence, spoken
from screens.listing import Found, IsStale
from screens.workplace import Workplace

SHOW_WORDS: dict[Show, str] = {
    "open": "still to be filled",
    "all": "all vacancies",
    "unchecked": "not asked about for a week",
    "closed": "filled, withdrawn or lapsed",
}


def place(office: Office) -> "VacanciesScreen":
    """Return the screen."""
    return VacanciesScreen(office)


class VacanciesScreen(Merging, Workplace):
    """The openings at employers."""

    HELP = (
        "Vacancies. m opens the match sheet with a participant, r records how a submission went, "
        "e edits the field under the cursor of the card, n adds a vacancy."
    )
    COMMAND = "screen.vacancies"
    COLUMNS = (
        Column("Vacancy", share=3, least=22),
        Column("Employer", share=3, least=24, one_line_only=True),
        Column("State", 12, priority=1),
        Column("Live", 6, right=True, priority=2),
        Column("Asked", 10, right=True, priority=3),
        Column("Quality", 20, priority=4),
    )
    TWO_LINES_BELOW = 96
    SEARCH_HINT = "Title, employer or town"
    EMPTY = ("No vacancy here.", "n adds one.")
    NEW = "vacancy"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "list.filter", "submission.outcome", "board.open"
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._show: Show = "open"
        self._rows: dict[str, VacancyRow] = {}

    def rows(self, searched: str) -> RowSource:
        """Return the vacancies that fit."""
        return self._listed(self.office.vacancies.rows(self._show, text=searched))

    def look_up(self, searched: str, is_stale: IsStale) -> Found:
        """Look for vacancies by title, employer or town, those that are closed as well."""
        found = self.office.vacancies.rows(self._show, text=searched, is_stale=is_stale)
        return partial(self._listed, found)

    def _listed(self, found: Sequence[VacancyRow]) -> RowSource:
        self._rows = {row.id: row for row in found}
        return [self.marks.row(_row(row)) for row in found]

    def show_whole(self) -> None:
        """Show every vacancy."""
        self._show = "all"
        super().show_whole()

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return the vacancy's card."""
        from screens.cards.vacancy import vacancy_sections

        return vacancy_sections(self.office.vacancies.card(row_id))

    def subject(self) -> Subject:
        """Return the vacancy under the cursor."""
        row = self._rows.get(self.listing.cursor_row.id) if self.listing.cursor_row else None
        if row is None:
            return NOBODY
        return Subject("vacancy", row.id, row.title, employer_id=row.employer_id, vacancy_id=row.id)

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many there are and which part is shown."""
        return (
            *super().status(),
            StatusPart(f"{len(self._rows)} {SHOW_WORDS[self._show]}", "muted", priority=2),
        )

    def action_submission_outcome(self) -> None:
        """Record how a submission for this vacancy went."""
        from screens.forms.outcome import choose_outcome

        choose_outcome(self, vacancy_id=self.subject().id)

    def action_board_open(self) -> None:
        """Show everybody put forward, by how far it has come."""
        from screens.board import BoardScreen

        self.app.push_screen(BoardScreen(self.office))

    def action_list_filter(self) -> None:
        """Show a part of the vacancies."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = [Choice(one, sentence(SHOW_WORDS[one])) for one in SHOWS]
        self.app.push_screen(Chooser("Show which vacancies?", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._show = chosen  # type: ignore[assignment]
            self.refresh_all()


def _row(row: VacancyRow) -> ListRow:
    asked = "never"
    if row.days_since_checked is not None:
        asked = say_ago(row.days_since_checked).replace(" days", " d")
    tone: Tone = "warning" if row.needs_check else "muted"
    where = f"{row.employer}, {row.town}" if row.town else row.employer
    if row.why and not row.matched:
        where = f"{where} · {row.why}"
    return ListRow(
        row.id,
        (
            Cell(row.title, "normal", row.matched),
            row.employer,
            spoken(row.state),
            f"{row.live} of {row.cap}",
            Cell("ask now" if row.needs_check else asked, tone),
            Cell(row.quality, "muted"),
        ),
        note=Cell(where, "muted"),
    )
