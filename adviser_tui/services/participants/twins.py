"""People on the caseload who may be the very person that is about to be added."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adviser_tui.storage.database import Database
from adviser_tui.text import fold

ALIKE = 90
"""From this likeness of two names on, out of 100, they may be one person's."""
_PHONE_DIGITS = 9
"""So many last digits are compared, so that +44 and 0 before them make no difference."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Somebody already here, and why they may be the same person."""

    id: str
    name: str
    why: str


def possible_twins(
    database: Database, name: str, phone: str = "", email: str = "", postcode: str = ""
) -> tuple[Twin, ...]:
    """Return who has the same e-mail, phone or name, or nearly the same name close by."""
    rows = database.rows(
        "SELECT id, preferred_name, legal_name, phone, email, postcode FROM participant "
        "WHERE void_reason IS NULL ORDER BY id"
    )
    found = (
        Twin(str(row["id"]), str(row["preferred_name"]), ", ".join(reasons))
        for row in rows
        if (reasons := list(_reasons(row, name, phone, email, postcode)))
    )
    return tuple(found)


def _reasons(row: Any, name: str, phone: str, email: str, postcode: str) -> Iterator[str]:
    from rapidfuzz.fuzz import token_sort_ratio

    if email.strip() and email.strip().casefold() == str(row["email"]).casefold():
        yield "the same e-mail"
    if _digits(phone) and _digits(phone) == _digits(row["phone"]):
        yield "the same phone"
    mine = fold(name)
    here, there = fold(postcode).replace(" ", ""), fold(row["postcode"]).replace(" ", "")
    likeness = max(
        token_sort_ratio(mine, fold(other))
        for other in (row["preferred_name"], row["legal_name"] or row["preferred_name"])
    )
    if mine and likeness == 100:
        yield "the same name"
    elif mine and likeness >= ALIKE and not (here and there and here != there):
        yield "nearly the same name"


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone)[-_PHONE_DIGITS:]
    return digits if len(digits) >= 6 else ""
