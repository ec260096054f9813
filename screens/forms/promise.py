"""The form for a promise, ours or theirs."""

from dataclasses import replace
from functools import partial

from adviser_tui.errors import InputError
from adviser_tui.services.office import Office
from adviser_tui.services.words.quick_entry import parse
from adviser_tui.widgets.fields import Choice, ChoiceField, DateField, PickField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from models.kinds import MadeBy
from screens.acting.base import Subject
from screens.forms.about import begun_with, party_in, party_of, saved
from screens.forms.days import day_in_words, day_of
from screens.forms.searching import PARTIES, companies_next, ours_first


def promise_form(office: Office, subject: Subject) -> FormScreen:
    """Return the form, filled with whom the adviser stands on."""
    who, begun = begun_with(office, subject)
    draft_name = f"promise:{subject.id or subject.company_number}"
    return FormScreen(
        "Put a promise on record",
        (
            PickField(
                name="to",
                label="With",
                search=partial(ours_first, office, PARTIES),
                more=partial(companies_next, office, PARTIES),
                create="employer",
                required=True,
                value=begun,
                shown=who.name if who else "",
            ),
            ChoiceField(
                name="made_by",
                label="Made by",
                value="us",
                choices=(Choice("us", "Us"), Choice("them", "Them")),
            ),
            TextField(
                name="what",
                label="What",
                required=True,
                help="No more than can be kept: what, not how good it will be.",
            ),
            DateField(name="due", label="By", required=True, parse=partial(day_in_words, office)),
        ),
        partial(_save, office, subject),
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus="what" if who else "",
    )


def _save(office: Office, subject: Subject, values: Values) -> None:
    who = party_in(office, values["to"], values.get("to_new", ""))
    if who is None:
        raise InputError("Choose who the promise is with.", "to")
    due = day_of(values["due"])
    if due < office.desk.today:
        raise InputError("A promise is for a day to come; that one has passed.", "due")
    line = parse('promise "x" "y" by today', office.desk.local_now, office.desk.holidays)
    line = replace(line, subject=who.name, promise=values["what"], promise_by=due)
    preview = office.quick.plan(line, who)
    is_here = who == party_of(office, subject)
    promises = tuple(
        replace(
            promise,
            made_by=MadeBy(values["made_by"]),
            participant_id=(subject.participant_id or None) if is_here else None,
            vacancy_id=(subject.vacancy_id or None) if is_here else None,
        )
        for promise in preview.promises
    )
    saved(office, replace(preview, promises=promises), values["to"])
