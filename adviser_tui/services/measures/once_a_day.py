"""One place counts once a day, unless another person was met about another matter (M1).

Pure. The rule is about what happened and not about records: rows of one meeting are folded
together first, and of what remains the most that stand beside each other are counted. So one more
record never lowers a count, and a visit that is written down in pieces never raises it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from adviser_tui.services.measures.contact import EmployerContact
from models.kinds import Channel

_TOGETHER = (Channel.VISIT, Channel.VIDEO)
"""Channels on which several sit together; calls follow each other, and letters cross."""
_TRIED = 14
"""Among this many, every choice is tried; beyond, whoever came first counts."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting with an employer, with all the rows that tell of it, the earliest first."""

    rows: tuple[EmployerContact, ...]
    ends_at: datetime
    people: frozenset[str]
    """Who is named of those who were there."""
    purposes: frozenset[str]
    found: frozenset[str]
    """Needs and vacancies that came up in it."""

    @property
    def first(self) -> EmployerContact:
        """The row that it is counted by."""
        return self.rows[0]

    @property
    def whole(self) -> EmployerContact:
        """The meeting as one contact: what any of its rows tells, it tells."""
        if len(self.rows) == 1:
            return self.first
        named = [row.participant for row in self.rows if row.participant]
        return replace(
            self.first,
            participant=named[0] if named else "",
            needs=tuple(dict.fromkeys(need for row in self.rows for need in row.needs)),
            new_vacancy=next((row.new_vacancy for row in self.rows if row.new_vacancy), ""),
            has_next_step=any(row.has_next_step for row in self.rows),
            has_note=any(row.has_note for row in self.rows),
        )


def meetings(contacts: Iterable[EmployerContact]) -> list[Meeting]:
    """Fold rows that tell of one meeting together: one site, one channel, one stretch of time."""
    found: list[Meeting] = []
    latest: dict[tuple[object, ...], int] = {}
    for row in sorted(contacts, key=_place):
        kind = (row.employer, row.site, row.day, row.channel)
        at = latest.get(kind)
        if at is not None and _goes_on(found[at], row):
            found[at] = _with_row(found[at], row)
        else:
            latest[kind] = len(found)
            people = frozenset((row.person,)) - {""}
            purposes = frozenset((row.purpose,))
            found.append(Meeting((row,), row.ends_at, people, purposes, row.found))
    return found


def _with_row(meeting: Meeting, row: EmployerContact) -> Meeting:
    return replace(
        meeting,
        rows=(*meeting.rows, row),
        ends_at=max(meeting.ends_at, row.ends_at),
        people=meeting.people | {row.person} - {""},
        purposes=meeting.purposes | {row.purpose},
        found=meeting.found | row.found,
    )


def once_a_day(contacts: Iterable[EmployerContact]) -> list[Meeting]:
    """Return the meetings that count, in the order in which they were."""
    of_day: dict[tuple[object, ...], list[Meeting]] = {}
    for meeting in meetings(contacts):
        key = (meeting.first.employer, meeting.first.day)
        of_day.setdefault(key, []).append(meeting)
    counted = [each for day in of_day.values() for each in _beside_each_other(day)]
    return sorted(counted, key=lambda each: _place(each.first))


def _goes_on(meeting: Meeting, row: EmployerContact) -> bool:
    """Whether a row belongs to a meeting; who leaves one room for the next is still on a visit."""
    return row.channel in _TOGETHER and row.at <= meeting.ends_at


def _beside_each_other(day: list[Meeting]) -> Sequence[Meeting]:
    """Return the most meetings of a day with one employer that stand beside each other."""
    if len(day) == 1:
        return day
    different: dict[tuple[object, ...], Meeting] = {}
    for each in day:
        different.setdefault((each.first.site, each.people, each.purposes, each.found), each)
    return _most(tuple(different.values()))


def _most(some: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    """Return the largest choice in which no two are the same again; of equals the earliest."""
    taken: list[Meeting] = []
    while len(some) > _TRIED:
        taken.append(some[0])
        some = tuple(each for each in some[1:] if _apart(some[0], each))
    return (*taken, *_tried(some))


def _tried(some: tuple[Meeting, ...]) -> tuple[Meeting, ...]:
    if not some:
        return ()
    first, rest = some[0], some[1:]
    with_it = tuple(each for each in rest if _apart(first, each))
    chosen = (first, *_tried(with_it))
    if len(with_it) == len(rest):
        return chosen
    without = _tried(rest)
    return without if len(without) > len(chosen) else chosen


def _apart(one: Meeting, other: Meeting) -> bool:
    """Whether two count each: another site, or another person and another matter.

    A person whom nobody named is not taken for another one. Another matter is another purpose, or
    a need of each that is not the same. What holds of a part of a meeting holds of the whole, so
    that parting it gains nothing.
    """
    if not _may_be_one_site(one, other):
        return True
    another_person = bool(one.people and other.people and not one.people & other.people)
    second_need = bool(one.found and other.found and len(one.found | other.found) > 1)
    return another_person and (second_need or not one.purposes & other.purposes)


def _may_be_one_site(one: Meeting, other: Meeting) -> bool:
    first, second = one.first.site, other.first.site
    return not first or not second or first == second


def _place(row: EmployerContact) -> tuple[object, ...]:
    return (row.at, row.id, row.person, row.purpose, row.channel)
