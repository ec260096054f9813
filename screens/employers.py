"""Employers: the team's list, searched while typing, and what is known of each."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from adviser_tui.services.employers.rows import SHOWS, EmployerRow, Show
from adviser_tui.services.office import Office
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, LazyRows, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusPart
from screens.acting.adopting import Adopting
from screens.acting.base import NOBODY, Subject
from screens.acting.grouping import Grouping
from screens.acting.handing import Handing
from screens.acting.merging import Merging
from screens.cards.shared import sentence, spoken
from screens.listing import Found, IsStale
from screens.register_rows import RowsBeside, beside, entry_sections, number_of
from screens.workplace import Workplace

SHOW_WORDS: dict[Show, str] = {
    "all": "all employers",
    "mine": "where I am the point of contact",
    "deputy": "where I am the deputy",
    "no_spoc": "without a point of contact",
    "vacancies": "with an open vacancy",
    "contacted": "contacted before",
}


def place(office: Office) -> "EmployersScreen":
    """Return the screen."""
    return EmployersScreen(office)


class EmployersScreen(Adopting, Handing, Merging, Grouping, Workplace):
    """Every employer, found while typing."""

    HELP = (
        "Employers. / finds one while you type, mistakes forgiven. The card begins with who "
        "contacted it in the last 28 days. l logs a contact, n adds an employer, M merges doubles, "
        "B puts branches under their parent. Below your own stand companies of the national "
        "register, where one was imported; a goes there, and on one of them takes it over."
    )
    COMMAND = "screen.employers"
    COLUMNS = (
        Column("Employer", share=3, least=30),
        Column("Town", share=1, least=14, priority=1, one_line_only=True),
        Column("Stage", 14),
        Column("Level", 5, right=True, priority=3, one_line_only=True),
        Column("Last contact", 12, right=True, priority=2),
        Column("Mind", share=2, least=20, priority=4, one_line_only=True),
    )
    TWO_LINES_BELOW = 96
    SEARCH_HINT = "Name, town, postcode, person or phone"
    EMPTY = ("No employer here.", "n adds one; ctrl+n logs a contact and adds its employer.")
    NEW = "employer"
    LOOKS_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("list.filter")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._show: Show = "all"
        self._team: Sequence[EmployerRow] = ()
        self._companies: list[ListRow] = []
        self._wants_companies = False

    def rows(self, searched: str) -> RowSource:
        """Return the employers that fit, read only where they are seen."""
        return self._listed(self.office.employers.rows(self._show, text=searched), ())

    def look_up(self, searched: str, is_stale: IsStale) -> Found:
        """Look for employers, and read those that are seen first."""
        found = self.office.employers.rows(self._show, text=searched, is_stale=is_stale)
        if found:
            found[0]
        return partial(self._listed, found, ())

    def look_beside(self, searched: str, is_stale: IsStale) -> Found | None:
        """Look for companies of the national register; what was there before them goes."""
        companies = beside(self.office, searched, is_stale)
        return partial(self._listed, self._team, companies) if companies else None

    def _listed(
        self, found: Sequence[EmployerRow], companies: Sequence[ListRow | Heading]
    ) -> RowSource:
        self._team = found
        before = len(self._companies)
        self._companies = [one for one in companies if isinstance(one, ListRow)]
        if len(self._companies) != before:
            self.call_next(self.show_status)
            self.call_next(self.refresh_bindings)
        ours = LazyRows(found, lambda row: self.marks.row(_row(row)))
        return RowsBeside(ours, companies) if companies else ours

    def show_whole(self) -> None:
        """Show every employer."""
        self._show = "all"
        super().show_whole()

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return the employer's card, or what the register says of a company."""
        if number := number_of(row_id):
            return entry_sections(self.office, number)
        from screens.cards.employer import employer_sections

        return employer_sections(self.office.employers.card(row_id))

    def subject(self) -> Subject:
        """Return the employer under the cursor."""
        row = self.listing.cursor_row
        if row is None:
            return NOBODY
        name = row.cells[0]
        shown = name.text if isinstance(name, Cell) else name
        if number := number_of(row.id):
            return Subject("", "", shown, company_number=number)
        return Subject("employer", row.id, shown, employer_id=row.id)

    @on(RowList.Opened, "#rows")
    def _meant(self, event: RowList.Opened) -> None:
        """Remember that this one was meant by what was typed, so that it comes first next time."""
        if self.searched and not number_of(event.row.id):
            remember = self.office.search.picks.remember
            self.tell(partial(remember, self.searched, event.row.id), refused=lambda _: None)

    @property
    def has_companies(self) -> bool:
        """Whether companies of the register stand below the team's own, or may in a moment."""
        may_come = self._beside_waits and self.office.register.is_there
        return bool(self._companies) or may_come

    def go_to_companies(self) -> None:
        """Put the cursor on the first company, also where it is still looked for."""
        self._wants_companies = self._beside_waits
        if self._companies:
            self.listing.go_to(self._companies[0].id)

    def beside_is_here(self) -> None:
        """Go to the companies, where that was asked for before they were found."""
        if self._wants_companies:
            self.go_to_companies()
        self.refresh_bindings()

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many there are and which part is shown."""
        shown = f"showing {SHOW_WORDS[self._show]}" if self._show != "all" else ""
        count = sum(self.office.employers.counts().values())
        below = f"{len(self._companies)} in the register" if self._companies else ""
        return (
            *super().status(),
            StatusPart(f"{count:,} employer{'' if count == 1 else 's'}", "muted", priority=2),
            StatusPart(below, "normal", priority=1),
            StatusPart(shown, "warning"),
        )

    def action_list_filter(self) -> None:
        """Show a part of the list."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = [Choice(one, sentence(SHOW_WORDS[one])) for one in SHOWS]
        self.app.push_screen(Chooser("Show which employers?", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._show = chosen  # type: ignore[assignment]
            self.refresh_all()


def _row(row: EmployerRow) -> ListRow:
    last = row.last_contact_on
    mind = "do not contact" if row.do_not_contact else row.quiet or row.why or row.next_step
    tone: Tone = "danger" if row.do_not_contact else "warning" if row.quiet else "muted"
    trades = f"trades as {row.trading_name}" if row.trading_name else ""
    group = f"branch of {row.parent}" if row.parent else ""
    if row.branches:
        group = f"+{row.branches} branch{'' if row.branches == 1 else 'es'}"
    return ListRow(
        row.id,
        (
            Cell(row.name, "normal", row.matched),
            Cell(row.town, "muted"),
            spoken(row.stage),
            Cell(str(row.level), "muted"),
            Cell(f"{last.day} {last:%b %Y}" if last else "never", "muted"),
            Cell(" · ".join(part for part in (mind or trades, group) if part), tone),
        ),
        note=Cell(" · ".join(part for part in (row.town, mind, group, trades) if part), tone),
    )
