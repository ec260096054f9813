"""An open caseload for properties of measures: each example has its own adviser and employer."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from adviser_tui.services.contacts.draft import state_of
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import Office
from models.kinds import Channel, ContactWith, PlaceKind, Purpose

NOW = datetime(2027, 1, 8, 12, tzinfo=UTC)
"""The Friday of the week after week 53 of 2026."""
TOGETHER = (Channel.VISIT, Channel.CALL, Channel.EMAIL, Channel.VOICEMAIL)
WALL = st.datetimes(
    NOW.replace(tzinfo=None) - timedelta(days=67, hours=12), NOW.replace(tzinfo=None, hour=0)
)
"""Moments of the wall clock around a year's end with a week 53."""
OFFSETS = st.sampled_from((-570, -300, 0, 60, 120, 330, 765, 840))

Parts = dict[str, tuple[object, object]]


@dataclass(frozen=True)
class Talk:
    """One contact with an employer, before it is anybody's."""

    at: datetime
    offset: int
    channel: Channel
    purpose: Purpose
    place: int
    """Which of the employer's two sites."""
    person: int
    minutes: int
    need: str


TALKS = st.builds(
    Talk,
    at=WALL,
    offset=OFFSETS,
    channel=st.sampled_from(TOGETHER),
    purpose=st.sampled_from((Purpose.NEEDS, Purpose.PRESENT, Purpose.SUPPORT)),
    place=st.integers(0, 1),
    person=st.integers(0, 2),
    minutes=st.integers(5, 90),
    need=st.sampled_from(("", "", "two bakers", "a driver")),
)
"""Spread over nine weeks."""
BUSY_DAY = st.builds(
    lambda talk, hour: Talk(
        talk.at.replace(year=2026, month=12, day=30, hour=hour), 0, *_rest(talk)
    ),
    TALKS,
    st.integers(7, 19),
)
"""On one day, where the rule of once a day bites."""


def _rest(talk: Talk) -> tuple[Any, ...]:
    return talk.channel, talk.purpose, talk.place, talk.person, talk.minutes, talk.need


@dataclass
class Ground:
    """An open caseload in which each example has an adviser and an employer of its own."""

    office: Office
    made: int = 0

    def adviser(self) -> Whose:
        from models.tables import Adviser

        self.made += 1
        name = f"Prøve {self.made}"
        with self.office.database.write("setup") as work:
            return Whose((work.add(Adviser(name=name, team="Fjord")).id,), name)

    def employer(self) -> tuple[str, list[str], list[str]]:
        """Return a new employer with two sites and three people who have a say in hiring."""
        from models.tables import Employer, EmployerPerson, EmployerSite

        with self.office.database.write("setup") as work:
            employer = work.add(Employer(name=f"Imaginary Bakery {self.made}")).id
            sites = [work.add(EmployerSite(employer_id=employer, name=n)).id for n in ("A", "B")]
            people = [
                work.add(EmployerPerson(employer_id=employer, name=n, has_hiring_say=True)).id
                for n in ("M. Prøve", "N. Prøve", "O. Prøve")
            ]
        return employer, sites, people

    def log(self, whose: Whose, talks: list[Talk]) -> list[str]:
        """Write talks with one new employer down, in the order given; return their ids."""
        from models.tables import Contact, Need

        employer, sites, people = self.employer()
        made = []
        with self.office.database.write("setup") as work:
            for talk in talks:
                at = talk.at.replace(tzinfo=timezone(timedelta(minutes=talk.offset)))
                row = work.add(
                    Contact(
                        kind=ContactWith.EMPLOYER,
                        employer_id=employer,
                        site_id=sites[talk.place],
                        person_id=people[talk.person],
                        adviser_id=whose.adviser,
                        channel=talk.channel,
                        purpose=talk.purpose,
                        place=PlaceKind.AWAY,
                        state=state_of(talk.channel, is_attempt=False),
                        occurred_at=at,
                        occurred_offset=talk.offset,
                        minutes=talk.minutes,
                    )
                )
                if talk.need:
                    work.add(Need(employer_id=employer, contact_id=row.id, task=talk.need))
                made.append(row.id)
        return made

    def parts(self, whose: Whose, period: Period, *only: str) -> Parts:
        """Return every figure's numerator and denominator, or why there is none."""
        measured = self.office.measures.all(period, whose, only=only or None)
        return {
            figure.key: (figure.missing or figure.numerator, figure.denominator)
            for each in measured
            for figure in each.every()
        }

    def counted(self, whose: Whose, period: Period) -> int:
        found = self.office.measures.measure("M1", period, whose).figure("two_way").numerator
        return int(found)
