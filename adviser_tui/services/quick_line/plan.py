"""What would be saved of a line that was understood and matched with records."""

from dataclasses import dataclass
from typing import Literal

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.contacts.draft import ContactDraft
from adviser_tui.services.employers.quiet_line import QuietLine
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.promises import PromiseDraft
from adviser_tui.services.quick_line.ask import Ask, AskError, Party
from adviser_tui.services.words.quick_entry import Understood
from adviser_tui.text import clean_text
from models.kinds import Channel, Purpose, Side

Tone = Literal["normal", "muted", "warning", "danger", "good"]
SHORT = 60


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of what was understood."""

    label: str
    value: str
    tone: Tone = "normal"


@dataclass(frozen=True, slots=True)
class QuickPreview:
    """A line as it will be saved; what stands in the way is in `problems` and `asks`."""

    understood: Understood
    who: Party | None
    person: Party | None
    participant: Party | None
    """For whom a contact with an employer was made, or with whom it was."""
    vacancy: Party | None
    contact: ContactDraft | None
    next_steps: tuple[FollowUpDraft, ...]
    promises: tuple[PromiseDraft, ...]
    quiet: QuietLine | None
    asks: tuple[Ask, ...]
    problems: tuple[str, ...]
    refused: str
    """The sentence of a rule that says no, empty where none does."""
    remarks: tuple[str, ...]
    warnings: tuple[str, ...]
    lines: tuple[PreviewLine, ...] = ()

    @property
    def can_be_saved(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.asks or self.problems or self.refused)

    def refuse_unless_clear(self) -> None:
        """Raise the first thing that stands in the way of saving."""
        if self.problems:
            raise InputError(f"{self.problems[0]} Nothing was saved.")
        if self.asks:
            raise AskError(self.asks)
        if self.refused:
            raise RuleError(self.refused)


@dataclass(frozen=True, slots=True)
class Named:
    """The records that the parts of a line name."""

    who: Party | None = None
    person: Party | None = None
    participant: Party | None = None
    vacancy: Party | None = None
    loose: tuple[str, ...] = ()
    """What was named and fits no record; it goes into the note."""


def contact_of(understood: Understood, named: Named) -> ContactDraft | None:
    """Return the contact that a line speaks of, or nothing where it is a promise alone."""
    who = named.who
    if understood.kind == "promise" or understood.channel is None or who is None:
        return None
    is_employer = who.kind == "employer"
    need = clean_text(understood.need) if is_employer else ""
    purpose = understood.purpose or Purpose.OTHER
    person = named.person
    return ContactDraft(
        channel=understood.channel,
        occurred_at=understood.occurred_at,
        employer_id=(who.id or None) if is_employer else None,
        new_employer=clean_text(who.name) if is_employer and who.is_new else "",
        person_id=(person.id or None) if person else None,
        new_person=clean_text(person.name) if person and person.is_new else "",
        participant_id=named.participant.id if named.participant else None,
        vacancy_id=named.vacancy.id if named.vacancy else None,
        partner_name=who.name if who.kind == "partner" else "",
        partner_id=who.id if who.kind == "partner" else None,
        direction=understood.direction,
        purpose=purpose,
        is_attempt=understood.is_attempt,
        minutes=understood.minutes,
        note=_note(understood, named, with_need=not is_employer),
        need=need,
    )


def _note(understood: Understood, named: Named, *, with_need: bool) -> str:
    """Return the note, with all that has no place of its own, so that nothing typed is lost."""
    parts = [understood.note]
    if with_need and understood.need:
        parts.append(f"needs: {understood.need}")
    parts += named.loose
    return clean_text("; ".join(part for part in parts if part), multiline=True)


def next_steps_of(
    understood: Understood, named: Named, contact: ContactDraft | None
) -> tuple[FollowUpDraft, ...]:
    """Return the follow-up that a line asks for."""
    if understood.follow_up_on is None:
        return ()
    clock = f"{understood.follow_up_at:%H:%M}" if understood.follow_up_at else ""
    return (
        FollowUpDraft(
            step_words(understood, contact),
            understood.follow_up_on,
            side=side_of(named.who),
            due_time=clock,
            vacancy_id=named.vacancy.id if named.vacancy else None,
        ),
    )


def step_words(understood: Understood, contact: ContactDraft | None) -> str:
    """Return what is to be done, as short as it can be said and still be known again."""
    if contact is None:
        return clean_text(f"promise: {understood.promise}")
    if understood.is_attempt:
        return f"try again: {_AGAIN.get(contact.channel, 'get in touch')}"
    topic = contact.need or contact.note.partition("\n")[0]
    if not topic:
        return f"follow up the {_CALLED.get(contact.channel, str(contact.channel))}"
    return f"follow up: {topic if len(topic) <= SHORT else topic[: SHORT - 1] + '…'}"


_AGAIN = {
    Channel.VISIT: "visit",
    Channel.NO_SHOW: "meet",
    Channel.CALL: "call",
    Channel.VOICEMAIL: "call",
    Channel.VIDEO: "video call",
}
_CALLED = {Channel.EMAIL: "e-mail", Channel.TEXT: "text", Channel.VIDEO: "video call"}


def promises_of(understood: Understood, named: Named) -> tuple[PromiseDraft, ...]:
    """Return the promise that a line puts down."""
    if not understood.promise or understood.promise_by is None:
        return ()
    what = understood.promise
    if understood.kind == "promise":
        what = "; ".join(part for part in (what, understood.note, *named.loose) if part)
    return (
        PromiseDraft(
            clean_text(what),
            understood.promise_by,
            side=side_of(named.who),
            vacancy_id=named.vacancy.id if named.vacancy else None,
        ),
    )


def side_of(who: Party | None) -> Side:
    """Return towards whom something is owed."""
    if who is None:
        return Side.EMPLOYER
    return {"participant": Side.PARTICIPANT, "partner": Side.PARTNER}.get(who.kind, Side.EMPLOYER)
