"""How a stretch of work stands with every outcome that the programme counts, on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from adviser_tui.services.measures.outcomes.jobs import Spell
from adviser_tui.services.measures.outcomes.rules import RateOn, applies, due_week, judge
from adviser_tui.services.measures.outcomes.saying import evidence_said, listed
from adviser_tui.services.measures.outcomes.weeks import Standing, Weeks
from adviser_tui.services.words.say import say_date
from models.kinds import EvidenceKind
from seed.profile_rules import OutcomeRule, OutcomeRules


@dataclass(frozen=True, slots=True)
class OutcomeStanding:
    """One outcome of one stretch of work."""

    rule: OutcomeRule
    placement_id: str
    """The job that the stretch of work began with; that start is what counts."""
    due_week: int
    due_on: date
    """The day after its last week."""
    grace_ends: date
    """The last day on which it is not counted yet where nobody verified it."""
    on: date
    standing: Standing
    how: str
    evidence: tuple[EvidenceKind, ...] = ()
    """Where the knowledge comes from, each kind once."""

    @property
    def is_due(self) -> bool:
        """Whether its weeks are over."""
        return self.due_on <= self.on

    @property
    def is_in_grace(self) -> bool:
        """Whether it is due and there is still time to verify it."""
        return self.due_on <= self.on <= self.grace_ends

    @property
    def is_matured(self) -> bool:
        """Whether its grace is over, so that it counts one way or the other."""
        return self.grace_ends < self.on

    @property
    def words(self) -> str:
        """How it stands in short: `13 weeks: verified by payslip`, `26 weeks: due Thu 4 Mar`."""
        return f"{self.rule.name}: {self.state_words}"

    @property
    def in_short(self) -> str:
        """The same for a narrow place: `13 weeks: due Thu 4 Mar`, `ipspc: verified by payslip`."""
        name = self.rule.id.replace("_", " ")
        if self.rule.kind == "in_work":
            weeks = [f"{each}" for each in self.rule.weeks or (self.due_week,)]
            name = "1 week" if weeks == ["1"] else f"{listed(weeks)} weeks"
        return f"{name}: {self.state_words}"

    @property
    def state_words(self) -> str:
        """The same without the outcome's name."""
        if self.standing is Standing.YES:
            kinds = listed([evidence_said(each) for each in self.evidence])
            return f"verified by {kinds}" if kinds else "verified"
        if self.standing is Standing.NO:
            return "not reached" if self.is_due else "not reached so far"
        due = say_date(self.due_on, self.on)
        return f"not verified, due {due}" if self.is_due else f"due {due}"


def worth_saying(standings: Sequence[OutcomeStanding]) -> tuple[OutcomeStanding, ...]:
    """Return them by their day, without what lies further ahead than the next to fall due."""
    ahead = [each.due_week for each in standings if _is_ahead(each)]
    next_week = min(ahead, default=0)
    said = [each for each in standings if not _is_ahead(each) or each.due_week == next_week]
    return tuple(sorted(said, key=lambda each: each.due_week))


def _is_ahead(standing: OutcomeStanding) -> bool:
    return standing.standing is Standing.UNKNOWN and not standing.is_due


def standings_of(
    spell: Spell, rules: OutcomeRules, on: date, rate_on: RateOn
) -> tuple[OutcomeStanding, ...]:
    """Return how a stretch of work stands with each outcome that is about such work."""
    weeks = Weeks(spell, on, rules.gap_days)
    return tuple(
        _standing(rule, weeks, rules.grace_days, rate_on)
        for rule in rules.rules
        if applies(rule, spell)
    )


def _standing(rule: OutcomeRule, weeks: Weeks, grace_days: int, rate_on: RateOn) -> OutcomeStanding:
    spell = weeks.spell
    judged = judge(rule, weeks, rate_on)
    due_on = spell.starts_on + timedelta(weeks=due_week(rule))
    return OutcomeStanding(
        rule=rule,
        placement_id=spell.first.id,
        due_week=due_week(rule),
        due_on=due_on,
        grace_ends=due_on + timedelta(days=grace_days),
        on=weeks.on,
        standing=judged.standing,
        how=judged.how,
        evidence=_evidence(weeks, judged.weeks),
    )


def _evidence(weeks: Weeks, numbers: Sequence[int]) -> tuple[EvidenceKind, ...]:
    """Return each kind of evidence once, in the order of the weeks that it speaks for."""
    kinds: dict[EvidenceKind, None] = {}
    for number in numbers:
        for part in weeks.carried(number).parts:
            if part.standing is Standing.YES and part.evidence is not None:
                kinds[part.evidence] = None
    return tuple(kinds)
