"""Several weeks of contacts with employers beside each other, from one reading (M1, M2)."""

from dataclasses import dataclass

from adviser_tui.services.measures.contact_reading import hand_out
from adviser_tui.services.measures.counting import counted_contacts
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One week among several."""

    period: Period
    counted: int
    target: int | None
    """Nothing where there is none, or it is switched off."""
    attempts: int
    was: str = ""
    """What was counted when the week closed, where that is something else."""


def eight_weeks(scene: Scene, weeks: int = 8) -> tuple[WeekLine, ...]:
    """Return that many weeks, the earliest first, ending with the scene's last."""
    last = Period.week_of(scene.period.last)
    periods = tuple(last.before(back) for back in reversed(range(weeks)))
    hand_out(scene, periods)
    return tuple(_line(scene.at(each)) for each in periods)


def _line(scene: Scene) -> WeekLine:
    found = counted_contacts(scene)
    counted = len(found.counted)
    return WeekLine(scene.period, counted, week_target(scene), len(found.attempts))


def week_target(scene: Scene) -> int | None:
    """Return the week's target; a team's is that of everybody in it who has one."""
    each = [_target_of(scene, adviser) for adviser in scene.whose.advisers]
    known = [target for target in each if target is not None]
    return sum(known) if known else None


def _target_of(scene: Scene, adviser: str) -> int | None:
    return scene.profile.weekly_target
