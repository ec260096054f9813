"""Checks of outcomes kept, corrected, taken back; what is due; what moves a placement's state."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.config import Settings
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.measures.outcomes.weeks import Standing
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene, Whose
from adviser_tui.services.measures.sustained import measure
from adviser_tui.services.office import Office
from adviser_tui.services.outcome_checks import CheckDraft, OutcomeChecks
from adviser_tui.services.outcome_due import due_checks
from adviser_tui.services.outcome_words import (
    understand_amounts,
    understand_answer,
    understand_evidence,
    understand_weeks,
)
from adviser_tui.storage.database import Database
from models.kinds import CheckState, EvidenceKind, PlacementKind, PlacementState, Stage
from models.tables import Adviser
from seed.profile_rules import OutcomeRule, OutcomeRules, Profile

RULES = OutcomeRules(
    (
        OutcomeRule("plain_4", "4 weeks", "in_work", weeks=(4,)),
        OutcomeRule("plain_13", "13 weeks", "in_work", weeks=(13,)),
        OutcomeRule("plain_26", "26 weeks", "in_work", weeks=(26,)),
    )
)
TODAY = date(2026, 11, 20)


@dataclass
class Case:
    office: Office
    clock: FixedClock
    me: str
    participant: str
    employer: str

    def job(self, weeks_ago: int, days: int = 0, **more: Any) -> str:
        from models.tables import Placement

        values = {
            "participant_id": self.participant,
            "employer_id": self.employer,
            "role": "night filler",
            "state": PlacementState.STARTED,
            "starts_on": TODAY - timedelta(weeks=weeks_ago, days=days),
            **more,
        }
        with self.office.database.write() as work:
            return work.add(Placement(**values)).id

    def state(self, placement: str) -> str:
        row = self.office.database.row("SELECT state FROM placement WHERE id = ?", (placement,))
        return str(row["state"])

    def due(self, **more: Any) -> list[str]:
        found = due_checks(self.office.database, RULES, self.clock.today(), **more)
        return [each.words for each in found]

    def figures(self, on: date | None = None) -> dict[str, str]:
        scene = Scene(
            self.office.database,
            Period.week_of(on or TODAY),
            Whose((self.me,), "Vilma"),
            Profile("test", "Test", outcomes=RULES),
            self.clock.local_now(),
            "",
        )
        counts = measure(scene)
        return {each.key: each.in_full for each in counts.figures}


@pytest.fixture
def case(database: Database, clock: FixedClock, me: Adviser, monkeypatch: Any) -> Case:
    from models.tables import Employer, Participant

    monkeypatch.setattr(OutcomeChecks, "rules", RULES)
    with database.write() as work:
        person = work.add(
            Participant(preferred_name="Amira", stage=Stage.IN_WORK_SUPPORT, coach_id=me.id)
        )
        employer = work.add(Employer(name="Tesco"))
    return Case(Office(database, Settings()), clock, me.id, person.id, employer.id)


def yes(week: int, weeks: int = 1, **more: Any) -> CheckDraft:
    return CheckDraft(week, weeks, evidence=EvidenceKind.PAYSLIP, **more)


def test_an_outcome_due_yesterday_is_asked_for_and_counts_nowhere_yet(case: Case) -> None:
    case.job(13, days=1)
    assert case.due() == ["week 13 of Amira's job at Tesco: not verified, due Thu 19 Nov"]
    figures = case.figures()
    assert figures["M10.plain_13"] == "n/a"
    assert figures["M10.plain_13.not_verified"] == "1"
    assert figures["M10.plain_4"] == "0 of 1"


def test_when_its_grace_is_over_it_counts_as_not_verified_and_is_not_asked_for(case: Case) -> None:
    case.job(13, days=29)
    assert case.figures()["M10.plain_13"] == "0 of 1"
    assert case.due() == []
    assert len(case.due(whatever_age=True)) == 2


def test_late_verification_restates_and_taking_it_back_restores(case: Case) -> None:
    job = case.job(13, days=29)
    before = case.figures()
    done = case.office.outcome_checks.record(job, yes(13))
    assert case.figures()["M10.plain_13"] == "1 of 1"
    assert case.figures()["M10.plain_13.not_verified"] == "0"
    case.office.outcome_checks.take_back(done.check.id, "a payslip of somebody else")
    assert case.figures() == before


def test_a_verified_week_carries_the_job_on_and_undo_takes_both_back(case: Case) -> None:
    job = case.job(27)
    done = case.office.outcome_checks.record(job, yes(13))
    assert done.state is PlacementState.SUSTAINED_13
    case.office.outcome_checks.record(job, yes(26))
    assert case.state(job) == "sustained_26"
    case.office.history.undo()
    assert case.state(job) == "sustained_13"
    assert [each.week for each in case.office.outcome_checks.of_placement(job)] == [13]


def test_a_check_of_several_weeks_is_told_as_them_all(case: Case) -> None:
    case.office.outcome_checks.record(case.job(27), yes(13, weeks=13))
    assert "weeks 1 to 13 of Amira's job" in case.office.history.undo()


def test_week_26_alone_does_not_make_up_for_week_13(case: Case) -> None:
    job = case.job(27)
    case.office.outcome_checks.record(job, yes(26))
    assert case.state(job) == "started"
    case.office.outcome_checks.record(job, yes(13))
    assert case.state(job) == "sustained_26"


def test_taking_back_the_check_that_a_state_rested_on_takes_back_the_state(case: Case) -> None:
    job = case.job(27)
    case.office.outcome_checks.record(job, yes(26))
    early = case.office.outcome_checks.record(job, yes(13))
    case.office.outcome_checks.take_back(early.check.id, "it was another Amira")
    assert case.state(job) == "started"


def test_what_an_older_record_says_stays_where_no_check_speaks_against_it(case: Case) -> None:
    job = case.job(27, state=PlacementState.SUSTAINED_13)
    case.office.outcome_checks.record(job, yes(4))
    assert case.state(job) == "sustained_13"
    case.office.outcome_checks.record(job, yes(26))
    assert case.state(job) == "sustained_26"


def test_nobody_sets_by_hand_how_long_a_job_lasted(case: Case) -> None:
    job = case.job(27)
    with pytest.raises(RuleError, match="adviser verify"):
        case.office.records.apply(job, {"state": "sustained_13"})


def test_a_correction_replaces_and_keeps_what_was_wrong_in_the_history(case: Case) -> None:
    job = case.job(14)
    first = case.office.outcome_checks.record(job, yes(13, minutes=40 * 60))
    done = case.office.outcome_checks.correct(
        first.check.id, yes(13, minutes=14 * 60), "read 40 for 14"
    )
    rows = case.office.outcome_checks.of_placement(job)
    assert [(each.id, each.minutes) for each in rows] == [(done.check.id, 14 * 60)]
    kept = case.office.database.row(
        "SELECT minutes, void_reason FROM outcome_check WHERE id = ?", (first.check.id,)
    )
    assert tuple(kept) == (40 * 60, "corrected: read 40 for 14")
    assert case.state(job) == "sustained_13"


@pytest.mark.parametrize(
    ("draft", "about"),
    [
        (CheckDraft(13), "evidence"),
        (yes(0), "week"),
        (yes(3, 4), "week"),
        (yes(15), "week"),
        (yes(13, minutes=0), "hours"),
        (yes(13, minutes=90 * 60), "hours"),
        (yes(13, earned=-1), "earned"),
        (CheckDraft(13, state=CheckState.VERIFIED_NO, minutes=60), "hours"),
        (yes(13, checked_on=TODAY + timedelta(days=1)), "checked_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(case: Case, draft: CheckDraft, about: str) -> None:
    job = case.job(13)
    with pytest.raises(InputError) as refused:
        case.office.outcome_checks.record(job, draft)
    assert refused.value.field == about
    assert case.office.outcome_checks.of_placement(job) == ()


def test_the_week_that_runs_can_be_verified(case: Case) -> None:
    job = case.job(13)
    assert case.office.outcome_checks.record(job, yes(14)).check.week == 14


def test_no_week_after_the_last_day_can_be_a_yes(case: Case) -> None:
    job = case.job(13, state=PlacementState.ENDED, ended_on=TODAY - timedelta(weeks=5))
    with pytest.raises(InputError, match="ended in its week 9"):
        case.office.outcome_checks.record(job, yes(10))


def test_trials_volunteering_and_jobs_not_begun_have_no_outcomes(case: Case) -> None:
    trial = case.job(14, kind=PlacementKind.TRIAL)
    agreed = case.job(14, state=PlacementState.AGREED)
    for job in (trial, agreed):
        with pytest.raises(RuleError):
            case.office.outcome_checks.record(job, yes(13))
    assert case.due(whatever_age=True) == []
    assert case.figures()["M10.plain_13"] == "n/a"
    with pytest.raises(NotFoundError):
        case.office.outcome_checks.record("nothing", yes(13))


def test_a_job_that_fell_through_on_its_day_is_no_start(case: Case) -> None:
    begins = TODAY - timedelta(weeks=20)
    case.job(20, state=PlacementState.ENDED, ended_on=begins)
    assert case.figures()["M10.plain_13"] == "n/a"
    case.job(20, state=PlacementState.ENDED, ended_on=begins + timedelta(days=1))
    assert case.figures()["M10.plain_13"] == "0 of 1"


def test_a_change_of_job_is_one_start_and_the_running_job_is_asked_about(case: Case) -> None:
    case.job(13, days=1, state=PlacementState.ENDED, ended_on=TODAY - timedelta(weeks=4))
    case.job(3)
    assert case.due() == ["week 3 of Amira's job at Tesco: not verified, due Thu 19 Nov"]
    assert case.figures()["M10.plain_4"] == "0 of 1"


def test_today_shows_the_check_after_what_is_due_today(case: Case, monkeypatch: Any) -> None:
    import seed.profiles

    monkeypatch.setattr(
        seed.profiles, "profile_of", lambda *_: Profile("test", "Test", outcomes=RULES)
    )
    job = case.job(13, days=3)
    (row,) = [each for each in case.office.today.rows() if each.owed.matter == "outcome"]
    assert row.id == job
    assert row.owed.what == "night filler, Tesco: still in work in week 13?"
    assert row.reason == "not verified, due 3 days ago"
    assert row.heading == "In work"
    with pytest.raises(RuleError, match="weeks"):
        case.office.today.done([job])
    case.office.outcome_checks.record(job, yes(13))
    assert not [each for each in case.office.today.rows() if each.owed.matter == "outcome"]


def test_what_falls_due_within_a_week_comes_up_and_later_things_do_not(case: Case) -> None:
    case.job(12)
    assert case.due() == []
    assert case.due(ahead=7) == ["week 13 of Amira's job at Tesco: to verify from Fri 27 Nov"]
    assert case.due(ahead=6) == []


def test_the_card_says_how_long_the_job_lasted(case: Case) -> None:
    job = case.job(14)
    case.office.outcome_checks.record(job, yes(13))
    (line,) = case.office.participants.card(case.participant).placements
    assert line.outcomes == (
        "4 weeks: not verified, due Fri 11 Sep · 13 weeks: verified by payslip · "
        "26 weeks: due Fri 12 Feb 2027"
    )


def test_the_form_is_about_the_week_that_can_be_in_time(case: Case) -> None:
    job = case.job(14)
    assert case.office.outcome_checks.next_week(job) == 13
    case.office.outcome_checks.record(job, yes(13))
    assert case.office.outcome_checks.next_week(job) == 4
    case.office.outcome_checks.record(job, yes(13, 13))
    assert case.office.outcome_checks.next_week(job) == 15


def test_a_void_check_does_not_count_and_a_void_placement_is_listed(case: Case) -> None:
    job = case.job(20)
    case.office.outcome_checks.record(job, yes(13))
    with case.office.database.write() as work:
        from models.tables import Placement

        work.void(work.get(Placement, job), "entered twice")
    assert case.figures()["M10.plain_13"] == "n/a"


def test_standings_say_how_they_were_reckoned(case: Case) -> None:
    job = case.job(14)
    case.office.outcome_checks.record(job, yes(13))
    found = {each.rule.id: each for each in case.office.outcome_checks.standings(job)}
    assert found["plain_13"].standing is Standing.YES
    assert found["plain_13"].how == "in work in week 13 (week 13: yes)"
    assert found["plain_26"].standing is Standing.UNKNOWN


def test_words_that_are_typed() -> None:
    assert understand_weeks("1-13") == (13, 13)
    assert understand_weeks("week 4") == (4, 1)
    assert understand_answer("No") is CheckState.VERIFIED_NO
    assert understand_evidence("pay") is EvidenceKind.PAYSLIP
    amounts = understand_amounts(["7h", "£2,640.50"])
    assert (amounts.minutes, amounts.earned, amounts.currency) == (420, 264_050, "GBP")
    for wrong in ("13-1", "0", "x", "", "1-"):
        with pytest.raises(InputError):
            understand_weeks(wrong)
    for too_many in (["7h", "8h"], ["£1", "£2"]):
        with pytest.raises(InputError):
            understand_amounts(too_many)
    with pytest.raises(InputError):
        understand_evidence("rumour")
    with pytest.raises(InputError):
        understand_answer("maybe")
