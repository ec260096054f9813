"""Which contact is meant to be linked to a participant: the one under the cursor, or of a menu."""

from adviser_tui.errors import NotFoundError
from adviser_tui.services.contacts import ContactRow
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.text import say
from screens.acting.base import Acting

_MOST = 9
_NONE = "There is no contact here that was about nobody in particular."


def link_contact(screen: Acting) -> None:
    """Ask for whom a contact was, and why; from a line of a card, an employer or a participant."""
    contact_id = _under_cursor(screen)
    if contact_id:
        try:
            _ask(screen, screen.office.contacts.one(contact_id))
        except NotFoundError as error:
            say(screen.app, error, "warning")
        return
    subject = screen.subject()
    of_employer = subject.employer_id or (subject.id if subject.kind == "employer" else "")
    screen.ask(
        "linkable",
        lambda: screen.office.contacts.linkable(
            "" if subject.kind == "participant" else of_employer
        ),
        lambda rows: _choose(screen, rows[:_MOST]),
    )


def _under_cursor(screen: Acting) -> str:
    for card in screen.query(CardView):
        if card.has_focus and card.line is not None:
            table, _, rest = card.line.field.partition(":")
            return rest.partition(":")[0] if table == "contact" else ""
    return ""


def _choose(screen: Acting, rows: tuple[ContactRow, ...]) -> None:
    from adviser_tui.widgets.chooser import Chooser
    from adviser_tui.widgets.fields import Choice
    from screens.forms.linking import in_short

    if not rows:
        say(screen.app, _NONE)
    elif len(rows) == 1:
        _ask(screen, rows[0])
    else:
        known = {row.id: row for row in rows}
        choices = [
            Choice(row.id, in_short(screen.office, row).capitalize(), row.note) for row in rows
        ]
        screen.app.push_screen(
            Chooser("Which contact?", choices),
            lambda chosen: _ask(screen, known[chosen]) if chosen else None,
        )


def _ask(screen: Acting, row: ContactRow) -> None:
    from adviser_tui.services.contacts.linking import may_be_linked
    from screens.forms.linking import link_form

    if not may_be_linked(row):
        say(screen.app, "Only a contact with an employer that is for nobody yet can be linked.")
        return
    form = link_form(screen.office, row, screen.subject())
    screen.open_form(form, "Counted for them.")
