"""Taking a company of the register over: what is to be known before, and what is ours already."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from adviser_tui.services.register.adopting import employer_with_number

if TYPE_CHECKING:
    from adviser_tui.services.contacts.draft import Logged
    from adviser_tui.services.duplicates.employers import Twin
    from adviser_tui.services.office import Office
    from adviser_tui.services.quick_line.ask import Party
    from adviser_tui.services.quick_line.plan import QuickPreview
    from adviser_tui.storage.database import Database
    from adviser_tui.storage.register.entry import RegisterEntry


@dataclass(frozen=True, slots=True)
class Offer:
    """A company of the register, and who of the team's list it may be already."""

    entry: "RegisterEntry"
    known_id: str
    """The employer with its number, empty where there is none."""
    known_name: str
    twins: "tuple[Twin, ...]"
    """Employers that look like it."""


def offer_of(office: "Office", number: str) -> Offer:
    """Return a company as it is offered; raises `NotFoundError` where there is none."""
    entry = office.register.entry(number)
    known = employer_with_number(office.database, entry.number)
    if known is not None:
        return Offer(entry, *known, ())
    twins = office.employers.possible_twins(
        entry.name, postcode=entry.postcode, company_number=entry.number, town=entry.town
    )
    return Offer(entry, "", "", twins)


def taken_over(office: "Office", number: str) -> str:
    """Return the employer with a company's number, taken over from the register where need be.

    For a person who chose the company by name; within an action it becomes part of that one.
    """
    known = employer_with_number(office.database, office.register.entry(number).number)
    return known[0] if known else office.register.adopt(number, even_if_similar=True)


def party_of_company(office: "Office", number: str) -> "Party":
    """Return a company as whom a contact is with: an employer of ours, or one that is new."""
    from adviser_tui.services.quick_line.ask import Party

    entry = office.register.entry(number)
    known = employer_with_number(office.database, entry.number)
    return Party("employer", *known) if known else Party("employer", "", entry.name)


def saved_with_company(office: "Office", preview: "QuickPreview", number: str) -> "Logged":
    """Save what is with a new employer, as whom a company is taken over in the same action."""
    from adviser_tui.services.quick_line.ask import Party

    preview.refuse_unless_clear()
    with office.database.write():
        employer_id = taken_over(office, number)
        name = office.register.entry(number).name
        contact = preview.contact
        if contact is not None:
            contact = replace(contact, employer_id=employer_id, new_employer="")
        who = Party("employer", employer_id, name)
        return office.quick.save(replace(preview, who=who, contact=contact))


def numbers_of_ours(database: "Database", numbers: Sequence[str]) -> frozenset[str]:
    """Return those company numbers that an employer of the team has, as the register has them."""
    rows = database.rows(
        "SELECT company_number FROM employer WHERE void_reason IS NULL "
        "AND company_number IN (SELECT value FROM json_each(?))",
        (json.dumps([*numbers, *(number.lstrip("0") for number in numbers)]),),
    )
    ours = {str(row[0]).zfill(8) for row in rows}
    return frozenset(number for number in numbers if number.zfill(8) in ours)
