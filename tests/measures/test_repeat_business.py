"""Repeat business and engagement levels (M6): episodes, who came back, by site and by parent."""

from datetime import UTC, date, datetime, timedelta

import pytest

from adviser_tui.services.measures.period import Period
from adviser_tui.storage.database import Database
from models.kinds import ContactState, FoundBy, PlacementKind
from models.tables import Adviser
from tests.jobs_case import FRIDAY, WEEK, Jobs, ids, reasons

SPRING = date(2026, 3, 2)


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


def rate(jobs: Jobs, key: str = "repeat_rate", period: Period | None = None) -> str:
    return jobs.measured("M6", period).figure(key).words


def asked(jobs: Jobs, employer: str, *days: date, **more: object) -> str:
    for day in days:
        jobs.vacancy(employer, heard_on=day, **more)
    return employer


def level(jobs: Jobs, employer: str, period: Period | None = None) -> int:
    measured = jobs.measured("M6", period)
    found = [n for n in range(6) if employer in ids(measured.figure(f"level_{n}").rows)]
    return found[0] if found else 0


@pytest.mark.parametrize(("apart", "expected"), [(29, "0 of 1"), (30, "1 of 1"), (200, "1 of 1")])
def test_two_episodes_thirty_days_apart_are_repeat_business(
    jobs: Jobs, apart: int, expected: str
) -> None:
    asked(jobs, jobs.employer(), SPRING, SPRING + timedelta(days=apart))
    assert rate(jobs) == expected


def test_both_episodes_lie_in_the_last_twelve_months(jobs: Jobs) -> None:
    asked(jobs, jobs.employer(), date(2025, 11, 20), SPRING)
    asked(jobs, jobs.employer(), date(2025, 11, 21), SPRING)
    assert rate(jobs) == "1 of 2"


@pytest.mark.parametrize(("ago", "expected"), [(89, "n/a"), (90, "1 of 1")])
def test_an_employer_is_asked_once_the_first_episode_is_ninety_days_old(
    jobs: Jobs, ago: int, expected: str
) -> None:
    first = FRIDAY - timedelta(days=ago)
    employer = asked(jobs, jobs.employer(), first, first + timedelta(days=40))
    assert rate(jobs).startswith(expected)
    if ago < 90:
        assert reasons(jobs.measured("M6"), "repeat_rate") == {
            "began with us less than 90 days ago": [employer]
        }


def test_several_posts_and_their_hires_are_one_request(jobs: Jobs) -> None:
    employer = jobs.employer()
    vacancy = jobs.vacancy(employer, heard_on=SPRING, posts=3)
    for days in (40, 80, 120):
        jobs.hire(SPRING + timedelta(days=days), vacancy)
    assert rate(jobs) == "0 of 1"
    assert level(jobs, employer) == 2


def test_what_was_asked_for_on_one_day_is_one_request(jobs: Jobs) -> None:
    employer = asked(jobs, jobs.employer(), SPRING, SPRING)
    jobs.add("need", employer_id=employer, task="Night work", month="2026-12")
    assert level(jobs, employer) == 2


def test_a_trial_a_rotation_and_a_hire_are_episodes(jobs: Jobs) -> None:
    for kind in ("trial", "rotation"):
        asked(jobs, asked(jobs, jobs.employer(), SPRING), date(2026, 6, 1), kind=kind)
    employer = asked(jobs, jobs.employer(), SPRING)
    jobs.add(
        "placement",
        participant_id=jobs.person(),
        employer_id=employer,
        role="Baker",
        state="started",
        starts_on=date(2026, 6, 1),
        found_by=FoundBy.PARTNER,
    )
    assert rate(jobs) == "3 of 3"


@pytest.mark.parametrize(
    "more",
    [
        {"found_by": FoundBy.SELF},
        {"kind": PlacementKind.SELF_EMPLOYMENT},
        {"kind": PlacementKind.VOLUNTEERING},
        {"state": "agreed"},
        {"state": "ended", "ended_on": date(2026, 5, 31)},
    ],
)
def test_what_is_no_episode(jobs: Jobs, more: dict[str, object]) -> None:
    employer = asked(jobs, jobs.employer(), SPRING)
    values = {"state": "started", "found_by": FoundBy.PARTNER, **more}
    jobs.add(
        "placement",
        participant_id=jobs.person(),
        employer_id=employer,
        role="Baker",
        starts_on=date(2026, 6, 1),
        **values,
    )
    assert rate(jobs) == "0 of 1"


def test_a_vacancy_only_heard_of_was_not_given_to_us(jobs: Jobs) -> None:
    asked(jobs, asked(jobs, jobs.employer(), SPRING), date(2026, 6, 1), state="heard")
    assert rate(jobs) == "0 of 1"


