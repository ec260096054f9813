"""Jobs with what was found out about their weeks, and how jobs follow on each other (M10).

Weeks are weeks of employment: the week of the first day is week 1, and each begins on the weekday
on which the job began.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from models.kinds import CheckState, EvidenceKind, PayPeriod, PlacementKind

PAID = (PlacementKind.JOB, PlacementKind.APPRENTICESHIP, PlacementKind.SELF_EMPLOYMENT)
"""Trials and volunteering are never an outcome (M4, M10)."""


@dataclass(frozen=True, slots=True)
class Check:
    """What was found out about some weeks of one job."""

    id: str
    week: int
    weeks: int
    state: CheckState
    checked_on: date
    minutes: int | None = None
    """Worked in each of the weeks; paid leave and sickness are worked."""
    earned: int | None = None
    """Gross, over all the weeks together, in the smallest coin."""
    currency: str = "GBP"
    evidence: EvidenceKind | None = None
    note: str = ""
    by: str = ""
    """Who wrote it down."""
    at: str = ""
    """When it was written down, as moments are kept."""

    @property
    def first_week(self) -> int:
        """The first of the weeks that it is about."""
        return self.week - self.weeks + 1

    @property
    def is_known(self) -> bool:
        """Whether it found out anything; not verified is neither yes nor no."""
        return self.state in (CheckState.VERIFIED_YES, CheckState.VERIFIED_NO)


@dataclass(frozen=True, slots=True)
class Job:
    """One paid placement that began."""

    id: str
    participant_id: str
    participant: str
    employer: str
    role: str
    kind: PlacementKind
    starts_on: date
    ended_on: date | None = None
    """The last day worked."""
    weekly_minutes: int | None = None
    pay: int | None = None
    pay_period: PayPeriod = PayPeriod.HOUR
    currency: str = "GBP"
    band: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def is_own_business(self) -> bool:
        """Whether it is self-employment."""
        return self.kind is PlacementKind.SELF_EMPLOYMENT

    @property
    def last_week(self) -> int | None:
        """The week of its last day, nothing while it goes on."""
        return None if self.ended_on is None else self.week_on(self.ended_on)

    @property
    def hourly(self) -> int | None:
        """The agreed pay for an hour, a half rounded up; nothing where it cannot be told."""
        if self.pay is None or self.pay_period is PayPeriod.HOUR:
            return self.pay
        if not self.weekly_minutes:
            return None
        weeks = {PayPeriod.WEEK: Fraction(1), PayPeriod.MONTH: Fraction(52, 12)}
        minutes = self.weekly_minutes * weeks.get(self.pay_period, Fraction(52))
        return int(Fraction(self.pay * 60) / minutes + Fraction(1, 2))

    def week_on(self, day: date) -> int:
        """Return the number of the week of this job that a day lies in; 0 or less before it."""
        return (day - self.starts_on).days // 7 + 1

    def first_day(self, week: int) -> date:
        """Return the first day of one of its weeks."""
        return self.starts_on + timedelta(weeks=week - 1)

    def about(self, week: int) -> tuple[Check, ...]:
        """Return what was found out about a week, the newest first."""
        its = [each for each in self.checks if each.is_known]
        its = [each for each in its if each.first_week <= week <= each.week]
        return tuple(sorted(its, key=lambda each: (each.checked_on, each.at, each.id))[::-1])


@dataclass(frozen=True, slots=True)
class Spell:
    """Jobs of one person that count as one stretch of work, the first to begin first."""

    jobs: tuple[Job, ...]

    @property
    def first(self) -> Job:
        """The job that it begins with; its start is the one that counts."""
        return self.jobs[0]

    @property
    def starts_on(self) -> date:
        """The first day worked."""
        return self.first.starts_on

    @property
    def ended_on(self) -> date | None:
        """The last day worked, nothing while any of the jobs goes on."""
        ends = [each.ended_on for each in self.jobs]
        known = [each for each in ends if each is not None]
        return max(known) if len(known) == len(ends) else None

    def week_on(self, day: date) -> int:
        """Return the number of its week that a day lies in; 0 or less before it."""
        return self.first.week_on(day)

    def first_day(self, week: int) -> date:
        """Return the first day of one of its weeks."""
        return self.first.first_day(week)

    def own_week(self, job: Job, week: int) -> int:
        """Return which week of a job counts in a week of the spell.

        The weeks of a second job may begin on another weekday; each counts where its middle day
        lies.
        """
        return week - ((job.starts_on - self.starts_on).days + 3) // 7

    def running_in(self, week: int) -> tuple[tuple[Job, int], ...]:
        """Return the jobs of a week, each with the number of the week in its own count."""
        found = []
        for job in self.jobs:
            own = self.own_week(job, week)
            last = job.last_week
            if own >= 1 and (last is None or own <= last):
                found.append((job, own))
        return tuple(found)


def spells_of(jobs: Iterable[Job], gap_days: int) -> tuple[Spell, ...]:
    """Return one person's stretches of work.

    A job continues what came before where no more than `gap_days` without work lie between; jobs
    held at the same time are one stretch.
    """
    spells: list[list[Job]] = []
    for job in sorted(jobs, key=lambda each: (each.starts_on, each.id)):
        if spells and _follows(spells[-1], job, gap_days):
            spells[-1].append(job)
        else:
            spells.append([job])
    return tuple(Spell(tuple(each)) for each in spells)


def _follows(before: list[Job], job: Job, gap_days: int) -> bool:
    end = Spell(tuple(before)).ended_on
    return end is None or (job.starts_on - end).days - 1 <= gap_days
