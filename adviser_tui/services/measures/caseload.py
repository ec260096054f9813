"""Caseload (M13): people in search and in work for each full-time adviser.

Who was at which stage, paused and whose is told as of the period's last day so far.
"""

from fractions import Fraction

from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.working_days import assumed_pattern_note, working_days
from models.kinds import Stage
from seed.profile_words import certainty_words

ACTIVE = (Stage.JOB_SEARCH, Stage.IN_WORK_SUPPORT)
"""Others are not counted: neither who is not looking yet nor who has moved on."""
_BEFORE = (Stage.REFERRED, Stage.ENGAGED, Stage.PROFILING)


def measure(scene: Scene) -> Counts:
    """Count active participants against the full-time shares that are there for them."""
    active, left_out = _people(scene)
    shares = sum(working_days(scene, each).share for each in scene.whose.advisers)
    most = scene.profile.standards.caseload_most
    return Counts(
        (
            Figure(
                "M13.active",
                "people in search and in work",
                Unit.COUNT,
                len(active),
                rows=active,
                left_out=left_out,
            ),
            Figure(
                "M13.per_full_time",
                "for each full-time adviser",
                Unit.RATIO,
                len(active),
                Fraction(shares, 100),
                rows=active,
                missing="" if shares else "nobody worked here on that day",
                note=f"the programme has at most {most} in mind" if most else "",
                certainty=certainty_words(scene.profile, "standards.caseload_most"),
            ),
        ),
        notes=assumed_pattern_note(scene),
    )


def _people(scene: Scene) -> tuple[tuple[Ref, ...], tuple[LeftOut, ...]]:
    """Return who is active, and who of the caseload is not and why."""
    course, day = course_of(scene), scene.until
    active: list[Ref] = []
    paused: list[Ref] = []
    before: list[Ref] = []
    for each in course.people:
        if course.coach_on(each, day) not in scene.whose.advisers:
            continue
        stage = course.stage_on(each, day)
        if stage in _BEFORE:
            before.append(Ref("participant", each))
        elif stage in ACTIVE:
            is_paused = course.is_paused_on(each, day)
            (paused if is_paused else active).append(Ref("participant", each))
    apart = (("paused", paused), ("not looking for work yet", before))
    return tuple(active), tuple(LeftOut(why, tuple(rows)) for why, rows in apart if rows)
