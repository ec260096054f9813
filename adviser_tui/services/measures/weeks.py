"""Several weeks of contacts with employers beside each other, from one reading (M1, M2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from adviser_tui.services.measures.closing import closed_weeks
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
    closed = closed_weeks(scene, periods)
    return tuple(_line(scene.at(each), *closed.get(each.name, ("", {}))) for each in periods)


def _line(scene: Scene, rules: str, figures: Mapping[str, str]) -> WeekLine:
    """Return one week; what was counted by other rules is not held against it."""
    found = counted_contacts(scene)
    counted = len(found.counted)
    was = figures.get("M1.counted", "") if rules == scene.profile.label else ""
    return WeekLine(
        scene.period,
        counted,
        week_target(scene),
        len(found.attempts),
        was if was != str(counted) else "",
    )


def week_target(scene: Scene) -> int | None:
    """Return the week's target; a team's is that of everybody in it who has one."""
    from adviser_tui.services.measures.weekly_target import targets_of

    known = [each.target for each in targets_of(scene) if each.target is not None]
    return sum(known) if known else None
