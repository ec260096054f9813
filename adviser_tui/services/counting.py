"""Which contacts with employers count in a week (M1): a pure function over frozen rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.kinds import Purpose

LATE = timedelta(days=7)
"""Written down later than this after it happened, a contact counts and is marked (section 5)."""


@dataclass(frozen=True, slots=True)
class EmployerContact:
    """One contact of an adviser with an employer, or an attempt at one."""

    at: datetime
    """On the adviser's wall clock at the time; the week is counted by it."""
    written_at: datetime
    is_attempt: bool = False
    channel: str = "visit"
    purpose: str = Purpose.OTHER
    employer: str = ""
    site: str = ""
    """Empty where only the employer is known; it may then be any of its sites."""
    person: str = ""
    """Whom it was with; empty where nobody is named."""
    needs: tuple[str, ...] = ()
    """What the employer said they need, recorded with it."""
    new_vacancy: str = ""
    """The vacancy that was heard of in it."""
    has_next_step: bool = False

    @property
    def is_late(self) -> bool:
        """Whether it was written down long after it happened."""
        return self.written_at - self.at > LATE

    @property
    def found(self) -> frozenset[str]:
        """What was new in it."""
        return frozenset((*self.needs, self.new_vacancy)) - {""}


@dataclass(frozen=True, slots=True)
class Tally:
    """What counts in a week, and what does not and why."""

    counted: tuple[EmployerContact, ...]
    attempts: int
    same_again: int
    support_visits: int


def tally(contacts: Iterable[EmployerContact], first: date) -> Tally:
    """Count the week that begins on the Monday `first`.

    Attempts count nothing; neither does in-work support in which no need or vacancy came up. One
    place counts once a day, unless another person was met about another matter.
    """
    counted: list[EmployerContact] = []
    of_day: dict[tuple[str, date], list[EmployerContact]] = {}
    attempts = same_again = support = 0
    week = [each for each in contacts if first <= each.at.date() < first + timedelta(days=7)]
    for contact in sorted(week, key=lambda each: each.at):
        # Only contacts with one employer on one day can be the same again.
        others = of_day.setdefault((contact.employer, contact.at.date()), [])
        if contact.is_attempt:
            attempts += 1
        elif contact.purpose == Purpose.SUPPORT and not contact.found:
            support += 1
        elif all(_apart(contact, other) for other in others):
            others.append(contact)
            counted.append(contact)
        else:
            same_again += 1
    return Tally(tuple(counted), attempts, same_again, support)


def _apart(contact: EmployerContact, other: EmployerContact) -> bool:
    """Whether two contacts count each; a person nobody named is not taken for another one."""
    another_site = bool(contact.site and other.site and contact.site != other.site)
    another_day = contact.at.date() != other.at.date()
    if contact.employer != other.employer or another_site or another_day:
        return True
    another_person = bool(contact.person and other.person and contact.person != other.person)
    another_matter = contact.purpose != other.purpose or bool(contact.found - other.found)
    return another_person and another_matter
