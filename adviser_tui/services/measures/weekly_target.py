"""The weekly target for contacts with employers (M2), with what keeps it honest beside it."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

from adviser_tui.services.measures.contact import EmployerContact
from adviser_tui.services.measures.counting import counted_contacts
from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Counts, Figure, Unit, median, plain
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.target_reckoning import WeekTarget, reckon_target
from adviser_tui.services.measures.working_days import assumed_pattern_note, working_days
from adviser_tui.services.targets import WEEKLY, read_targets, target_on
from seed.profile_words import certainty_words

WEEKS = 4
"""How many weeks the mean beside the target is of."""
_NEXT = """SELECT f.contact_id, MIN(f.due_on) AS due_on FROM follow_up f
  WHERE f.contact_id IN (SELECT value FROM json_each(:ids)) AND f.void_reason IS NULL
  GROUP BY f.contact_id"""


def target_of(scene: Scene, adviser_id: str) -> WeekTarget:
    """Return what the scene's period asks of an adviser, and why; worked out once."""
    return scene.once(("weekly target", adviser_id), lambda: _target(scene, adviser_id))


def targets_of(scene: Scene) -> tuple[WeekTarget, ...]:
    """Return the target of each adviser whose figures are looked at."""
    return tuple(target_of(scene, each) for each in scene.whose.advisers)


def _target(scene: Scene, adviser_id: str) -> WeekTarget:
    own = scene.shared("own targets", lambda: read_targets(scene.database))
    chosen = target_on(own.get((adviser_id, WEEKLY), ()), scene.period.last)
    rules = scene.profile.week
    return reckon_target(
        scene.period,
        working_days(scene, adviser_id),
        chosen.base if chosen is not None and chosen.base is not None else rules.base,
        len(course_of(scene).looking(scene.until, (adviser_id,))),
        rules,
        is_off=chosen is not None and chosen.is_off,
    )


def measure(scene: Scene) -> Counts:
    """Hold what counts against what the period asks for; of a team, against all its targets."""
    counted = counted_contacts(scene).counted
    targets = targets_of(scene)
    held = [each for each in targets if each.target is not None]
    missing = "" if held else _why_none(targets)
    total = sum(each.target or 0 for each in held)
    due = sum((each.so_far or Fraction(0) for each in held), Fraction(0))
    weak = "" if missing else certainty_words(scene.profile, "week.base")
    towards = _towards(scene, targets)
    rows = tuple(each.ref for each in towards)
    return Counts(
        (
            Figure(
                "M2.target",
                "target",
                Unit.COUNT,
                total,
                missing=missing,
                note="" if missing else _made_of(targets, len(held)),
                certainty=weak,
            ),
            Figure(
                "M2.attainment",
                "of the target",
                Unit.SHARE,
                len(towards),
                total,
                rows=rows,
                missing=missing,
                certainty=weak,
            ),
            Figure(
                "M2.pace",
                "against the days that are over",
                Unit.COUNT,
                len(towards) - due,
                rows=rows,
                missing=missing,
                note="" if missing else _days_over(held),
                certainty=weak,
            ),
            _four_weeks(scene),
        ),
        (_complete(scene, counted), _to_follow_up(scene, counted)),
        notes=assumed_pattern_note(scene),
        is_off=bool(targets) and all(each.is_off for each in targets),
    )


def _towards(scene: Scene, targets: tuple[WeekTarget, ...]) -> tuple[EmployerContact, ...]:
    """Return what counts of those who have a target; others' contacts meet nobody's."""
    whose = scene.whose
    held = tuple(
        adviser
        for adviser, target in zip(whose.advisers, targets, strict=True)
        if target.target is not None
    )
    if not held or held == whose.advisers:
        return counted_contacts(scene).counted
    return counted_contacts(scene.of(replace(whose, advisers=held))).counted


def _why_none(targets: tuple[WeekTarget, ...]) -> str:
    """Return why nobody has a target; of a team each reason once."""
    return "; ".join(dict.fromkeys(each.why for each in targets)) or "nobody is here"


def _made_of(targets: tuple[WeekTarget, ...], held: int) -> str:
    if len(targets) == 1:
        return targets[0].why
    return f"the targets of {held} of {len(targets)} advisers together"


def _days_over(held: list[WeekTarget]) -> str:
    over = sum((each.elapsed for each in held), Fraction(0))
    available = sum((each.available for each in held), Fraction(0))
    return f"{plain(over)} of {plain(available)} days are over"


def _four_weeks(scene: Scene) -> Figure:
    """Return the mean of the four weeks that end with the scene's last so far."""
    from adviser_tui.services.measures.weeks import eight_weeks

    this_week = Period.week_of(max(scene.until, scene.period.first))
    lines = eight_weeks(scene.at(this_week), WEEKS)
    return Figure(
        "M2.four_week_mean",
        f"a week over {WEEKS} weeks",
        Unit.COUNT,
        Fraction(sum(each.counted for each in lines), len(lines)),
        rows=tuple(
            each.ref for line in lines for each in counted_contacts(scene.at(line.period)).counted
        ),
        note=f"{lines[0].period.name} to {lines[-1].period.name}",
    )


def _complete(scene: Scene, counted: tuple[EmployerContact, ...]) -> Figure:
    complete = [each.ref for each in counted if each.is_complete]
    share = scene.profile.week.next_step_share
    return Figure(
        "M2.needs_and_next_step",
        "with a need and a next step",
        Unit.SHARE,
        len(complete),
        len(counted),
        rows=tuple(complete),
        others=tuple(each.ref for each in counted if not each.is_complete),
        note=f"the programme asks for {share} of 100",
        certainty=certainty_words(scene.profile, "week.next_step_share"),
    )


def _to_follow_up(scene: Scene, counted: tuple[EmployerContact, ...]) -> Figure:
    """Return how many days lie in the middle between a contact and what follows it."""
    days, rows = [], []
    of_contact = {each.id: each for each in counted if each.id}
    for row in scene.rows(_NEXT, {"ids": json.dumps(sorted(of_contact))}):
        contact = of_contact[str(row["contact_id"])]
        days.append(max((date.fromisoformat(row["due_on"]) - contact.day).days, 0))
        rows.append(contact.ref)
    middle = median(days)
    return Figure(
        "M2.days_to_follow_up",
        "from contact to follow-up (median)",
        Unit.DAYS,
        middle or 0,
        rows=tuple(rows),
        missing="" if days else "no follow-up came of these contacts",
    )
