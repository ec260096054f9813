"""The forms that add something: which fields, in which order, and what is said when it is kept."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from adviser_tui.services.office import Office
from adviser_tui.services.records.nouns import BY_KIND
from adviser_tui.services.records.spec import FieldSpec
from adviser_tui.widgets.fields import Choice, Field, PickField
from adviser_tui.widgets.form import FormScreen, Values
from screens.acting.base import Subject
from screens.forms.once_more import OnceMore
from screens.forms.searching import companies_next, ours_first
from screens.forms.spec_fields import field_for
from screens.register_rows import number_of

if TYPE_CHECKING:
    from adviser_tui.services.employers.drafts import EmployerDraft


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    """As `Records` calls it."""
    title: str
    done: str
    names: tuple[str, ...]
    about: str = ""
    """The field that the subject fills: employer or participant."""


_FORMS: dict[str, _Form] = {
    "follow_up": _Form(
        "follow-up",
        "Add a follow-up",
        "Follow-up kept.",
        ("what", "due_on", "due_time", "employer", "participant", "vacancy", "partner"),
    ),
    "participant": _Form(
        "participant",
        "Add a participant",
        "Participant added.",
        (
            "name",
            "phone",
            "email",
            "safe_to_contact",
            "town",
            "postcode",
            "goal",
            "enrolled_on",
            "stage",
            "legal_name",
        ),
    ),
    "employer": _Form(
        "employer",
        "Add an employer",
        "Employer added.",
        ("name", "town", "postcode", "phone", "person", "email", "trading_name", "notes"),
    ),
    "vacancy": _Form(
        "vacancy",
        "Add a vacancy",
        "Vacancy added.",
        (
            "employer",
            "title",
            "must_haves",
            "hours",
            "pay",
            "shifts",
            "place",
            "closes_on",
            "nice_to_haves",
            "tasks",
            "kind",
            "state",
        ),
        "employer",
    ),
    "partner": _Form(
        "partner",
        "Add a partner",
        "Partner added.",
        (
            "name",
            "short_name",
            "kind",
            "area",
            "person",
            "phone",
            "email",
            "shares",
            "agreed_on",
            "agreed_until",
            "credit_rule",
            "notes",
        ),
    ),
    "person": _Form(
        "person",
        "Add somebody at an employer",
        "Person added.",
        ("employer", "name", "role", "phone", "email", "channel", "has_hiring_say", "expects_us"),
        "employer",
    ),
    "need": _Form(
        "need",
        "Note a need",
        "Need noted.",
        ("employer", "task", "number", "month", "certainty"),
        "employer",
    ),
    "site": _Form(
        "site",
        "Add a site",
        "Site added.",
        ("employer", "name", "address", "town", "postcode", "phone"),
        "employer",
    ),
    "barrier": _Form(
        "barrier",
        "Note a barrier",
        "Barrier noted.",
        ("participant", "barrier", "action", "due_on", "owner"),
        "participant",
    ),
    "profile": _Form(
        "profile",
        "Begin the vocational profile",
        "Profile begun.",
        (
            "participant",
            "strengths",
            "skills",
            "tasks_liked",
            "work_history",
            "must_haves",
            "no_gos",
            "least_hours",
            "most_hours",
            "pay_floor",
            "travel",
        ),
        "participant",
    ),
}
_FIRST = {"state": "heard", "kind": "job", "certainty": "likely", "stage": "referred"}
"""What is chosen unless something else is."""


def new_form(what: str, office: Office, subject: Subject) -> tuple[str, FormScreen]:
    """Return what is said once it is kept, and the form, filled with whom the adviser stands on."""
    if what == "consent":
        from screens.forms.consent import ask_consent_form

        return "Question noted.", ask_consent_form(office, subject)
    return _FORMS[what].done, _form(what, _FORMS[what], office, subject)


def _form(what: str, form: _Form, office: Office, subject: Subject) -> FormScreen:
    noun = BY_KIND[form.kind]
    specs = {spec.name: spec for spec in (*noun.fields, *noun.only_new)}
    fields = tuple(_field(office, form, specs[name], subject) for name in form.names)
    draft_name = f"new {what}:{subject.id if form.about or what == 'follow_up' else ''}"
    return FormScreen(
        form.title,
        fields,
        OnceMore(partial(_save, office, form)),
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
    )


def _field(office: Office, form: _Form, spec: FieldSpec, subject: Subject) -> Field:
    if spec.type in ("employer", "participant", "vacancy", "partner"):
        given, shown = _known(office, spec.type, subject)
        if form.kind == "vacancy":
            return PickField(
                name=spec.name,
                label=spec.label,
                search=partial(ours_first, office, "employer"),
                more=partial(companies_next, office, "employer"),
                create="employer",
                required=True,
                value=given,
                shown=shown,
                help="A name not known yet is added with the vacancy.",
            )
        return field_for(office, form.kind, spec, given, shown)
    first = "other" if form.kind == "partner" and spec.name == "kind" else _FIRST.get(spec.name, "")
    return field_for(office, form.kind, spec, first)


def _known(office: Office, kind: str, subject: Subject) -> tuple[str, str]:
    """Return id and name of the subject's employer, participant or vacancy."""
    if subject.kind == kind:
        return subject.id, subject.name
    found = {
        "employer": subject.employer_id,
        "participant": subject.participant_id,
        "vacancy": subject.vacancy_id,
        "partner": subject.partner_id,
    }[kind]
    return (found, office.records.find(found).name) if found else ("", "")


