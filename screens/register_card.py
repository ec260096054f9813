"""A company of the national register as a small card, to be taken over or left."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import plain
from screens.acting.adopting import take_over
from screens.acting.base import Acting
from screens.register_rows import entry_sections


def open_company(screen: Acting, number: str) -> None:
    """Show a company over a screen; taken over, the adviser is led to the employer."""
    from screens.going import go_to

    async def led(employer_id: str) -> None:
        await go_to(screen, f"employer:{employer_id}")

    def answered(wanted: bool | None) -> None:
        if wanted:
            take_over(screen, number, lambda employer_id: screen.call_next(led, employer_id))

    screen.app.push_screen(CompanyCard(screen.office, number), answered)


class CompanyCard(ServiceModal[bool]):
    """Dismisses with whether the company is to be taken over."""

    HELP = "A company of the national register. a takes it over as an employer, Escape goes back."
    CSS_PATH = "register_card.tcss"
    AUTO_FOCUS = "CardView"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("register.adopt"),
        *bindings("help", on="app."),
    ]

    def __init__(self, office: Office, number: str) -> None:
        super().__init__()
        self._office = office
        self._number = number

    def compose(self) -> ComposeResult:
        """Lay out the card and what can be done."""
        with Vertical():
            yield Static(plain("From the national register"), id="company-title")
            yield CardView(cursor=False)
            yield Static(plain("a takes it over · Esc back"), id="company-keys")

    def on_mount(self) -> None:
        """Read the company."""
        self.ask(
            "company",
            partial(entry_sections, self._office, self._number),
            self.query_one(CardView).show,
        )

    def action_register_adopt(self) -> None:
        """Take it over."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave it."""
        self.dismiss(False)
