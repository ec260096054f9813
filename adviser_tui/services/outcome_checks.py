"""Checks of outcomes: what was found out about the weeks of a job, from whom, and what is due."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.measures.outcomes.jobs import PAID, Check, Job
from adviser_tui.services.measures.outcomes.reading import (
    Seen,
    seen_in,
    spell_of,
    standings_by_placement,
)
from adviser_tui.services.measures.outcomes.saying import evidence_said, sum_said, weeks_said
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding
from adviser_tui.services.measures.outcomes.weeks import Standing, part_of
from adviser_tui.services.outcome_due import DueCheck, due_checks, due_in, rules_of
from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.say import say_date
from models.kinds import CheckState, EvidenceKind, PlacementState

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import OutcomeCheck, Placement
    from seed.profile_rules import OutcomeRules

SUSTAINED = (
    (13, PlacementState.SUSTAINED_13),
    (26, PlacementState.SUSTAINED_26),
    (52, PlacementState.SUSTAINED_52),
)
"""The week of a job that must be verified for it to count as sustained so long."""
MOST_MINUTES = 84 * 60
CORRECTED = "corrected: "
"""What the reason begins with for which an older check no longer counts."""


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """What was found out, before it is kept."""

    week: int
    weeks: int = 1
    """How many weeks it is about, all ending with `week`."""
    state: CheckState = CheckState.VERIFIED_YES
    minutes: int | None = None
    """Worked in each of those weeks; paid leave and sickness are worked."""
    earned: int | None = None
    """Gross, over all those weeks together, in the smallest coin."""
    currency: str = ""
    """Empty for that of the agreed pay."""
    evidence: EvidenceKind | None = None
    checked_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check as the card and the command line show it."""

    id: str
    placement_id: str
    week: int
    weeks: int
    state: CheckState
    minutes: int | None
    earned: int | None
    currency: str
    evidence: EvidenceKind | None
    checked_on: date
    by: str
    note: str
    words: str
    """`weeks 1 to 13: in work, 16 hours a week, £2,640.00 in all, by payslip, Fri 20 Nov`."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of keeping a check or taking one back."""

    check: CheckRow
    participant: str
    employer: str
    state: PlacementState
    """Where the placement stands now."""
    standings: tuple[OutcomeStanding, ...]


