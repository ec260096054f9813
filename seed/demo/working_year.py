"""When the advisers of the demo work: patterns, days away and in training, targets of their own."""

from datetime import date, timedelta

from seed.demo.days import At
from seed.demo.world import World, as_list

WEEK = ("mon", "tue", "wed", "thu", "fri")
FULL_MINUTES = 2_220
"""37 hours."""
AWAY = ((305, 5), (214, 10), (150, 1), (96, 5), (33, 2))
"""Stretches away in the year, as days ago and working days; oneself and the colleagues alike."""
TRAINING = ((260, 1), (121, 2), (54, 1))


def plan_working_year(world: World) -> None:
    """Add everybody's pattern, absences and targets."""
    world.begin_part("working year")
    _patterns(world)
    for place, adviser in enumerate(world.advisers):
        _absences(world, adviser, place)
    _targets(world)


def works_on(world: World, adviser: str, day: date) -> bool:
    """Say whether an adviser's pattern has a day and nothing takes the whole of it."""
    word = WEEK[day.weekday()] if day.weekday() < len(WEEK) else ""
    mine = [each for each in world.rows["working_pattern"] if each["adviser_id"] == adviser]
    valid = [each for each in mine if str(each["valid_from"]) <= str(day)]
    if not valid or word not in str(max(valid, key=lambda each: str(each["valid_from"]))["days"]):
        return False
    return not any(
        each["adviser_id"] == adviser
        and each["part"] == "whole"
        and str(each["first_on"]) <= str(day) <= str(each["last_on"])
        for each in world.rows["absence"]
    )


def _patterns(world: World) -> None:
    """Add full time for most, three days for one, a start in mid-year, and a change of hours."""
    begun = world.days.ago(540)
    for place, adviser in enumerate(world.advisers):
        if place == 1:
            _pattern(world, adviser, begun, 60, WEEK[:3])
        elif place == 2:
            started = world.days.ago(183)
            _pattern(world, adviser, started - timedelta(days=started.weekday() - 2), 100, WEEK)
        else:
            _pattern(world, adviser, begun, 100, WEEK)
        if place == 3:
            _pattern(world, adviser, world.days.ago(120), 80, (*WEEK[:2], *WEEK[3:]))


def _pattern(
    world: World, adviser: str, valid_from: date, share: int, days: tuple[str, ...]
) -> None:
    world.add(
        "working_pattern",
        At(valid_from, 545),
        adviser,
        adviser_id=adviser,
        valid_from=str(valid_from),
        share=share,
        days=as_list(days),
        weekly_minutes=FULL_MINUTES * share // 100,
        region="",
    )


def _absences(world: World, adviser: str, place: int) -> None:
    """Add whole days in one stretch, halves, and training; nothing in the newest weeks."""
    shift = place * 17
    for ago, length in AWAY[: 5 if place == 0 else 3]:
        first = world.days.ago(min(ago + shift, 355))
        _absence(world, adviser, "away", first, world.days.working_after(first, length - 1))
    for ago, length in TRAINING[: 3 if place == 0 else 1]:
        first = world.days.ago(ago + shift)
        _absence(world, adviser, "training", first, world.days.working_after(first, length - 1))
    for ago, part in ((187, "morning"), (75, "afternoon")):
        day = world.days.ago(ago + shift)
        _absence(world, adviser, "away", day, day, part)


def _absence(
    world: World, adviser: str, kind: str, first: date, last: date, part: str = "whole"
) -> None:
    """Add one absence; half of them were known a week before, the others only afterwards."""
    told = world.days.ago((world.today - first).days + 7) if world.chance(50) else last
    world.add(
        "absence",
        At(min(told, world.days.ago(1)), 550),
        adviser,
        adviser_id=adviser,
        kind=kind,
        first_on=str(first),
        last_on=str(last),
        part=part,
    )


def _targets(world: World) -> None:
    """Add targets that some set for themselves: one for a time, one for good, one switched off."""
    plan = (
        (0, "M2", 5, False, 300),
        (0, "M2", None, False, 150),
        (1, "M2", 8, False, 250),
        (len(world.advisers) - 1, "M2", None, True, 90),
        (len(world.advisers) - 1, "M3", None, True, 90),
    )
    for place, measure, base, is_off, ago in plan:
        day = world.days.ago(ago)
        world.add(
            "target",
            At(day, 560),
            world.advisers[place],
            adviser_id=world.advisers[place],
            measure=measure,
            base=base,
            is_off=int(is_off),
            valid_from=str(day - timedelta(days=day.weekday())),
        )
