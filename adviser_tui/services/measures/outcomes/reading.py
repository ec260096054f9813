"""Reading jobs and what was found out about their weeks (M10)."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.services.measures.outcomes.jobs import PAID, Check, Job, Spell, spells_of
from adviser_tui.services.measures.outcomes.rules import RateOn
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding, standings_of
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day
from models.kinds import CheckState, EvidenceKind, PayPeriod, PlacementKind, PlacementState

if TYPE_CHECKING:
    from adviser_tui.services.measures.scene import Scene
    from seed.profile_rules import OutcomeRules

_DID_BEGIN = """(x.state <> 'ended' OR x.ended_on IS NULL OR x.ended_on > x.starts_on
  OR EXISTS (SELECT 1 FROM follow_up f WHERE f.placement_id = x.id
    AND f.reasons LIKE '%"job_start"%')
  OR EXISTS (SELECT 1 FROM outcome_check c WHERE c.placement_id = x.id
    AND c.void_reason IS NULL AND c.state = 'verified_yes'))"""
"""A job that came to nothing is ended on the day it was to begin, without having begun."""
BEGAN = f"(x.state <> 'agreed' AND x.starts_on IS NOT NULL AND {_DID_BEGIN})"
"""Whether the first day of placement `x` was worked."""

_JOBS = """SELECT x.*, p.preferred_name AS participant, p.coach_id, e.name AS employer,
    ({began}) AS did_begin
  FROM placement x JOIN participant p ON p.id = x.participant_id
  JOIN employer e ON e.id = x.employer_id
  WHERE p.void_reason IS NULL AND {where} ORDER BY x.starts_on, x.id"""
_SELECT_CHECKS = """SELECT c.*, a.name AS by_name FROM outcome_check c
  LEFT JOIN adviser a ON a.id = c.created_by WHERE c.void_reason IS NULL"""
_CHECKS = f"""{_SELECT_CHECKS}
  AND c.placement_id IN (SELECT value FROM json_each(:placements))
  ORDER BY c.placement_id, c.created_at, c.id"""
CHECKS_OF = f"{_SELECT_CHECKS} AND c.placement_id = :placement"
"""What was found out about one job, for a query within an action."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A placement as it was found, whether or not it counts as a start."""

    job: Job
    is_void: bool
    did_begin: bool

    @property
    def is_paid(self) -> bool:
        """Whether it is work that can be an outcome."""
        return self.job.kind in PAID

    @property
    def counts(self) -> bool:
        """Whether it is the start of paid work that stands on the record."""
        return self.is_paid and self.did_begin and not self.is_void


def seen_in(database: Database, where: str, values: Mapping[str, object]) -> tuple[Seen, ...]:
    """Return placements with their checks; `where` speaks of placement `x`, participant `p`."""
    rows = database.rows(_JOBS.format(began=BEGAN, where=where), dict(values))
    ids = json.dumps([str(row["id"]) for row in rows])
    checks: dict[str, list[Check]] = {}
    for row in database.rows(_CHECKS, {"placements": ids}) if rows else ():
        checks.setdefault(str(row["placement_id"]), []).append(check_from(row))
    return tuple(
        Seen(
            job_from(row, tuple(checks.get(str(row["id"]), ()))),
            is_void=row["void_reason"] is not None,
            did_begin=bool(row["did_begin"]),
        )
        for row in rows
    )


def spells_in(seen: Iterable[Seen], gap_days: int) -> tuple[Spell, ...]:
    """Return the stretches of work of everybody among the placements, each person's in order."""
    people: dict[str, list[Job]] = {}
    for each in seen:
        if each.counts:
            people.setdefault(each.job.participant_id, []).append(each.job)
    return tuple(spell for jobs in people.values() for spell in spells_of(jobs, gap_days))


def outcomes_of(scene: "Scene", placement_id: str) -> tuple[OutcomeStanding, ...]:
    """Return how the stretch of work that a placement belongs to stands with every outcome."""
    spell = spell_of(scene.database, placement_id, scene.profile.outcomes.gap_days)
    if spell is None:
        return ()
    return standings_of(spell, scene.profile.outcomes, scene.until, rates())


def standings_by_placement(
    database: Database, participant_id: str, rules: "OutcomeRules", on: date
) -> dict[str, tuple[OutcomeStanding, ...]]:
    """Return for each job of somebody how its stretch of work stands; jobs continued share one.

    It stands at the newest job of the stretch.
    """
    seen = seen_in(database, "x.participant_id = :person", {"person": participant_id})
    found = {}
    for spell in spells_in(seen, rules.gap_days):
        found[spell.jobs[-1].id] = standings_of(spell, rules, on, rates())
    return found


def spell_of(database: Database, placement_id: str, gap_days: int) -> Spell | None:
    """Return the stretch of work that a placement belongs to, nothing where it did not begin."""
    where = "x.participant_id = (SELECT participant_id FROM placement WHERE id = :placement)"
    seen = seen_in(database, where, {"placement": placement_id})
    for spell in spells_in(seen, gap_days):
        if any(each.id == placement_id for each in spell.jobs):
            return spell
    return None


def rates() -> RateOn:
    """Return what knows the legal rates."""
    from seed.rates import rate_on

    return rate_on


def check_from(row: Any) -> Check:
    """Return a check from its row, with `by_name` for who wrote it down."""
    return Check(
        id=str(row["id"]),
        week=int(row["week"]),
        weeks=max(1, int(row["weeks"])),
        state=CheckState(row["state"]),
        checked_on=date.fromisoformat(row["checked_on"]),
        minutes=row["minutes"],
        earned=row["earned"],
        currency=str(row["currency"]),
        evidence=EvidenceKind(row["evidence"]) if row["evidence"] else None,
        note=str(row["note"]),
        by=str(row["by_name"] or ""),
        at=str(row["created_at"]),
    )


def job_from(row: Any, checks: tuple[Check, ...]) -> Job:
    """Return a job from its row and its checks."""
    ended = PlacementState(row["state"]) is PlacementState.ENDED
    return Job(
        id=str(row["id"]),
        participant_id=str(row["participant_id"]),
        participant=str(row["participant"]),
        employer=str(row["employer"]),
        role=str(row["role"]),
        kind=PlacementKind(row["kind"]),
        starts_on=day(row["starts_on"]) or date.max,
        ended_on=day(row["ended_on"]) if ended else None,
        weekly_minutes=row["weekly_minutes"],
        pay=row["pay"],
        pay_period=PayPeriod(row["pay_period"]),
        currency=str(row["pay_currency"]),
        band=str(row["rate_band"]),
        checks=checks,
    )
