"""The form for a promise, ours or theirs."""

from functools import partial

from adviser_tui.errors import InputError
from adviser_tui.services.office import Office
from adviser_tui.services.promises import PromiseDraft
from adviser_tui.widgets.fields import Choice, ChoiceField, DateField, PickField, TextField
from adviser_tui.widgets.form import FormScreen
from models.kinds import MadeBy, Side
from screens.acting.base import Subject
from screens.forms.days import day_in_words, day_of
from screens.forms.searching import choices_for


def promise_form(office: Office, subject: Subject) -> FormScreen:
    """Return the form, filled with whom the adviser stands on."""
    known = subject.kind in ("employer", "participant")
    draft_name = f"promise:{subject.id}"
    return FormScreen(
        "Put a promise on record",
        (
            PickField(
                name="to",
                label="With",
                search=partial(choices_for, office, "employer,participant"),
                required=True,
                value=f"{subject.kind}:{subject.id}" if known else "",
                shown=subject.name if known else "",
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
        focus="what" if known else "",
    )


def _save(office: Office, subject: Subject, values: dict[str, str]) -> None:
    kind, _, found = values["to"].partition(":")
    if not found:
        raise InputError("Choose who the promise is with.", "to")
    is_employer = kind == "employer"
    office.promises.add(
        PromiseDraft(
            what=values["what"],
            due_on=day_of(values["due"]),
            side=Side.EMPLOYER if is_employer else Side.PARTICIPANT,
            made_by=MadeBy(values["made_by"]),
            employer_id=found if is_employer else subject.employer_id or None,
            participant_id=subject.participant_id or None if is_employer else found,
            vacancy_id=subject.vacancy_id or None,
        )
    )
