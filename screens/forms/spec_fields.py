"""From the description of a record's field to the field of a form that asks for it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from adviser_tui.services.office import Office
from adviser_tui.services.records.spec import FieldSpec
from adviser_tui.services.words.amounts import Pay, say_minutes, say_pay, say_weekly_hours
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import day_note
from adviser_tui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    PickField,
    TextField,
)
from models.kinds import PayPeriod
from screens.cards.shared import spoken
from screens.forms.searching import choices_for

_READ_BACK = ("day", "past_day", "time", "moment", "number", "hours", "minutes", "pay")
_HINTS = {
    "day": "fri, +2w, 24/12",
    "past_day": "today, mon, 12/11",
    "time": "14:30",
    "hours": "37.5 or 37h30",
    "minutes": "45m or 1h",
    "list": "one after another, with ; between",
}
_YES_NO = (Choice("yes", "Yes"), Choice("no", "No"))


def field_for(
    office: Office, kind: str, spec: FieldSpec, value: str = "", shown: str = "", label: str = ""
) -> Field:
    """Return the form's field; `value` is as `Records` writes it, `shown` the name behind an id."""
    name, label = spec.name, label or spec.label
    help_ = spec.hint or _HINTS.get(spec.type, "")
    needed = spec.is_needed
    if spec.type == "long_text":
        return LongTextField(name=name, label=label, value=value, help=help_, required=needed)
    if spec.type in ("choice", "state"):
        return ChoiceField(
            name=name,
            label=label,
            value=value.replace(" ", "_"),
            help=help_,
            choices=tuple(Choice(word, spoken(word).capitalize()) for word in spec.choices),
        )
    if spec.type in ("yes_no", "maybe"):
        more = (Choice("unknown", "Not known"),) if spec.type == "maybe" else ()
        return ChoiceField(name=name, label=label, value=value, choices=(*_YES_NO, *more))
    if spec.type == "adviser":
        return _colleague_field(office, spec, value, label)
    if spec.type in ("participant", "employer", "vacancy", "partner"):
        return PickField(
            name=name,
            label=label,
            value=value,
            shown=shown,
            required=needed,
            search=partial(choices_for, office, spec.type),
        )
    if spec.type in _READ_BACK:
        return DateField(
            name=name,
            label=label,
            value=value,
            help=help_,
            required=needed or not spec.may_be_empty,
            parse=partial(_read_back, office, kind, spec),
        )
    return TextField(name=name, label=label, value=value, help=help_, required=needed)


def fields_for(
    office: Office,
    kind: str,
    specs: Sequence[FieldSpec],
    names: Sequence[str],
    values: dict[str, str] | None = None,
) -> tuple[Field, ...]:
    """Return the fields of these names, in this order."""
    by_name = {spec.name: spec for spec in specs}
    given = values or {}
    return tuple(field_for(office, kind, by_name[name], given.get(name, "")) for name in names)


def _colleague_field(office: Office, spec: FieldSpec, value: str, label: str) -> Field:
    """Offer the team by name; nobody is a choice as well."""
    team = office.identity.colleagues()
    chosen = next((each for each, name in team if name == value or each == value), "")

    def search(text: str) -> list[Choice]:
        low = text.casefold()
        return [Choice(each, name) for each, name in team if low in name.casefold()]

    return PickField(
        name=spec.name,
        label=label,
        value=chosen,
        shown=dict(team).get(chosen, ""),
        search=search,
        help="A few letters of a colleague's name; empty for nobody.",
    )


def _read_back(office: Office, kind: str, spec: FieldSpec, text: str) -> tuple[str, str]:
    """Return the text, and how it is understood."""
    read = list(office.records.read(kind, spec.name, text).values())
    first = read[0]
    if isinstance(first, date):
        note = day_note(first, office.desk.holidays)
        words = say_date(first, office.desk.today)
        return text, f"{words}, {note}" if note and spec.type == "day" else words
    if first is None or not isinstance(first, int):
        return text, str(first or "")
    if spec.type == "pay":
        return text, say_pay(Pay(first, PayPeriod(str(read[1])), str(read[2])))
    says: dict[str, Callable[[int], str]] = {"hours": say_weekly_hours, "minutes": say_minutes}
    say = says.get(spec.type)
    return text, say(first) if say else ""
