"""Which contacts with employers count (M1): pure over frozen rows, and once for each look."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from adviser_tui.services.measures.contact import EmployerContact
from adviser_tui.services.measures.once_a_day import once_a_day
from adviser_tui.services.measures.scene import Scene
from models.kinds import TWO_WAY, Purpose
from seed.profile_rules import ContactRules


class Why(StrEnum):
    """Why a contact does not count, in words."""

    VOID = "taken off the record"
    THEIRS = "made by a partner and not by us"
    ATTEMPT = "an attempt: nobody was spoken to"
    SUPPORT = "in-work support in which no need and no vacancy came up"
    CHANNEL = "made in a way that the programme does not count"
    PURPOSE = "for a purpose that the programme does not count"
    NO_SAY = "not with somebody who is known to have a say in hiring"
    SAME_MEETING = "one more record of a meeting that counts once"
    SAME_DAY = "a second contact on a day, not with another person about another matter"


@dataclass(frozen=True, slots=True)
class Tally:
    """What counts of some contacts, and what does not and why."""

    counted: tuple[EmployerContact, ...]
    """One for each meeting, in the order in which they were."""
    left_out: Mapping[Why, tuple[EmployerContact, ...]]
    """Everything else that was looked at, attempts among it."""

    @property
    def attempts(self) -> tuple[EmployerContact, ...]:
        """The attempts, which count nothing."""
        return self.without(Why.ATTEMPT)

    def without(self, why: Why) -> tuple[EmployerContact, ...]:
        """Return what is left out for one reason."""
        return self.left_out.get(why, ())


ANY_CONTACT = ContactRules(channels=tuple(str(each) for each in TWO_WAY))
"""The rules under which every two-way contact counts, whatever the programme asks for."""


def tally(contacts: Iterable[EmployerContact], rules: ContactRules = ANY_CONTACT) -> Tally:
    """Count contacts by the rules of a programme.

    What the rules leave out is put aside first, so that a call does not stand in the way of the
    visit of that day where only visits count.
    """
    left_out: dict[Why, list[EmployerContact]] = {}
    fitting: list[EmployerContact] = []
    for contact in contacts:
        why = _why_not(contact, rules)
        if why is None:
            fitting.append(contact)
        else:
            left_out.setdefault(why, []).append(contact)
    meetings = once_a_day(fitting)
    counted = {id(meeting.first) for meeting in meetings}
    beside = {id(row) for meeting in meetings for row in meeting.rows[1:]}
    for contact in fitting:
        if id(contact) in beside:
            left_out.setdefault(Why.SAME_MEETING, []).append(contact)
        elif id(contact) not in counted:
            left_out.setdefault(Why.SAME_DAY, []).append(contact)
    return Tally(
        tuple(meeting.whole for meeting in meetings),
        {why: tuple(left_out[why]) for why in Why if why in left_out},
    )


def counted_contacts(scene: Scene) -> Tally:
    """Return what counts in the scene's period by its profile; worked out once.

    For a team, everybody's contacts are counted together, so that a visit of two counts once.
    """
    return scene.once("contacts counted", lambda: tally(_read(scene), scene.profile.contacts))


def two_way_contacts(scene: Scene) -> Tally:
    """Return what would count if every two-way contact did; worked out once."""
    return scene.once("contacts two-way", lambda: tally(_read(scene)))


def _read(scene: Scene) -> tuple[EmployerContact, ...]:
    from adviser_tui.services.measures.contact_reading import employer_contacts

    return employer_contacts(scene)


def _why_not(contact: EmployerContact, rules: ContactRules) -> Why | None:
    if contact.is_void:
        return Why.VOID
    if contact.is_theirs:
        return Why.THEIRS
    if contact.is_attempt:
        return Why.ATTEMPT
    if contact.purpose == Purpose.SUPPORT and not contact.found:
        return Why.SUPPORT
    if contact.channel not in rules.channels:
        return Why.CHANNEL
    # A talk in which a need came up was about finding work, whatever it was begun for.
    if rules.purposes and contact.purpose not in rules.purposes and not contact.found:
        return Why.PURPOSE
    if rules.needs_hiring_say and not contact.has_hiring_say:
        return Why.NO_SAY
    return None
