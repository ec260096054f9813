"""Partners: the organisations that we work beside, reached by the name of the command."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.services.partners.rows import SHOWS, Agreement, PartnerRow, Show
from adviser_tui.services.search.hit import Hit
from adviser_tui.services.words.say import say_date
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from screens.acting.base import NOBODY, Subject
from screens.acting.merging import Merging
from screens.cards.shared import sentence
from screens.listing import Found, IsStale
from screens.workplace import Workplace

SHOW_WORDS: dict[Show, str] = {
    "active": "worked with",
    "ended": "ended",
    "all": "partners in all",
}
_AGREED: dict[Agreement, tuple[str, Tone]] = {
    "none": ("nothing agreed", "warning"),
    "open": ("agreed", "good"),
    "standing": ("until {until}", "good"),
    "over": ("ended {until}", "warning"),
}
_MOST = 200
"""How many rows a search shows."""


class PartnersScreen(Merging, Workplace):
    """The organisations that the team works beside."""

    HELP = (
        "Partner organisations. The card says what may be shared with them and until when. "
        "l logs a contact, p a promise, e edits the field under the cursor of the card, n adds "
        "a partner, Escape goes back."
    )
    COMMAND = "partner.list"
    COLUMNS = (
        Column("Partner", share=3, least=26),
        Column("Kind", 28, priority=3),
        Column("Area", share=2, least=14, priority=2),
        Column("Sharing", 22, priority=1),
        Column("Last", 12, right=True),
        Column("Owed", 5, right=True, priority=4),
    )
    TWO_LINES_BELOW = 90
    SEARCH_HINT = "Any of its names, area or person"
    EMPTY = ("No partner here.", "n adds one.")
    NEW = "partner"
    BINDINGS: ClassVar[list[BindingType]] = bindings("list.filter")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._show: Show = "active"
        self._rows: dict[str, PartnerRow] = {}

    def note(self) -> str:
        """Say what is shown, since no number leads here."""
        return "Partners"

    def rows(self, searched: str) -> RowSource:
        """Return the partners of the part that is shown."""
        return self._listed(self.office.partners.rows(self._show), {})

    def look_up(self, searched: str, is_stale: IsStale) -> Found:
        """Look for partners by any of their names, those that have ended as well."""
        hits = self.office.search.find(searched, ("partner",), _MOST, is_stale=is_stale)
        rows = {row.id: row for row in self.office.partners.rows("all")}
        found = [rows[hit.id] for hit in hits if hit.id in rows]
        return partial(self._listed, found, {hit.id: hit for hit in hits})

    def _listed(self, found: Sequence[PartnerRow], hits: Mapping[str, Hit]) -> RowSource:
        self._rows = {row.id: row for row in found}
        today, mark = self.office.desk.today, self.marks.row
        return [mark(_row(row, today, hits.get(row.id))) for row in found]

    def show_whole(self) -> None:
        """Show every partner."""
        self._show = "all"
        super().show_whole()

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return the partner's card."""
        from screens.cards.partner import partner_sections

        return partner_sections(self.office.partners.card(row_id))

    def subject(self) -> Subject:
        """Return the partner under the cursor."""
        row = self._rows.get(self.listing.cursor_row.id) if self.listing.cursor_row else None
        return Subject("partner", row.id, row.name, partner_id=row.id) if row else NOBODY

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many there are and which part is shown."""
        words = f"{len(self._rows)} {SHOW_WORDS[self._show]}"
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
        """Show a part of the partners."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = [Choice(one, sentence(SHOW_WORDS[one])) for one in SHOWS]
        self.app.push_screen(Chooser("Show which partners?", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._show = chosen  # type: ignore[assignment]
            self.refresh_all()


def _row(row: PartnerRow, today: date, hit: Hit | None = None) -> ListRow:
    words, tone = _AGREED[row.agreement]
    agreed = words.format(until=say_date(row.agreed_until, today) if row.agreed_until else "")
    if row.state == "ended":
        agreed = "partnership ended"
    last = say_date(row.last_on, today) if row.last_on else "never"
    where = f"{row.kind_words}, {row.area}" if row.area else row.kind_words
    if hit is not None and not hit.matched:
        where = f"{where} · {hit.why}"
    matched = hit.matched if hit is not None else ()
    return ListRow(
        row.id,
        (
            Cell(row.name, "muted" if row.state == "ended" else "normal", matched),
            row.kind_words,
            row.area,
            Cell(agreed, tone),
            Cell(last, "muted"),
            str(row.owed or ""),
        ),
        note=Cell(f"{where} · {agreed}", tone),
    )
