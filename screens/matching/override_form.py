"""The form for passing an item over."""

from functools import partial

from adviser_tui.services.match_sheets.card import SheetItemRow
from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import DateField, TextField
from adviser_tui.widgets.form import FormScreen
from screens.forms.days import day_in_words, day_of


def override_form(
    office: Office, participant_id: str, vacancy_id: str, item: SheetItemRow
) -> FormScreen:
    """Ask for the reason, for what is done meanwhile and until when."""
    known = item.override

    def save(values: dict[str, str]) -> None:
        office.match_sheets.override(
            participant_id,
            vacancy_id,
            item.id,
            values["reason"],
            action=values["action"],
            due=day_of(values["due"]),
        )

    return FormScreen(
        f"Go ahead without {item.id}, {item.label}",
        (
            TextField(
                name="reason",
                label="Because",
                required=True,
                limit=500,
                value=known.reason if known else "",
                help="At least 15 characters; it is kept with the sheet.",
            ),
            TextField(
                name="action",
                label="Meanwhile",
                required=True,
                value=known.action if known else item.fix.text if item.fix else "",
                help="What is done about it.",
            ),
            DateField(
                name="due",
                label="By",
                required=True,
                value=known.due_on.isoformat() if known else "",
                parse=partial(day_in_words, office),
            ),
        ),
        save,
        intro="At most two items of a sheet can be passed over.",
    )
