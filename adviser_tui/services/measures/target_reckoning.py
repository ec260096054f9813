"""What a week's target is and why: a pure function over working days, a base and who looks (M2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from adviser_tui.services.measures.figure import half_up, plain
from adviser_tui.services.measures.period import Period
from adviser_tui.services.working_time.reckoning import WorkDay, WorkingDays
from seed.profile_rules import WeekRules

OFF = "the target is switched off"
NO_BASE = "the programme sets no target"
NO_WORK = "no working day of theirs lies in it"
NO_DAY = "no day was left to work"
NOBODY = "nobody is looking for work"


@dataclass(frozen=True, slots=True)
class WeekTarget:
    """What a period asks of one adviser, and why."""

    target: int | None
    """Nothing where there is none; `why` then says for what reason."""
    base: int | None
    """For a full week at full time, after what few people looking make of it."""
    share: int
    """The contract in hundredths of full time."""
    available: Fraction
    """Days left to work."""
    scheduled: int
    """Days of the pattern, those away and bank holidays among them."""
    looking: int
    """How many of their participants are looking for work."""
    why: str
    """`6 a week at 60 %, 2 of 3 days`, or why there is none."""
    is_off: bool = False
    elapsed: Fraction = Fraction(0)
    """Available days that are over."""

    @property
    def so_far(self) -> Fraction | None:
        """What the days that are over ask for, not rounded; nothing without a target."""
        if self.target is None:
            return None
        return self.target * self.elapsed / self.available

    def pace(self, counted: int) -> Fraction | None:
        """Return how far ahead of the days that are over a count is, behind below nought (M2)."""
        due = self.so_far
        return None if due is None else counted - due


def reckon_target(
    period: Period,
    days: WorkingDays,
    base: int | None,
    looking: int,
    rules: WeekRules,
    *,
    is_off: bool = False,
) -> WeekTarget:
    """Return the target of a period: base × contract share × available ÷ scheduled days (M2).

    Rounded half up, and 1 where something more than nothing is asked for. Where few people look
    for work the base follows their number and is never more than it was. Of a longer stretch each
    whole week asks for its own target and a week that is cut for the part of it that lies inside.
    """
    small = looking < rules.few_looking
    if base is not None and small and looking:
        base = min(base, looking * rules.per_looking)
    why = _why_none(days, base, looking, is_off=is_off)
    exact = Fraction(0) if why or base is None else _asked(period, days.each, base)
    return WeekTarget(
        target=None if why else max(half_up(exact), 1),
        base=base,
        share=days.share,
        available=days.available,
        scheduled=len(days.scheduled),
        looking=looking,
        why=why or _said(days, base, looking if small else None),
        is_off=is_off,
        elapsed=days.elapsed,
    )


def _why_none(days: WorkingDays, base: int | None, looking: int, *, is_off: bool) -> str:
    """Return why there is no target, empty where there is one."""
    if is_off:
        return OFF
    if base is None:
        return NO_BASE
    if not days.scheduled:
        return NO_WORK
    if not days.full_time_weeks:
        return NO_DAY
    return "" if looking else NOBODY


def _asked(period: Period, each: tuple[WorkDay, ...], base: int) -> Fraction:
    if period.is_week:
        return base * sum((day.part * day.worth for day in each), Fraction(0))
    weeks: dict[date, Fraction] = {}
    for day in each:
        monday = day.day - timedelta(days=day.day.weekday())
        weeks[monday] = weeks.get(monday, Fraction(0)) + base * day.part * day.worth
    total = Fraction(0)
    for monday, asked in weeks.items():
        is_whole = period.first <= monday and monday + timedelta(days=6) <= period.last
        total += max(half_up(asked), 1) if is_whole and asked else asked
    return total


def _said(days: WorkingDays, base: int | None, few: int | None) -> str:
    parts = [f"{base} a week"]
    if few is not None:
        parts[0] += f" for {few} looking for work"
    parts[0] += _at_shares(days)
    if days.available != len(days.scheduled):
        parts.append(f"{plain(days.available)} of {len(days.scheduled)} days")
    return ", ".join(parts)


def _at_shares(days: WorkingDays) -> str:
    """Say at which shares of full time the target is asked for; of full time alone nothing.

    Where a pattern gave way to another, each share is said with the days that it held for.
    """
    turns = days.shares
    if len(turns) > 1:
        return " at " + ", then ".join(
            f"{share} % for {many} day{'' if many == 1 else 's'}" for share, many in turns
        )
    share = turns[0][0] if turns else days.share
    return f" at {share} %" if share != 100 else ""
