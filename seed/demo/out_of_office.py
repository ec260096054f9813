"""Days out of the office, as two keys record them: begun, ended, with whom."""

from datetime import date, timedelta

from seed.demo.days import At, offset_of, utc_text
from seed.demo.working_year import works_on
from seed.demo.world import Row, World

ROUNDS: tuple[tuple[tuple[str, str, int], ...], ...] = (
    (("away", "travel", 25), ("away", "employer", 75), ("away", "travel", 20)),
    (
        ("away", "travel", 20),
        ("away", "participant", 80),
        ("away", "travel", 15),
        ("away", "employer", 95),
        ("away", "travel", 30),
    ),
    (("away", "travel", 30), ("away", "participant", 170), ("away", "nobody", 20)),
    (("away", "partner", 120), ("away", "participant", 60)),
    (("own_office", "participant", 50), ("away", "employer", 110)),
    (("remote", "nobody", 90), ("away", "employer", 60), ("away", "travel", 35)),
)
"""What a day out may look like: place, with whom, minutes."""
_LEAN = 3
"""One week in so many has entries on two days at most, so that it is too thin to say a share."""


def go_out(world: World) -> None:
    """Add a year of one's own days out, and a part of the year of two colleagues."""
    world.begin_part("out of the office")
    for place, adviser in enumerate(world.advisers[:3]):
        for day in world.days.past:
            week = day.isocalendar().week
            if place and (week + place) % 3:
                continue
            is_lean = (week + place) % (_LEAN + 1) == 0
            if works_on(world, adviser, day) and (day.weekday() < 2 or not is_lean):
                _day_out(world, adviser, day)
    _late_evening(world)


def _day_out(world: World, adviser: str, day: date) -> None:
    """Add one day's round; one in twelve was forgotten."""
    if world.chance(8):
        return
    minute = 525 + 5 * int(world.rng.random() * 18)
    for place, with_whom, minutes in world.pick(ROUNDS):
        _entry(world, adviser, At(day, minute), minutes, place, with_whom)
        minute += minutes


def _entry(world: World, adviser: str, begun: At, minutes: int, place: str, with_whom: str) -> Row:
    ended = At(begun.day, begun.minute + minutes)
    row = world.add(
        "time_entry",
        begun,
        adviser,
        adviser_id=adviser,
        started_at=utc_text(begun),
        started_offset=offset_of(begun.day),
        ended_at=utc_text(ended),
        place=place,
        with_whom=with_whom,
        void_reason=None,
    )
    world.touch(row, ended)
    return row


def _late_evening(world: World) -> None:
    """Add a shift seen through past midnight, and an entry that was a slip of the finger."""
    evening = world.days.ago(61)
    _entry(
        world,
        world.me,
        At(evening - timedelta(days=evening.weekday() - 1), 1_380),
        110,
        "away",
        "participant",
    )
    slip = _entry(world, world.me, At(world.days.ago(26), 1_100), 5, "away", "employer")
    slip["void_reason"] = "pressed by mistake"
