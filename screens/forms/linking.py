"""The form that links a contact with an employer to the participant it was also for (M12)."""

from functools import partial

from adviser_tui.services.contacts import ContactRow
from adviser_tui.services.office import Office
from adviser_tui.services.words.say import say_day
from adviser_tui.widgets.fields import PickField, TextField
from adviser_tui.widgets.form import FormScreen
from screens.acting.base import Subject
from screens.forms.searching import choices_for


def in_short(office: Office, row: ContactRow) -> str:
    """Return which contact it was: `visit with Greggs, 3 days ago`."""
    return f"{row.words} with {row.name}, {say_day(row.at.date(), office.desk.today)}"


def link_form(office: Office, row: ContactRow, subject: Subject) -> FormScreen:
    """Return the form, begun with the participant that the adviser stands on."""
    is_known = subject.kind == "participant"
    return FormScreen(
        "Count a contact for a participant",
        (
            PickField(
                name="participant",
                label="For",
                required=True,
                search=partial(choices_for, office, "participant"),
                value=subject.id if is_known else "",
                shown=subject.name if is_known else "",
            ),
            TextField(
                name="why",
                label="Why",
                required=True,
                placeholder="asked about shifts that suit her",
                help="What was done for them in it; it stands with the contact.",
            ),
        ),
        lambda values: office.contacts.link_to(row.id, values["participant"], values["why"]),
        intro=f"{in_short(office, row).capitalize()}, was about nobody in particular.",
        focus="why" if is_known else "",
    )
