"""Weeks that close: what stood on a Wednesday at noon is kept, so that later changes are seen.

A week closes on the day and hour that the programme names, in the week after it (section 5). Its
figures are then kept once and for ever; whoever looks at it afterwards sees `5 → 7` where they say
something else, because something was written down late, corrected or taken off the record.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from adviser_tui.ids import derived_id
from adviser_tui.services.measures.figure import Figure
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene, Whose
from adviser_tui.storage.reading import moment, sortable

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from seed.profile_rules import Profile

WEEKLY = ("M1", "M2", "M3", "M4", "M8", "M12", "M15")
"""The measures of what happened in the week itself; the others look further back."""
WEEKS_BACK = 8
"""How many past weeks are closed, where a device was not opened for a while."""
NOT_THERE = "n/a"
KIND = "closing"
"""The kind of the change group: no action of a person, so that undo passes it over."""
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AHEAD = "kept by a clock that ran ahead"
_KEPT = """SELECT week, profile, closed_at, figures FROM week_closing
  WHERE adviser_id = :adviser AND week IN (SELECT value FROM json_each(:weeks))
    AND closed_at <= :now AND void_reason IS NULL"""
_KNOWN = """SELECT id, week, created_at > :now AS is_ahead, void_reason IS NOT NULL AS is_void
  FROM week_closing WHERE adviser_id = :adviser
    AND week IN (SELECT value FROM json_each(:weeks))"""


def closes_at(week: Period, profile: "Profile", zone: tzinfo | None) -> datetime:
    """Return when a week closes: in the week after it, on the adviser's own wall clock."""
    rules = profile.week
    number = _DAYS.index(rules.closes_on) if rules.closes_on in _DAYS else 2
    day = week.last + timedelta(days=1 + number)
    return datetime.combine(day, time.fromisoformat(rules.closes_at), zone or UTC)


def closing_id(adviser_id: str, week: Period, taken_off: int = 0) -> str:
    """Return the id of a week's closing, the same on every device of the adviser.

    `taken_off` is how many closings of that week no longer count.
    """
    again = (str(taken_off),) if taken_off else ()
    return derived_id("week_closing", adviser_id, week.name, *again)


def closed_weeks(
    scene: Scene, weeks: Iterable[Period]
) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Return for each closed week its profile and, by key, what its figures said; of one adviser.

    Nothing for a team: its figures are no sum of its advisers', who close their weeks themselves.
    """
    names = tuple(week.name for week in weeks if week.is_week)
    if scene.whose.is_team or len(scene.whose.advisers) != 1 or not names:
        return {}
    rows = scene.once(
        ("closed weeks", names),
        lambda: scene.rows(
            _KEPT,
            {
                "adviser": scene.whose.adviser,
                "weeks": json.dumps(list(names)),
                "now": sortable(scene.now),
            },
        ),
    )
    return {str(row["week"]): (str(row["profile"]), _figures(row["figures"])) for row in rows}


def closed_figures(scene: Scene) -> Mapping[str, str]:
    """Return by key what the figures of a closed week said when it closed.

    Empty while it is open, for any other stretch of time, and where it was counted by other rules
    than these, which would compare two different things.
    """
    profile, figures = closed_weeks(scene, (scene.period,)).get(scene.period.name, ("", {}))
    return figures if profile == scene.profile.label else {}


def closed_by_others(scene: Scene) -> str:
    """Return the rules by which a closed week was counted, where they are not those asked for."""
    profile, _ = closed_weeks(scene, (scene.period,)).get(scene.period.name, ("", {}))
    return profile if profile != scene.profile.label else ""


def close_due_weeks(office: "Office") -> int:
    """Keep the figures of every week that has closed and is not kept yet; say how many there were.

    Only of whoever works here, and no week that was over before they were there to work. Asking is
    one short query; nothing is brought in for it.
    """
    desk = office.desk
    rows = desk.database.rows("SELECT id, created_at FROM adviser WHERE id = ?", (desk.me,))
    if not rows:
        return 0
    now = desk.local_now
    begun = moment(str(rows[0]["created_at"])).astimezone(now.tzinfo).date()
    this_week = Period.week_of(now.date())
    due = []
    for back in range(WEEKS_BACK, 0, -1):
        week = this_week.before(back)
        profile = office.measures.profile(week.last)
        at = closes_at(week, profile, now.tzinfo)
        if begun <= week.last and at <= now:
            due.append((week, profile, at))
    weeks = json.dumps([week.name for week, _, _ in due])
    given: dict[str, object] = {"adviser": desk.me, "now": sortable(now), "weeks": weeks}
    known = list(desk.database.rows(_KNOWN, given))
    ahead = [str(row["id"]) for row in known if row["is_ahead"] and not row["is_void"]]
    if ahead:
        _take_off(office, ahead)
    standing = {row["week"] for row in known if not row["is_ahead"] and not row["is_void"]}
    missing = [each for each in due if each[0].name not in standing]
    for week, profile, at in missing:
        taken_off = sum(row["week"] == week.name for row in known)
        _keep(office, closing_id(desk.me, week, taken_off), week, profile, at)
    return len(missing)


def _take_off(office: "Office", closings: list[str]) -> None:
    """Take off what a clock that ran ahead had kept: it knew nothing yet of those weeks."""
    from models.measures import WeekClosing

    with office.desk.database.write(KIND) as work:
        for each in closings:
            work.void(work.get(WeekClosing, each), AHEAD)


def close_quietly(office: "Office") -> None:
    """Close what is due beside other work, which goes on where that cannot be done just now."""
    try:
        close_due_weeks(office)
    except Exception:  # even a mistake of ours must not spoil the work that this goes beside
        return


def figures_at_close(
    office: "Office", week: Period, profile: "Profile", at: datetime
) -> dict[str, str]:
    """Return by key what the week's figures said, from what was written down by a moment."""
    from adviser_tui.services.measures.engine import BY_ID
    from adviser_tui.storage.as_known import AsKnown

    measures, desk = office.measures, office.desk
    mine: Whose = measures.myself()
    known = AsKnown(desk.database, at)
    try:
        scene = Scene(known, week, mine, profile, at, desk.settings.region)
        counted = [BY_ID[each].counts(scene) for each in WEEKLY]
    finally:
        known.close()
    return {
        figure.key: words_to_keep(figure)
        for counts in counted
        for figure in (*counts.figures, *counts.companions)
    }


def words_to_keep(figure: Figure) -> str:
    """Return what a figure says, without the reason where it says nothing."""
    return NOT_THERE if figure.value is None else figure.words


def _keep(office: "Office", closing: str, week: Period, profile: "Profile", at: datetime) -> None:
    """Keep one week by itself, so that leaving the program does not wait for all of them."""
    from models.measures import WeekClosing

    desk = office.desk
    figures = figures_at_close(office, week, profile, at)
    with desk.database.write(KIND) as work:
        work.add(
            WeekClosing(
                id=closing,
                adviser_id=desk.me,
                week=week.name,
                profile=profile.label,
                closed_at=at.astimezone(UTC),
                figures=json.dumps(figures, ensure_ascii=False, sort_keys=True),
            )
        )


def _figures(text: object) -> Mapping[str, str]:
    """Return kept figures; what another program wrote there and is no figure is passed over."""
    try:
        found = json.loads(str(text))
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(key): value for key, value in found.items() if isinstance(value, str)}
