"""The board: everybody who is considered or put forward, by how far it has come."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.services.submissions.rows import SubmissionRow
from adviser_tui.services.words.matching import fitting
from adviser_tui.widgets.card import CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, RowSource
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from screens.acting.base import NOBODY, Subject
from screens.workplace import Workplace


class BoardScreen(Workplace):
    """Submissions under their states, those that have waited longest on top."""

    HELP = (
        "Everybody who is considered or put forward, by how far it has come. r records the next "
        "step, m opens the match sheet, Escape goes back."
    )
    COMMAND = "screen.vacancies"
    COLUMNS = (
        Column("Participant", share=2, least=20),
        Column("Vacancy", share=2, least=22, priority=1),
        Column("Employer", share=3, least=24, one_line_only=True, priority=3),
        Column("How it stands", share=3, least=24, one_line_only=True, priority=2),
        Column("Waits", 8, right=True),
    )
    TWO_LINES_BELOW = 104
    SEARCH_HINT = "Name, vacancy or employer"
    EMPTY = ("Nobody is put forward yet.", "m on a person or vacancy opens a match sheet.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("submission.outcome")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._rows: dict[str, SubmissionRow] = {}

    def rows(self, searched: str) -> RowSource:
        """Return the submissions under the headings of their states."""
        shown: list[ListRow | Heading] = []
        self._rows = {}
        for column in self.office.submissions.board():
            rows = fitting(searched, column.rows, _words_of) if searched else column.rows
            if rows:
                shown.append(Heading(f"{column.title}, {len(rows)}"))
            self._rows.update({row.id: row for row in rows})
            shown.extend(_row(row) for row in rows)
        return shown

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return the submission, then the vacancy it is for."""
        from screens.cards.submission import submission_sections
        from screens.cards.vacancy import vacancy_sections

        card = self.office.submissions.one(row_id)
        vacancy = self.office.vacancies.card(card.row.vacancy_id)
        return (*submission_sections(card), *vacancy_sections(vacancy))

    def subject(self) -> Subject:
        """Return the participant of the submission, with its vacancy."""
        row = self._row()
        if row is None:
            return NOBODY
        return Subject(
            "participant",
            row.participant_id,
            row.participant,
            row.participant_id,
            row.employer_id,
            row.vacancy_id,
        )

    def void_target(self) -> tuple[str, str] | None:
        """Take off the submission, never the person."""
        row = self._row()
        if self._line() is not None or row is None:
            return super().void_target()
        return (f"{row.participant} for {row.vacancy}", row.id)

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many are before an employer."""
        live = sum(row.is_live for row in self._rows.values())
        return (*super().status(), StatusPart(f"{live} before an employer", "muted", priority=2))

    def edit_row(self) -> None:
        """Record the next step, which is what changes on a submission."""
        self.action_submission_outcome()

    def action_submission_outcome(self) -> None:
        """Record what happened next."""
        from screens.forms.outcome import record_outcome

        if (row := self._row()) is not None:
            record_outcome(self, row.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Going back is always possible: to the list before."""
        return True if action == "back" else super().check_action(action, parameters)

    def action_back(self) -> None:
        """Leave the card, the marks, the search, and then the board."""
        if super().check_action("back", ()):
            super().action_back()
        else:
            self.app.pop_screen()

    def _row(self) -> SubmissionRow | None:
        row = self.listing.cursor_row
        return self._rows.get(row.id) if row else None


def _words_of(row: SubmissionRow) -> str:
    return f"{row.participant} {row.vacancy} {row.employer}"


def _row(row: SubmissionRow) -> ListRow:
    waits = "" if row.days_quiet is None else f"{row.days_quiet} days"
    if row.days_quiet is not None and row.days_quiet < 2:
        waits = ("today", "1 day")[row.days_quiet]
    words = f"{row.words}, with override" if row.with_override else row.words
    return ListRow(
        row.id,
        (
            row.participant,
            row.vacancy,
            row.employer,
            Cell(words, "good" if row.is_live else "muted"),
            Cell(waits, "muted"),
        ),
        note=Cell(f"{words} · {row.employer}", "good" if row.is_live else "muted"),
    )
