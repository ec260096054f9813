"""Sites and people that both records have: found beforehand, made one together with them."""

import re
from collections.abc import Callable
from typing import Any

from adviser_tui.services.merging.comparison import Kind, Together
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

_SITES = """SELECT id, name, address, town, postcode, phone FROM employer_site
  WHERE employer_id = ? AND void_reason IS NULL ORDER BY is_main DESC, rowid"""
_PEOPLE = """SELECT id, name, role, phone, email FROM employer_person
  WHERE employer_id = ? AND void_reason IS NULL ORDER BY rowid"""
_PHONE_DIGITS = 9
"""So many last digits are compared, so that +44 and 0 before them make no difference."""


def doubles_below(
    database: Database, kind: Kind, keep_id: str, other_id: str
) -> tuple[Together, ...]:
    """Return the sites and people of two employers that are the same, each at most once."""
    if kind != "employer":
        return ()
    return (
        *_paired(database, "site", _SITES, keep_id, other_id, _same_site, _site_words),
        *_paired(database, "person", _PEOPLE, keep_id, other_id, _same_person, _person_words),
    )


def _paired(
    database: Database,
    kind: Kind,
    sql: str,
    keep_id: str,
    other_id: str,
    same: Callable[[Any, Any], str],
    words: Callable[[Any], str],
) -> list[Together]:
    left = database.rows(sql, (keep_id,))
    found = []
    for theirs in database.rows(sql, (other_id,)):
        for mine in left:
            if why := same(mine, theirs):
                found.append(
                    Together(
                        kind, str(mine["id"]), str(theirs["id"]), words(mine), words(theirs), why
                    )
                )
                left.remove(mine)
                break
    return found


def _same_site(mine: Any, theirs: Any) -> str:
    """Say why two sites are one: their postcode, or a town where one says nothing more."""
    codes = [fold(row["postcode"]).replace(" ", "") for row in (mine, theirs)]
    if codes[0] and codes[0] == codes[1]:
        houses = [_house(row["address"]) for row in (mine, theirs)]
        return "" if all(houses) and houses[0] != houses[1] else "same postcode"
    towns = [fold(row["town"]) for row in (mine, theirs)]
    is_bare = [not (row["address"] or row["postcode"] or row["name"]) for row in (mine, theirs)]
    if towns[0] == towns[1] and any(is_bare):
        return "same town, nothing else known of one"
    return ""


def _house(address: str) -> str:
    """Return the number of a house, empty where the address has none."""
    found = re.search(r"\d+[a-z]?\b", fold(address))
    return found[0] if found else ""


def _same_person(mine: Any, theirs: Any) -> str:
    """Say why two people are one: a name, and nothing that tells them apart."""
    if fold(mine["name"]) != fold(theirs["name"]):
        return ""
    phones = [_digits(row["phone"]) for row in (mine, theirs)]
    emails = [str(row["email"]).strip().casefold() for row in (mine, theirs)]
    if phones[0] and phones[0] == phones[1]:
        return "same name and phone"
    if emails[0] and emails[0] == emails[1]:
        return "same name and e-mail"
    if any(not phone and not email for phone, email in zip(phones, emails, strict=True)):
        return "same name"
    return ""


def _digits(phone: str) -> str:
    return re.sub(r"\D", "", phone)[-_PHONE_DIGITS:]


def _site_words(row: Any) -> str:
    parts = (row["name"], row["address"], row["town"], row["postcode"])
    return ", ".join(str(part) for part in parts if part) or "site"


def _person_words(row: Any) -> str:
    parts = (row["name"], row["role"], row["phone"] or row["email"])
    return ", ".join(str(part) for part in parts if part)