class OutcomeChecks:
    """Keep, correct and take back what was found out about the weeks of jobs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def rules(self) -> "OutcomeRules":
        """The outcomes that the programme counts."""
        return rules_of(self._desk.database, self._desk.today)

    def of_placement(self, placement_id: str) -> tuple[CheckRow, ...]:
        """Return what was found out about a job, the newest week first."""
        job = self._seen(placement_id).job
        checks = sorted(job.checks, key=lambda each: (each.week, each.checked_on, each.id))
        return tuple(self._row(job, each) for each in reversed(checks))

    def job(self, placement_id: str) -> Job:
        """Return a job with its checks; raises where it is no paid work or has not begun."""
        seen = self._seen(placement_id)
        _must_count(seen)
        return seen.job

    def standings(self, placement_id: str, on: date | None = None) -> tuple[OutcomeStanding, ...]:
        """Return how the stretch of work that a job belongs to stands with every outcome."""
        from adviser_tui.services.measures.outcomes.reading import rates
        from adviser_tui.services.measures.outcomes.standing import standings_of

        rules = self.rules
        spell = spell_of(self._desk.database, placement_id, rules.gap_days)
        return () if spell is None else standings_of(spell, rules, on or self._desk.today, rates())

    def of_participant(self, participant_id: str) -> dict[str, tuple[OutcomeStanding, ...]]:
        """Return how somebody's jobs stand; of jobs that continue each other the newest has it."""
        return standings_by_placement(
            self._desk.database, participant_id, self.rules, self._desk.today
        )

    def due(self, *, ahead: int = 0, whatever_age: bool = False) -> tuple[DueCheck, ...]:
        """Return the checks that are due in the caseload, the first due first."""
        return due_checks(
            self._desk.database,
            self.rules,
            self._desk.today,
            ahead=ahead,
            whatever_age=whatever_age,
        )

    def next_week(self, placement_id: str) -> int:
        """Return the week of a job to find out about next: one that can be in time, or any due.

        Where nothing is due it is the week that runs.
        """
        rules, today = self.rules, self._desk.today
        spell = spell_of(self._desk.database, placement_id, rules.gap_days)
        job = self._seen(placement_id).job
        due = [
            each
            for each in (due_in(spell, rules, today) if spell else ())
            if each.placement_id == placement_id and each.due_on <= today
        ]
        for each in sorted(due, key=lambda each: each.grace_ends < today):
            return each.week
        return max(1, job.week_on(min(today, job.ended_on or today)))

    def record(self, placement_id: str, draft: CheckDraft) -> Verified:
        """Keep what was found out; a verified week may carry the job to its next state."""
        job = self.job(placement_id)
        values = self._checked(job, draft)
        with self._desk.database.write() as work:
            made = _add(work, job, values, values.checked_on or self._desk.today)
            _walk(work, job.id, _weeks(values))
        return self._verified(placement_id, made)

    def correct(self, check_id: str, draft: CheckDraft, why: str) -> Verified:
        """Put another check in the place of one that was wrong; both stay in the history."""
        from models.tables import OutcomeCheck

        if not why.strip():
            raise InputError("Say what was wrong with it. Nothing was changed.", "why")
        with self._desk.database.write() as work:
            old = work.get(OutcomeCheck, check_id)
            job = self.job(old.placement_id)
            values = self._checked(job, draft)
            work.void(old, f"{CORRECTED}{why.strip()}")
            made = _add(work, job, values, values.checked_on or self._desk.today)
            _walk(work, job.id, {*_weeks(old), *_weeks(values)})
        return self._verified(job.id, made)

    def take_back(self, check_id: str, why: str) -> Verified:
        """Take a check off the record; the job goes back to what the others still show."""
        from models.tables import OutcomeCheck

        if not why.strip():
            raise InputError("Say why it should no longer count. Nothing was changed.", "why")
        with self._desk.database.write() as work:
            old = work.get(OutcomeCheck, check_id)
            placement_id = str(old.placement_id)
            row = next(each for each in self.of_placement(placement_id) if each.id == check_id)
            work.void(old, why)
            _walk(work, placement_id, _weeks(old))
        return self._verified(placement_id, check_id, row)

    def _verified(self, placement_id: str, check_id: str, row: CheckRow | None = None) -> Verified:
        seen = self._seen(placement_id)
        if row is None:
            row = next(each for each in self.of_placement(placement_id) if each.id == check_id)
        state = self._desk.database.row("SELECT state FROM placement WHERE id = ?", (placement_id,))
        return Verified(
            row,
            seen.job.participant,
            seen.job.employer,
            PlacementState(state["state"]),
            self.standings(placement_id),
        )

    def _seen(self, placement_id: str) -> Seen:
        found = seen_in(self._desk.database, "x.id = :id", {"id": placement_id})
        if not found or found[0].is_void:
            raise NotFoundError("That placement is not in the caseload any more.")
        return found[0]

    def _checked(self, job: Job, draft: CheckDraft) -> CheckDraft:
        """Return the draft with what goes without saying; raises where it cannot be."""
        today = self._desk.today
        _check_weeks(job, draft, today)
        _check_amounts(draft)
        if draft.state is CheckState.VERIFIED_YES and draft.evidence is None:
            raise InputError(
                "Say where it comes from: payslip, employer, participant or system. "
                "Nothing was changed.",
                "evidence",
            )
        checked_on = draft.checked_on or today
        if checked_on > today:
            raise InputError("It cannot have been found out on a day to come.", "checked_on")
        return replace(draft, checked_on=checked_on, currency=draft.currency or job.currency)

    def _row(self, job: Job, check: Check) -> CheckRow:
        return CheckRow(
            id=check.id,
            placement_id=job.id,
            week=check.week,
            weeks=check.weeks,
            state=check.state,
            minutes=check.minutes,
            earned=check.earned,
            currency=check.currency,
            evidence=check.evidence,
            checked_on=check.checked_on,
            by=check.by,
            note=check.note,
            words=check_words(check, self._desk.today),
        )


def check_words(check: Check, today: date) -> str:
    """Return a check in words."""
    said = {
        CheckState.VERIFIED_YES: "in work",
        CheckState.VERIFIED_NO: "not in work",
    }.get(check.state, "could not be verified")
    parts = [said]
    if check.minutes is not None:
        parts.append(f"{say_minutes(check.minutes)}{' a week' if check.weeks > 1 else ''}")
    if check.earned is not None:
        parts.append(f"{sum_said(check.earned, check.currency)} in all")
    if check.evidence is not None:
        parts.append(f"by {evidence_said(check.evidence)}")
    parts.append(say_date(check.checked_on, today))
    weeks = weeks_said(range(check.first_week, check.week + 1))
    return f"{weeks}: {', '.join(parts)}"


