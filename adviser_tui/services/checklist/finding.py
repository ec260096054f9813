"""What one rule finds in the records, before it becomes an answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from adviser_tui.services.checklist.values import Evidence
from models.kinds import AnswerValue

WorkingDays = Callable[[date, int], date]
"""The day a number of working days after another."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A value, the reason in words, the records it rests on and the day they speak of."""

    value: AnswerValue
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    as_of: date | None = None


def yes(note: str, *evidence: Evidence | None, as_of: date | None = None) -> Finding:
    """Return a yes; without `as_of` it speaks of today."""
    return Finding(AnswerValue.YES, note, _known(evidence), as_of)


def no(note: str, *evidence: Evidence | None) -> Finding:
    """Return a no: a record says so, nothing is merely missing."""
    return Finding(AnswerValue.NO, note, _known(evidence))


def unknown(note: str, *evidence: Evidence | None) -> Finding:
    """Return that the records do not say, and what is missing."""
    return Finding(AnswerValue.UNKNOWN, note, _known(evidence))


def _known(evidence: tuple[Evidence | None, ...]) -> tuple[Evidence, ...]:
    return tuple(each for each in evidence if each is not None)


def listed(words: list[str]) -> str:
    """Return words as `a`, `a and b` or `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
