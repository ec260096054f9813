"""What a team lead does on the Sync screen: accept, reject, move somebody to another team."""

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.sync.reviewing import Reviewing, Team
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.text import say
from screens.sync_asking import HubAsking


class Deciding(HubAsking):
    """Commands of a team lead; each asks the hub at once and is noted there."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("sync.accept", "sync.reject", "sync.transfer")

    def read_part(self) -> None:
        """Read anew the part that is shown."""

    def action_sync_accept(self) -> None:
        """Let a change that was set aside count after all, after an explicit yes."""
        self.app.push_screen(
            Confirm(
                f"Accept the change to {self._named()}?",
                "It counts for the whole team from then on. u does not take this back.",
            ),
            lambda yes: self._settle("", accepts=True) if yes else None,
        )

    def action_sync_reject(self) -> None:
        """Leave a change out, with a reason."""
        self.app.push_screen(
            PromptLine(f"Reject the change to {self._named()}. Why?", hint="its author reads it"),
            lambda reason: self._settle(reason, accepts=False) if reason else None,
        )

    def _named(self) -> str:
        row = self.query_one("#rows", RowList).cursor_row
        return str(row.cells[0]) if row else "nothing"

    def _settle(self, reason: str, *, accepts: bool) -> None:
        row = self.query_one("#rows", RowList).cursor_row
        if row is None:
            return
        words = f"{'Accepted' if accepts else 'Rejected'}: {self._named()}."
        self.ask_hub(
            "decide",
            partial(Reviewing(self.office).decide, row.id, accepts=accepts, reason=reason),
            lambda _: self._decided(words),
        )

    def _decided(self, words: str) -> None:
        say(self.app, words)
        self.read_part()

    # Another team.

    def action_sync_transfer(self) -> None:
        """Ask who is to move, and to which team."""
        from adviser_tui.widgets.picker import Picker
        from screens.forms.searching import choices_for

        self.app.push_screen(
            Picker(
                "Move which participant to another team?",
                partial(choices_for, self.office, "participant"),
                hint="a few letters of the name",
            ),
            lambda chosen: self._ask_team(chosen) if chosen else None,
        )

    def _ask_team(self, person: Choice) -> None:
        reviewing = Reviewing(self.office)
        self.ask_hub("teams", reviewing.other_teams, partial(self._choose_team, person))

    def _choose_team(self, person: Choice, teams: tuple[Team, ...]) -> None:
        from adviser_tui.widgets.chooser import Chooser

        if not teams:
            say(self.app, "The hub knows no other team.")
            return
        names = {str(team.id): team.name for team in teams}
        self.app.push_screen(
            Chooser(
                f"Move {person.label} to which team?",
                [Choice(team_id, name) for team_id, name in names.items()],
            ),
            lambda chosen: self._confirm(person, chosen, names[chosen]) if chosen else None,
        )

    def _confirm(self, person: Choice, team_id: str, team: str) -> None:
        def done(moved: bool) -> None:
            words = f"{person.label} is with {team} now." if moved else "They are there already."
            self._decided(f"{words} ctrl+r takes that in here.")

        move = partial(Reviewing(self.office).transfer, person.id, int(team_id))
        self.app.push_screen(
            Confirm(
                f"Move {person.label} to {team}?",
                "Their whole record goes to that team and leaves the laptops of this one, unless "
                "somebody here is coach or deputy. u does not take this back; a lead there can.",
            ),
            lambda yes: self.ask_hub("decide", move, done) if yes else None,
        )
