"""Sites and people of one employer that are there twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from rapidfuzz.distance import OSA

from adviser_tui.names import phone_word
from adviser_tui.services.duplicates.name_words import bare_postcode
from adviser_tui.services.duplicates.pairs import Double, told_apart
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

SLIP_FROM = 6
"""In names of so many letters one slip is overlooked."""
_PHONE = 6
_SITES = """SELECT s.id, s.employer_id, s.name, s.address, s.town, s.postcode, e.name AS owner
  FROM employer_site s JOIN employer e ON e.id = s.employer_id
  WHERE s.void_reason IS NULL AND e.void_reason IS NULL"""
_PEOPLE = """SELECT p.id, p.employer_id, p.name, p.phone, p.email, e.name AS owner
  FROM employer_person p JOIN employer e ON e.id = p.employer_id
  WHERE p.void_reason IS NULL AND p.state = 'current' AND e.void_reason IS NULL"""


@dataclass(frozen=True, slots=True)
class Alike:
    """A site or a person that may be the one about to be added, and why."""

    id: str
    name: str
    reason: str


def site_twins(
    database: Database, employer_id: str, *, name: str, address: str, town: str, postcode: str
) -> tuple[Alike, ...]:
    """Return the sites of an employer that may be the one about to be added."""
    rows = database.rows(f"{_SITES} AND s.employer_id = ?", (employer_id,))
    draft = {"name": name, "address": address, "town": town, "postcode": postcode}
    return tuple(
        Alike(str(row["id"]), _site_label(row), reason)
        for row in rows
        if (reason := _same_site(row, draft))
    )


def person_twins(
    database: Database, employer_id: str, *, name: str, phone: str = "", email: str = ""
) -> tuple[Alike, ...]:
    """Return the people of an employer who may be the one about to be added."""
    rows = database.rows(f"{_PEOPLE} AND p.employer_id = ?", (employer_id,))
    draft = {"name": name, "phone": phone, "email": email}
    return tuple(
        Alike(str(row["id"]), str(row["name"]), reason)
        for row in rows
        if (reason := _same_person(row, draft))
    )


def doubles_within(database: Database, kind: Literal["site", "person"]) -> list[Double]:
    """Return the sites, or the people, that one employer has twice."""
    is_site = kind == "site"
    two = told_apart(database, kind)
    rows = database.rows(_SITES if is_site else _PEOPLE)
    found = (
        Double(
            kind,
            str(one["id"]),
            str(other["id"]),
            f"{_site_label(one) if is_site else one['name']} ({one['owner']})",
            f"{_site_label(other) if is_site else other['name']} ({other['owner']})",
            reason,
            "same" if reason.startswith("same") else "possible",
            10.0 if reason.startswith("same") else 1.0,
        )
        for one, other in _together(rows)
        if (reason := _same_site(one, other) if is_site else _same_person(one, other))
    )
    return [each for each in found if each.pair not in two]


def _together(rows: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    by_owner: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_owner[row["employer_id"]].append(row)
    for some in by_owner.values():
        yield from combinations(some, 2)


def _same_site(one: Any, other: Any) -> str:
    """Return why two sites may be one, empty where they are two."""
    names = fold(one["name"]), fold(other["name"])
    if all(names) and names[0] != names[1]:
        return ""
    postcodes = bare_postcode(one["postcode"]), bare_postcode(other["postcode"])
    towns = fold(one["town"]), fold(other["town"])
    streets = fold(one["address"]), fold(other["address"])
    if all(postcodes):
        if postcodes[0] != postcodes[1] or (all(streets) and streets[0] != streets[1]):
            return ""
        return "same postcode"
    if all(towns) and towns[0] == towns[1] and streets[0] == streets[1]:
        return "same address" if streets[0] else "same town"
    return "same name" if names[0] and names[0] == names[1] and not all(towns) else ""


def _same_person(one: Any, other: Any) -> str:
    """Return why two people may be one, empty where they are two."""
    mails = one["email"].strip().casefold(), other["email"].strip().casefold()
    ours, theirs = fold(one["name"]), fold(other["name"])
    if not ours or not theirs:
        return ""
    if sorted(ours.split()) == sorted(theirs.split()):
        return "same name"
    # A firm's one mailbox and telephone are everybody's, so they count only beside the name.
    shares = bool(set(ours.split()) & set(theirs.split()))
    if shares and mails[0] and mails[0] == mails[1]:
        return "same e-mail, similar name"
    phones = phone_word(one["phone"]), phone_word(other["phone"])
    if shares and len(phones[0]) >= _PHONE and phones[0] == phones[1]:
        return "same telephone, similar name"
    if min(len(ours), len(theirs)) >= SLIP_FROM and OSA.distance(ours, theirs) == 1:
        return "almost the same name"
    return ""


def _site_label(row: Any) -> str:
    parts = (row["name"], row["address"], row["town"], row["postcode"])
    return ", ".join(dict.fromkeys(str(part) for part in parts if part)) or "a site without a place"
