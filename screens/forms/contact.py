"""The form for a contact: six fields, and above them who was in touch lately."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from adviser_tui.errors import InputError
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office
from adviser_tui.services.quick_line.ask import Party
from adviser_tui.services.quick_line.lines import done_words
from adviser_tui.services.quick_line.plan import QuickPreview, side_of, step_words
from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.next_step import NextStepWords, understand_next_step
from adviser_tui.services.words.quick_entry import Understood, parse
from adviser_tui.services.words.say import say_moment
from adviser_tui.widgets.fields import Choice, ChoiceField, DateField, Field, PickField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from models.kinds import Direction, Purpose
from screens.acting.base import Subject
from screens.forms.about import begun_with, party_in, quiet_words, saved
from screens.forms.searching import PARTIES, companies_next, ours_first

PURPOSES = (
    Choice("prospect", "Prospect"),
    Choice("needs", "Needs"),
    Choice("present", "Presentation"),
    Choice("negotiate", "Agree terms"),
    Choice("check", "Check vacancy"),
    Choice("support", "Support"),
    Choice("other", "Other"),
)
NOTE_LIMIT = 4_000
NO_STEP = ("-", "none", "no")
"""What may be written for no next step."""


class ContactEntry:
    """A contact being written down; `done` says afterwards what was saved."""

    def __init__(self, office: Office, subject: Subject) -> None:
        self._office = office
        self._subject = subject
        self._who, self._with = begun_with(office, subject)
        self._without_step: Values | None = None
        self.done = ""

    def form(self) -> FormScreen:
        """Return the form, filled with whom the adviser stands on."""
        office, who = self._office, self._who
        draft_name = f"contact:{self._subject.id or self._subject.company_number}"
        first = {"employer": "need", "participant": "note", "partner": "note"}.get(
            who.kind if who else "", ""
        )
        return FormScreen(
            "Log a contact",
            _fields(office, who, self._with),
            self._save,
            intro=quiet_words(office, who),
            notice=self._notice,
            draft=office.drafts.get(draft_name),
            keep_draft=partial(office.drafts.put, draft_name),
            focus=first,
        )

    def _notice(self, values: Mapping[str, str]) -> str:
        return quiet_words(self._office, party_in(self._office, values.get("with", ""), ""))

    def _save(self, values: Values) -> None:
        office = self._office
        who = party_in(office, values["with"], values.get("with_new", ""))
        if who is None:
            raise InputError("Say whom the contact was with.", "with")
        self._ask_for_next_step(values, who)
        preview = office.quick.plan(_understood(office, values, who), who)
        if preview.asks or preview.problems:
            raise InputError([*(ask.sentence for ask in preview.asks), *preview.problems][0], "how")
        preview = self._with_context(_with_step(office, preview, values["next"]))
        self.done = done_words(preview, saved(office, preview, values["with"]))

    def _ask_for_next_step(self, values: Values, who: Party) -> None:
        """Ask once for the next step with an employer; the second time none is taken as meant."""
        if values["next"] or who.kind != "employer" or values == self._without_step:
            return
        self._without_step = dict(values)
        raise InputError(
            "When will you be in touch again? Write a day, or press Enter again for no next step.",
            "next",
        )

    def _with_context(self, preview: QuickPreview) -> QuickPreview:
        """Link the participant and the vacancy that the adviser stood on, if it is about them."""
        contact = preview.contact
        if contact is None or self._who is None or preview.who != self._who:
            return preview
        subject = self._subject
        participant_id = contact.participant_id or subject.participant_id or None
        vacancy_id = contact.vacancy_id or subject.vacancy_id or None
        linked = replace(contact, participant_id=participant_id, vacancy_id=vacancy_id)
        return replace(preview, contact=linked)


def _fields(office: Office, who: Party | None, begun: str) -> tuple[Field, ...]:
    with_person = who is not None and who.kind == "participant"
    by_phone = with_person or (who is not None and who.kind == "partner")
    return (
        PickField(
            name="with",
            label="With",
            search=partial(ours_first, office, PARTIES),
            more=partial(companies_next, office, PARTIES),
            create="employer",
            required=True,
            value=begun,
            shown=who.name if who else "",
            help="An employer, participant or partner; a new name becomes an employer.",
        ),
        DateField(
            name="how",
            label="How",
            value="call" if by_phone else "visit",
            parse=partial(_how_in_words, office),
            required=True,
            help="visit, call, video, email, text, vm, noshow, inbound; 25m; yesterday 14:00; @Sam",
        ),
        ChoiceField(
            name="purpose",
            label="For",
            value="support" if with_person else "other" if by_phone else "needs",
            choices=PURPOSES,
        ),
        TextField(
            name="need",
            label="They need",
            limit=1_000,
            help="Kept as a need of the employer; with a participant, as part of the note.",
        ),
        TextField(name="note", label="Note", limit=NOTE_LIMIT),
        DateField(
            name="next",
            label="Next step",
            parse=partial(_next_in_words, office),
            help="A day and what to do: fri ring about shifts. - for none.",
        ),
    )


def _how(office: Office, text: str) -> Understood:
    understood = parse(f'"x" {text}', office.desk.local_now, office.desk.holidays)
    if understood.channel is None or understood.problems:
        sentence = understood.problems[0] if understood.problems else ""
        raise InputError(
            sentence or "Say how: visit, call, video, email, text, vm (voicemail) or noshow.", "how"
        )
    return understood


def _how_in_words(office: Office, text: str) -> tuple[str, str]:
    found = _how(office, text)
    words = [str(found.channel).replace("_", " ").capitalize()]
    if found.direction is Direction.INBOUND:
        words.append("begun by them")
    if found.is_attempt:
        words.append("an attempt, not counted")
    if found.minutes:
        words.append(say_minutes(found.minutes))
    words.append(say_moment(found.occurred_at, found.read_at))
    words += [f"with {name}" for name in found.people]
    return text, ", ".join(words)


def _understood(office: Office, values: Values, who: Party) -> Understood:
    how = _how(office, values["how"])
    return replace(
        how,
        subject=who.name,
        purpose=Purpose(values["purpose"] or "other"),
        need=values["need"],
        note="; ".join(part for part in (how.note, values["note"]) if part),
    )


def _next(office: Office, text: str) -> NextStepWords | None:
    if text.strip().casefold() in NO_STEP:
        return None
    return understand_next_step(text, office.desk.today, office.desk.holidays)


def _next_in_words(office: Office, text: str) -> tuple[str, str]:
    found = _next(office, text)
    return text, found.say(office.desk.today, office.desk.holidays) if found else "No next step"


def _with_step(office: Office, preview: QuickPreview, text: str) -> QuickPreview:
    step = _next(office, text) if text else None
    if step is None or preview.contact is None:
        return preview
    what = step.what or step_words(preview.understood, preview.contact)
    draft = FollowUpDraft(what, step.day, side=side_of(preview.who), due_time=step.clock)
    return replace(
        preview, next_steps=(draft,), contact=replace(preview.contact, next_steps=(draft,))
    )
