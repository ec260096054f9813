"""The checks of outcomes that Today shows: one a job, from a week before its day (M10)."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.services.last_action import LAST_FOR_PARTICIPANT, last_day
from adviser_tui.services.today.triage import HORIZON_DAYS, Owed
from adviser_tui.storage.database import Database

if TYPE_CHECKING:
    from adviser_tui.services.outcome_due import DueCheck

_ANY = "SELECT 1 FROM placement WHERE state <> 'agreed' AND void_reason IS NULL LIMIT 1"
_LAST = f"""SELECT x.coach_id, {LAST_FOR_PARTICIPANT.format(participant="x.id")} AS last_at
  FROM participant x WHERE x.id = ?"""


def owed_checks(database: Database, today: date) -> Iterator[Owed]:
    """Yield the checks that are due and can still be in time, or will be due within a week."""
    if database.row(_ANY) is None:
        return
    from adviser_tui.services.outcome_due import due_checks, first_of_each, rules_of

    rules = rules_of(database, today)
    for check in first_of_each(due_checks(database, rules, today, ahead=HORIZON_DAYS)):
        yield _owed(database, check)


def _owed(database: Database, check: "DueCheck") -> Owed:
    found = database.row(_LAST, (check.participant_id,))
    zone = database.clock.local_now().tzinfo
    return Owed(
        id=check.placement_id,
        matter="outcome",
        what=f"{check.role}, {check.employer}: still in work in week {check.week}?",
        subject=check.participant,
        second=check.employer,
        side="participant",
        due_on=check.due_on,
        owner_id=str(found["coach_id"] or "") if found else "",
        participant_id=check.participant_id,
        last_action_on=last_day(found["last_at"], zone) if found else None,
    )
