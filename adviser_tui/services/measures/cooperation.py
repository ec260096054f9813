"""Cooperation (M15): hand-overs answered, vacancies shared and filled across teams, asks answered.

Only what somebody wrote down can be counted; what nobody can tell from the records is said.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.keeping import days_of, follow_ups_due
from adviser_tui.services.measures.kept import Standing
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.reading import day
from models.kinds import HandOverState

_HAND_OVERS = """SELECT id, offered_on, answered_on, state, void_reason IS NOT NULL AS is_void
  FROM hand_over WHERE (to_id IN (SELECT value FROM json_each(:me))
      OR from_id IN (SELECT value FROM json_each(:me)))
    AND offered_on BETWEEN :first AND :last ORDER BY offered_on, id"""
_FILLED = """SELECT x.id, x.participant_id, x.starts_on, v.id AS vacancy_id,
    v.created_by AS bringer, x.void_reason IS NOT NULL OR v.void_reason IS NOT NULL AS is_void
  FROM placement x JOIN vacancy v ON v.id = x.vacancy_id
  WHERE x.starts_on BETWEEN :first AND :last AND x.state <> 'agreed'
    AND x.kind NOT IN ('trial', 'volunteering')
  ORDER BY x.starts_on, x.id"""
_NOT_TOLD = (
    "Not recorded here: vacancies that were shared with another team and not filled, and what is "
    "asked of a colleague by word of mouth."
)


def measure(scene: Scene) -> Counts:
    """Count cooperation within the team and across teams; both sides are credited."""
    return Counts((_hand_overs(scene), _across(scene), _asks(scene)), notes=(_NOT_TOLD,))


def answer_by(offered_on: date, working_days: int, free: Mapping[date, str]) -> date:
    """Return the last of so many working days after a day: Monday to Friday, no bank holiday."""
    by = offered_on
    while working_days:
        by += timedelta(days=1)
        if by.weekday() < 5 and by not in free:
            working_days -= 1
    return by


def _hand_overs(scene: Scene) -> Figure:
    from seed.holidays import bank_holidays

    free, most = bank_holidays(scene.region), scene.profile.standards.hand_over_days
    in_time: list[Ref] = []
    late: list[Ref] = []
    out: dict[str, list[Ref]] = {}
    for row in scene.rows(_HAND_OVERS, days_of(scene)):
        offered, answered = date.fromisoformat(row["offered_on"]), day(row["answered_on"])
        ref, by = Ref("hand_over", str(row["id"]), offered), answer_by(offered, most, free)
        if row["is_void"]:
            out.setdefault(Standing.VOID.value, []).append(ref)
        elif row["state"] == HandOverState.TAKEN_BACK and (answered is None or answered <= by):
            out.setdefault("taken back before the answer was due", []).append(ref)
        elif row["state"] == HandOverState.OFFERED and scene.today <= by:
            out.setdefault("there is still time to answer", []).append(ref)
        elif row["state"] in _ANSWERED and answered is not None and answered <= by:
            in_time.append(ref)
        else:
            late.append(ref)
    return Figure(
        "M15.hand_overs_on_time",
        f"hand-overs answered in {most} working days",
        Unit.SHARE,
        len(in_time),
        len(in_time) + len(late),
        rows=tuple(in_time),
        others=tuple(late),
        left_out=tuple(LeftOut(why, tuple(rows)) for why, rows in out.items()),
        note="counts for whoever hands over and for whoever takes over",
    )


_ANSWERED = (HandOverState.ACCEPTED, HandOverState.RETURNED)


def _across(scene: Scene) -> Figure:
    """Count vacancies that one team brought and another filled, for whoever had a hand in it."""
    teams = _teams(scene)
    key, label = "M15.vacancies_across", "vacancies filled across teams"
    if len(set(teams.values())) < 2:
        missing = "not recorded here, since no colleague of another team is known"
        return Figure(key, label, Unit.COUNT, missing=missing)
    course = course_of(scene)
    filled: dict[str, Ref] = {}
    void: dict[str, Ref] = {}
    for row in scene.rows(_FILLED, days_of(scene)):
        started = date.fromisoformat(row["starts_on"])
        coach = course.coach_on(str(row["participant_id"]), started)
        sides = {coach: teams.get(coach), str(row["bringer"]): teams.get(str(row["bringer"]))}
        if None in sides.values() or len(set(sides.values())) < 2:
            continue
        if not set(sides) & set(scene.whose.advisers) or started > scene.today:
            continue
        ref = Ref("vacancy", str(row["vacancy_id"]), started)
        (void if row["is_void"] else filled).setdefault(ref.id, ref)
    return Figure(
        key,
        label,
        Unit.COUNT,
        len(filled),
        rows=tuple(filled.values()),
        left_out=(LeftOut(Standing.VOID.value, tuple(void.values())),) if void else (),
        note="counts for the team that found the vacancy and for the team that filled it",
    )


def _teams(scene: Scene) -> dict[str, str]:
    rows = scene.rows("SELECT id, team FROM adviser WHERE team <> '' AND void_reason IS NULL")
    return {str(row["id"]): str(row["team"]) for row in rows}


def _asks(scene: Scene) -> Figure:
    """Count what was asked among colleagues: done, of what fell due, however late."""
    done: list[Ref] = []
    open_still: list[Ref] = []
    out: dict[str, list[Ref]] = {}
    for each in follow_ups_due(scene):
        if each.side != "internal":
            continue
        standing = each.standing(scene.today)
        if standing in (Standing.VOID, Standing.CANCELLED, Standing.NOT_YET):
            out.setdefault(standing.value, []).append(each.ref())
        else:
            (done if each.state == "done" else open_still).append(each.ref())
    return Figure(
        "M15.asks_answered",
        "asked among ourselves and done",
        Unit.SHARE,
        len(done),
        len(done) + len(open_still),
        rows=tuple(done),
        others=tuple(open_still),
        left_out=tuple(LeftOut(why, tuple(rows)) for why, rows in out.items()),
        note="follow-ups on our own side that fell due, whoever wrote them down",
    )
