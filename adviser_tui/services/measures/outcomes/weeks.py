"""The weeks of a stretch of work, each known to have been worked, known not to, or not verified."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum
from fractions import Fraction

from adviser_tui.services.measures.outcomes.jobs import Check, Job, Spell
from models.kinds import CheckState, EvidenceKind


class Standing(Enum):
    """What is known; not verified is neither yes nor no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "not verified"


@dataclass(frozen=True, slots=True)
class Part:
    """What is known about one job in one week."""

    job: Job
    week: int
    """In the job's own count."""
    standing: Standing
    minutes: int | None = None
    earned: Fraction | None = None
    """This week's share of what was earned, in the smallest coin."""
    currency: str = ""
    evidence: EvidenceKind | None = None
    check: Check | None = None
    """The check that decides."""
    hourly: int | None = None
    """What an hour was paid, as verified or else as agreed; a half is rounded up."""
    hourly_currency: str = ""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a stretch of work."""

    number: int
    first: date
    parts: tuple[Part, ...] = ()
    is_between: bool = False
    """No job in it, but the next one began soon enough for the change to be continuous."""
    is_after: bool = False
    """The work had ended, and nothing followed soon enough."""

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(days=6)

    @property
    def standing(self) -> Standing:
        """Whether anything was worked."""
        if self.is_after or self.is_between:
            return Standing.NO
        found = {each.standing for each in self.parts}
        if Standing.YES in found:
            return Standing.YES
        return Standing.NO if found == {Standing.NO} else Standing.UNKNOWN

    def at_least(
        self, minutes: int, counts: "Callable[[Part], Standing] | None" = None
    ) -> Standing:
        """Say whether that many minutes were worked, all jobs together.

        `counts` says of a part whether its minutes count, such as by how it was paid.
        """
        if self.is_after or self.is_between:
            return Standing.NO
        sure, is_open = 0, not self.parts
        possible = 0
        for part in self.parts:
            if part.standing is Standing.NO:
                continue
            counted = counts(part) if counts else Standing.YES
            if counted is Standing.NO:
                continue
            if part.standing is Standing.UNKNOWN or part.minutes is None:
                is_open = True
            elif counted is Standing.YES:
                sure += part.minutes
            else:
                possible += part.minutes
        if sure >= minutes and any(each.standing is Standing.YES for each in self.parts):
            return Standing.YES
        return Standing.UNKNOWN if is_open or sure + possible >= minutes else Standing.NO


@dataclass(frozen=True, slots=True)
class Weeks:
    """Every week of a stretch of work, as known on a day."""

    spell: Spell
    on: date
    gap_days: int
    _read: dict[int, Week] = field(default_factory=dict, repr=False, compare=False)

    @property
    def count(self) -> int:
        """How many weeks have begun."""
        return max(0, self.spell.week_on(self.on))

    @property
    def is_over(self) -> bool:
        """Whether the work has ended and nothing can continue it any more."""
        end = self.spell.ended_on
        return end is not None and (self.on - end).days > self.gap_days

    def at(self, number: int) -> Week:
        """Return a week; one that has not begun is not verified unless the work is over."""
        if number not in self._read:
            self._read[number] = self._make(number)
        return self._read[number]

    def begun(self, most: int | None = None) -> tuple[Week, ...]:
        """Return the weeks that have begun, at most so many."""
        count = self.count if most is None else min(self.count, most)
        return tuple(self.at(number) for number in range(1, count + 1))

    def carried(self, number: int) -> Week:
        """Return a week, or the first one of the next job where it lies between two jobs."""
        week = self.at(number)
        while week.is_between:
            week = self.at(week.number + 1)
        return week

    def _make(self, number: int) -> Week:
        first = self.spell.first_day(number)
        running = self.spell.running_in(number)
        if running:
            begun = number <= self.count
            return Week(number, first, tuple(part_of(job, own, begun) for job, own in running))
        later = any(self.spell.own_week(job, number) < 1 for job in self.spell.jobs)
        return Week(number, first, is_between=later, is_after=not later and self.is_over)


def part_of(job: Job, week: int, has_begun: bool = True) -> Part:
    """Return what is known about a job in one of its weeks.

    The newest check that found out anything decides. Hours and pay that it does not tell are
    those of the newest check before it, back to one that said that nothing was worked.
    """
    checks = job.about(week) if has_begun else ()
    if not checks:
        return Part(job, week, Standing.UNKNOWN, hourly=job.hourly, hourly_currency=job.currency)
    newest = checks[0]
    if newest.state is CheckState.VERIFIED_NO:
        return Part(job, week, Standing.NO, evidence=newest.evidence, check=newest)
    minutes: int | None = None
    earned: Fraction | None = None
    currency = ""
    for check in checks:
        if check.state is CheckState.VERIFIED_NO:
            break
        if minutes is None:
            minutes = check.minutes
        if earned is None and check.earned is not None:
            earned, currency = Fraction(check.earned, check.weeks), check.currency
    hourly, coin = job.hourly, job.currency
    if earned is not None and minutes:
        over = earned.denominator * minutes
        hourly, coin = (2 * 60 * earned.numerator + over) // (2 * over), currency
    return Part(
        job, week, Standing.YES, minutes, earned, currency, newest.evidence, newest, hourly, coin
    )
