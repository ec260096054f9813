"""The match sheet: a participant and a vacancy, what holds them back, and the key that mends it."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from adviser_tui.services.match_sheets.card import SheetCard, SheetItemRow
from adviser_tui.services.measures.learning import Learned, learned_here
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.columns import Column
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.text import plain
from adviser_tui.widgets.title_line import TitleLine
from adviser_tui.widgets.writer import expect_a_write
from screens.acting.base import Subject
from screens.matching.answering import Answering
from screens.matching.headline import Headline
from screens.matching.item_card import item_sections
from screens.matching.rows import sheet_rows
from screens.matching.submitting import Submitting


class MatchScreen(Answering, Submitting):
    """All questions of one sheet; the result is always in view."""

    HELP = (
        "These questions are about the match and how well it is prepared. y and n answer, "
        "f makes a follow-up of what is missing, w goes ahead without an item where that may be, "
        "P puts the participant forward once the sheet is ready."
    )
    CSS_PATH = "match.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "list.open")

    def __init__(self, office: Office, participant_id: str, vacancy_id: str) -> None:
        super().__init__(office)
        self.participant_id = participant_id
        self.vacancy_id = vacancy_id
        self.sheet: SheetCard | None = None
        self.learned: Learned | None = None
        """What refusals taught; nothing until the sheet is shown."""

    def compose(self) -> ComposeResult:
        """Lay out the result, the questions and the card of the one under the cursor."""
        yield TitleLine(plain(""))
        yield Headline()
        with Container(classes="panes"):
            yield RowList(
                (
                    Column("", 3),
                    Column("Question", share=1, least=26),
                    Column("Answer", share=1, least=22, priority=1),
                ),
                two_lines_below=54,
                markable=False,
                id="rows",
                classes="pane-list",
            )
            yield CardView(id="card", classes="pane-detail")
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill the sheet and go to the first question that holds it back."""
        expect_a_write()
        self.learned = learned_here(self.office)
        self.refresh_all()
        self.go_to_next()
        self.listing.focus()

    @property
    def listing(self) -> RowList:
        """The questions."""
        return self.query_one("#rows", RowList)

    def reload(self) -> None:
        """Work the sheet out anew."""
        sheet = self.sheet = self._sheet_now()
        again = f", attempt {sheet.attempt}" if sheet.attempt > 1 else ""
        self.query_one(TitleLine).update(
            plain(f"{sheet.participant} for {sheet.vacancy} at {sheet.employer}{again}")
        )
        self.query_one(Headline).show(sheet)
        self.listing.set_rows(sheet_rows(sheet, self.learned))
        self.show_item()

    def _sheet_now(self) -> SheetCard:
        """Return the sheet in work; while they are put forward, the one that was submitted."""
        sheets = self.office.match_sheets
        sheet = sheets.open(self.participant_id, self.vacancy_id)
        if sheet.submission_id and sheet.attempts and not sheet.is_kept:
            return sheets.frozen(sheet.attempts[0].sheet_id)
        return sheet

    def subject(self) -> Subject:
        """Return the participant, with the vacancy and its employer."""
        sheet = self.sheet
        if sheet is None:
            return super().subject()
        return Subject(
            "participant",
            sheet.participant_id,
            sheet.participant,
            sheet.participant_id,
            sheet.employer_id,
            sheet.vacancy_id,
        )

    def status(self) -> tuple[StatusPart, ...]:
        """Add how far the sheet has come."""
        sheet = self.sheet
        if sheet is None:
            return super().status()
        return (
            *super().status(),
            StatusPart(sheet.counted, "normal"),
            StatusPart(sheet.live_words, "muted", priority=2),
            StatusPart(f"may be told: {sheet.consent_words}", "muted", priority=3),
        )

    def item(self) -> SheetItemRow | None:
        """Return the question under the cursor."""
        row = self.listing.cursor_row
        return self.sheet.item(row.id) if row and self.sheet else None

    def go_to_next(self) -> None:
        """Go on to the next question that holds the sheet back, from where the cursor is."""
        if self.sheet is None:
            return
        order = [one.id for one in self.sheet.items]
        missing = {one.id for one in self.sheet.missing}
        row = self.listing.cursor_row
        start = order.index(row.id) if row and row.id in order else 0
        for item_id in (*order[start:], *order[:start]):
            if item_id in missing:
                self.listing.go_to(item_id)
                return

    def show_item(self) -> None:
        """Show the question under the cursor in full."""
        item = self.item()
        card = self.query_one("#card", CardView)
        if item is not None and self.sheet is not None and card.display:
            card.show(item_sections(item, self.sheet, self.learned), from_top=True)

    @on(RowList.Highlighted, "#rows")
    def _highlighted(self) -> None:
        self.show_item()

    @on(RowList.Opened, "#rows")
    def _opened(self) -> None:
        """Go into the question; on a narrow screen it takes the place of the list."""
        self.query_one(".panes").add_class("-detail-open")
        card = self.query_one("#card", CardView)
        card.display = True
        self.show_item()
        card.focus()

    @on(CardView.Opened, "#card")
    def _line_opened(self, event: CardView.Opened) -> None:
        from screens.record import open_record

        open_record(self, event.line.ref)

    def action_back(self) -> None:
        """Leave the question, then the sheet; every answer is kept already."""
        panes = self.query_one(".panes")
        if self.query_one("#card", CardView).has_focus:
            panes.remove_class("-detail-open")
            self.listing.focus()
        else:
            self.app.pop_screen()
