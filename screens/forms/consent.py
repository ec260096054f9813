"""The forms about consent: asking for a choice, and keeping what was answered (C2)."""

from functools import partial

from adviser_tui.errors import InputError
from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    PickField,
    TextField,
)
from adviser_tui.widgets.form import FormScreen, Values
from models.kinds import ConsentScope, DisclosureLevel
from screens.acting.base import Subject
from screens.forms.days import day_in_words, day_of
from screens.forms.searching import choices_for

SCOPES = (
    Choice("employer", "An employer"),
    Choice("partner", "Our partners"),
    Choice("data_sharing", "Sharing data"),
)
LEVELS = (
    Choice("nothing", "Nothing"),
    Choice("support_only", "That they have support"),
    Choice("named", "Their name"),
    Choice("more", "More, as listed"),
)
"""How much may be told."""


def ask_consent_form(office: Office, subject: Subject) -> FormScreen:
    """Return the form that notes what was asked, and by when an answer is needed."""
    person = subject.participant_id
    draft_name = f"consent asked:{person}"
    return FormScreen(
        "Ask for a choice",
        (
            PickField(
                name="participant",
                label="Participant",
                search=partial(choices_for, office, "participant"),
                required=True,
                value=person,
                shown=office.records.find(person).name if person else "",
            ),
            ChoiceField(name="scope", label="To speak to", value="employer", choices=SCOPES),
            PickField(
                name="vacancy",
                label="For",
                search=partial(choices_for, office, "vacancy"),
                value=subject.vacancy_id,
                shown=office.records.find(subject.vacancy_id).name if subject.vacancy_id else "",
                help="A vacancy; empty for any.",
            ),
            ChoiceField(name="level", label="May be told", value="named", choices=LEVELS),
            DateField(
                name="reply_by",
                label="Answer by",
                required=True,
                parse=partial(day_in_words, office),
                help="A day on which you ask again: fri, +3d",
            ),
        ),
        partial(_ask, office),
        intro="No answer is never a yes. Nothing is shared until they have said so.",
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus="reply_by" if person else "",
    )


def _ask(office: Office, values: Values) -> None:
    if not values["participant"]:
        raise InputError("Choose who is asked.", "participant")
    office.consents.ask(
        values["participant"],
        day_of(values["reply_by"]),
        vacancy_id=values["vacancy"] or None,
        scope=ConsentScope(values["scope"] or "employer"),
        level=DisclosureLevel(values["level"] or "named"),
    )


def consent_answer_form(office: Office, consent_id: str, name: str) -> FormScreen:
    """Return the form that keeps what somebody answered, or that they take it back."""
    draft_name = f"consent answer:{consent_id}"
    said = {value.spec.name: value.text for value in office.records.fields_of(consent_id)}
    fields: tuple[Field, ...] = (
        ChoiceField(
            name="answer",
            label="Answer",
            value="",
            required=True,
            choices=(
                Choice("given", "Yes"),
                Choice("refused", "No"),
                Choice("withdrawn", "Taken back"),
            ),
            help="y, n or t; what they said counts, not what we hope.",
        ),
        ChoiceField(
            name="level",
            label="May be told",
            value="named",
            choices=LEVELS,
            help="Only for a yes.",
        ),
        TextField(
            name="may_share",
            label="Also",
            help="What may be told beyond the name, with ; between; only with “More”.",
        ),
        LongTextField(
            name="own_words", label="In their words", lines=2, value=said.get("own_words", "")
        ),
        TextField(
            name="said_by",
            label="Said by",
            value=said.get("said_by", ""),
            help="Who said it, where it was not they themselves.",
        ),
        DateField(
            name="valid_to",
            label="Holds until",
            parse=partial(day_in_words, office),
            help="Empty for as long as they do not change it.",
        ),
    )
    return FormScreen(
        f"What did {name} answer?",
        fields,
        partial(_keep, office, consent_id),
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus="answer",
    )


def _keep(office: Office, consent_id: str, values: Values) -> None:
    if values["answer"] == "refused":
        office.consents.refuse(consent_id, values["own_words"], values["said_by"])
        return
    if values["answer"] == "withdrawn":
        office.consents.withdraw(consent_id, values["own_words"])
        return
    from adviser_tui.services.participants.consents import ConsentAnswer

    office.consents.give(
        consent_id,
        ConsentAnswer(
            level=DisclosureLevel(values["level"] or "named"),
            own_words=values["own_words"],
            said_by=values["said_by"],
            valid_to=day_of(values["valid_to"]) if values["valid_to"] else None,
            may_share=tuple(
                part for each in values["may_share"].split(";") if (part := each.strip())
            ),
        ),
    )
