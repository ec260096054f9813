"""Screens without a number of their own, reached from anywhere by the name of their command."""

from textual.app import App

from adviser_tui.services.office import Office
from adviser_tui.widgets.text import say


class ByName(App[str]):
    """The part of the app that opens them; each lies over what is shown until Escape."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office

    def action_out_of_office(self) -> None:
        """Go out of the office, or be back."""
        from screens.acting.base import Acting
        from screens.acting.going_out import out_or_back

        if isinstance(self.screen, Acting):
            out_or_back(self.screen)

    def ask_when_back(self) -> None:
        """Ask kindly, once at the start, where the end of an earlier day's outing is not known."""
        if self.office.time_entries.line().endswith("?"):
            from screens.acting.going_out import forgotten

            say(self, forgotten(self.office), "warning", seconds=12)

    def action_register_open(self) -> None:
        """Show the national register and bring one in."""
        from screens.register import RegisterScreen

        if not isinstance(self.screen, RegisterScreen):
            self.push_screen(RegisterScreen(self.office))

    def action_register_stop(self) -> None:
        """Stop the import of a register; what was read is kept."""
        self.office.register_import.stop()
        say(self, "The import is being stopped. What was read is kept.")

    def action_history_open(self) -> None:
        """Show what was done."""
        from screens.history import HistoryScreen

        self.push_screen(HistoryScreen(self.office))

    def action_partner_list(self) -> None:
        """Show the partner organisations."""
        from screens.partners import PartnersScreen

        if not isinstance(self.screen, PartnersScreen):
            self.push_screen(PartnersScreen(self.office))

    def action_hand_over_list(self) -> None:
        """Show who was handed over to whom."""
        from screens.hand_overs import HandOversScreen

        if not isinstance(self.screen, HandOversScreen):
            self.push_screen(HandOversScreen(self.office))

    def action_working_time(self) -> None:
        """Show when one works and when one is away."""
        from screens.working_time import WorkingTimeScreen

        if not isinstance(self.screen, WorkingTimeScreen):
            self.push_screen(WorkingTimeScreen(self.office))

    def action_file_import(self) -> None:
        """Bring in a list from a file."""
        from screens.importing import ImportScreen

        if not isinstance(self.screen, ImportScreen):
            self.push_screen(ImportScreen(self.office))
