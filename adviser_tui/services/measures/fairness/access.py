"""The access ratio (M9): a group's share of what coaches did, over its share of the days.

And the outcome ratio: how many of a group started a job, over how many of all others.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.fairness.chance import (
    SMALL_CELL,
    Share,
    access_interval,
    fisher,
    has_small_cell,
    outcome_interval,
)
from adviser_tui.services.measures.fairness.groups import NOT_RECORDED, Group, answers, groups_of
from adviser_tui.services.measures.fairness.judging import few_others, said
from adviser_tui.services.measures.fairness.reading import Given, given
from adviser_tui.services.measures.figure import Figure, Unit
from adviser_tui.services.measures.looking_back import twelve_months, window_words
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.words.dates import add_months
from seed.equity import characteristics, name_of
from seed.profile_words import certainty_words

_STARTED = """SELECT DISTINCT participant_id FROM placement
  WHERE starts_on BETWEEN :first AND :last AND state <> 'agreed' AND void_reason IS NULL
    AND kind NOT IN ('trial', 'volunteering') AND (ended_on IS NULL OR ended_on >= starts_on)"""
Shares = Mapping[str, Share]


def ratios(scene: Scene) -> Iterator[Figure]:
    """Yield what can be told of each characteristic that anybody has answered."""
    actions = shares(given(scene), lambda each: each.actions)
    sent = shares(given(scene), lambda each: each.submissions)
    chances = _with_a_chance(scene, actions)
    started = _started(scene)
    said_of = answers(scene)
    known = [each.id for each in characteristics()]
    asked = [each for each in (*known, *sorted(set(said_of) - set(known))) if said_of.get(each)]
    least = scene.profile.fairness.suppress_below
    for characteristic in asked:
        of = said_of[characteristic]
        yield _not_recorded(characteristic, set(actions) - set(of), actions)
        for group in groups_of(of, actions, least):
            yield _access(scene, characteristic, group, actions, "access")
            if _is_compared(scene, group):
                yield _access(scene, characteristic, group, sent, "put_forward")
        for group in groups_of(of, chances, least):
            if _is_compared(scene, group):
                yield _outcome(scene, characteristic, group, chances, started)


def shares(read: Collection[Given], of: Callable[[Given], int]) -> dict[str, Share]:
    """Return for each person how many actions they had, over how many days."""
    found: dict[str, Share] = {}
    for each in read:
        person = each.stretch.participant_id
        before = found.get(person, Share(0, 0))
        found[person] = Share(before.actions + of(each), before.days + each.stretch.days)
    return found


def _not_recorded(characteristic: str, missing: Collection[str], people: Shares) -> Figure:
    return Figure(
        f"M9.{NOT_RECORDED}.{characteristic}",
        f"{name_of(characteristic)}: nothing recorded",
        Unit.SHARE,
        len(missing),
        len(people),
    )


def _access(scene: Scene, characteristic: str, group: Group, people: Shares, kind: str) -> Figure:
    """Return a group's share of the actions over its share of the caseload's days."""
    mine = [people[each] for each in group.people]
    rest = [each for person, each in people.items() if person not in group.people]
    actions, days = sum(each.actions for each in mine), sum(each.days for each in mine)
    all_actions = actions + sum(each.actions for each in rest)
    all_days = days + sum(each.days for each in rest)
    what = "actions" if kind == "access" else "submissions"
    label = f"{name_of(characteristic)}, {group.label}: {what} ratio"
    meaning = f"its share of the {what} over its share of the days"
    key = f"M9.{kind}.{characteristic}.{group.key}"
    if (missing := _too_small(scene, group)) or not all_actions:
        missing = missing or f"no {what} in the {window_words(twelve_months(scene))}"
        return Figure(key, label, Unit.RATIO, missing=missing, note=meaning)
    numerator, denominator = Fraction(actions, all_actions), Fraction(days, all_days)
    interval = access_interval(mine, rest)
    exact = None
    if rest and (interval is None or min(actions, all_actions - actions) < SMALL_CELL):
        # So few actions have no interval worth the name; whom any reached at all has.
        reached = sum(1 for each in mine if each.actions)
        exact = fisher(reached, len(mine), sum(1 for each in rest if each.actions), len(rest))
        interval = None
    ratio, masked = numerator / denominator, _masked(scene, what, actions)
    rules = scene.profile.fairness
    trust = said(ratio, len(mine), interval, exact, rules, is_masked=bool(masked))
    counts = f"{_many(scene, actions)} of {all_actions} {what}"
    note = "; ".join(filter(None, (counts, _others_too_few(scene, rest), trust, meaning)))
    return _ratio(scene, key, label, ratio, f"{len(mine)} people, {note}", masked)


def _outcome(
    scene: Scene, characteristic: str, group: Group, people: Shares, started: frozenset[str]
) -> Figure:
    """Return a group's rate of starts over that of all others with as long a chance."""
    mine, rest = group.people, [each for each in people if each not in group.people]
    yes, other_yes = len(mine & started), sum(1 for each in rest if each in started)
    label = f"{name_of(characteristic)}, {group.label}: starts ratio"
    meaning = "its rate of starts over that of all others"
    key = f"M9.outcome.{characteristic}.{group.key}"
    missing = ""
    if not rest:
        missing = "there is nobody to compare with"
    elif not other_yes:
        missing = "nobody else has started a job"
    if missing:
        return Figure(key, label, Unit.RATIO, missing=missing, note=meaning)
    counts = (yes, len(mine), other_yes, len(rest))
    interval, exact = outcome_interval(*counts), None
    if interval is None or has_small_cell(*counts):
        interval, exact = None, fisher(*counts)
    ratio = Fraction(yes, len(mine)) / Fraction(other_yes, len(rest))
    masked = _masked(scene, "starts", yes, other_yes)
    rules = scene.profile.fairness
    trust = said(ratio, len(mine), interval, exact, rules, is_masked=bool(masked))
    told = f"{_many(scene, yes)} started, of the others {_many(scene, other_yes)} of {len(rest)}"
    note = "; ".join(filter(None, (told, _others_too_few(scene, rest), trust, meaning)))
    return _ratio(scene, key, label, ratio, f"{len(mine)} people, {note}", masked)


