"""M10 sustained outcomes: of the starts that are long enough ago, how many lasted as the rule asks.

A start counts once its due day and the days of grace are over; what nobody verified then is in the
denominator and apart from a no. Late verification counts from then on in every week looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from adviser_tui.services.measures.course import course_of
from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.outcomes.jobs import Job
from adviser_tui.services.measures.outcomes.reading import Seen, rates, seen_in, spells_in
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding, standings_of
from adviser_tui.services.measures.outcomes.weeks import Standing
from adviser_tui.services.measures.scene import Scene
from seed.profile_rules import OutcomeRule
from seed.profile_words import certainty_words, rule_said


def measure(scene: Scene) -> Counts:
    """Reckon every outcome of the programme over the twelve months to the end of the period."""
    outcomes = scene.profile.outcomes
    if not outcomes.rules:
        said = "the programme names no outcome"
        return Counts((Figure("M10.none", "Sustained outcomes", Unit.SHARE, 0, 0, missing=said),))
    seen = scene.once("placements with checks", lambda: _seen(scene))
    spells = [
        each
        for each in spells_in(seen, outcomes.gap_days)
        if each.starts_on <= scene.until and _is_of(scene, each.jobs[0])
    ]
    sorted_out = {rule.id: _Sorted() for rule in outcomes.rules}
    since = year_before(scene.until)
    for spell in spells:
        for standing in standings_of(spell, outcomes, scene.until, rates()):
            sorted_out[standing.rule.id].take(standing, spell.starts_on, since)
    never = _never_counted([each for each in seen if _is_of(scene, each.job)], scene.until)
    figures: list[Figure] = []
    for rule in outcomes.rules:
        weak = certainty_words(scene.profile, f"outcomes.{rule.id}")
        figures.extend(_figures(rule, sorted_out[rule.id], never, outcomes.grace_days, weak))
    return Counts(tuple(figures), notes=_notes(outcomes.grace_days, outcomes.gap_days, scene.until))


def year_before(day: date) -> date:
    """Return the same day a year earlier; from 29 February the day before 1 March."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


_OURS = """x.starts_on IS NOT NULL AND (p.coach_id IN (SELECT value FROM json_each(:me))
  OR EXISTS (SELECT 1 FROM course_event t WHERE t.participant_id = p.id AND t.kind = 'coach'
    AND t.value IN (SELECT value FROM json_each(:me))))"""


def _seen(scene: Scene) -> tuple[Seen, ...]:
    import json

    return seen_in(scene.database, _OURS, {"me": json.dumps(scene.whose.advisers)})


def _is_of(scene: Scene, job: Job) -> bool:
    """Say whether a job is theirs: of the coach on its first day, or now where there was none."""
    course, person = course_of(scene), job.participant_id
    on = min(job.starts_on, scene.today)
    coach = course.coach_on(person, on) or course.coach_on(person, scene.today)
    return coach in scene.whose.advisers


@dataclass(slots=True)
class _Sorted:
    """The starts of one rule, sorted by how they stand."""

    yes: list[Ref] = field(default_factory=list)
    no: list[Ref] = field(default_factory=list)
    not_verified: list[Ref] = field(default_factory=list)
    """Their grace is over."""
    in_grace: list[Ref] = field(default_factory=list)
    """Due, not verified, and still time."""
    settled_early: list[Ref] = field(default_factory=list)
    """Known already, but counted only with all others of their time."""
    later: list[Ref] = field(default_factory=list)
    long_ago: list[Ref] = field(default_factory=list)

    def take(self, standing: OutcomeStanding, started_on: date, since: date) -> None:
        """Put a start where it belongs."""

        def ref(note: str = "") -> Ref:
            return Ref("placement", standing.placement_id, started_on, note)

        if standing.grace_ends + timedelta(days=1) <= since:
            self.long_ago.append(ref())
        elif standing.is_matured:
            if standing.standing is Standing.YES:
                self.yes.append(ref())
            elif standing.standing is Standing.NO:
                self.no.append(ref("no"))
            else:
                self.not_verified.append(ref("not verified"))
        elif standing.standing is not Standing.UNKNOWN:
            self.settled_early.append(ref(standing.state_words))
        elif standing.is_in_grace:
            self.in_grace.append(ref(f"time to verify it until {standing.grace_ends}"))
        else:
            self.later.append(ref())


def _figures(
    rule: OutcomeRule,
    found: _Sorted,
    never: tuple[LeftOut, ...],
    grace_days: int,
    certainty: str,
) -> tuple[Figure, Figure]:
    left_out = (
        LeftOut(f"due, with its {grace_days} days of grace still running", tuple(found.in_grace)),
        LeftOut("known already, counted when its time is over", tuple(found.settled_early)),
        LeftOut("not due yet", tuple(found.later)),
        LeftOut("counted more than twelve months ago", tuple(found.long_ago)),
        *never,
    )
    reached = Figure(
        f"M10.{rule.id}",
        rule.name,
        Unit.SHARE,
        len(found.yes),
        len(found.yes) + len(found.no) + len(found.not_verified),
        rows=tuple(found.yes),
        others=(*found.no, *found.not_verified),
        left_out=tuple(each for each in left_out if each.rows),
        note=f"{rule_said(rule)}; starts whose time was over in the last twelve months",
        certainty=certainty,
    )
    waiting = (*found.not_verified, *found.in_grace)
    open_ = Figure(
        f"M10.{rule.id}.not_verified",
        f"{rule.name}, not verified",
        Unit.COUNT,
        len(waiting),
        rows=waiting,
        note="neither yes nor no: nobody found out yet",
    )
    return reached, open_


def _never_counted(seen: Iterable[Seen], until: date) -> tuple[LeftOut, ...]:
    """Return the placements that are no start of paid work, with why."""
    void, unpaid, not_begun = [], [], []
    for each in seen:
        ref = Ref("placement", each.job.id, each.job.starts_on)
        if each.job.starts_on > until:
            continue
        if each.is_void:
            void.append(ref)
        elif not each.is_paid:
            unpaid.append(ref)
        elif not each.did_begin:
            not_begun.append(ref)
    reasons = {
        "taken off the record": void,
        "a trial or volunteering, which is no paid work": unpaid,
        "agreed, but its first day was not worked": not_begun,
    }
    return tuple(LeftOut(reason, tuple(rows)) for reason, rows in reasons.items() if rows)


def _notes(grace_days: int, gap_days: int, until: date) -> tuple[str, ...]:
    return (
        f"A start counts {grace_days} days after its outcome was due, "
        f"by {until.day} {until:%B %Y}.",
        f"A new job within {gap_days} days continues the one before; weeks are those of work.",
    )
