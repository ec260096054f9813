"""Today: one list of what is owed, the most pressing first, each line with its why."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.services.office import Office
from adviser_tui.services.today.service import FILTERS, Filter
from adviser_tui.services.today.triage import Rank, TodayRow
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from adviser_tui.widgets.text import say
from screens.acting.base import NOBODY, Subject
from screens.workplace import Workplace

if TYPE_CHECKING:
    from adviser_tui.services.words.next_step import NextStepWords

MANY = 5
"""More than this at once asks first."""

FILTER_WORDS: dict[Filter, str] = {
    "all": "everything",
    "mine": "mine alone",
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


class TodayScreen(Workplace):
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
    BINDINGS: ClassVar[list[BindingType]] = bindings("row.done", "row.snooze", "list.filter")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._filter: Filter = "all"
        self._rows: dict[str, TodayRow] = {}

    # The list.

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
            shown.append(_list_row(row))
        return shown

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return what is owed in full, and whom it is about."""
        from screens.cards.owed import owed_sections

        row = self._rows.get(row_id)
        return owed_sections(self.office, row) if row else ()

    def subject(self) -> Subject:
        """Return the other side of what is owed."""
        row = self._row()
        if row is None:
            return NOBODY
        owed = row.owed
        kind, at = ("employer", owed.employer_id)
        if owed.side != "employer" and owed.participant_id:
            kind, at = ("participant", owed.participant_id)
        return Subject(
            kind if at else "",  # type: ignore[arg-type]
            at,
            owed.subject,
            owed.participant_id,
            owed.employer_id,
            owed.vacancy_id,
        )

    def edit_row(self) -> None:
        """Change the follow-up or promise itself; for all else, what settles it."""
        row = self._row()
        if row is None or row.owed.matter not in ("follow_up", "promise"):
            self._do_instead(row)
            return
        from screens.forms.editing import edit_field

        edit_field(self, f"{row.owed.matter}:{row.id}:what", row.owed.what)

    def void_target(self) -> tuple[str, str] | None:
        """Only follow-ups and promises are taken off from here, never the person."""
        if self._line() is not None:
            return super().void_target()
        row = self._row()
        if row is None or row.owed.matter not in ("follow_up", "promise"):
            return None
        return (f"“{row.owed.what}”", row.id)

    def status(self) -> tuple[StatusPart, ...]:
        """Add the week's count and the filter to what every screen says."""
        week = self.office.weekly.line()
        shown = f"showing {FILTER_WORDS[self._filter]}" if self._filter != "all" else ""
        return (
            *super().status(),
            StatusPart(week, "normal", priority=2),
            StatusPart(shown, "warning"),
        )

    def _row(self) -> TodayRow | None:
        row = self.listing.cursor_row
        return self._rows.get(row.id) if row else None

    def _targets(self, *matters: str) -> list[TodayRow]:
        """Return what a command acts on, without what it cannot be done to."""
        rows = [self._rows[each] for each in self.listing.targets if each in self._rows]
        return [row for row in rows if row.owed.matter in matters]

    # Doing.

    def action_row_done(self) -> None:
        """Mark done: one asks for its next step, several ask first when they are many."""
        from adviser_tui.widgets.confirm import Confirm

        row = self._row()
        chosen = self._targets("follow_up", "promise")
        if not chosen:
            self._do_instead(row)
            return
        if len(chosen) == 1:
            self._ask_for_next_step(chosen[0])
        elif len(chosen) > MANY:
            question = f"Mark {len(chosen)} as done, “{chosen[0].owed.what}” first?"
            self.app.push_screen(
                Confirm(question, "u takes all of them back."),
                lambda yes: self._mark_done(chosen) if yes else None,
            )
        else:
            self._mark_done(chosen)

    def _ask_for_next_step(self, row: TodayRow) -> None:
        from adviser_tui.widgets.prompt_line import PromptLine

        self.app.push_screen(
            PromptLine(
                f"Done: {row.owed.what}. Next step?",
                reading=lambda text: (
                    self._read_step(text, row).say(
                        self.office.desk.today, self.office.desk.holidays
                    )
                    if text.strip()
                    else "no next step"
                ),
                optional=True,
                hint="fri ring about shifts · empty for none",
            ),
            lambda text: self._mark_done([row], text) if text is not None else None,
        )

    def _mark_done(self, rows: list[TodayRow], step: str = "") -> None:
        ids = [row.id for row in rows]
        words = f"Done: {rows[0].owed.what}." if len(rows) == 1 else f"{len(rows)} done."
        read = self._read_step(step, rows[0]) if step.strip() else None
        self.listing.clear_marks()
        self.save(partial(self.office.today.done, ids, read), words)

    def _read_step(self, text: str, row: TodayRow) -> "NextStepWords":
        from adviser_tui.services.words.next_step import understand_next_step

        desk = self.office.desk
        return understand_next_step(text, desk.today, desk.holidays, f"after: {row.owed.what}")

    def _do_instead(self, row: TodayRow | None) -> None:
        """For what is not ticked off: open what settles it."""
        if row is None:
            return
        if row.owed.matter == "consent":
            from screens.forms.consent import consent_answer_form

            form = consent_answer_form(self.office, row.id, row.owed.subject)
            self.open_form(form, "Answer kept.")
        elif row.owed.matter == "interview":
            from screens.forms.outcome import record_outcome

            record_outcome(self, row.id)
        elif row.owed.matter == "job_start":
            from screens.forms.placement import open_placement

            open_placement(self, row.id)
        else:
            self.action_contact_log()

    # Putting off.

    def action_row_snooze(self) -> None:
        """Move to another day."""
        from adviser_tui.widgets.prompt_line import PromptLine, QuickAnswer

        chosen = self._targets("follow_up", "promise", "parked")
        if not chosen:
            say(self.app, "This has its day from somebody else and cannot be put off here.")
            return
        quick = (QuickAnswer("1", "tomorrow", "tomorrow"), QuickAnswer("w", "+1w", "a week"))
        what = f"“{chosen[0].owed.what}”" if len(chosen) == 1 else f"{len(chosen)} of them"
        self.app.push_screen(
            PromptLine(
                f"Put {what} off until?",
                quick=quick,
                reading=self._day_in_full,
                hint="or a day in words: fri, +2w, 24/12",
            ),
            lambda text: self._snooze(chosen, text) if text else None,
        )

    def _snooze(self, rows: list[TodayRow], text: str) -> None:
        from adviser_tui.services.words.say import say_date

        to = self._day(text)
        words = f"{len(rows)} put off until {say_date(to, self.office.desk.today)}."
        self.listing.clear_marks()
        self.save(partial(self.office.today.snooze, [row.id for row in rows], to), words)

    def _day(self, text: str) -> date:
        from adviser_tui.services.words.dates import understand_day

        return understand_day(text, self.office.desk.today, self.office.desk.holidays)

    def _day_in_full(self, text: str) -> str:
        from adviser_tui.services.words.say import say_date
        from adviser_tui.services.words.working_days import day_note

        day = self._day(text)
        note = day_note(day, self.office.desk.holidays)
        return say_date(day, self.office.desk.today) + (f", {note}" if note else "")

    def action_list_filter(self) -> None:
        """Show a part of the list."""
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        choices = [Choice(one, FILTER_WORDS[one].capitalize()) for one in FILTERS]
        self.app.push_screen(Chooser("Show what is owed", choices), self._show_only)

    def _show_only(self, chosen: str | None) -> None:
        if chosen:
            self._filter = chosen  # type: ignore[assignment]
            self.refresh_all()


def _words_of(row: TodayRow) -> str:
    return f"{row.owed.subject} {row.owed.second} {row.owed.what}"


def _list_row(row: TodayRow) -> ListRow:
    owed = row.owed
    quiet = "never" if row.quiet_days is None else f"{row.quiet_days} days"
    if row.quiet_days in (0, 1):
        quiet = ("today", "yesterday")[row.quiet_days or 0]
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