def test_branches_come_back_alone_or_as_a_company(jobs: Jobs) -> None:
    company = jobs.employer()
    one, two = jobs.employer(parent_id=company), jobs.employer(parent_id=company)
    asked(jobs, one, SPRING)
    asked(jobs, two, date(2026, 6, 1))
    assert (rate(jobs), rate(jobs, "repeat_rate_parent")) == ("0 of 2", "1 of 1")
    assert ids(jobs.measured("M6").figure("repeat_rate_parent").rows) == [company]


def test_two_employers_each_above_the_other_are_one_company(jobs: Jobs) -> None:
    one = asked(jobs, jobs.employer(), SPRING)
    two = asked(jobs, jobs.employer(parent_id=one), date(2026, 6, 1))
    jobs.change("employer", one, parent_id=two)
    assert rate(jobs, "repeat_rate_parent") == "1 of 1"


def test_the_levels_count_every_employer(jobs: Jobs) -> None:
    jobs.employer()
    contacted = jobs.employer()
    jobs.talk(contacted, SPRING)
    attempted = jobs.employer()
    jobs.talk(attempted, SPRING, state=ContactState.ATTEMPT)
    once = asked(jobs, jobs.employer(), SPRING)
    again = asked(jobs, jobs.employer(), SPRING, date(2026, 6, 1))
    relational = asked(jobs, jobs.employer(), SPRING, date(2026, 3, 20))
    jobs.add("need", employer_id=relational, task="Night work", month="2026-12")
    designer = jobs.employer(
        manual_level=5, manual_level_reason="made the course with us", manual_level_on=SPRING
    )
    jobs.change("employer", designer, manual_level_on="2026-08-03")
    measured = jobs.measured("M6")
    values = [measured.figure(f"level_{n}").value for n in range(6)]
    assert values == [2, 1, 1, 1, 1, 1]
    assert [ids(measured.figure(f"level_{n}").rows) for n in range(1, 6)] == [
        [contacted],
        [once],
        [again],
        [relational],
        [designer],
    ]
    assert ids(measured.figure("by_hand").rows) == [designer]


def test_a_level_set_by_hand_ends_after_six_months(jobs: Jobs) -> None:
    employer = asked(jobs, jobs.employer(), SPRING)
    for on, expected in (("2026-05-20", 5), ("2026-05-19", 2)):
        jobs.change("employer", employer, manual_level=5, manual_level_on=on)
        assert level(jobs, employer) == expected


def test_after_a_year_of_nothing_a_level_is_lost_with_notice(jobs: Jobs) -> None:
    employer = asked(jobs, jobs.employer(), date(2025, 11, 1))
    measured = jobs.measured("M6")
    assert level(jobs, employer) == 1
    assert measured.figure("dormant").rows[0].note == (
        "1 vacancy since Nov 2025; one level down, nothing since Nov 2025"
    )
    jobs.talk(employer, FRIDAY)
    assert level(jobs, employer) == 2


def test_a_past_week_knows_nothing_of_what_came_after_it(jobs: Jobs) -> None:
    employer = asked(jobs, jobs.employer(), SPRING, FRIDAY)
    jobs.talk(employer, SPRING - timedelta(days=30))
    then = Period.week_of(SPRING - timedelta(days=1))
    assert level(jobs, employer, then) == 1
    assert level(jobs, employer, WEEK.before()) == 2
    assert level(jobs, employer) == 3


def test_the_last_day_ends_on_the_wall_clock_of_the_talk(jobs: Jobs) -> None:
    late, early = jobs.employer(), jobs.employer()
    sunday, west, east = date(2026, 11, 15), -300, 120
    # 23:30 on Sunday five hours west of Greenwich, and half past midnight on Monday two hours east.
    for employer, at, offset in (
        (late, datetime(2026, 11, 16, 4, 30, tzinfo=UTC), west),
        (early, datetime(2026, 11, 15, 22, 30, tzinfo=UTC), east),
    ):
        jobs.talk(employer, sunday, occurred_at=at, occurred_offset=offset)
    assert (level(jobs, late, WEEK.before()), level(jobs, early, WEEK.before())) == (1, 0)
    assert (level(jobs, late), level(jobs, early)) == (1, 1)


def test_off_the_record_nothing_was_asked_and_back_on_it_all_is_as_before(jobs: Jobs) -> None:
    employer = asked(jobs, jobs.employer(), SPRING)
    vacancy = jobs.vacancy(employer, heard_on=date(2026, 6, 1))
    before = jobs.measured("M6").every()
    jobs.void("vacancy", vacancy)
    assert rate(jobs) == "0 of 1"
    jobs.void("vacancy", vacancy, None)
    assert jobs.measured("M6").every() == before
    jobs.void("employer", employer)
    assert rate(jobs).startswith("n/a")


def test_the_card_of_an_employer_says_the_same_level(jobs: Jobs) -> None:
    employer = asked(jobs, jobs.employer(), SPRING, date(2026, 6, 1))
    assert jobs.office.employers.card(employer).engagement.level == level(jobs, employer) == 3
