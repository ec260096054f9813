"""Making a company of the national register an employer, and never one that is there already."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType

from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.text import say
from screens.acting.base import Acting
from screens.listing import Listing
from screens.register_rows import number_of

if TYPE_CHECKING:
    from adviser_tui.services.register.taking import Offer

GoOn = Callable[[str], object]
"""Goes to the employer with an id."""
_ANOTHER = "another"
_NEEDS_OURS = ("edit", "match_open", "merge_open", "group_open", "void", "copy", "timeline")
"""What is done with an employer of the team's list only."""


class Adopting(Listing):
    """The command that takes the company under the cursor over."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("register.adopt")
    _was_on_company = False

    @property
    def has_companies(self) -> bool:
        """Whether companies of the register are shown."""
        return False

    def go_to_companies(self) -> None:
        """Put the cursor on the first company."""

    @property
    def company_number(self) -> str:
        """The number of the company under the cursor, empty where a row of ours is."""
        row = self.listing.cursor_row if self.is_mounted else None
        return number_of(row.id) if row is not None else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer it only where companies are shown, and on one of them nothing that needs ours."""
        if action == "register_adopt":
            return self.has_companies
        if action in _NEEDS_OURS and self.company_number:
            return False
        return super().check_action(action, parameters)

    @on(RowList.Highlighted, "#rows")
    def _offer_what_fits(self) -> None:
        """Offer other keys when the cursor goes from a row of ours to a company, or back."""
        is_on_company = bool(self.company_number)
        if is_on_company != self._was_on_company:
            self._was_on_company = is_on_company
            self.refresh_bindings()

    def action_register_adopt(self) -> None:
        """Make the company under the cursor an employer; from a row of ours go to the first."""
        if number := self.company_number:
            take_over(self, number, self.show_record)
        else:
            self.go_to_companies()


def take_over(screen: Acting, number: str, then: GoOn) -> None:
    """Make a company an employer and go there; one that is there already is led to instead."""
    from adviser_tui.services.register.taking import offer_of

    screen.ask("adopt", partial(offer_of, screen.office, number), partial(_decide, screen, then))


def _decide(screen: Acting, then: GoOn, offer: "Offer") -> None:
    if offer.known_id:
        say(screen.app, f"{offer.known_name} is on your list already, with this company number.")
        then(offer.known_id)
    elif offer.twins:
        _ask_which(screen, then, offer)
    else:
        _adopt(screen, then, offer)


def _ask_which(screen: Acting, then: GoOn, offer: "Offer") -> None:
    """Ask whether it is one of those that look like it; nothing is taken over unasked."""
    from adviser_tui.widgets.chooser import Chooser

    choices = [Choice(one.id, one.label, f"on your list: {one.reason}") for one in offer.twins]
    choices.append(Choice(_ANOTHER, "None of these", f"take over {offer.entry.name}"))

    def chosen(which: str | None) -> None:
        if which == _ANOTHER:
            _adopt(screen, then, offer)
        elif which:
            then(which)

    screen.app.push_screen(Chooser(f"Is {offer.entry.name} one of these?", choices), chosen)


def _adopt(screen: Acting, then: GoOn, offer: "Offer") -> None:
    call = partial(screen.office.register.adopt, offer.entry.number, even_if_similar=True)
    screen.save(call, f"{offer.entry.name} taken over from the register.", then)
