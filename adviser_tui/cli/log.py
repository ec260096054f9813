"""`adviser log`: a contact or a promise in one line."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from adviser_tui.services.contacts import Logged
    from adviser_tui.services.office import Office
    from adviser_tui.services.quick_line.ask import AskError, Party
    from adviser_tui.services.quick_line.plan import QuickPreview


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser log`."""
    log = commands.add_parser(
        "log",
        parents=[shared],
        help="log a contact or a promise in one line",
        description="Log a contact or a promise, as in: adviser log tesco leeds f2f needs "
        '"2 night fillers" 25m fu fri. Options go before the words or after all of them.',
    )
    log.add_argument("text", nargs="+", metavar="TEXT", help="who, how, and what was said")
    log.add_argument("--at", metavar="WHEN", help="when it happened, like yesterday or mon 10:30")
    log.add_argument(
        "--dry-run", action="store_true", help="say how it is understood, save nothing"
    )
    log.add_argument(
        "--choose",
        metavar="ID",
        action="append",
        default=[],
        help="which one is meant where several fit",
    )
    log.add_argument(
        "--new-employer", action="store_true", help="the name is a new employer, whoever is alike"
    )
    log.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Save the line, or say how it is understood."""
    from adviser_tui.services.quick_line.ask import AskError
    from adviser_tui.services.words.moments import understand_moment
    from adviser_tui.services.words.quick_entry import join_words

    with caseload(args, only_reading=args.dry_run) as office:
        desk = office.desk
        at = understand_moment(args.at, desk.local_now, desk.holidays) if args.at else None
        preview = office.quick.understand(
            join_words(args.text), choose=args.choose, new_employer=args.new_employer, at=at
        )
        try:
            preview.refuse_unless_clear()
        except AskError as question:
            return _ask(args, question)
        logged = None if args.dry_run else office.quick.save(preview)
        short = logged is not None and _lacks_hiring_say(office, preview, logged)
    document = {**_document(preview, logged), "without_hiring_say": short}
    output.answer(args, document, _lines(preview, logged, short=short))
    return 0


def _ask(args: argparse.Namespace, question: "AskError") -> int:
    """Say which ones fit, and how to choose."""
    document = {
        "ok": False,
        "error": str(question),
        "asks": [
            {"typed": ask.typed, "candidates": [_party(each) for each in ask.candidates]}
            for ask in question.asks
        ],
    }
    if args.json:
        output.answer(args, document, ())
    for ask in question.asks:
        output.tell(f"“{ask.typed}” may be one of these:")
        for each in ask.candidates:
            output.tell(f"  {each.choice}  {each.label}")
    output.tell("Nothing was saved. Say it again with --choose and the id, or with more letters.")
    return question.exit_code


def _document(preview: "QuickPreview", logged: "Logged | None") -> dict[str, object]:
    quiet = preview.quiet
    return {
        "ok": True,
        "dry_run": logged is None,
        "contact_id": logged.contact_id if logged else "",
        "employer_id": logged.employer_id if logged else _id(preview.who, "employer"),
        "participant_id": logged.participant_id if logged else _id(preview.participant),
        "person_id": logged.person_id if logged else _id(preview.person),
        "vacancy_id": _id(preview.vacancy),
        "made_employer": bool(preview.who and preview.who.is_new),
        "follow_up_ids": logged.follow_up_ids if logged else (),
        "promise_ids": logged.promise_ids if logged else (),
        "need_id": logged.need_id if logged else "",
        "attempt": bool(preview.contact and preview.contact.state == "attempt"),
        "understood": _understood(preview),
        "quiet": {
            "sentence": quiet.sentence,
            "warnings": quiet.warnings,
            "organisations": quiet.organisations,
            "coaches": quiet.coaches,
            "as_of": quiet.as_of,
        }
        if quiet
        else None,
        "warnings": preview.warnings,
        "remarks": preview.remarks,
        "hints": logged.hints if logged else (),
    }


def _understood(preview: "QuickPreview") -> dict[str, object]:
    contact, said = preview.contact, preview.understood
    step = preview.next_steps[0] if preview.next_steps else None
    promise = preview.promises[0] if preview.promises else None
    return {
        "kind": said.kind,
        "with": preview.who.name if preview.who else "",
        "person": preview.person.name if preview.person else "",
        "vacancy": preview.vacancy.name if preview.vacancy else "",
        "channel": contact.channel if contact else None,
        "direction": contact.direction if contact else None,
        "purpose": contact.purpose if contact else None,
        "minutes": contact.minutes if contact else None,
        "occurred_at": said.occurred_at,
        "note": contact.note if contact else "",
        "need": contact.need if contact else "",
        "follow_up_on": step.due_on if step else None,
        "follow_up_at": step.due_time if step else "",
        "follow_up": step.what if step else "",
        "promise": promise.what if promise else "",
        "promise_by": promise.due_on if promise else None,
    }


def _lacks_hiring_say(office: "Office", preview: "QuickPreview", logged: "Logged") -> bool:
    """Whether the programme does not count it for want of somebody with a say in hiring (M1)."""
    if preview.contact is None or not logged.contact_id or not logged.employer_id:
        return False
    return office.weekly.lacks_hiring_say(logged.contact_id, preview.contact.occurred_at.date())


def _lines(
    preview: "QuickPreview", logged: "Logged | None", *, short: bool = False
) -> Iterator[str]:
    for line in preview.lines:
        yield f"{line.label}: {line.value}" if line.label else line.value
    if logged is None:
        yield "A try: nothing was saved."
        return
    yield from logged.hints
    if short:
        yield _not_yet(preview)
    yield "Saved. `adviser undo` takes it back."


def _not_yet(preview: "QuickPreview") -> str:
    """Say why it does not count for the week's target, and what would make it."""
    start = "It does not count for the programme's target yet: "
    if preview.person is not None:
        name = preview.person.name
        return (
            f"{start}nobody noted that {name} has a say in hiring. If so: "
            f'adviser set "{name}" hiring=yes.'
        )
    return (
        f"{start}nobody with a say in hiring is named. Take it back and log it again with their "
        'name, like @"Kim Madeup", then: adviser set "Kim Madeup" hiring=yes.'
    )


def _party(party: "Party") -> dict[str, object]:
    return {
        "id": party.choice,
        "kind": party.kind,
        "name": party.name,
        "detail": party.detail,
        "is_new": party.is_new,
    }


def _id(party: "Party | None", kind: str = "") -> str:
    return party.id if party is not None and kind in ("", party.kind) else ""