def _ratio(scene: Scene, key: str, label: str, ratio: Fraction, note: str, masked: str) -> Figure:
    """Return a ratio by itself: what it was divided from could tell of too few."""
    certainty = certainty_words(scene.profile, "fairness.low")
    if masked:
        return Figure(key, label, Unit.RATIO, missing=masked, note=note, certainty=certainty)
    return Figure(key, label, Unit.RATIO, ratio, note=note, certainty=certainty)


def _masked(scene: Scene, what: str, *counts: int) -> str:
    """Say that a count of it is not told, so that no ratio leads back to it; else empty."""
    least = scene.profile.fairness.suppress_below
    is_masked = any(0 < each < least for each in counts)
    return f"fewer than {least} {what} on one side" if is_masked else ""


def _many(scene: Scene, number: int) -> str:
    least = scene.profile.fairness.suppress_below
    return str(number) if number == 0 or number >= least else f"fewer than {least}"


def _too_small(scene: Scene, group: Group) -> str:
    rules = scene.profile.fairness
    for least in (rules.suppress_below, rules.least):
        if len(group.people) < least:
            return f"fewer than {least} people"
    return ""


def _is_compared(scene: Scene, group: Group) -> bool:
    return not _too_small(scene, group)


def _others_too_few(scene: Scene, rest: Collection[object]) -> str:
    """Say that all others are so few that a group's ratio tells of them; no file holds it then."""
    least = scene.profile.fairness.suppress_below
    return few_others(least) if 0 < len(rest) < least else ""


def _with_a_chance(scene: Scene, people: Shares) -> Shares:
    """Return who was enrolled long enough ago to have had a chance, days away not counted."""
    course, months = course_of(scene), scene.profile.fairness.months_of_chance
    found = {}
    for person, share in people.items():
        began = course.began_on(person) or date.max
        if began > scene.until:
            continue
        away = timedelta(days=course.days_away(person, began, scene.until))
        if add_months(began, months) + away <= scene.until:
            found[person] = share
    return found


def _started(scene: Scene) -> frozenset[str]:
    window = twelve_months(scene)
    days = {"first": window.first.isoformat(), "last": window.last.isoformat()}
    return frozenset(str(row[0]) for row in scene.rows(_STARTED, days))
