"""What an examination says: findings in words, each with what to do about it."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["ok", "warn", "bad"]
_ORDER: tuple[Grade, ...] = ("ok", "warn", "bad")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    grade: Grade
    subject: str
    """One word for what was looked at, such as `location`."""
    said: str
    """A full sentence."""
    to_do: str = ""
    """A command, or a few words, where there is something to do."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was looked at, in the order in which it is read."""

    findings: tuple[Finding, ...]

    @property
    def grade(self) -> Grade:
        """The worst grade in it."""
        return max((each.grade for each in self.findings), key=_ORDER.index, default="ok")

    @property
    def is_sound(self) -> bool:
        """Whether nothing is bad; a warning may stand."""
        return self.grade != "bad"

    def about(self, subject: str) -> tuple[Finding, ...]:
        """Return the findings on one subject."""
        return tuple(each for each in self.findings if each.subject == subject)


def fine(subject: str, said: str) -> Finding:
    """Say that something is in order."""
    return Finding("ok", subject, said)


def warn(subject: str, said: str, to_do: str = "") -> Finding:
    """Say that something could be better."""
    return Finding("warn", subject, said, to_do)


def bad(subject: str, said: str, to_do: str = "") -> Finding:
    """Say that something is wrong."""
    return Finding("bad", subject, said, to_do)
