"""Today: one list of what is owed, the most pressing first, each line with its why."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.services.today.service import FILTERS, Filter
from adviser_tui.services.today.triage import Rank, TodayRow
from adviser_tui.services.words.say import say_ago
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from screens.acting.base import NOBODY, Subject
from screens.acting.handing import Handing
from screens.settling import Settling
from screens.workplace import Workplace

FILTER_WORDS: dict[Filter, str] = {
    "all": "everything",
    "mine": "mine alone",
    "cover": "mine, and what is overdue where I stand in",
    "deputy": "where I am the deputy",
    "employer": "owed to employers",
    "participant": "owed to participants",
}
_TONES: dict[Rank, Tone] = {
    Rank.AT_RISK: "danger",
    Rank.OVERDUE_PROMISE: "danger",
    Rank.OVERDUE_EMPLOYER: "danger",
    Rank.OVERDUE_PARTICIPANT: "danger",
    Rank.CONSENT: "warning",
    Rank.INTERVIEW: "warning",
    Rank.PARKED: "warning",
    Rank.DUE_TODAY: "normal",
    Rank.JOB_START: "good",
    Rank.LATER: "muted",
}


def place(office: Office) -> "TodayScreen":
    """Return the screen."""
    return TodayScreen(office)


class TodayScreen(Handing, Settling, Workplace):
    """Who and what comes first, and why."""

    HELP = (
        "Everything that is owed, the most pressing first. d does it and asks for the next step, "
        "s puts it off, l logs a contact, p makes a promise. Space marks several at once."
    )
    COMMAND = "screen.today"
    COLUMNS = (
        Column("Who", share=2, least=16),
        Column("What", share=3, least=18),
        Column("Why it stands here", share=3, least=28, priority=1, one_line_only=True),
        Column("Quiet", 9, right=True, priority=2),
    )
    TWO_LINES_BELOW = 110
    SEARCH_HINT = "Search what is owed"
    EMPTY = ("Nothing is owed. ", "ctrl+n logs a contact in one line, 2 shows the caseload.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("list.filter")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        # In a team the caseload holds everybody's; a day begins with one's own.
        self._usual: Filter = "cover" if office.desk.is_in_team else "all"
        self._filter: Filter = self._usual
        self._rows: dict[str, TodayRow] = {}
        self._week = ""

    # The list.

    def empty(self) -> tuple[str, str]:
        """Say in a team whose list is empty, and how to see that of the others."""
        if self._filter == "all":
            return self.EMPTY
        return (
            "Nothing here is owed. ",
            "f shows other parts, those of the whole team among them.",
        )

    def rows(self, searched: str) -> RowSource:
        """Return what is owed, under its headings."""
        found = self.office.today.rows(self._filter)
        self._rows = {row.id: row for row in found}
        if searched:
            from adviser_tui.services.words.matching import fitting

            found = tuple(fitting(searched, found, _words_of))
        shown: list[ListRow | Heading] = []
        heading = ""
        for row in found:
            if row.heading != heading and not searched:
                heading = row.heading
                shown.append(Heading(heading, _TONES[row.rank]))
            shown.append(self.marks.row(_list_row(row)))
        return shown

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return what is owed in full, and whom it is about."""
        from screens.cards.owed import owed_sections

        row = self._rows.get(row_id)
        return owed_sections(self.office, row) if row else ()

    def subject(self) -> Subject:
        """Return the other side of what is owed."""
        row = self.due_here()
        if row is None:
            return NOBODY
        owed = row.owed
        kind, at = ("employer", owed.employer_id)
        if owed.side != "employer" and owed.participant_id:
            kind, at = ("participant", owed.participant_id)
        if owed.partner_id and (owed.side == "partner" or not at):
            kind, at = ("partner", owed.partner_id)
        return Subject(
            kind if at else "",  # type: ignore[arg-type]
            at,
            owed.subject,
            owed.participant_id,
            owed.employer_id,
            owed.vacancy_id,
            owed.partner_id,
        )

    def edit_row(self) -> None:
        """Change the follow-up or promise itself; for all else, what settles it."""
        row = self.due_here()
        if row is None or row.owed.matter not in ("follow_up", "promise"):
            self.settle_otherwise(row)
            return
        from screens.forms.editing import edit_field

        edit_field(self, f"{row.owed.matter}:{row.id}:what", row.owed.what)

    def void_target(self) -> tuple[str, str] | None:
        """Only follow-ups and promises are taken off from here, never the person."""
        if self._line() is not None:
            return super().void_target()
        row = self.due_here()
        if row is None or row.owed.matter not in ("follow_up", "promise"):
            return None
        return (f"“{row.owed.what}”", row.id)

    def show_status(self) -> None:
        """Read anew what the status line says; the week's count beside the keys, once it is known.

        The first time it is read here: what it needs is not imported in a thread while the
        framework still imports by itself.
        """
        if not self._week:
            self._week = self.office.weekly.line()
            super().show_status()
            return
        super().show_status()
        self.ask("week", self.office.weekly.line, self._show_week)

    def _show_week(self, words: str) -> None:
        if words != self._week:
            self._week = words
            super().show_status()

    def status(self) -> tuple[StatusPart, ...]:
        """Add the week's count and the filter to what every screen says."""
        shown = f"showing {FILTER_WORDS[self._filter]}" if self._filter != self._usual else ""
        return (
            *super().status(),
            StatusPart(self._week, "normal", priority=2),
            StatusPart(shown, "warning"),
        )

    def due_here(self) -> TodayRow | None:
        """Return what is under the cursor."""
        row = self.listing.cursor_row
        return self._rows.get(row.id) if row else None

    def due_targets(self, *matters: str) -> list[TodayRow]:
        """Return what a command acts on, without what it cannot be done to."""
        rows = [self._rows[each] for each in self.listing.targets if each in self._rows]
        return [row for row in rows if row.owed.matter in matters]

    def action_list_filter(self) -> None:
        """Show a part of the list."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice
        from screens.cards.shared import sentence

        choices = [Choice(one, sentence(FILTER_WORDS[one])) for one in FILTERS]
        self.app.push_screen(Chooser("Show what is owed", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._filter = chosen  # type: ignore[assignment]
            self.listing.set_empty(*self.empty())
            self.refresh_all()


def _words_of(row: TodayRow) -> str:
    return f"{row.owed.subject} {row.owed.second} {row.owed.what}"


def _list_row(row: TodayRow) -> ListRow:
    owed = row.owed
    quiet = "never" if row.quiet_days is None else say_ago(row.quiet_days).removesuffix(" ago")
    return ListRow(
        row.id,
        (
            owed.subject or "you",
            owed.what,
            Cell(row.reason, _TONES[row.rank]),
            Cell(quiet, "muted"),
        ),
        note=Cell(row.reason, _TONES[row.rank]),
    )