def _save(office: Office, form: _Form, values: Values, even_if_similar: bool) -> object:
    new_employer = values.pop("employer_new", "")
    given = {name: text for name, text in values.items() if text and not name.endswith("_new")}
    if number := number_of(given.get("employer", "")):
        return _vacancy_at_company(office, number, given)
    if new_employer:
        from adviser_tui.services.employers.drafts import EmployerDraft

        employer = EmployerDraft(new_employer)
        return _vacancy_at_new_employer(office, employer, given, even_if_similar)
    return office.records.add(form.kind, given, even_if_similar=even_if_similar)


def _vacancy_at_company(office: Office, number: str, given: Values) -> object:
    """Add a vacancy at a company of the register, which becomes an employer with it."""
    from adviser_tui.services.register.adopting import draft_of
    from adviser_tui.services.register.taking import party_of_company

    who = party_of_company(office, number)
    if not who.is_new:
        return office.records.add("vacancy", {**given, "employer": who.id})
    del given["employer"]
    return _vacancy_at_new_employer(office, draft_of(office.register.entry(number)), given, True)


def _vacancy_at_new_employer(
    office: Office, employer: "EmployerDraft", given: Values, even_if_similar: bool
) -> str:
    from adviser_tui.services.vacancies.writing import VacancyDraft

    read: dict[str, object] = {}
    for name, text in given.items():
        read.update(office.records.read("vacancy", name, text))
    columns = {
        name: tuple(value) if isinstance(value, list) else value for name, value in read.items()
    }
    draft = VacancyDraft(new_employer=employer, **columns)  # type: ignore[arg-type]
    return office.vacancies.add(draft, even_if_similar=even_if_similar)


NEW_THINGS = (
    Choice("follow_up", "Follow-up", "something to do by a day"),
    Choice("contact", "Contact", "what was said with whom"),
    Choice("promise", "Promise", "made by us or to us"),
    Choice("participant", "Participant", "somebody looking for work"),
    Choice("employer", "Employer", "who may give work"),
    Choice("vacancy", "Vacancy", "an opening at an employer"),
    Choice("partner", "Partner", "an organisation that we work beside"),
)
ABOUT_PARTICIPANT = (
    *NEW_THINGS[:3],
    Choice("consent", "Question of consent", "may we speak to an employer?"),
    Choice("barrier", "Barrier", "what is in the way, and what is done"),
    Choice("profile", "Vocational profile", "what they bring and want"),
)
ABOUT_EMPLOYER = (
    *NEW_THINGS[:3],
    Choice("vacancy", "Vacancy", "an opening here"),
    Choice("need", "Need", "what they need, now or later"),
    Choice("person", "Person", "somebody who works here"),
    Choice("site", "Site", "another place of theirs"),
)


def new_things(subject: Subject) -> tuple[Choice, ...]:
    """Return what may be added about whom the adviser stands on."""
    if subject.kind == "participant":
        return ABOUT_PARTICIPANT
    if subject.kind in ("employer", "vacancy"):
        return ABOUT_EMPLOYER
    if subject.kind == "partner":
        return NEW_THINGS[:3]
    return NEW_THINGS
