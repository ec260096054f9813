"""Going to a record on its own screen, from wherever the adviser is."""

from typing import Any

from textual.app import App

from adviser_tui.widgets.text import say
from screens.acting.base import Acting
from screens.listing import Listing
from screens.register_rows import REGISTER, number_of

PLACES = {"employer": "employers", "participant": "people", "vacancy": "vacancies"}
"""The place of each kind that has one of its own."""


async def go_to(screen: Acting, reference: str | None) -> None:
    """Go to a record, named by its kind and id with a colon; to None means to stay.

    Where other screens lie over the place of its kind, the record is opened over them, so that
    nothing half done is closed.
    """
    if not reference:
        return
    kind, _, record_id = reference.partition(":")
    if reference.startswith(REGISTER):
        from screens.register_card import open_company

        open_company(screen, number_of(reference))
        return
    if kind == "partner":
        await _go_to_partner(screen, record_id)
        return
    app, place = screen.app, PLACES[kind]
    if app.current_mode != place:
        await app.switch_mode(place)
    if len(app.screen_stack) > 1:
        from screens.record import RecordScreen

        app.push_screen(RecordScreen(screen.office, reference))
    else:
        _show(app, record_id)


async def _go_to_partner(screen: Acting, partner_id: str) -> None:
    from screens.partners import PartnersScreen

    if not isinstance(screen, PartnersScreen):
        await screen.app.push_screen(PartnersScreen(screen.office))
    _show(screen.app, partner_id)


def _show(app: App[Any], record_id: str) -> None:
    """Put the cursor on a record of the list that is shown now, and open it where that is all."""
    here = app.screen
    if isinstance(here, Listing):
        here.show_record(record_id)
        here.call_after_refresh(here.open_where_narrow)
    else:
        say(app, "That is on another screen now; find it once more.", "warning")
