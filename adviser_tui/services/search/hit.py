"""What a search finds."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["employer", "participant", "vacancy", "partner"]
KINDS: tuple[Kind, ...] = ("employer", "participant", "vacancy", "partner")


class StaleError(Exception):
    """Something newer is being searched for, so this search is of no use to anybody."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that fits what was typed."""

    kind: Kind
    id: str
    name: str
    detail: str
    """Where or with whom, in a few words: `Leeds LS1 4AP`."""
    why: str
    """Why it fits, in two or three words: `starts with`, `trading name`, `postcode`."""
    matched: tuple[int, ...]
    """Positions of the letters in the name that fit."""
    score: int
    """How well it fits, 0 to 100; 100 is the very name."""
    reference: str = ""
    """The key it had in the file it was imported from."""
    place: int = 0
    """Its row number, good within this run of the program."""
