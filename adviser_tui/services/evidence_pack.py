"""What a funder is shown of one job: the claim, the rule, and week by week what it rests on (M10).

A pack is as of a day: it uses only what had been written down by the end of it, so the same day
gives the same pack for ever. It says nothing of health, barriers or characteristics, and takes no
free text along.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, RuleError
from adviser_tui.paths import profiles_dir
from adviser_tui.services.desk import Desk
from adviser_tui.services.measures.outcomes.jobs import PAID, Check, Job, Spell, spells_of
from adviser_tui.services.measures.outcomes.reading import check_from, job_from, rates, seen_in
from adviser_tui.services.measures.outcomes.rules import applies, due_week
from adviser_tui.services.measures.outcomes.saying import weeks_said
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding, standings_of
from adviser_tui.services.measures.outcomes.weeks import Part, Standing, Weeks
from adviser_tui.storage.rows_then import row_then
from models.kinds import Confidentiality, EvidenceKind, PlacementState
from seed.profile_rules import OutcomeRule, OutcomeRules

if TYPE_CHECKING:
    from seed.profile_rules import Profile


@dataclass(frozen=True, slots=True)
class PackWeek:
    """What is known of one job in one week."""

    number: int
    """Of the whole stretch of work."""
    first: date
    last: date
    employer: str
    standing: Standing
    minutes: int | None
    earned: Fraction | None
    """This week's share, in the smallest coin."""
    currency: str
    hourly: int | None
    rate: int | None
    """The legal rate of its first day, where the rule asks for one."""
    evidence: EvidenceKind | None
    checked_on: date | None
    by: str
    """Who wrote it down."""
    written_on: date | None


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """Everything that goes into the file."""

    as_of: date
    profile: str
    """The profile with its version."""
    rule: OutcomeRule
    standing: OutcomeStanding
    reference: str
    name: str
    jobs: tuple[Job, ...]
    weeks: tuple[PackWeek, ...]
    grace_days: int
    gap_days: int

    @property
    def claim(self) -> str:
        """What is claimed, in a word."""
        if self.standing.standing is Standing.YES:
            return "reached"
        return "not reached" if self.standing.standing is Standing.NO else "not verified"

    @property
    def open_weeks(self) -> str:
        """The weeks that nobody verified, in words."""
        found = [each.number for each in self.weeks if each.standing is Standing.UNKNOWN]
        return weeks_said(found)


def evidence_pack(
    desk: Desk,
    placement_id: str,
    rule_id: str = "",
    as_of: date | None = None,
    *,
    restricted: bool = False,
) -> EvidencePack:
    """Return the pack of the stretch of work that a placement belongs to.

    Without `rule_id` it is about the first outcome of the programme that such work can reach. With
    `restricted`, somebody whose record is restricted is named in full.
    """
    on = as_of or desk.today
    if on > desk.today:
        raise InputError("Nothing is known yet of a day to come. Nothing was written.", "as_of")
    profile = _profile(desk, on)
    until = _end_of(desk, on)
    spell, person = _spell(desk, placement_id, profile.outcomes, until)
    rule = rule_named(profile.outcomes, rule_id, spell)
    only = OutcomeRules((rule,), profile.outcomes.grace_days, profile.outcomes.gap_days)
    (standing,) = standings_of(spell, only, on, rates())
    is_hidden = person["confidentiality"] == Confidentiality.RESTRICTED and not restricted
    name = str(person["preferred_name"] or "")
    return EvidencePack(
        as_of=on,
        profile=profile.label,
        rule=rule,
        standing=standing,
        reference=str(person["reference"] or ""),
        name=initials(name) if is_hidden else name,
        jobs=spell.jobs,
        weeks=tuple(_weeks(desk, Weeks(spell, on, profile.outcomes.gap_days), rule)),
        grace_days=profile.outcomes.grace_days,
        gap_days=profile.outcomes.gap_days,
    )


def rule_named(outcomes: OutcomeRules, wanted: str, spell: Spell) -> OutcomeRule:
    """Return the outcome with an id, or the funder's first; raises `InputError` naming them."""
    known = (*outcomes.rules, *outcomes.ready)
    word = wanted.strip().casefold()
    for each in known:
        if word and each.id == word:
            return _that_applies(each, spell)
    fitting = [each for each in known if not word or each.funder == word]
    for each in fitting:
        if applies(each, spell):
            return each
    if not known:
        raise RuleError("The programme counts no outcome, so there is nothing to show of it.")
    names = ", ".join(each.id for each in known)
    if fitting:
        raise RuleError(f"None of these outcomes is about such work: {names}.")
    raise InputError(f"There is no outcome “{wanted[:40]}”. There are: {names}.", "rule")


