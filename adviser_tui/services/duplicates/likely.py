"""What an import says of rows that may be somebody already."""

from collections.abc import Callable
from dataclasses import dataclass

SHOWN = 50
"""So many are named; the others are counted."""
Stop = Callable[[], None]
"""Raises when somebody asked to stop."""


@dataclass(frozen=True, slots=True)
class PossibleTwin:
    """A row that may be an employer of the caseload, or of another row, and why."""

    line: int
    name: str
    twin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Likely:
    """The first of the rows that may be somebody already, and how many there are."""

    first: tuple[PossibleTwin, ...] = ()
    count: int = 0
