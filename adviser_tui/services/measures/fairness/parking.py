"""Who is parked (M9): worked with, here, and nothing done with or for them for four weeks."""

from datetime import date, datetime, time, timedelta

from adviser_tui.services.last_action import last_day
from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.today.triage import PARKED_DAYS, is_parked
from adviser_tui.storage.reading import sortable

# The same actions as `services/last_action.py`, as they stood when a past day was over.
_LAST = """SELECT p.id, coalesce(p.enrolled_on, substr(p.created_at, 1, 10)) AS joined_on, max(
    coalesce((SELECT max(c.occurred_at) FROM contact c WHERE c.participant_id = p.id
      AND c.state = 'done' AND c.void_reason IS NULL AND c.occurred_at < :over), ''),
    coalesce((SELECT max(s.submitted_at) FROM submission s WHERE s.participant_id = p.id
      AND s.void_reason IS NULL AND s.submitted_at < :over), ''),
    coalesce((SELECT max(CASE WHEN b.updated_at < :over THEN b.updated_at
        WHEN b.closed_at < :over THEN b.closed_at
        WHEN b.created_at < :over THEN b.created_at END)
      FROM barrier_action b WHERE b.participant_id = p.id AND b.void_reason IS NULL), ''))
    AS last_at
  FROM participant p WHERE p.id IN (SELECT value FROM json_each(:people))"""
_TO_THEIR_COACH = "whose names they are is shown to their own coach"


def parked(scene: Scene) -> Figure:
    """Count who is parked on the last day of the period so far.

    One's own are listed; of a team only the number is told, since a list of people is for
    whoever works with them. On days away nobody is parked.
    """
    course, day = course_of(scene), scene.until
    active = course.active(day, scene.whose.advisers)
    here = [each for each in active if course.is_here_on(each, day)]
    away = tuple(Ref("participant", each) for each in active if not course.is_here_on(each, day))
    rows = tuple(
        Ref("participant", person, last, "never" if last is None else "")
        for person, last, joined in _last_actions(scene, here, day)
        if is_parked(last, joined, day - _apart(scene))
    )
    is_team = scene.whose.is_team
    return Figure(
        "M9.parked",
        f"people with nothing done in {scene.profile.fairness.parked_days} days",
        Unit.COUNT,
        len(rows),
        rows=() if is_team else rows,
        left_out=(LeftOut("paused or unavailable", away),) if away and not is_team else (),
        note=_TO_THEIR_COACH if is_team and rows else "",
    )


def _apart(scene: Scene) -> timedelta:
    """Return how much longer than Today the programme waits, usually not at all."""
    return timedelta(days=scene.profile.fairness.parked_days - PARKED_DAYS)


def _last_actions(
    scene: Scene, people: list[str], day: date
) -> list[tuple[str, date | None, date]]:
    """Return for each when something was last done by the end of a day, and when they joined."""
    import json

    zone = scene.now.tzinfo
    over = sortable(datetime.combine(day + timedelta(days=1), time(), zone))
    rows = scene.rows(_LAST, {"people": json.dumps(people), "over": over})
    found = [
        (str(row["id"]), last_day(row["last_at"], zone), date.fromisoformat(row["joined_on"]))
        for row in rows
    ]
    return sorted(found, key=lambda each: (each[1] or each[2], each[0]))
