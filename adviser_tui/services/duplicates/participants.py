"""Participants of the caseload who may be the same person."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from adviser_tui.names import phone_word
from adviser_tui.services.duplicates.pairs import Double, told_apart
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

_PHONE = 6
_ROWS = """SELECT id, preferred_name, legal_name, phone, email, reference, postcode
  FROM participant WHERE void_reason IS NULL ORDER BY rowid"""


def participant_doubles(database: Database, *, with_names: bool = False) -> list[Double]:
    """Return the participants who may be one person, likeliest first.

    Without `with_names` they are named by their initials alone, since a list of doubles is the
    kind of thing that is passed on.
    """
    two = told_apart(database, "participant")
    rows = database.rows(_ROWS)
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    for why, places in _shared(rows):
        for pair in combinations(places, 2):
            if why not in reasons[pair]:
                reasons[pair].append(why)
    found = [
        Double(
            "participant",
            str(rows[one]["id"]),
            str(rows[other]["id"]),
            _called(rows[one], with_names),
            _called(rows[other], with_names),
            ", ".join(why),
            "same" if len(why) > 1 else "possible",
            float(len(why)),
        )
        for (one, other), why in reasons.items()
    ]
    return sorted(
        (each for each in found if each.pair not in two),
        key=lambda each: (-each.points, each.pair),
    )


def _shared(rows: list[Any]) -> Iterator[tuple[str, list[int]]]:
    """Yield what several participants share, with who they are."""
    keys: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for name in {fold(row["preferred_name"]), fold(row["legal_name"])}:
            words = " ".join(sorted(name.split()))
            if " " in words:
                keys["same name", words].append(place)
        if mail := str(row["email"]).strip().casefold():
            keys["same e-mail", mail].append(place)
        phone = phone_word(row["phone"])
        if len(phone) >= _PHONE:
            keys["same telephone", phone].append(place)
    for (why, _), places in keys.items():
        if len(places) > 1:
            yield why, places


def _called(row: Any, with_names: bool) -> str:
    name = str(row["preferred_name"])
    if with_names:
        return name
    return ".".join(word[0].upper() for word in fold(name).split()) + "."
