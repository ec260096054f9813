"""The quiet line: who has been in touch with an employer in the last 28 days (M7).

It is shown before anybody dials. In-work support is listed but never warned about, contacts that
the employer began are not counted, and neither are attempts: nobody was spoken to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adviser_tui.services.words.say import say_day
from adviser_tui.services.words.working_days import Holidays, add_working_days
from adviser_tui.text import fold
from models.kinds import Channel, Direction, Purpose

DAYS = 28
MOST_ORGANISATIONS = 1
MOST_COACHES = 2
APART_WORKING_DAYS = 5

_DID: dict[str, str] = {
    Channel.VISIT: "visited",
    Channel.CALL: "called",
    Channel.VIDEO: "had a video call",
    Channel.EMAIL: "sent an e-mail",
    Channel.TEXT: "sent a text",
    Channel.VOICEMAIL: "left a voicemail",
    Channel.NO_SHOW: "met nobody",
}
_OTHERWISE = "was in touch"
"""What is said of a way that a newer program added."""


@dataclass(frozen=True, slots=True)
class QuietContact:
    """One contact with the employer as the quiet line lists it."""

    id: str
    at: datetime
    """On the wall clock of whoever made it."""
    who: str
    who_id: str
    organisation: str
    """The partner who made it; empty for our own team."""
    channel: Channel
    purpose: Purpose
    direction: Direction
    is_attempt: bool = False
    spoc_agreed: bool = False
    vacancy: str = ""
    site_id: str = ""

    @property
    def counts(self) -> bool:
        """Whether it is part of the load on the employer."""
        return (
            self.direction is Direction.OUTBOUND
            and self.purpose is not Purpose.SUPPORT
            and not self.is_attempt
        )

    @property
    def name(self) -> str:
        """Who got in touch, with the organisation where it was not our own."""
        if self.organisation:
            return f"{self.who} of {self.organisation}" if self.who else self.organisation
        return self.who or "a colleague"

    @property
    def caller(self) -> tuple[str, str]:
        """What tells two callers apart: organisation and coach."""
        return fold(self.organisation), self.who_id or fold(self.who)


@dataclass(frozen=True, slots=True)
class PointOfContact:
    """The colleague whom an employer hears from; empty where there is none yet."""

    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class QuietLine:
    """The contact record of 28 days in one sentence, with what to mind and the contacts."""

    sentence: str
    warnings: tuple[str, ...]
    rows: tuple[QuietContact, ...]
    """Newest first, those that do not count among them."""
    organisations: int
    coaches: int
    as_of: date

    @property
    def warning(self) -> str:
        """Everything to mind in one line, empty when there is nothing."""
        return "; ".join(self.warnings)


def quiet_line(
    contacts: Iterable[QuietContact],
    today: date,
    me: str,
    holidays: Holidays,
    spoc: PointOfContact,
    resting: str = "",
) -> QuietLine:
    """Return the contact record of an employer as seen by `me` before the next contact (M7).

    `resting` says in words that they asked to be left alone, and comes first.
    """
    rows = sorted(
        (each for each in contacts if 0 <= (today - each.at.date()).days < DAYS),
        key=lambda each: (each.at, each.id),
        reverse=True,
    )
    counted = [each for each in rows if each.counts]
    organisations = len({each.caller[0] for each in counted})
    coaches = len({each.caller for each in counted})
    warnings = [resting] if resting else []
    if organisations > MOST_ORGANISATIONS:
        warnings.append(f"{organisations} organisations in {DAYS} days")
    if coaches > MOST_COACHES:
        warnings.append(f"{coaches} coaches in {DAYS} days")
    warnings += _too_soon(counted, today, me, holidays, spoc)
    sentence = _sentence(rows, counted, organisations, coaches, today)
    return QuietLine(sentence, tuple(warnings), tuple(rows), organisations, coaches, today)


def _too_soon(
    counted: Sequence[QuietContact],
    today: date,
    me: str,
    holidays: Holidays,
    spoc: PointOfContact,
) -> list[str]:
    """Name what lies within 5 working days of another's contact without the SPOC's consent."""
    others = [each for each in counted if each.organisation or each.who_id != me]
    if others and spoc.id != me and _close(others[0], today, holidays):
        last = others[0]
        did = f"{last.name} {_DID.get(last.channel, _OTHERWISE)} {say_day(last.at.date(), today)}"
        if spoc.name and spoc.id == last.who_id:
            return [f"{did} as the single point of contact, agree it first"]
        return [f"{did}, agree it with {spoc.name or 'them'} first"]
    for earlier, later in not_agreed(counted, holidays, spoc.id):
        first, second = (
            "you" if each.who_id == me and not each.organisation else each.name
            for each in (earlier, later)
        )
        return [
            f"{second} got in touch within {APART_WORKING_DAYS} working days of {first}, not agreed"
        ]
    return []


def not_agreed(
    counted: Sequence[QuietContact],
    holidays: Holidays,
    spoc_id: str,
    apart: int = APART_WORKING_DAYS,
) -> Iterator[tuple[QuietContact, QuietContact]]:
    """Yield each contact that followed another's too soon: the earlier of the two, and itself.

    Newest first, as `counted` is. What the single point of contact did or agreed to is no matter.
    """
    ends: dict[date, date] = {}
    for place, later in enumerate(counted):
        if later.spoc_agreed or (spoc_id and later.who_id == spoc_id):
            continue
        for earlier in counted[place + 1 :]:
            on = earlier.at.date()
            if on not in ends:
                ends[on] = add_working_days(on, apart, holidays)
            if earlier.caller != later.caller and later.at.date() <= ends[on]:
                yield earlier, later
                break


def _close(earlier: QuietContact, day: date, holidays: Holidays) -> bool:
    """Say whether a day lies within 5 working days of a contact; offices' days are counted."""
    return day <= add_working_days(earlier.at.date(), APART_WORKING_DAYS, holidays)


def _sentence(
    rows: Sequence[QuietContact],
    counted: Sequence[QuietContact],
    organisations: int,
    coaches: int,
    today: date,
) -> str:
    if not rows:
        return f"Nobody has been in touch in the last {DAYS} days."
    if counted:
        last = counted[0]
        by = f"{coaches} {'coach' if coaches == 1 else 'coaches'}"
        if organisations > 1:
            by += f" of {organisations} organisations"
        times = "once" if len(counted) == 1 else f"{len(counted)} times"
        said = f"Contacted {times} in {DAYS} days by {by}; last, {last.name} "
        said += f"{_DID.get(last.channel, _OTHERWISE)} {say_day(last.at.date(), today)}."
    else:
        said = f"Nobody has contacted them in the last {DAYS} days."
    besides = [
        f"{count} {words[0] if count == 1 else words[1]}"
        for count, words in (
            (_number(rows, "support"), ("for in-work support", "for in-work support")),
            (_number(rows, "inbound"), ("begun by them", "begun by them")),
            (_number(rows, "attempt"), ("attempt", "attempts")),
        )
        if count
    ]
    return f"{said} Besides: {', '.join(besides)}." if besides else said


def _number(rows: Sequence[QuietContact], kind: str) -> int:
    return sum(aside(each) == kind for each in rows)


def aside(contact: QuietContact) -> str:
    """Name the one reason for which a contact is not counted, empty for one that is."""
    if contact.is_attempt:
        return "attempt"
    if contact.direction is Direction.INBOUND:
        return "inbound"
    return "support" if contact.purpose is Purpose.SUPPORT else ""
