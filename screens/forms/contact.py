"""The form for a contact: six fields, and the quiet line above them."""

from functools import partial

from adviser_tui.errors import InputError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office
from adviser_tui.services.words.next_step import NextStepWords, understand_next_step
from adviser_tui.services.words.quick_entry import Understood, parse
from adviser_tui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    LongTextField,
    PickField,
    TextField,
)
from adviser_tui.widgets.form import FormScreen
from models.kinds import Channel, Purpose
from screens.acting.base import Subject
from screens.forms.searching import choices_for

PURPOSES = (
    Choice("prospect", "Prospect"),
    Choice("needs", "Needs"),
    Choice("present", "presentation"),
    Choice("negotiate", "Agree terms"),
    Choice("check", "Check vacancy"),
    Choice("support", "Support"),
    Choice("other", "Other"),
)


def contact_form(office: Office, subject: Subject) -> FormScreen:
    """Return the form, filled with whom the adviser stands on."""
    known = subject.kind in ("employer", "participant")
    draft_name = f"contact:{subject.id}"
    return FormScreen(
        "Log a contact",
        (
            PickField(
                name="with",
                label="With",
                search=partial(choices_for, office, "employer,participant"),
                create="employer",
                required=True,
                value=f"{subject.kind}:{subject.id}" if known else "",
                shown=subject.name if known else "",
                help="An employer or participant; a name not known yet becomes an employer.",
            ),
            DateField(
                name="how",
                label="How",
                value="visit" if subject.kind != "participant" else "call",
                parse=partial(_how_in_words, office),
                required=True,
                help="visit, call, video, email, text, vm, noshow; 25m; yesterday 14:00",
            ),
            ChoiceField(
                name="purpose",
                label="For",
                value="support" if subject.kind == "participant" else "needs",
                choices=PURPOSES,
            ),
            TextField(name="need", label="They need", help="Kept as a need of the employer."),
            LongTextField(name="note", label="Note", lines=2),
            DateField(
                name="next",
                label="Next step",
                parse=partial(_next_in_words, office),
                help="fri ring about shifts; empty for none",
            ),
        ),
        partial(_save, office, subject),
        intro=quiet_words(office, subject.employer_id),
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
        focus="need" if subject.kind == "employer" else "",
    )


def quiet_words(office: Office, employer_id: str) -> str:
    """Return who contacted this employer in 28 days, to be read before the next contact (M7)."""
    return office.employers.quiet_line(employer_id).sentence if employer_id else ""


def _how(office: Office, text: str) -> Understood:
    understood = parse(f'"x" {text}', office.desk.local_now, office.desk.holidays)
    if understood.channel is None or understood.problems:
        sentence = understood.problems[0] if understood.problems else ""
        raise InputError(
            sentence or "Say how: visit, call, video, email, text, vm (voicemail) or noshow.", "how"
        )
    return understood


def _how_in_words(office: Office, text: str) -> tuple[str, str]:
    from adviser_tui.services.words.amounts import say_minutes
    from adviser_tui.services.words.say import say_moment

    found = _how(office, text)
    words = [str(found.channel).replace("_", " ").capitalize()]
    if found.is_attempt:
        words.append("an attempt, not counted")
    if found.minutes:
        words.append(say_minutes(found.minutes))
    words.append(say_moment(found.occurred_at, found.read_at))
    return text, ", ".join(words)


def _next(office: Office, text: str) -> NextStepWords:
    return understand_next_step(text, office.desk.today, office.desk.holidays)


def _next_in_words(office: Office, text: str) -> tuple[str, str]:
    return text, _next(office, text).say(office.desk.today, office.desk.holidays)


def _save(office: Office, subject: Subject, values: dict[str, str]) -> None:
    how = _how(office, values["how"])
    kind, _, found = values["with"].partition(":")
    steps: tuple[FollowUpDraft, ...] = ()
    if values["next"]:
        step = _next(office, values["next"])
        what = step.what or values["need"] or f"after the {how.channel}"
        steps = (FollowUpDraft(what, step.day, due_time=step.clock),)
    office.contacts.log(
        ContactDraft(
            channel=how.channel or Channel.VISIT,
            occurred_at=how.occurred_at,
            employer_id=found if kind == "employer" else None,
            new_employer=values.get("with_new", ""),
            participant_id=(found if kind == "participant" else subject.participant_id) or None,
            vacancy_id=subject.vacancy_id or None,
            is_attempt=how.is_attempt,
            purpose=Purpose(values["purpose"] or "other"),
            minutes=how.minutes,
            note=values["note"],
            need=values["need"],
            next_steps=steps,
        )
    )
