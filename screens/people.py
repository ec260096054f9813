"""People: the participants of the caseload, each with what comes next."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar, get_args

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.services.participants.row import Filter, ParticipantRow
from adviser_tui.services.search.hit import Hit
from adviser_tui.services.words.say import say_ago
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from models.kinds import Stage
from screens.acting.base import NOBODY, Subject
from screens.acting.handing import Handing
from screens.acting.merging import Merging
from screens.listing import Found, IsStale
from screens.workplace import Workplace

_LEFT = (Stage.MOVED_ON, Stage.WITHDRAWN, Stage.TRANSFERRED)
"""They are found by searching alone, and said to be gone."""
_MOST = 200
"""How many rows a search shows."""


def place(office: Office) -> "PeopleScreen":
    """Return the screen."""
    return PeopleScreen(office)


class PeopleScreen(Handing, Merging, Workplace):
    """The caseload."""

    HELP = (
        "Your participants. The card holds profile, consent, barriers and everything that "
        "happened. m opens a match sheet, l logs a contact, e edits the field under the cursor."
    )
    COMMAND = "screen.people"
    COLUMNS = (
        Column("Participant", share=2, least=22),
        Column("Stage", 15, priority=2),
        Column("Next step", share=3, least=22, priority=1, one_line_only=True),
        Column("Quiet", 8, right=True),
        Column("To know", share=2, least=24, priority=3, one_line_only=True),
    )
    TWO_LINES_BELOW = 96
    SEARCH_HINT = "Name, town or reference"
    EMPTY = ("Nobody here yet.", "n adds a participant.")
    NEW = "participant"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        *("list.filter", "submission.outcome", "board.open", "outcome.verify"),
        *("outcome.evidence", "equity"),
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._filter: Filter = "current"
        self._rows: dict[str, ParticipantRow] = {}

    def rows(self, searched: str) -> RowSource:
        """Return the part of the caseload that is shown."""
        return self._listed(self.office.participants.rows(self._filter), {})

    def look_up(self, searched: str, is_stale: IsStale) -> Found:
        """Look for anybody on the caseload, those who have left as well."""
        hits = self.office.search.find(searched, ("participant",), _MOST, is_stale=is_stale)
        rows = {row.id: row for row in self.office.participants.rows("all")}
        found = [rows[hit.id] for hit in hits if hit.id in rows]
        return partial(self._listed, found, {hit.id: hit for hit in hits})

    def _listed(self, found: Sequence[ParticipantRow], hits: Mapping[str, Hit]) -> RowSource:
        self._rows = {row.id: row for row in found}
        return [self.marks.row(_row(row, hits.get(row.id))) for row in found]

    def show_whole(self) -> None:
        """Show everybody."""
        self._filter = "all"
        super().show_whole()

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return the participant's card."""
        from screens.cards.participant import participant_sections

        return participant_sections(self.office.participants.card(row_id))

    def subject(self) -> Subject:
        """Return the participant under the cursor."""
        row = self._rows.get(self.listing.cursor_row.id) if self.listing.cursor_row else None
        return Subject("participant", row.id, row.name, participant_id=row.id) if row else NOBODY

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many there are and which part is shown."""
        return (
            *super().status(),
            StatusPart(f"{len(self._rows)} {_spoken(self._filter)}", "muted", priority=2),
        )

    def action_submission_outcome(self) -> None:
        """Record how a submission of this participant went."""
        from screens.forms.outcome import choose_outcome

        choose_outcome(self, participant_id=self.subject().id)

    def action_outcome_verify(self) -> None:
        """Keep what was found out about the weeks of a job."""
        from screens.forms.verifying import choose_job

        choose_job(self, self.subject().id)

    def action_outcome_evidence(self) -> None:
        """Write the evidence pack of a job."""
        from screens.forms.evidence import choose_evidence

        choose_evidence(self, self.subject().id)

    def action_equity(self) -> None:
        """Ask what somebody chooses to say of themselves."""
        from screens.forms.equity import equity_form

        if person := self.subject().id:
            self.open_form(equity_form(self.office, person), "Kept. It is shown nowhere else.")

    def action_board_open(self) -> None:
        """Show everybody put forward, by how far it has come."""
        from screens.board import BoardScreen

        self.app.push_screen(BoardScreen(self.office))

    def action_list_filter(self) -> None:
        """Show a part of the caseload."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = [Choice(one, _spoken(one).capitalize()) for one in get_args(Filter)]
        self.app.push_screen(Chooser("Show whom?", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._filter = chosen  # type: ignore[assignment]
            self.refresh_all()


def _spoken(which: str) -> str:
    return which.replace("_", " ")


def _row(row: ParticipantRow, hit: Hit | None = None) -> ListRow:
    why = hit.why if hit is not None and not hit.matched else ""
    step, flags = row.next_step, ", ".join(part for part in (*row.flags, why) if part)
    tone: Tone = "muted"
    words = f"{row.stage_words}, not current" if row.stage in _LEFT else "no next step"
    if step is not None:
        tone = "danger" if step.is_overdue else "normal"
        words = f"{step.what}, {step.due_words}"
    elif row.is_parked:
        tone, words = "warning", f"parked: {_days(row)} without a step"
    know = Cell(flags, "warning")
    return ListRow(
        row.id,
        (
            Cell(row.name, "normal", hit.matched if hit is not None else ()),
            Cell(row.stage_words, "muted" if row.stage in _LEFT else "normal"),
            Cell(words, tone),
            Cell(_days(row), "warning" if row.is_parked else "muted"),
            know,
        ),
        note=Cell(f"{words} · {flags}" if flags else words, tone if tone != "muted" else "normal"),
    )


def _days(row: ParticipantRow) -> str:
    if row.quiet_days is None:
        return "never"
    return "1 day" if row.quiet_days == 1 else say_ago(row.quiet_days).removesuffix(" ago")
