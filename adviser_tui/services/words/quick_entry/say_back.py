"""A quick-entry line said back in plain words, so that the adviser sees how it was understood."""

from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.quick_entry.understood import Understood
from adviser_tui.services.words.say import say_date, say_moment
from models.kinds import Channel, Direction

_CONTACTS = {
    Channel.VISIT: "Visit with",
    Channel.CALL: "Call with",
    Channel.VIDEO: "Video call with",
    Channel.EMAIL: "Email with",
    Channel.TEXT: "Text with",
    Channel.VOICEMAIL: "Voicemail for",
    Channel.NO_SHOW: "No-show of",
}


def say_back(understood: Understood) -> list[tuple[str, str]]:
    """Return label and value of everything that was understood, in the order of a sentence."""
    said: list[tuple[str, str]] = [(_heading(understood), understood.subject)]
    if understood.kind == "contact" or understood.when_was_said:
        said.append(("When", say_moment(understood.occurred_at, understood.read_at)))
    if understood.minutes:
        said.append(("Length", say_minutes(understood.minutes)))
    if understood.purpose and not understood.need:
        said.append(("Purpose", understood.purpose.value))
    said += [("Need", understood.need), ("Note", understood.note)]
    said.append(("Promise", understood.promise))
    today = understood.read_at.date()
    if understood.promise_by:
        said.append(("By", say_date(understood.promise_by, today)))
    if understood.follow_up_on:
        at = f" {understood.follow_up_at:%H:%M}" if understood.follow_up_at else ""
        said.append(("Follow-up", say_date(understood.follow_up_on, today) + at))
    said.append(("Vacancy", ", ".join(understood.vacancies)))
    said.append(("Person", ", ".join(understood.people)))
    return [(label, value) for label, value in said if value]


def _heading(understood: Understood) -> str:
    if understood.kind == "promise":
        return "Promise to"
    if understood.channel is None:
        return "Contact with"
    if understood.is_attempt and understood.channel in (Channel.CALL, Channel.VISIT, Channel.VIDEO):
        return {
            Channel.CALL: "Unanswered call to",
            Channel.VISIT: "Visit, nobody in, at",
            Channel.VIDEO: "Unanswered video call to",
        }[understood.channel]
    heading = _CONTACTS[understood.channel]
    if understood.direction is Direction.INBOUND:
        return heading.replace(" with", " from")
    return heading


def say_line(understood: Understood) -> str:
    """Return the whole in one line: "Visit with tesco leeds, today 14:05 · 25 minutes · …"."""
    words: list[str] = []
    for index, (label, value) in enumerate(say_back(understood)):
        if index == 0 and value == understood.subject:
            words.append(f"{label} {value}")
        elif label in ("When", "Length"):
            words.append(value)
        else:
            words.append(f"{label.lower()}: {value}" if label != "By" else f"by {value}")
    if len(words) > 1 and understood.kind == "contact":
        words[:2] = [f"{words[0]}, {words[1]}"]
    # Of a promise of which nothing else is said yet, that is all there is to say back.
    return " · ".join(words) or understood.kind.capitalize()
