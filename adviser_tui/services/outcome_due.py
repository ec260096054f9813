"""Which checks of outcomes are due: read off the programme's rules, never written down (M10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from adviser_tui.services.measures.outcomes.jobs import Job, Spell
from adviser_tui.services.measures.outcomes.reading import BEGAN, rates, seen_in, spells_in
from adviser_tui.services.measures.outcomes.rules import due_week
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding, standings_of
from adviser_tui.services.measures.outcomes.weeks import Standing
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.database import Database
from models.kinds import PlacementState
from seed.profile_rules import OutcomeRules

_HERE = "p.stage NOT IN ('withdrawn', 'transferred') AND p.void_reason IS NULL"


@dataclass(frozen=True, slots=True)
class DueCheck:
    """One week of a job that a funder asks about, and that nobody has verified."""

    placement_id: str
    participant_id: str
    participant: str
    employer: str
    role: str
    week: int
    """The last week it is about, counted in this job."""
    outcome_week: int
    """The same week counted from the start of all work without a longer gap."""
    due_on: date
    grace_ends: date
    names: tuple[str, ...]
    """The outcomes that hang on it."""
    words: str
    """`week 13 of Amira's job at Tesco: not verified, due Thu 3 Dec`."""


def rules_of(database: Database, today: date) -> OutcomeRules:
    """Return the outcomes that the programme of a caseload counts."""
    from adviser_tui.paths import profiles_dir
    from seed.profiles import profile_of

    row = database.row("SELECT value FROM setting WHERE key = 'programme'")
    folder = profiles_dir(database.folder)
    return profile_of(str(row[0]) if row else "", today, folder).outcomes


def due_checks(
    database: Database,
    rules: OutcomeRules,
    today: date,
    *,
    ahead: int = 0,
    participant_id: str = "",
    whatever_age: bool = False,
) -> tuple[DueCheck, ...]:
    """Return what is due, or will be within `ahead` days, the first due first.

    A check leaves the list when its days of grace are over, for from then on it counts as not
    verified; with `whatever_age` it stays. It can be made up for at any time.
    """
    if not rules.rules:
        return ()
    found: list[DueCheck] = []
    for spell in _spells(database, rules, today, ahead, participant_id, whatever_age):
        found.extend(
            each
            for each in due_in(spell, rules, today)
            if each.due_on <= today + timedelta(days=ahead)
            and (whatever_age or today <= each.grace_ends)
        )
    return tuple(sorted(found, key=lambda each: (each.due_on, each.placement_id)))


def due_in(spell: Spell, rules: OutcomeRules, today: date) -> Iterator[DueCheck]:
    """Yield the weeks of one stretch of work that hang on a check, due or still to come."""
    open_: dict[int, list[OutcomeStanding]] = {}
    for standing in standings_of(spell, rules, today, rates()):
        if standing.standing is Standing.UNKNOWN:
            open_.setdefault(standing.due_week, []).append(standing)
    for week, standings in sorted(open_.items()):
        job, own = _job_of(spell, week)
        first = standings[0]
        yield DueCheck(
            placement_id=job.id,
            participant_id=job.participant_id,
            participant=job.participant,
            employer=job.employer,
            role=job.role,
            week=own,
            outcome_week=week,
            due_on=first.due_on,
            grace_ends=first.grace_ends,
            names=tuple(each.rule.name for each in standings),
            words=f"week {own} of {job.participant}'s job at {job.employer}: "
            f"{_state_words(first.due_on, today)}",
        )


def _state_words(due_on: date, today: date) -> str:
    verb = "not verified, due" if due_on <= today else "to verify from"
    return f"{verb} {say_date(due_on, today)}"


def _job_of(spell: Spell, week: int) -> tuple[Job, int]:
    """Return the job that a week is asked of, with the week in its own count."""
    running = spell.running_in(week)
    if running:
        return running[0]
    last = max(spell.jobs, key=lambda each: (each.ended_on or date.max, each.starts_on))
    return last, max(1, spell.own_week(last, week))


def _spells(
    database: Database,
    rules: OutcomeRules,
    today: date,
    ahead: int,
    participant_id: str,
    whatever_age: bool,
) -> tuple[Spell, ...]:
    """Return the stretches of work that may have something due, of as few people as possible."""
    if participant_id:
        where, values = "x.participant_id = :person", {"person": participant_id}
        return spells_in(seen_in(database, where, values), rules.gap_days)
    began = f"{BEGAN} AND x.void_reason IS NULL AND {_HERE}"
    if whatever_age:
        return spells_in(seen_in(database, began, {}), rules.gap_days)
    windows, days = [], {}
    for number, week in enumerate(sorted({due_week(rule) for rule in rules.rules})):
        back = timedelta(weeks=week)
        first = today - timedelta(days=rules.grace_days) - back
        days[f"from{number}"] = first.isoformat()
        days[f"to{number}"] = (today + timedelta(days=ahead) - back).isoformat()
        windows.append(f"y.starts_on BETWEEN :from{number} AND :to{number}")
    people = (
        "x.participant_id IN (SELECT y.participant_id FROM placement y "
        f"WHERE y.state <> '{PlacementState.AGREED}' AND y.void_reason IS NULL "
        f"AND ({' OR '.join(windows)}))"
    )
    return spells_in(seen_in(database, f"{people} AND {began}", days), rules.gap_days)


def first_of_each(checks: Iterable[DueCheck]) -> tuple[DueCheck, ...]:
    """Return of each job the check that fell due first; the others come when it is done."""
    found: dict[str, DueCheck] = {}
    for each in checks:
        found.setdefault(each.placement_id, each)
    return tuple(found.values())