def _that_applies(rule: OutcomeRule, spell: Spell) -> OutcomeRule:
    if applies(rule, spell):
        return rule
    kind = "self-employment" if rule.kind == "self_employed" else "employees"
    raise RuleError(f"The outcome {rule.id} is about {kind}, which this work is not.")


def initials(name: str) -> str:
    """Return `A. I.` for Ann Invented."""
    return " ".join(f"{word[0].upper()}." for word in name.split())


def _profile(desk: Desk, on: date) -> "Profile":
    from seed.profiles import profile_of

    return profile_of(desk.setting("programme"), on, profiles_dir(desk.database.folder))


def _end_of(desk: Desk, on: date) -> datetime:
    """Return the last moment of a day on the adviser's wall clock."""
    zone = desk.local_now.tzinfo
    return datetime.combine(on + timedelta(days=1), time(), zone) - timedelta(microseconds=1)


def _spell(
    desk: Desk, placement_id: str, outcomes: OutcomeRules, until: datetime
) -> tuple[Spell, dict[str, Any]]:
    """Return the stretch of work as it was known then, with the participant's row."""
    where = "x.participant_id = (SELECT participant_id FROM placement WHERE id = :placement)"
    jobs: list[Job] = []
    for seen in seen_in(desk.database, where, {"placement": placement_id}):
        job = _job_then(desk, seen.job.id, until) if seen.is_paid and seen.did_begin else None
        if job is not None and job.kind in PAID:
            jobs.append(job)
    for spell in spells_of(jobs, outcomes.gap_days):
        if any(each.id == placement_id for each in spell.jobs):
            person = row_then(desk.database, "participant", spell.first.participant_id, until)
            return spell, person or {"confidentiality": "", "preferred_name": "", "reference": ""}
    raise RuleError(
        "No paid work of this placement had begun by that day, so there is nothing to show. "
        "Nothing was written."
    )


def _job_then(desk: Desk, placement_id: str, until: datetime) -> Job | None:
    row = row_then(desk.database, "placement", placement_id, until)
    if row is None or row["void_reason"] is not None or row["starts_on"] is None:
        return None
    if row["state"] == PlacementState.AGREED:
        return None
    names = {
        "participant": _name_then(desk, "participant", row["participant_id"], until),
        "employer": _name_then(desk, "employer", row["employer_id"], until),
    }
    return job_from({**row, **names}, tuple(_checks_then(desk, placement_id, until)))


def _checks_then(desk: Desk, placement_id: str, until: datetime) -> Iterator[Check]:
    rows = desk.database.rows(
        "SELECT id FROM outcome_check WHERE placement_id = ? ORDER BY created_at, id",
        (placement_id,),
    )
    for found in rows:
        row = row_then(desk.database, "outcome_check", str(found["id"]), until)
        if row is not None and row["void_reason"] is None:
            by = _name_then(desk, "adviser", row["created_by"], until)
            yield check_from({**row, "by_name": by})


def _name_then(desk: Desk, table: str, row_id: object, until: datetime) -> str:
    if not row_id:
        return ""
    row = row_then(desk.database, table, str(row_id), until)
    column = "preferred_name" if table == "participant" else "name"
    return "" if row is None else str(row[column] or "")


def _weeks(desk: Desk, weeks: Weeks, rule: OutcomeRule) -> Iterator[PackWeek]:
    """Yield the weeks that have begun, to the one in which the outcome falls due or a later yes."""
    last = due_week(rule)
    for week in weeks.begun():
        if week.standing is Standing.YES:
            last = max(last, week.number)
    for week in weeks.begun(last):
        for part in week.parts:
            yield _line(desk, week.number, part, rule)
        if not week.parts:
            nothing = (None, None, "", None, None, None, None, "", None)
            yield PackWeek(week.number, week.first, week.last, "", week.standing, *nothing)


def _line(desk: Desk, number: int, part: Part, rule: OutcomeRule) -> PackWeek:
    check = part.check
    written = None
    if check is not None and check.at:
        zone = desk.local_now.tzinfo
        written = datetime.fromisoformat(check.at).astimezone(zone).date()
    is_yes = part.standing is Standing.YES
    first = part.job.first_day(part.week)
    return PackWeek(
        number=number,
        first=first,
        last=first + timedelta(days=6),
        employer=part.job.employer,
        standing=part.standing,
        minutes=part.minutes,
        earned=part.earned,
        currency=part.currency or part.job.currency,
        hourly=part.hourly if is_yes else None,
        rate=rates()(rule.rate, first, part.job.band) if rule.rate else None,
        evidence=part.evidence,
        checked_on=check.checked_on if check else None,
        by=check.by if check else "",
        written_on=written,
    )
