"""The form that asks what somebody chooses to say of themselves; answers are shown here alone (M9).

Nothing half-typed is kept as a draft.
"""

from functools import partial

from adviser_tui.services.equity import Asked
from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import DateField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from screens.forms.days import day_of, past_day_in_words

_INTRO = (
    "Every answer is theirs to give, in any words, and “prefer not to say” is one. It is shown "
    "nowhere else; groups are compared, never people."
)
_WITH_LEAD = " The answers are kept by your team's lead and leave this device."


def equity_form(office: Office, participant_id: str) -> FormScreen:
    """Return the form for one participant, with what is recorded and still here."""
    asked = office.equity.of(participant_id)
    return FormScreen(
        f"What {office.equity.name(participant_id)} says of themselves",
        (
            *(_field(each) for each in asked),
            DateField(
                name="asked_on",
                label="Asked on",
                value="today",
                required=True,
                parse=partial(past_day_in_words, office),
            ),
        ),
        partial(_save, office, participant_id, asked),
        intro=_INTRO + (_WITH_LEAD if office.desk.is_in_team else ""),
        focus=asked[0].characteristic,
    )


def _field(asked: Asked) -> TextField:
    """Return the field of one question; what is with the lead is said in place of the answer."""
    return TextField(
        name=asked.characteristic,
        label=asked.name[:1].upper() + asked.name[1:],
        value=asked.answer,
        placeholder=asked.words if asked.is_with_lead else "",
        help=f"{asked.question} {', '.join(asked.offered)}, or their own words.",
    )


def _save(office: Office, participant_id: str, asked: tuple[Asked, ...], values: Values) -> int:
    """Keep what was changed; what was left as it stood is not kept anew."""
    changed = {
        each.characteristic: values[each.characteristic]
        for each in asked
        if values[each.characteristic] != each.answer
    }
    return office.equity.record(participant_id, changed, day_of(values["asked_on"]))
