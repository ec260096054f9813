"""A line said back: everything that will be saved, and what to mind, before it is saved."""

from collections.abc import Iterator
from dataclasses import replace

from adviser_tui.services.contacts.draft import Logged
from adviser_tui.services.quick_line.ask import Party
from adviser_tui.services.quick_line.plan import PreviewLine, QuickPreview
from adviser_tui.services.words.quick_entry import Understood, say_back
from adviser_tui.services.words.say import say_date
from models.kinds import Purpose


def preview_lines(preview: QuickPreview) -> tuple[PreviewLine, ...]:
    """Return the lines in the order of a sentence; what stands in the way comes right at the top.

    Only the first dozen lines are sure to be seen on a small screen.
    """
    said = tuple(_said(preview))
    return (*said[:1], *_in_the_way(preview), *said[1:], *_to_mind(preview))


def _said(preview: QuickPreview) -> Iterator[PreviewLine]:
    if preview.who is None:
        yield from (PreviewLine(label, value) for label, value in say_back(preview.understood))
        return
    for number, (label, value) in enumerate(say_back(_as_saved(preview))):
        is_known = number == 0 and not preview.who.is_new
        yield PreviewLine(label, value, "good" if is_known else "normal")
    today = preview.understood.read_at.date()
    for step in preview.next_steps:
        at = f" at {step.due_time}" if step.due_time else ""
        yield PreviewLine("Next step", f"{say_date(step.due_on, today)}{at}, {step.what}")
    if preview.contact and preview.contact.state == "attempt":
        yield PreviewLine("", "An attempt, not counted as a contact.", "muted")


def _as_saved(preview: QuickPreview) -> Understood:
    """Return the line with the names and texts that will be kept instead of those typed."""
    contact, who = preview.contact, preview.who
    promise = preview.promises[0].what if preview.promises else preview.understood.promise
    purpose = preview.understood.purpose
    return replace(
        preview.understood,
        subject=_named(who) if who else preview.understood.subject,
        note=contact.note if contact else "",
        need=contact.need if contact else "",
        purpose=None if purpose is Purpose.OTHER else purpose,
        promise=promise,
        people=tuple(
            each.label
            for each in (preview.person, preview.participant)
            if each is not None and each is not who
        ),
        vacancies=(preview.vacancy.label,) if preview.vacancy else (),
        follow_up_on=None,
    )


def _named(who: Party) -> str:
    return who.name if who.is_new else who.label


def done_words(preview: QuickPreview, logged: Logged) -> str:
    """Return what is said once it is saved, with what is worth doing now."""
    name = preview.who.name if preview.who else ""
    today = preview.understood.read_at.date()
    if preview.contact is None:
        said = f"Promise to {name} on record"
        if preview.promises:
            said += f", by {say_date(preview.promises[0].due_on, today)}"
    else:
        said = f"{'Attempt' if logged.is_attempt else 'Contact'} with {name} logged"
        said += ", a new employer" if logged.made_employer else ""
        if preview.next_steps:
            said += f", next step {say_date(preview.next_steps[0].due_on, today)}"
    return " ".join((f"{said}.", *logged.hints))


def _in_the_way(preview: QuickPreview) -> Iterator[PreviewLine]:
    for ask in preview.asks:
        yield PreviewLine("Which", f"“{ask.typed}” may be", "warning")
        for number, each in enumerate(ask.candidates, 1):
            yield PreviewLine(f"  {number}", each.label, "warning")
    for problem in (*preview.problems, preview.refused):
        if problem:
            yield PreviewLine("", problem, "danger")


def _to_mind(preview: QuickPreview) -> Iterator[PreviewLine]:
    if preview.who is not None and preview.who.is_new:
        yield PreviewLine("", f"New employer “{preview.who.name}” will be made.", "warning")
    for warning in preview.warnings:
        yield PreviewLine("Mind", warning, "warning")
    if preview.quiet is not None:
        yield PreviewLine("28 days", preview.quiet.sentence, "muted")
    for remark in preview.remarks:
        yield PreviewLine("", remark, "muted")
