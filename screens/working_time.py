"""Working time: how one works and when one is away, so that the week asks for what it can."""

from datetime import timedelta
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from adviser_tui.services.measures.weekly_target import target_of
from adviser_tui.services.words.say import say_date
from adviser_tui.services.working_time.patterns import AbsenceRow, Pattern
from adviser_tui.services.working_time.saying import say_absence, say_pattern, say_working_days
from adviser_tui.services.working_time.understanding import (
    AWAY_EXAMPLES,
    PATTERN_EXAMPLE,
    understand_absence,
    understand_pattern,
)
from adviser_tui.widgets.columns import Cell, Column, ListRow, Tone
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.text import plain, say
from adviser_tui.widgets.title_line import TitleLine
from models.kinds import AbsenceKind
from screens.acting.base import Acting


class WorkingTimeScreen(Acting):
    """One's patterns and days away, newest first, with what this week is worth."""

    HELP = (
        "When you work and when you are away; targets follow, those of past weeks too. Why you "
        "are away is never asked. a writes days away down, e how you work, x takes the row under "
        "the cursor back, Escape goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "working_time.away", "working_time.pattern", "working_time.take_back", "back"
    )

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield TitleLine(plain("Working time"))
        yield RowList(
            (Column("When", 26), Column("What", share=3), Column("", 3, priority=1)),
            two_lines_below=60,
            markable=False,
            id="rows",
        )
        yield StatusLine()
        yield KeyFooter(early="working_time.away")

    def on_mount(self) -> None:
        """Fill the list."""
        listing = self.query_one("#rows", RowList)
        listing.set_empty(
            "Nothing is written down: full time, Monday to Friday, is taken.",
            "e says how you work, a when you are away.",
        )
        self.refresh_all()
        listing.focus()

    def reload(self) -> None:
        """Read patterns and days away anew."""
        time = self.office.working_time
        rows = [
            *((each.first_on, self._absence(each)) for each in time.absences()),
            *((each.valid_from, self._pattern(each)) for each in time.patterns()),
        ]
        # The sort is stable: of one day, days away stand before the pattern that begins on it.
        rows.sort(key=lambda each: each[0], reverse=True)
        self.query_one("#rows", RowList).set_rows([row for _, row in rows])

    def status(self) -> tuple[StatusPart, ...]:
        """Add what this week is worth and asks for."""
        target = target_of(self.office.measures.scene(), self.office.desk.me)
        asked = f"target {target.target}" if target.target is not None else target.why
        days = say_working_days(self.office.working_time.days())
        return (*super().status(), StatusPart(f"this week: {days}, {asked}", "normal", priority=-1))

    def _absence(self, row: AbsenceRow) -> ListRow:
        today = self.office.desk.today
        is_training = row.kind is AbsenceKind.TRAINING
        tone: Tone = "muted" if row.last_on < today else "normal"
        when = say_absence(row, today).removesuffix(", training")
        return ListRow(
            f"away:{row.id}",
            (Cell(when, tone), Cell("in training" if is_training else "away", tone), ""),
        )

    def _pattern(self, row: Pattern) -> ListRow:
        is_now = self.office.working_time.pattern() == row
        tone: Tone = "good" if is_now else "muted"
        return ListRow(
            f"pattern:{row.id}",
            (
                f"from {say_date(row.valid_from, self.office.desk.today)}",
                Cell(say_pattern(row), tone),
                Cell("now" if is_now else "", tone),
            ),
        )

    def action_working_time_away(self) -> None:
        """Ask when one is away; why is not asked."""
        self.app.push_screen(
            PromptLine(
                "Away or in training",
                reading=self._read_away,
                hint=f"{AWAY_EXAMPLES}; why is not kept",
            ),
            self._keep_away,
        )

    def action_working_time_pattern(self) -> None:
        """Ask how one works from a day on."""
        self.app.push_screen(
            PromptLine(
                "How you work",
                reading=self._read_pattern,
                hint=f"{PATTERN_EXAMPLE}; or: full time, left from 31/12",
            ),
            self._keep_pattern,
        )

    def action_working_time_take_back(self) -> None:
        """Take the row under the cursor off the record."""
        row = self.query_one("#rows", RowList).cursor_row
        kind, _, row_id = row.id.partition(":") if row is not None else ("", "", "")
        time = self.office.working_time
        if kind == "away":
            self.save(partial(time.take_back_absence, row_id), "Those days were taken back.")
        elif kind == "pattern":
            self.save(partial(time.take_back_pattern, row_id), "That pattern was taken back.")
        else:
            say(self.app, "There is nothing to take back.", "warning")

    def action_back(self) -> None:
        """Go back to where the adviser was."""
        self.app.pop_screen()

    def _read_away(self, text: str) -> str:
        desk = self.office.desk
        draft = understand_absence(text, desk.today, desk.holidays)
        row = AbsenceRow("", desk.me, draft.kind, draft.first_on, draft.last_on, draft.part)
        days = (draft.last_on - draft.first_on + timedelta(days=1)).days
        return say_absence(row, desk.today) + (f" ({days} days)" if days > 1 else "")

    def _keep_away(self, answer: str | None) -> None:
        if answer:
            desk, time = self.office.desk, self.office.working_time
            draft = understand_absence(answer, desk.today, desk.holidays)
            self.save(partial(time.add_absence, draft), "Written down.")

    def _read_pattern(self, text: str) -> str:
        desk, time = self.office.desk, self.office.working_time
        draft = understand_pattern(text, desk.today, desk.holidays, time.pattern())
        begins = draft.valid_from or time.begins_by_itself(desk.me)
        row = Pattern(
            "", desk.me, begins, draft.share, draft.days, draft.weekly_minutes, draft.region
        )
        return f"from {say_date(begins, desk.today)}: {say_pattern(row)}"

    def _keep_pattern(self, answer: str | None) -> None:
        if answer:
            desk, time = self.office.desk, self.office.working_time
            draft = understand_pattern(answer, desk.today, desk.holidays, time.pattern())
            self.save(partial(time.set_pattern, draft), "Written down.")
