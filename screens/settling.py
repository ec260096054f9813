"""Doing what is owed, or putting it off: one thing, or several at once."""

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.services.today.triage import TodayRow
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.acting.contacting import Contacting
from screens.listing import Listing

if TYPE_CHECKING:
    from adviser_tui.services.words.next_step import NextStepWords

MANY = 5
"""More than this at once asks first."""


class Settling(Listing, Contacting):
    """Commands on what is owed."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("row.done", "row.snooze")

    def due_here(self) -> TodayRow | None:
        """Return what is under the cursor."""
        return None

    def due_targets(self, *matters: str) -> list[TodayRow]:
        """Return what a command acts on, without what it cannot be done to."""
        return []

    def action_row_done(self) -> None:
        """Mark done: one asks for its next step, several ask first when they are many."""
        from adviser_tui.widgets.confirm import Confirm

        row = self.due_here()
        chosen = self.due_targets("follow_up", "promise")
        if not chosen:
            self.settle_otherwise(row)
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

    def settle_otherwise(self, row: TodayRow | None) -> None:
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
        elif row.owed.matter == "outcome":
            from screens.forms.verifying import verify_form

            self.open_form(verify_form(self.office, row.id), "Kept.")
        elif row.owed.matter == "hand_over":
            from screens.acting.handing import Handing

            if isinstance(self, Handing):
                self.answer_hand_over(self.office.hand_overs.card(row.id).row)
        else:
            self.action_contact_log()

    # Putting off.

    def action_row_snooze(self) -> None:
        """Move to another day."""
        from adviser_tui.widgets.prompt_line import PromptLine, QuickAnswer

        chosen = self.due_targets("follow_up", "promise", "parked")
        if not chosen:
            say(self.app, "This has its day from somebody else and cannot be put off here.")
            return
        quick = (
            QuickAnswer("1", "tomorrow", "tomorrow"),
            QuickAnswer("w", self._in_a_week(), "a week"),
        )
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

    def _in_a_week(self) -> str:
        """Return the day a week from now, or the next one on which offices are open."""
        from adviser_tui.services.words.working_days import next_working_day

        desk = self.office.desk
        return next_working_day(desk.today + timedelta(days=7), desk.holidays).isoformat()

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
