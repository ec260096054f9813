"""How attention is spread (M9): inside a cohort, and by how much stands in somebody's way."""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from fractions import Fraction
from itertools import pairwise

from adviser_tui.services.last_action import ACTIVE_STAGES
from adviser_tui.services.measures.fairness.access import shares
from adviser_tui.services.measures.fairness.chance import Share, gini
from adviser_tui.services.measures.fairness.reading import given
from adviser_tui.services.measures.figure import Figure, Unit, plain
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.reading import sortable

LEAST_DAYS = 28
"""With fewer days in a cohort, minutes a day say nothing yet."""
MONTH = Fraction(365, 12)
"""Days."""
_SPREAD = "how unevenly minutes are spread inside the stage: 0 alike for all, 1 all to one"
_BARRIERS = """SELECT participant_id, count(*) FROM barrier_action
  WHERE participant_id IN (SELECT value FROM json_each(:people)) AND void_reason IS NULL
    AND created_at < :over AND (closed_at >= :over
      OR (closed_at IS NULL AND state IN ('open', 'doing')))
  GROUP BY participant_id"""


def attention(scene: Scene) -> Iterator[Figure]:
    """Yield for each stage how unevenly minutes are spread: 0 alike, 1 all to one."""
    least = scene.profile.fairness.suppress_below
    for stage in ACTIVE_STAGES:
        cohort = [each for each in given(scene) if each.stretch.stage == stage]
        minutes = shares(cohort, lambda each: each.minutes)
        rates = [
            Fraction(each.actions, each.days)
            for each in minutes.values()
            if each.days >= LEAST_DAYS
        ]
        missing = f"fewer than {least} people" if len(rates) < least else ""
        found = None if missing else gini(rates)
        untimed = sum(each.untimed for each in cohort)
        yield Figure(
            f"M9.attention_spread.{stage}",
            f"uneven minutes, {stage.replace('_', ' ')}",
            Unit.RATIO,
            found or 0,
            missing=missing or ("" if found is not None else "no minutes were written down"),
            note=_SPREAD
            + (f"; {untimed} contacts without minutes are not in it" if untimed else ""),
        )


def gradient(scene: Scene) -> tuple[tuple[Figure, ...], str]:
    """Return actions a month by the number of open barriers, and a sentence where they fall."""
    by_number: dict[int, list[Share]] = {}
    people = shares(given(scene), lambda each: each.actions)
    barriers = _barriers(scene, list(people))
    for person, share in people.items():
        by_number.setdefault(barriers.get(person, 0), []).append(share)
    figures = tuple(_rate(scene, number, by_number[number]) for number in sorted(by_number))
    return figures, _falling([each for each in figures if each.value is not None])


def _barriers(scene: Scene, people: list[str]) -> dict[str, int]:
    """Return how many barriers stood open for each when the last day was over."""
    end = datetime.combine(scene.until + timedelta(days=1), time(), scene.now.tzinfo)
    rows = scene.rows(_BARRIERS, {"people": json.dumps(people), "over": sortable(end)})
    return {str(row[0]): int(row[1]) for row in rows}


def _rate(scene: Scene, number: int, people: list[Share]) -> Figure:
    least = scene.profile.fairness.suppress_below
    words = {0: "no open barrier", 1: "one open barrier"}.get(number, f"{number} open barriers")
    return Figure(
        f"M9.barriers.{number}",
        f"actions a month with {words}",
        Unit.RATIO,
        sum(each.actions for each in people),
        sum(each.days for each in people) / MONTH,
        missing=f"fewer than {least} people" if len(people) < least else "",
    )


def _falling(figures: list[Figure]) -> str:
    """Say where more barriers went with fewer actions, the steepest fall alone."""
    steps = [
        (Fraction(before.value or 0) - Fraction(after.value or 0), before, after)
        for before, after in pairwise(figures)
    ]
    drop = max(steps, key=lambda each: each[0], default=None)
    if drop is None or drop[0] <= 0:
        return ""
    _, before, after = drop
    return (
        "More barriers went with fewer actions: "
        f"{plain(before.value or 0, 2)} {before.label.removeprefix('actions ')}, "
        f"{plain(after.value or 0, 2)} {after.label.removeprefix('actions ')}."
    )
