"""Reading a line where it is already known whom it may be about."""

from dataclasses import replace
from datetime import datetime

from adviser_tui.services.quick_line.ask import Party
from adviser_tui.services.words.quick_entry import Understood, parse
from adviser_tui.services.words.quick_entry.keywords import CHANNELS, PROMISE, PURPOSES
from adviser_tui.services.words.working_days import Holidays
from adviser_tui.text import fold

_SOMEBODY = '"x"'
_WORDS = frozenset((*CHANNELS, *PURPOSES))
"""With these as its first word a line names nobody, unless they stand in quotes."""


def read_line(
    line: str, now: datetime, holidays: Holidays, subject: Party | None
) -> tuple[Understood, Party | None]:
    """Return what a line says, and the subject where it is about them.

    It is about them where it has their name, or names nobody and makes sense without:
    `f2f needs "2 night fillers" fu fri` on an employer's card.
    """
    alone = parse(line, now, holidays)
    if subject is None:
        return alone, None
    if fold(alone.subject) == fold(subject.name):
        return alone, subject
    names_nobody = fold(alone.subject) in _WORDS and line.lstrip()[:1].isalnum()
    if alone.problems or names_nobody:
        about = parse(_about_somebody(line), now, holidays)
        if not about.problems:
            return replace(about, line=line, subject=subject.name, spans=alone.spans), subject
    return alone, None


def _about_somebody(line: str) -> str:
    first, space, rest = line.strip().partition(" ")
    if fold(first) in PROMISE:
        return f"{first} {_SOMEBODY}{space}{rest}"
    return f"{_SOMEBODY} {line}"
