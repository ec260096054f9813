"""Repeat business and engagement (M6): which employers come back, and how far each has come.

Employers belong to the team, so these figures are the same for everybody in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from adviser_tui.services.employers.dealings import (
    manual_level,
    read_episodes,
    read_involvements,
)
from adviser_tui.services.employers.engagement import (
    APART,
    LEVELS,
    Dealings,
    Engagement,
    Episode,
    engagement,
    first_days,
)
from adviser_tui.services.measures.employer_groups import group_of
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.looking_back import twelve_months_to, window_words
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.reading import moment, sortable

OLD_ENOUGH = timedelta(days=90)
"""How long ago an employer's first episode has to be before it can be asked whether they came
back."""

# From employer to employer along the index, so that a year of contacts is not read through. Those
# near the end of the last day are looked at one by one: it ends at another moment on every clock.
_LAST_CONTACTS = """WITH RECURSIVE met (id) AS (
    SELECT min(employer_id) FROM contact
    UNION ALL SELECT (SELECT min(c.employer_id) FROM contact c WHERE c.employer_id > met.id)
      FROM met WHERE met.id IS NOT NULL)
  SELECT met.id AS employer_id, c.occurred_at AS at, c.occurred_offset AS beside
  FROM met JOIN contact c ON c.id = (SELECT d.id FROM contact d
    WHERE d.employer_id = met.id AND d.kind = 'employer' AND d.state = 'done'
      AND d.void_reason IS NULL AND (d.occurred_at < :sure OR (d.occurred_at < :to
        AND date(d.occurred_at, d.occurred_offset || ' minutes') <= :until))
    ORDER BY d.occurred_at DESC LIMIT 1)"""
_EMPLOYERS = """SELECT e.id, e.manual_level, e.manual_level_reason, e.manual_level_on
  FROM employer e WHERE e.void_reason IS NULL AND (e.manual_level IS NOT NULL
    OR e.id IN (SELECT value FROM json_each(:some)))"""


def measure(scene: Scene) -> Counts:
    """Reckon how many employers came back within twelve months, and the level of each."""
    until, window = scene.until, twelve_months_to(scene.until)
    dealings = _dealings(scene, until)
    episodes = {each: its.episodes for each, its in dealings.items() if its.episodes}
    groups: dict[str, list[Episode]] = defaultdict(list)
    for employer, its in episodes.items():
        groups[group_of(scene, employer)] += its
    levels = {each: engagement(its, until) for each, its in sorted(dealings.items())}
    dormant = {each: its for each, its in levels.items() if its.is_dormant}
    by_hand = {each: its for each, its in levels.items() if its.is_manual}
    return Counts(
        (
            _rate("M6.repeat_rate", "employers that came back", episodes, window),
            _rate("M6.repeat_rate_parent", "companies that came back", groups, window),
            *_levels(scene, levels),
        ),
        companions=(
            _some("M6.dormant", "one level down, nothing for a year", dormant),
            _some("M6.by_hand", "levels set by hand", by_hand),
        ),
        notes=(
            f"Came back within the {window_words(window)}, at least {APART.days} days apart.",
            "Employers belong to the team: these figures are the same for everybody in it.",
        ),
    )


def came_back(days: Sequence[date], window: Period) -> bool:
    """Say whether two episodes of the window lie far enough apart; the days are in order."""
    recent = [each for each in days if each in window]
    return bool(recent) and recent[-1] - recent[0] >= APART


def _rate(
    key: str, label: str, episodes: Mapping[str, Iterable[Episode]], window: Period
) -> Figure:
    days = {each: first_days(its) for each, its in episodes.items()}
    old = sorted(each for each, its in days.items() if its[0] + OLD_ENOUGH <= window.last)
    again = [each for each in old if came_back(days[each], window)]
    names = set(again)
    young = tuple(_ref(each, days[each]) for each in sorted(set(days) - set(old)))
    reason = f"began with us less than {OLD_ENOUGH.days} days ago"
    return Figure(
        key,
        label,
        Unit.SHARE,
        len(again),
        len(old),
        rows=tuple(_ref(each, days[each]) for each in again),
        others=tuple(_ref(each, days[each]) for each in old if each not in names),
        left_out=(LeftOut(reason, young),) if young else (),
        missing="" if old else f"no employer began with us {OLD_ENOUGH.days} days ago or earlier",
    )


def _ref(employer_id: str, days: Sequence[date]) -> Ref:
    times = len(days)
    return Ref("employer", employer_id, days[-1], "once" if times == 1 else f"{times} times")


def _levels(scene: Scene, levels: Mapping[str, Engagement]) -> Iterator[Figure]:
    """Yield how many employers stand at each level; those with whom nothing was have no row."""
    untouched = _how_many(scene) - len(levels)
    for level, name in enumerate(LEVELS):
        rows = _refs({each: its for each, its in levels.items() if its.level == level})
        yield Figure(
            f"M6.level_{level}",
            f"level {level}, {name}",
            Unit.COUNT,
            len(rows) + (0 if level else untouched),
            rows=rows,
            note=_of_none(untouched) if not level else "",
        )


def _of_none(untouched: int) -> str:
    return (
        f"nothing was ever noted of {untouched} of them, so there is nothing to list"
        if untouched
        else ""
    )


def _some(key: str, label: str, levels: Mapping[str, Engagement]) -> Figure:
    return Figure(key, label, Unit.COUNT, len(levels), rows=_refs(levels))


def _refs(levels: Mapping[str, Engagement]) -> tuple[Ref, ...]:
    return tuple(Ref("employer", each, note="; ".join(its.reasons)) for each, its in levels.items())


def _how_many(scene: Scene) -> int:
    row = scene.database.row("SELECT count(*) FROM employer WHERE void_reason IS NULL")
    return int(row[0]) if row else 0


def _dealings(scene: Scene, until: date) -> dict[str, Dealings]:
    """Return what had happened by a day with each employer with whom anything had."""
    import json

    episodes = scene.shared("episodes", lambda: read_episodes(scene.database))
    involved = scene.shared("involvements", lambda: read_involvements(scene.database))
    last = _last_contacts(scene, until)
    some = json.dumps([*{*episodes, *involved, *last}])
    found = {}
    for row in scene.rows(_EMPLOYERS, {"some": some}):
        employer = str(row["id"])
        its = tuple(each for each in episodes.get(employer, ()) if each.on <= until)
        manual = manual_level(row)
        found[employer] = Dealings(
            its, tuple(involved.get(employer, ())), last.get(employer), manual
        )
    return found


def _last_contacts(scene: Scene, until: date) -> dict[str, date]:
    end = datetime.combine(until + timedelta(days=1), time(), UTC)
    margin = timedelta(hours=14)
    values = {
        "sure": sortable(end - margin),
        "to": sortable(end + margin),
        "until": until.isoformat(),
    }
    return {
        str(row["employer_id"]): moment(str(row["at"]), int(row["beside"])).date()
        for row in scene.rows(_LAST_CONTACTS, values)
    }
