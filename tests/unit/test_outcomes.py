"""Sustained outcomes (M10): weeks, jobs that follow on each other, and each kind of rule."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.measures.outcomes.jobs import Check, Job, Spell, spells_of
from adviser_tui.services.measures.outcomes.rules import applies, due_week, judge
from adviser_tui.services.measures.outcomes.saying import sum_said, weeks_said
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding, standings_of
from adviser_tui.services.measures.outcomes.weeks import Standing, Weeks
from models.kinds import CheckState, EvidenceKind, PlacementKind
from seed.profile_rules import OutcomeRule, OutcomeRules

START = date(2026, 1, 5)
HOUR = 60
PLAIN_13 = OutcomeRule("plain_13", "13 weeks", "in_work", weeks=(13,), due_week=13)
FSS_13 = OutcomeRule(
    "fss_13", "13 weeks of 16 hours", "hours", weeks=(13,), weekly_minutes=16 * HOUR
)
IPSPC = OutcomeRule(
    "ipspc",
    "Job outcome",
    "window",
    weekly_minutes=7 * HOUR,
    window=16,
    weeks_needed=13,
    rate="nlw",
    due_week=16,
)
WHP = OutcomeRule(
    "whp", "Earnings", "earnings", earn_hours=16, earn_weeks=26, rate="nlw", due_week=65
)
OWN = OutcomeRule("whp_own", "Self-employed", "self_employed", weeks_needed=26, due_week=26)


def rate(table: str, on: date, band: str) -> int | None:
    """Say £12.21 before April 2026 and £12.71 after; £10.00 for the young; nothing before 2025."""
    if on < date(2025, 4, 1) or table != "nlw":
        return None
    if band == "18-20":
        return 1000
    return 1221 if on < date(2026, 4, 1) else 1271


def yes(week: int, weeks: int = 1, **more: object) -> Check:
    values: dict[str, object] = {"evidence": EvidenceKind.PAYSLIP, "minutes": 10 * HOUR, **more}
    on = values.pop("checked_on", START + timedelta(weeks=week))
    return Check(f"y{week}.{weeks}", week, weeks, CheckState.VERIFIED_YES, on, **values)  # type: ignore[arg-type]


def no(week: int, weeks: int = 1, on: date = date(2026, 12, 1)) -> Check:
    return Check(f"n{week}.{weeks}", week, weeks, CheckState.VERIFIED_NO, on)


def job(*checks: Check, **more: object) -> Job:
    values: dict[str, object] = {
        "id": "a",
        "participant_id": "p",
        "participant": "Amira",
        "employer": "Tesco",
        "role": "night filler",
        "kind": PlacementKind.JOB,
        "starts_on": START,
        "pay": 1300,
        **more,
    }
    return Job(checks=checks, **values)  # type: ignore[arg-type]


def standing(rule: OutcomeRule, *jobs: Job, on: date, gap: int = 14) -> OutcomeStanding:
    (spell,) = spells_of(jobs, gap)
    (found,) = standings_of(spell, OutcomeRules((rule,), gap_days=gap), on, rate)
    return found


def said(rule: OutcomeRule, *jobs: Job, weeks: int = 60, gap: int = 14) -> Standing:
    return standing(rule, *jobs, on=START + timedelta(weeks=weeks), gap=gap).standing


def test_an_outcome_due_yesterday_without_evidence_is_not_verified_and_in_its_grace() -> None:
    due = START + timedelta(weeks=13)
    found = standing(PLAIN_13, job(), on=due + timedelta(days=1))
    assert found.standing is Standing.UNKNOWN
    assert found.due_on == due
    assert found.is_due
    assert found.is_in_grace
    assert not found.is_matured
    assert found.words == "13 weeks: not verified, due Mon 6 Apr"


@pytest.mark.parametrize(("after", "matured"), [(27, False), (28, False), (29, True)])
def test_grace_is_over_on_the_day_after_its_last(after: int, matured: bool) -> None:
    on = START + timedelta(weeks=13, days=after)
    assert standing(PLAIN_13, job(), on=on).is_matured is matured


def test_before_its_day_an_outcome_is_only_due() -> None:
    found = standing(PLAIN_13, job(), on=START + timedelta(weeks=5))
    assert found.words == "13 weeks: due Mon 6 Apr"


def test_a_verified_week_names_its_evidence() -> None:
    found = standing(PLAIN_13, job(yes(13)), on=START + timedelta(weeks=14))
    assert found.words == "13 weeks: verified by payslip"


def test_a_check_that_found_nothing_out_is_neither_yes_nor_no() -> None:
    nothing = Check("u", 13, 1, CheckState.NOT_VERIFIED, START + timedelta(weeks=20))
    assert said(PLAIN_13, job(nothing)) is Standing.UNKNOWN
    assert said(PLAIN_13, job(yes(13), nothing)) is Standing.YES


def test_the_newest_check_decides_and_an_older_no_stays_below_it() -> None:
    old = no(13, on=date(2026, 4, 1))
    assert said(PLAIN_13, job(old, yes(13, checked_on=date(2026, 5, 1)))) is Standing.YES
    assert said(PLAIN_13, job(yes(13), no(13))) is Standing.NO


def test_a_job_that_ended_before_the_week_is_a_no_once_nothing_can_continue_it() -> None:
    ended = START + timedelta(weeks=12, days=-1)
    soon = standing(PLAIN_13, job(yes(10), ended_on=ended), on=ended + timedelta(days=14))
    assert soon.standing is Standing.UNKNOWN
    late = standing(PLAIN_13, job(yes(10), ended_on=ended), on=ended + timedelta(days=15))
    assert late.standing is Standing.NO
    assert late.words == "13 weeks: not reached"


@pytest.mark.parametrize(("gap", "spells"), [(0, 1), (14, 1), (15, 2)])
def test_a_new_job_continues_the_one_before_where_the_gap_is_short(gap: int, spells: int) -> None:
    ended = START + timedelta(weeks=6, days=-1)
    then = job(id="b", starts_on=ended + timedelta(days=gap + 1))
    assert len(spells_of((job(ended_on=ended), then), 14)) == spells


def test_weeks_go_on_counting_through_a_change_of_job() -> None:
    ended = START + timedelta(weeks=10, days=-1)
    second = job(yes(3), id="b", employer="Greggs", starts_on=START + timedelta(weeks=10))
    assert said(PLAIN_13, job(ended_on=ended), second) is Standing.YES


def test_a_week_between_two_jobs_is_as_the_next_jobs_first_week() -> None:
    ended = START + timedelta(weeks=12, days=-1)
    second = job(yes(1), id="b", starts_on=START + timedelta(weeks=13))
    assert said(PLAIN_13, job(ended_on=ended), second) is Standing.YES
    open_ = job(id="b", starts_on=START + timedelta(weeks=13))
    assert said(PLAIN_13, job(ended_on=ended), open_) is Standing.UNKNOWN


def test_hours_of_two_part_time_jobs_are_added() -> None:
    one = job(yes(13, minutes=9 * HOUR))
    two = job(yes(11, minutes=8 * HOUR), id="b", starts_on=START + timedelta(weeks=2))
    assert said(FSS_13, one) is Standing.NO
    assert said(FSS_13, one, two) is Standing.YES


def test_hours_that_nobody_told_are_not_verified() -> None:
    assert said(FSS_13, job(yes(13, minutes=None), weekly_minutes=20 * HOUR)) is Standing.UNKNOWN


def test_one_open_job_keeps_the_week_open_where_the_hours_could_still_suffice() -> None:
    one = job(yes(13, minutes=9 * HOUR))
    two = job(id="b", starts_on=START)
    assert said(FSS_13, one, two) is Standing.UNKNOWN
    assert said(PLAIN_13, job(no(13)), two) is Standing.UNKNOWN


def test_thirteen_good_weeks_of_sixteen_reach_the_outcome_wherever_they_lie() -> None:
    found = job(yes(4, 4), no(7, 3), yes(16, 9))
    assert said(IPSPC, found) is Standing.YES
    assert said(IPSPC, job(yes(4, 4), no(8, 4), yes(16, 8)), weeks=16) is Standing.NO
    later = job(no(10, 10), yes(23, 13))
    assert said(IPSPC, later) is Standing.YES


def test_weeks_of_too_few_hours_do_not_count_and_open_ones_stay_open() -> None:
    assert said(IPSPC, job(yes(16, 16, minutes=6 * HOUR)), weeks=16) is Standing.NO
    assert said(IPSPC, job(yes(12, 12)), weeks=16) is Standing.UNKNOWN


def test_pay_below_the_rate_does_not_count_and_pay_that_is_not_known_is_not_verified() -> None:
    assert said(IPSPC, job(yes(13, 13), pay=1220), weeks=16) is Standing.NO
    low = standing(IPSPC, job(yes(13, 13), pay=1220), on=START + timedelta(weeks=16))
    assert "; paid below the national living wage: weeks 1 to 13" in low.how
    few = standing(IPSPC, job(yes(16, 16, minutes=6 * HOUR)), on=START + timedelta(weeks=16))
    assert "paid below" not in few.how, "it was the hours"
    assert said(IPSPC, job(yes(13, 13), pay=1221), weeks=11) is Standing.UNKNOWN
    assert said(IPSPC, job(yes(13, 13), pay=None), weeks=16) is Standing.UNKNOWN
    assert said(IPSPC, job(yes(13, 13), pay=1000, band="18-20")) is Standing.YES


def test_the_rate_is_that_of_each_weeks_first_day() -> None:
    # Week 13 begins on 30 March, week 14 on 6 April, after the rate rose.
    assert said(IPSPC, job(yes(13, 13), pay=1230)) is Standing.YES
    assert said(IPSPC, job(no(1), yes(16, 15), pay=1230), weeks=15) is Standing.NO


def test_what_a_payslip_says_an_hour_was_paid_outweighs_what_was_agreed() -> None:
    weeks, minutes = 13, 10 * HOUR
    enough = 1221 * 10 * weeks
    assert said(IPSPC, job(yes(13, 13, minutes=minutes, earned=enough), pay=900)) is Standing.YES
    short = yes(13, 13, minutes=minutes, earned=enough - 1000)
    assert said(IPSPC, job(short, pay=1300), weeks=16) is Standing.NO


def test_pay_by_the_month_is_turned_into_pay_by_the_hour() -> None:
    from models.kinds import PayPeriod

    monthly = job(pay=211_900, pay_period=PayPeriod.MONTH, weekly_minutes=37 * HOUR + 30)
    assert monthly.hourly == 1304
    assert job(pay=2_542_800, pay_period=PayPeriod.YEAR).hourly is None


def test_earnings_are_added_up_against_hours_weeks_and_the_rate_on_the_first_day() -> None:
    threshold = 16 * 26 * 1221
    assert said(WHP, job(yes(40, 40, earned=threshold)), weeks=70) is Standing.YES
    all_known = job(yes(65, 65, earned=threshold - 1))
    assert said(WHP, all_known, weeks=70) is Standing.NO
    assert said(WHP, job(yes(40, 40, earned=threshold - 1)), weeks=70) is Standing.UNKNOWN


def test_earnings_of_two_jobs_are_added_and_what_came_after_the_due_week_is_not() -> None:
    half = 16 * 26 * 1221 // 2
    one = job(yes(65, 65, earned=half))
    two = job(yes(65, 65, earned=half + 1), id="b")
    assert said(WHP, one, two, weeks=70) is Standing.YES
    late = job(yes(65, 65, earned=half), yes(75, 10, earned=half * 9))
    assert said(WHP, late, weeks=80) is Standing.NO


def test_earnings_without_a_rate_or_in_another_coin_are_not_verified() -> None:
    rich = yes(65, 65, earned=9_999_999)
    assert said(WHP, job(rich, band=""), weeks=70) is Standing.YES
    old = job(rich, starts_on=date(2024, 1, 1))
    found = standing(WHP, old, on=date(2026, 1, 1))
    assert found.standing is Standing.UNKNOWN
    assert "no national living wage" in found.how
    crowns = job(replace(rich, currency="DKK"))
    assert said(WHP, crowns, weeks=70) is Standing.UNKNOWN


def test_weeks_of_self_employment_are_counted_apart() -> None:
    own = job(yes(26, 26, minutes=None), kind=PlacementKind.SELF_EMPLOYMENT)
    assert said(OWN, own) is Standing.YES
    short = job(yes(25, 25), kind=PlacementKind.SELF_EMPLOYMENT)
    assert said(OWN, short) is Standing.UNKNOWN
    (spell,) = spells_of((job(),), 14)
    assert not applies(OWN, spell)
    (mine,) = spells_of((own,), 14)
    assert not applies(WHP, mine)


def test_weeks_that_have_not_begun_are_never_verified() -> None:
    assert said(PLAIN_13, job(yes(20, 20)), weeks=11) is Standing.UNKNOWN


def test_the_due_week_is_the_rules_own_or_its_last() -> None:
    assert due_week(WHP) == 65
    assert due_week(OutcomeRule("x", "x", "in_work", weeks=(4, 13))) == 13
    assert due_week(OutcomeRule("x", "x", "window", window=16, weeks_needed=13)) == 16


def test_a_rule_of_a_newer_program_is_not_verified() -> None:
    (spell,) = spells_of((job(),), 14)
    found = judge(OutcomeRule("x", "x", "telepathy"), Weeks(spell, START, 14), rate)
    assert found.standing is Standing.UNKNOWN


def test_words_for_weeks_and_sums() -> None:
    assert weeks_said((1, 2, 3, 6, 8, 9)) == "weeks 1 to 3, 6 and 8 to 9"
    assert weeks_said((13,)) == "week 13"
    assert weeks_said(()) == "no week"
    assert sum_said(507_936) == "£5,079.36"
    assert sum_said(100, "DKK") == "1.00 DKK"


_RULES = st.sampled_from((PLAIN_13, FSS_13, IPSPC, WHP, OWN))
_ORDER = {Standing.NO: 0, Standing.UNKNOWN: 1, Standing.YES: 2}


@st.composite
def _checks(draw: st.DrawFn) -> tuple[Check, ...]:
    """Return checks of single weeks, no week twice."""
    weeks = draw(st.lists(st.integers(1, 30), unique=True, max_size=30))
    found = []
    for week in weeks:
        if draw(st.booleans()):
            minutes = draw(st.one_of(st.none(), st.integers(0, 40 * HOUR)))
            found.append(yes(week, minutes=minutes))
        else:
            found.append(no(week))
    return tuple(found)


@given(_RULES, _checks(), st.integers(1, 30))
def test_verifying_a_week_that_nobody_knew_of_never_lowers_an_outcome(
    rule: OutcomeRule, checks: tuple[Check, ...], week: int
) -> None:
    kind = PlacementKind.SELF_EMPLOYMENT if rule is OWN else PlacementKind.JOB
    before = job(*(each for each in checks if each.week != week), kind=kind)
    good = yes(week, minutes=40 * HOUR, earned=40 * 1300)
    after = replace(before, checks=(*before.checks, good))
    assert _ORDER[said(rule, after, weeks=30)] >= _ORDER[said(rule, before, weeks=30)]


@given(_RULES, _checks(), st.integers(1, 30))
def test_taking_a_check_back_gives_the_earlier_answer(
    rule: OutcomeRule, checks: tuple[Check, ...], week: int
) -> None:
    before = job(*checks)
    after = replace(before, checks=(*checks, no(week)))
    back = replace(after, checks=after.checks[:-1])
    assert _say(rule, back) == _say(rule, before)


@given(_RULES, _checks(), st.integers(0, 40))
def test_one_check_of_many_weeks_says_what_a_check_of_each_says(
    rule: OutcomeRule, checks: tuple[Check, ...], minutes: int
) -> None:
    many = job(*checks, yes(30, 30, minutes=minutes * HOUR, checked_on=date(2026, 12, 24)))
    each = job(
        *checks,
        *(yes(n, minutes=minutes * HOUR, checked_on=date(2026, 12, 24)) for n in range(1, 31)),
    )
    assert _say(rule, many)[:2] == _say(rule, each)[:2]


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=1, max_size=6))
def test_every_job_is_in_exactly_one_stretch_of_work(spans: list[tuple[int, int]]) -> None:
    jobs = [
        job(
            id=f"j{n}",
            starts_on=START + timedelta(days=begin),
            ended_on=START + timedelta(days=begin + length),
        )
        for n, (begin, length) in enumerate(spans)
    ]
    spells = spells_of(jobs, 14)
    found = sorted(each.id for spell in spells for each in spell.jobs)
    assert found == sorted(each.id for each in jobs)
    for one, two in pairwise(spells):
        assert one.ended_on is not None
        assert (two.starts_on - one.ended_on).days - 1 > 14


def _say(rule: OutcomeRule, one: Job) -> tuple[object, ...]:
    spell = Spell((one,))
    found = judge(rule, Weeks(spell, START + timedelta(weeks=30), 14), rate)
    return found.standing, found.how, found.weeks
