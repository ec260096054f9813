"""Time out of the office (M3): with people face to face, of the time worked.

It comes from visits with their minutes and from two keys, never from a timesheet and never from
where a telephone is. At home or in another office without anybody is neither office nor field.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.stretches import Stretch, days_touched, minutes_by_day
from adviser_tui.services.measures.time_reading import NoTime, Unused, time_spent
from adviser_tui.services.measures.working_days import assumed_pattern_note, working_days
from seed.profile_words import certainty_words

NO_HOURS = "nobody wrote down how many hours a week are worked"
NO_DAYS = "no working day lies in it so far"
MORE_THAN_WORKED = "more than the hours of the contract: some was on days off or away"


@dataclass(frozen=True, slots=True)
class _Worked:
    """What was to be worked so far, and on which of those days anything is written down."""

    minutes: Fraction | None
    """Contract minutes without days away, training and bank holidays; nothing where unknown."""
    days: int
    told: int


def measure(scene: Scene) -> Counts:
    """Hold the minutes with people out of the office against the minutes worked so far."""
    spent, worked = time_spent(scene), _worked(scene)
    minutes = sum(minutes_by_day(spent.field, scene.period).values())
    with_travel = sum(minutes_by_day(spent.with_travel, scene.period).values())
    field, travel = _refs(scene, spent.field), _refs(scene, spent.with_travel)
    rules = scene.profile.time
    left_out = _left_out(spent.unused)
    missing = _missing(worked, rules.least_coverage)
    return Counts(
        (
            Figure(
                "M3.share",
                "of the time worked, out with people",
                Unit.SHARE,
                minutes,
                worked.minutes or 0,
                rows=field,
                left_out=left_out,
                missing=missing,
                note=_said_beside(rules.reference, minutes, worked.minutes),
                certainty=certainty_words(scene.profile, "time.reference"),
            ),
            Figure(
                "M3.minutes",
                "out with people",
                Unit.MINUTES,
                minutes,
                rows=field,
                left_out=left_out,
            ),
            Figure(
                "M3.with_travel",
                "out with people, ways included",
                Unit.MINUTES,
                with_travel,
                rows=travel,
            ),
            Figure(
                "M3.worked",
                "worked so far, by contract",
                Unit.MINUTES,
                worked.minutes or 0,
                missing="" if worked.minutes is not None else NO_HOURS,
            ),
            Figure(
                "M3.coverage",
                "working days with something logged",
                Unit.SHARE,
                worked.told,
                worked.days,
                note="of the working days so far; "
                f"a share is shown from {rules.least_coverage} of 100 on",
            ),
        ),
        notes=assumed_pattern_note(scene),
    )


def _worked(scene: Scene) -> _Worked:
    """Return what the working days so far amount to, today among them."""
    touched = days_touched(time_spent(scene).stretches, scene.period)
    minutes: Fraction | None = Fraction(0)
    days = told = 0
    for adviser in scene.whose.advisers:
        for each in working_days(scene, adviser).each:
            if each.day > scene.until or not each.part:
                continue
            days += 1
            told += (adviser, each.day) in touched
            if each.minutes is None or minutes is None:
                minutes = None
            else:
                minutes += each.minutes * each.part
    return _Worked(minutes, days, told)


def _missing(worked: _Worked, least: int) -> str:
    """Return why no share can be said, empty where it can."""
    if not worked.days:
        return NO_DAYS
    if worked.minutes is None:
        return NO_HOURS
    if worked.told * 100 < least * worked.days:
        return f"only {worked.told} of {worked.days} working days have anything written down"
    return ""


def _said_beside(reference: int | None, minutes: int, worked: Fraction | None) -> str:
    """Return what the share is held against, and why it can be more than the whole."""
    said = [f"the programme has {reference} % in mind"] if reference is not None else []
    if worked is not None and minutes > worked:
        said.append(MORE_THAN_WORKED)
    return "; ".join(said)


def _refs(scene: Scene, stretches: Iterable[Stretch]) -> tuple[Ref, ...]:
    return tuple(
        Ref(each.table, each.id, max(each.begun.date(), scene.period.first), _span(each))
        for each in sorted(stretches, key=lambda one: (one.begun, one.id))
    )


def _span(stretch: Stretch) -> str:
    return f"{stretch.begun:%H:%M}-{stretch.ended.astimezone(stretch.begun.tzinfo):%H:%M}"


def _left_out(unused: Iterable[Unused]) -> tuple[LeftOut, ...]:
    rows: dict[NoTime, list[Ref]] = {}
    for each in unused:
        rows.setdefault(each.why, []).append(Ref(each.table, each.id, each.on))
    return tuple(LeftOut(str(why), tuple(rows[why])) for why in NoTime if why in rows)


def minutes_out(scene: Scene) -> dict[date, int]:
    """Return the minutes with people out of the office by day, as the diary shows them (M3a)."""
    return minutes_by_day(time_spent(scene).field, scene.period)
