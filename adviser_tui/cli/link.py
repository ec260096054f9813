"""`adviser link`: let a contact that was about nobody in particular count for somebody."""

import argparse
from typing import Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    link = commands.add_parser(
        "link", parents=[shared], help="count an employer contact for a participant"
    )
    link.add_argument("contact", metavar="CONTACT", help="the contact's id, its end or beginning")
    link.add_argument("participant", metavar="PARTICIPANT", help="for whom: a name or an id")
    link.add_argument(
        "--why", required=True, metavar="TEXT", help="what was done for them in it, in a few words"
    )
    link.set_defaults(run=run_link)


def run_link(args: argparse.Namespace) -> int:
    """Link a contact to a participant."""
    from adviser_tui.services.records.finding import find_id

    with caseload(args) as office:
        contact = find_id(office, "contact", args.contact)
        participant = office.lookup.participant(args.participant)
        office.contacts.link_to(contact, participant, args.why)
        row = office.contacts.one(contact)
    document = {"ok": True, "contact_id": contact, "participant_id": participant, "why": args.why}
    words = (
        f"{row.words.capitalize()} with {row.employer} counts for {row.participant} from now on."
    )
    output.answer(args, document, [words, "`adviser undo` takes it back."])
    return 0