def _must_count(seen: Seen) -> None:
    job = seen.job
    if job.kind not in PAID:
        raise RuleError(
            f"{job.participant}'s time at {job.employer} is a {str(job.kind).replace('_', ' ')} "
            "and no paid job, so no outcome hangs on it. Nothing was changed."
        )
    if not seen.did_begin:
        raise RuleError(
            f"{job.participant}'s job at {job.employer} has not begun. Record its first day "
            "first. Nothing was changed."
        )


def _check_weeks(job: Job, draft: CheckDraft, today: date) -> None:
    if draft.week < 1 or not 1 <= draft.weeks <= draft.week:
        raise InputError(
            "Weeks are those of the job: the week of the first day is week 1. Write 13, or 1-13. "
            "Nothing was changed.",
            "week",
        )
    first = job.first_day(draft.week)
    if first > today:
        raise InputError(
            f"Week {draft.week} of this job begins on {say_date(first, today)}, so nothing is "
            "known of it yet. Nothing was changed.",
            "week",
        )
    last = job.last_week
    if last is not None and draft.week > last and draft.state is CheckState.VERIFIED_YES:
        raise InputError(
            f"The job ended in its week {last}. Change its last day first, if that is wrong. "
            "Nothing was changed.",
            "week",
        )


def _check_amounts(draft: CheckDraft) -> None:
    is_yes = draft.state is CheckState.VERIFIED_YES
    if not is_yes and (draft.minutes is not None or draft.earned is not None):
        raise InputError(
            "Hours and pay belong to weeks that were worked. Nothing was changed.", "hours"
        )
    if draft.minutes is not None and not 0 < draft.minutes <= MOST_MINUTES:
        raise InputError("Hours in a week are more than 0 and at most 84.", "hours")
    if draft.earned is not None and draft.earned < 0:
        raise InputError("What was earned cannot be less than nothing.", "earned")


def _weeks(draft: "CheckDraft | OutcomeCheck") -> range:
    return range(draft.week - draft.weeks + 1, draft.week + 1)


def _add(work: "UnitOfWork", job: Job, draft: CheckDraft, checked_on: date) -> str:
    from models.tables import OutcomeCheck

    return work.add(
        OutcomeCheck(
            participant_id=job.participant_id,
            placement_id=job.id,
            week=draft.week,
            weeks=draft.weeks,
            state=draft.state,
            minutes=draft.minutes,
            earned=draft.earned,
            currency=draft.currency,
            evidence=draft.evidence,
            checked_on=checked_on,
            note=draft.note,
        )
    ).id


def _walk(work: "UnitOfWork", placement_id: str, touched: Container[int]) -> None:
    """Let the state of a placement say what its checks show, step by step along its edges.

    It goes back only past a week that was touched; what an older record says stays as it is.
    """
    from models.tables import Placement

    row = work.get(Placement, placement_id)
    states = [PlacementState.STARTED, *(state for _, state in SUSTAINED)]
    if row.state not in states or row.starts_on is None:
        return
    now = states.index(PlacementState(row.state))
    shown = {week for week, _ in SUSTAINED if _is_verified(work, row, week)}
    fell = [place for place, (week, _) in enumerate(SUSTAINED) if week in touched]
    fell = [place for place in fell if SUSTAINED[place][0] not in shown]
    aim = min((now, *fell))
    while aim < len(SUSTAINED) and SUSTAINED[aim][0] in shown:
        aim += 1
    while now != aim:
        now += 1 if aim > now else -1
        work.change(row, state=states[now])


def _is_verified(work: "UnitOfWork", row: "Placement", week: int) -> bool:
    """Say whether a week of the placement is verified, as this action leaves it."""
    from adviser_tui.services.measures.outcomes.reading import CHECKS_OF, check_from, job_from

    found = work.connection.execute(CHECKS_OF, {"placement": row.id}).fetchall()
    names = work.connection.execute(
        "SELECT x.*, '' AS participant, '' AS employer FROM placement x WHERE x.id = ?", (row.id,)
    ).fetchone()
    job = job_from(names, tuple(check_from(each) for each in found))
    return part_of(job, week).standing is Standing.YES
