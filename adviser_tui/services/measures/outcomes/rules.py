"""What a funder's rule says of a stretch of work (M10): reached, not reached, or not verified.

Pure functions. Every answer says in words how it was reckoned, for the card and for the funder.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import accumulate

from adviser_tui.services.measures.outcomes.jobs import Spell
from adviser_tui.services.measures.outcomes.saying import sum_said, weeks_said
from adviser_tui.services.measures.outcomes.weeks import Part, Standing, Week, Weeks
from adviser_tui.services.words.amounts import say_minutes
from seed.profile_rules import OutcomeRule
from seed.rates import rate_name

RateOn = Callable[[str, date, str], int | None]
"""The legal rate for an hour: of a table, on a day, for a band of age; nothing where unknown."""

RATE_CURRENCY = "GBP"
"""The tables of rates are in pence; pay in another coin cannot be held against them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says, and how that was reckoned."""

    standing: Standing
    how: str
    weeks: tuple[int, ...] = ()
    """The weeks that speak for it."""


def due_week(rule: OutcomeRule) -> int:
    """Return the week of employment at whose end a rule falls due."""
    return rule.due_week or max((*rule.weeks, rule.window, rule.weeks_needed, rule.earn_weeks, 1))


def applies(rule: OutcomeRule, spell: Spell) -> bool:
    """Say whether a rule is about such work: earnings are those of employees."""
    if rule.kind == "self_employed":
        return any(each.is_own_business for each in spell.jobs)
    if rule.kind == "earnings":
        return any(not each.is_own_business for each in spell.jobs)
    return True


def judge(rule: OutcomeRule, weeks: Weeks, rate_on: RateOn) -> Judgement:
    """Return what a rule says of a stretch of work as it is known on the day of `weeks`."""
    kinds: Mapping[str, Callable[[OutcomeRule, Weeks, RateOn], Judgement]] = {
        "in_work": _in_work,
        "hours": _hours,
        "window": _window,
        "earnings": _earnings,
        "self_employed": _self_employed,
    }
    found = kinds.get(rule.kind)
    if found is None:
        return Judgement(
            Standing.UNKNOWN, f"this version does not know outcomes of the kind “{rule.kind}”"
        )
    return found(rule, weeks, rate_on)


def _in_work(rule: OutcomeRule, weeks: Weeks, _: RateOn) -> Judgement:
    asked = rule.weeks or (due_week(rule),)
    found = {number: weeks.carried(number).standing for number in asked}
    return _each(found, "in work")


def _hours(rule: OutcomeRule, weeks: Weeks, rate_on: RateOn) -> Judgement:
    asked = rule.weeks or (due_week(rule),)
    counts = _paid(rule, rate_on)
    found = {
        number: weeks.carried(number).at_least(rule.weekly_minutes, counts) for number in asked
    }
    judged = _each(found, f"at least {say_minutes(rule.weekly_minutes)}{_at_rate(rule)}")
    below = [
        number for number, each in found.items() if _is_pay_alone(rule, weeks.carried(number), each)
    ]
    return replace(judged, how=judged.how + _below(rule, below))


def _each(found: Mapping[int, Standing], what: str) -> Judgement:
    """Join the answers of single weeks: one no is a no, and all must be yes."""
    yes = tuple(number for number, each in found.items() if each is Standing.YES)
    said = "; ".join(f"week {number}: {each.value}" for number, each in found.items())
    how = f"{what} in {weeks_said(tuple(found))} ({said})"
    if Standing.NO in found.values():
        return Judgement(Standing.NO, how, yes)
    return Judgement(Standing.YES if len(yes) == len(found) else Standing.UNKNOWN, how, yes)


def _window(rule: OutcomeRule, weeks: Weeks, rate_on: RateOn) -> Judgement:
    """Look for a stretch of `window` weeks with enough weeks of enough hours, at the rate."""
    counts = _paid(rule, rate_on)
    count = max(weeks.count, rule.window)
    found = {
        number: weeks.at(number).at_least(rule.weekly_minutes, counts)
        for number in range(1, count + 1)
    }
    good = list(accumulate((each is Standing.YES for each in found.values()), initial=0))
    not_bad = list(accumulate((each is not Standing.NO for each in found.values()), initial=0))
    firsts = range(count - rule.window + 1)
    could = any(not_bad[at + rule.window] - not_bad[at] >= rule.weeks_needed for at in firsts)
    begin = max(firsts, key=lambda at: (good[at + rule.window] - good[at], -at))
    stretch = range(begin + 1, begin + rule.window + 1)
    best = tuple(number for number in stretch if found[number] is Standing.YES)
    needed = (
        f"{rule.weeks_needed} weeks of at least {say_minutes(rule.weekly_minutes)}"
        f"{_at_rate(rule)} within {rule.window} weeks"
    )
    shown = weeks_said(best) if best else "no week yet"
    how = f"{needed}; most in one stretch: {len(best)} ({shown})"
    if len(best) >= rule.weeks_needed:
        return Judgement(Standing.YES, how, best)
    how += _below(rule, [n for n, each in found.items() if _is_pay_alone(rule, weeks.at(n), each)])
    return Judgement(Standing.UNKNOWN if could else Standing.NO, how, best)


def _earnings(rule: OutcomeRule, weeks: Weeks, rate_on: RateOn) -> Judgement:
    """Add up gross earnings to the due week, and hold them against hours × weeks × rate."""
    spell = weeks.spell
    rate = rate_on(rule.rate, spell.starts_on, spell.first.band)
    if rate is None:
        return Judgement(Standing.UNKNOWN, _no_rate(rule, spell.starts_on, spell.first.band))
    total, told, is_open, foreign = Fraction(0), [], False, False
    for week in weeks.begun(due_week(rule)):
        is_open = is_open or week.standing is Standing.UNKNOWN
        for part in week.parts:
            if part.job.is_own_business or part.standing is Standing.NO:
                continue
            if part.earned is None or part.standing is Standing.UNKNOWN:
                is_open = True
            elif part.currency != RATE_CURRENCY:
                foreign = True
            else:
                total += part.earned
                told.append(week.number)
    needed = rule.earn_hours * rule.earn_weeks * rate
    how = (
        f"earned {sum_said(total)} of {sum_said(needed)} ({rule.earn_hours} hours × "
        f"{rule.earn_weeks} weeks × {sum_said(rate)}, the rate on the first day)"
    )
    if foreign:
        how += "; earnings in another coin than the rate are not added"
    told = sorted(set(told))
    if total >= needed:
        return Judgement(Standing.YES, how, tuple(told))
    is_open = is_open or foreign or (weeks.count < due_week(rule) and not weeks.is_over)
    return Judgement(Standing.UNKNOWN if is_open else Standing.NO, how, tuple(told))


def _self_employed(rule: OutcomeRule, weeks: Weeks, _: RateOn) -> Judgement:
    """Count the weeks of self-employment."""
    yes, could = [], 0
    for number in range(1, max(weeks.count, due_week(rule)) + 1):
        own = [part for part in weeks.at(number).parts if part.job.is_own_business]
        if any(part.standing is Standing.YES for part in own):
            yes.append(number)
        elif any(part.standing is Standing.UNKNOWN for part in own):
            could += 1
    how = f"{len(yes)} of {rule.weeks_needed} weeks of self-employment"
    if len(yes) >= rule.weeks_needed:
        return Judgement(Standing.YES, how, tuple(yes))
    is_possible = len(yes) + could >= rule.weeks_needed
    return Judgement(Standing.UNKNOWN if is_possible else Standing.NO, how, tuple(yes))


def _paid(rule: OutcomeRule, rate_on: RateOn) -> Callable[[Part], Standing] | None:
    """Return what says whether a part was paid the legal rate; nothing where none is asked for."""
    if not rule.rate:
        return None
    return lambda part: paid_at_rate(part, rule.rate, rate_on)


def paid_at_rate(part: Part, table: str, rate_on: RateOn) -> Standing:
    """Say whether an hour was paid at least the legal rate of the week's first day."""
    rate = rate_on(table, part.job.first_day(part.week), part.job.band)
    if rate is None or part.hourly is None or part.hourly_currency != RATE_CURRENCY:
        return Standing.UNKNOWN
    return Standing.YES if part.hourly >= rate else Standing.NO


def _is_pay_alone(rule: OutcomeRule, week: Week, counted: Standing) -> bool:
    """Say whether a week had hours enough and does not count for what an hour was paid."""
    return counted is Standing.NO and week.at_least(rule.weekly_minutes) is Standing.YES


def _below(rule: OutcomeRule, numbers: list[int]) -> str:
    """Say which weeks do not count for their pay; empty where there are none."""
    if not numbers:
        return ""
    return f"; paid below the {rate_name(rule.rate)}: {weeks_said(tuple(numbers))}"


def _at_rate(rule: OutcomeRule) -> str:
    return f" at the {rate_name(rule.rate)} or more" if rule.rate else ""


def _no_rate(rule: OutcomeRule, on: date, band: str) -> str:
    of_band = f" for {band}" if band else ""
    return f"no {rate_name(rule.rate)}{of_band} is known for {on.day} {on:%B %Y}"
