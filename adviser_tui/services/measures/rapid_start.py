"""Rapid start (M12): days from enrolment to the first contact with an employer made for somebody.

Days of an agreed pause are taken out. What counts as a contact is what the programme counts (M1),
but not once a day: several people may be spoken of in one meeting. A contact that was about nobody
in particular counts for somebody once it is linked to them with a reason. Whoever still waits when
the days are over is late and not left out.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from adviser_tui.services.last_action import ACTIVE_STAGES
from adviser_tui.services.measures.course import Course, course_of
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit, median
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.reading import moment
from models.kinds import TWO_WAY, Purpose, Stage
from seed.profile_rules import ContactRules
from seed.profile_words import certainty_words

_WAITING = (Stage.REFERRED.value, *ACTIVE_STAGES)
# One walk along the index on participant and moment for each person, ended by the first that
# counts. The conditions are those of `counting`, row by row; a test holds the two together.
_FIRST = """SELECT p.id, p.enrolled_on, c.occurred_at, c.occurred_offset, c.linked_why
  FROM participant p LEFT JOIN contact c ON c.id = (
    SELECT k.id FROM contact k WHERE k.participant_id = p.id
      AND k.occurred_at >= date(p.enrolled_on, '-1 day') AND k.kind = 'employer'
      AND date(k.occurred_at, k.occurred_offset || ' minutes') >= p.enrolled_on
      AND k.void_reason IS NULL AND k.organisation = '' AND k.state <> 'attempt'
      AND k.channel IN (SELECT value FROM json_each(:channels))
      AND (CASE k.purpose WHEN 'support' THEN 0 ELSE :any_purpose END
        OR k.purpose IN (SELECT value FROM json_each(:purposes))
        OR EXISTS (SELECT 1 FROM need n WHERE n.contact_id = k.id AND n.void_reason IS NULL
          AND n.task <> '')
        OR EXISTS (SELECT 1 FROM vacancy v WHERE v.id = k.vacancy_id AND v.void_reason IS NULL
          AND v.heard_on = date(k.occurred_at, k.occurred_offset || ' minutes')))
      AND (NOT :needs_say OR EXISTS (SELECT 1 FROM employer_person h
        WHERE h.id = k.person_id AND h.has_hiring_say))
    ORDER BY k.occurred_at, k.id LIMIT 1)
  WHERE p.void_reason IS NULL"""


@dataclass(frozen=True, slots=True)
class FirstContact:
    """When somebody was enrolled and when the first contact was made for them."""

    participant: str
    enrolled_on: date | None
    on: date | None
    """The day of the first contact that counts, by the wall clock where it was; or nothing."""
    was_linked: bool = False
    """It was about nobody in particular and linked to them afterwards."""


def measure(scene: Scene) -> Counts:
    """Count who began in the period, how soon, and who waits longer than the programme allows."""
    begun, waiting, left_out = _sorted(scene)
    most = scene.profile.standards.rapid_start_days
    weak = certainty_words(scene.profile, "standards.rapid_start_days")
    early = [ref for days, ref in begun if days <= most]
    late = [ref for days, ref in begun if days > most]
    middle = median([days for days, _ in begun])
    return Counts(
        (
            Figure(
                "M12.on_time",
                f"first employer contact within {most} days",
                Unit.SHARE,
                len(early),
                len(begun) + len(waiting),
                rows=tuple(early),
                others=(*late, *waiting),
                left_out=left_out,
                note="of those who began in this time or wait longer at its end",
                certainty=weak,
            ),
            Figure(
                "M12.days",
                "enrolment to first contact (median)",
                Unit.DAYS,
                middle or 0,
                rows=tuple(ref for _, ref in begun),
                missing="" if begun else "nobody's first contact lies in this time",
            ),
            Figure(
                "M12.late",
                f"who wait longer than {most} days",
                Unit.COUNT,
                len(waiting),
                rows=waiting,
                certainty=weak,
            ),
        )
    )


def _sorted(
    scene: Scene,
) -> tuple[list[tuple[int, Ref]], tuple[Ref, ...], tuple[LeftOut, ...]]:
    """Return who began in the period with their days, who is late, and who does not count."""
    course, until = course_of(scene), scene.until
    most = scene.profile.standards.rapid_start_days
    begun: list[tuple[int, Ref]] = []
    waiting: list[Ref] = []
    unknown: list[Ref] = []
    in_work: list[Ref] = []
    for each in first_contacts(scene):
        who = each.participant
        if course.coach_on(who, until) not in scene.whose.advisers:
            continue
        stage = course.stage_on(who, until)
        if each.enrolled_on is None:
            if stage in ACTIVE_STAGES:
                unknown.append(Ref("participant", who))
        elif each.on is not None and each.on <= until:
            if each.on in scene.period:
                begun.append(_begun(course, each, each.enrolled_on, each.on))
        elif stage in _WAITING and each.enrolled_on <= until:
            days = waited(course, who, each.enrolled_on, until)
            if days > most:
                wait = Ref("participant", who, each.enrolled_on, f"{days} days and none yet")
                (in_work if stage == Stage.IN_WORK_SUPPORT else waiting).append(wait)
    why = (
        ("no day of enrolment is written down", unknown),
        ("already in work before a contact was made for them", in_work),
    )
    left_out = tuple(LeftOut(reason, tuple(rows)) for reason, rows in why if rows)
    return begun, tuple(waiting), left_out


def _begun(course: Course, first: FirstContact, enrolled_on: date, on: date) -> tuple[int, Ref]:
    days = waited(course, first.participant, enrolled_on, on)
    note = f"after {days} day{'' if days == 1 else 's'}"
    if first.was_linked:
        note += ", linked afterwards"
    return days, Ref("participant", first.participant, on, note)


def waited(course: Course, participant: str, enrolled_on: date, until: date) -> int:
    """Return the days from enrolment to a day, without those of a pause."""
    paused = course.days_paused(participant, enrolled_on, until - timedelta(days=1))
    return (until - enrolled_on).days - paused


def first_contacts(scene: Scene) -> tuple[FirstContact, ...]:
    """Return everybody with their first contact that counts; read once for all periods."""
    rules = scene.profile.contacts
    return scene.shared(("first contacts", scene.profile.label), lambda: _read(scene, rules))


def _read(scene: Scene, rules: ContactRules) -> tuple[FirstContact, ...]:
    rows = scene.rows(
        _FIRST,
        {
            "channels": json.dumps([each for each in rules.channels if each in TWO_WAY]),
            "purposes": json.dumps([each for each in rules.purposes if each != Purpose.SUPPORT]),
            "any_purpose": int(not rules.purposes),
            "needs_say": int(rules.needs_hiring_say),
        },
    )
    return tuple(
        FirstContact(
            str(row["id"]),
            date.fromisoformat(row["enrolled_on"]) if row["enrolled_on"] else None,
            moment(row["occurred_at"], row["occurred_offset"]).date()
            if row["occurred_at"]
            else None,
            bool(row["linked_why"]),
        )
        for row in rows
    )
