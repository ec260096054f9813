"""Every job of a caseload with how its outcomes stand, the most pressing first (M10)."""

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.services.measures.looking_back import twelve_months
from adviser_tui.services.measures.outcomes.reading import rates, seen_in, spells_in
from adviser_tui.services.measures.outcomes.standing import (
    OutcomeStanding,
    standings_of,
    worth_saying,
)
from adviser_tui.services.measures.outcomes.weeks import Standing

if TYPE_CHECKING:
    from adviser_tui.services.measures.scene import Scene

_OF_MINE = """p.coach_id IN (SELECT value FROM json_each(:me)) AND x.void_reason IS NULL
  AND x.starts_on IS NOT NULL"""


@dataclass(frozen=True, slots=True)
class JobStanding:
    """One stretch of work, by the job that it goes on in, and what is known of it."""

    placement_id: str
    participant_id: str
    participant: str
    employer: str
    role: str
    starts_on: date
    """Of the first job of the stretch."""
    ended_on: date | None
    standings: tuple[OutcomeStanding, ...]
    """What is worth saying, by the week it falls due in."""

    @property
    def to_verify(self) -> OutcomeStanding | None:
        """What is due, not verified and still in time."""
        open_ = (each for each in self.standings if each.standing is Standing.UNKNOWN)
        return next((each for each in open_ if each.is_in_grace), None)

    @property
    def to_come(self) -> OutcomeStanding | None:
        """What falls due next."""
        open_ = (each for each in self.standings if each.standing is Standing.UNKNOWN)
        return next((each for each in open_ if not each.is_due), None)


def jobs_standing(scene: "Scene") -> tuple[JobStanding, ...]:
    """Return the jobs that go on, ended within twelve months or have something to verify.

    What has to be verified soonest comes first, then what falls due next, then the others by the
    day they began, the newest first.
    """
    outcomes = scene.profile.outcomes
    seen = seen_in(scene.database, _OF_MINE, {"me": json.dumps(scene.whose.advisers)})
    since = twelve_months(scene).first
    found: list[JobStanding] = []
    for spell in spells_in(seen, outcomes.gap_days):
        if spell.starts_on > scene.until:
            continue
        last = max(spell.jobs, key=lambda each: (each.starts_on, each.id))
        one = JobStanding(
            placement_id=last.id,
            participant_id=last.participant_id,
            participant=last.participant,
            employer=last.employer,
            role=last.role,
            starts_on=spell.starts_on,
            ended_on=last.ended_on,
            standings=worth_saying(standings_of(spell, outcomes, scene.until, rates())),
        )
        if one.ended_on is None or one.ended_on >= since or one.to_verify:
            found.append(one)
    return tuple(sorted(found, key=_order))


def _order(one: JobStanding) -> tuple[int, int, str]:
    if one.to_verify is not None:
        return 0, one.to_verify.grace_ends.toordinal(), one.placement_id
    if one.to_come is not None:
        return 1, one.to_come.due_on.toordinal(), one.placement_id
    return 2, -one.starts_on.toordinal(), one.placement_id
