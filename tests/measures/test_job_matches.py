"""Job matches (M4): what counts as one, and why the rest does not."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from adviser_tui.services.measures.figure import Measured
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.storage.database import Database
from models.kinds import (
    Channel,
    CheckState,
    ContactState,
    ContactWith,
    Direction,
    FoundBy,
    PlacementKind,
    PlacementState,
)
from models.tables import Adviser
from tests.jobs_case import FRIDAY, WEEK, Jobs, ids, reasons

MONDAY = date(2026, 11, 16)
SENT = MONDAY - timedelta(days=20)


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


def why(jobs: Jobs, period: Period | None = None) -> str:
    """Return the one reason for which something is no match, empty for a match."""
    measured = jobs.measured("M4", period)
    found = list(reasons(measured, "M4.matches"))
    assert len(found) == (0 if measured.head.value else 1)
    return found[0] if found else ""


def test_a_talk_then_being_put_forward_then_a_paid_first_day_is_a_match(jobs: Jobs) -> None:
    placement = jobs.hire(MONDAY)
    measured = jobs.measured("M4")
    assert measured.head.value == 1
    assert ids(measured.head.rows) == [placement]
    assert measured.figure("days_to_start").words == "20 days"
    assert measured.figure("people").value == 1
    assert jobs.office.measures.describe(measured.head.rows)[0].endswith("· Baker · Prøvefirma 0")


def test_a_match_counts_in_the_week_of_its_first_day(jobs: Jobs) -> None:
    jobs.hire(date(2026, 11, 15))
    assert jobs.measured("M4").head.value == 0
    assert jobs.measured("M4", WEEK.before()).head.value == 1


def presented_without(jobs: Jobs, **talk: object) -> str:
    vacancy = jobs.vacancy(jobs.employer())
    row = jobs.database.row("SELECT employer_id FROM vacancy WHERE id = ?", (vacancy,))
    assert row is not None
    if talk:
        values = {"on": SENT - timedelta(days=3), **talk}
        jobs.talk(str(row["employer_id"]), **values)  # type: ignore[arg-type]
    jobs.place(jobs.accept(vacancy, SENT), MONDAY)
    return why(jobs)


NO_TALK = "no talk with the employer before they were put forward"


def test_without_a_talk_before_it_is_none(jobs: Jobs) -> None:
    assert presented_without(jobs) == NO_TALK


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        ({"direction": Direction.INBOUND}, ""),
        ({"channel": Channel.EMAIL}, ""),
        ({"on": SENT, "hour": 11}, ""),
        ({"on": SENT, "hour": 13}, NO_TALK),
        ({"on": MONDAY - timedelta(days=1)}, NO_TALK),
        ({"state": ContactState.ATTEMPT}, NO_TALK),
        ({"channel": Channel.VOICEMAIL}, NO_TALK),
        ({"organisation": "Jobhuset"}, NO_TALK),
        ({"kind": ContactWith.PARTICIPANT}, NO_TALK),
    ],
)
def test_what_a_talk_with_the_employer_is(jobs: Jobs, talk: dict[str, object], reason: str) -> None:
    assert presented_without(jobs, **talk) == reason


def test_a_colleagues_talk_with_the_employer_is_ours_too(jobs: Jobs) -> None:
    assert presented_without(jobs, adviser_id=jobs.colleague()) == ""


def test_a_talk_with_another_employer_is_none(jobs: Jobs) -> None:
    jobs.talk(jobs.employer(), SENT - timedelta(days=3))
    assert presented_without(jobs) == NO_TALK


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"kind": PlacementKind.TRIAL}, "a trial or volunteering, which is no job yet"),
        ({"kind": PlacementKind.VOLUNTEERING}, "a trial or volunteering, which is no job yet"),
        ({"state": PlacementState.AGREED}, "agreed, the first day not worked yet"),
        (
            {"state": PlacementState.ENDED, "ended_on": MONDAY - timedelta(days=1)},
            "fell through before the first day",
        ),
        ({"state": PlacementState.ENDED, "ended_on": MONDAY}, ""),
        ({"found_by": FoundBy.PARTNER}, "found by a partner"),
        ({"submission_id": None}, "not put forward by us"),
        ({"pay": None}, "neither pay on record nor a check that confirms the job"),
        ({"pay": 0}, "neither pay on record nor a check that confirms the job"),
        ({"state": PlacementState.SUSTAINED_13}, ""),
        ({"state": PlacementState.CONVERTED_TO_ORDINARY}, ""),
    ],
)
def test_each_reason_is_said(jobs: Jobs, more: dict[str, object], reason: str) -> None:
    jobs.hire(MONDAY if more.get("ended_on") != MONDAY - timedelta(days=1) else FRIDAY)
    placement = jobs.database.row("SELECT id FROM placement")
    assert placement is not None
    if "ended_on" in more:
        more = {**more, "starts_on": MONDAY.isoformat(), "ended_on": str(more["ended_on"])}
    jobs.change("placement", str(placement["id"]), **more)
    period = Period(MONDAY - timedelta(days=7), FRIDAY)
    assert why(jobs, period) == reason


def test_what_fell_through_without_a_first_day_is_listed_on_its_own_day(jobs: Jobs) -> None:
    placement = jobs.hire(MONDAY, state=PlacementState.AGREED)
    jobs.office.placements.end(placement, FRIDAY, "the offer was taken back")
    assert why(jobs) == "fell through before the first day"


def test_pay_that_nobody_wrote_down_is_made_good_by_a_check(jobs: Jobs) -> None:
    placement = jobs.hire(MONDAY, pay=None)
    jobs.check(placement, 1, CheckState.NOT_VERIFIED)
    assert jobs.measured("M4").head.value == 0
    check = jobs.check(placement, 1, CheckState.VERIFIED_YES)
    assert jobs.measured("M4").head.value == 1
    jobs.void("outcome_check", check)
    assert jobs.measured("M4").head.value == 0


def test_a_job_they_found_themselves_is_celebrated_and_no_match(jobs: Jobs) -> None:
    employer = jobs.employer()
    jobs.talk(employer, SENT)
    jobs.add(
        "placement",
        participant_id=jobs.person(),
        employer_id=employer,
        role="Baker",
        state="started",
        starts_on=MONDAY,
        pay=1300,
        found_by=FoundBy.SELF,
    )
    measured = jobs.measured("M4")
    assert (measured.head.value, measured.figure("self_found").value) == (0, 1)
    assert list(reasons(measured, "matches")) == [
        "found by themselves, which has a line of its own"
    ]


def test_an_own_business_needs_evidence_and_has_its_own_line(jobs: Jobs) -> None:
    placement = jobs.add(
        "placement",
        participant_id=jobs.person(),
        employer_id=jobs.employer(),
        role="Gardener",
        state="started",
        starts_on=MONDAY,
        found_by=FoundBy.SELF,
        kind=PlacementKind.SELF_EMPLOYMENT,
    )
    measured = jobs.measured("M4")
    assert list(reasons(measured, "matches")) == ["their own business, without evidence yet"]
    assert measured.figure("self_employment").value == 0
    jobs.check(placement, 1, CheckState.VERIFIED_YES)
    measured = jobs.measured("M4")
    assert (measured.head.value, measured.figure("self_found").value) == (0, 0)
    assert measured.figure("self_employment").value == 1


def test_an_apprenticeship_is_a_match_with_a_line_of_its_own(jobs: Jobs) -> None:
    jobs.hire(MONDAY, kind=PlacementKind.APPRENTICESHIP)
    jobs.hire(MONDAY)
    measured = jobs.measured("M4")
    assert (measured.head.value, measured.figure("apprenticeships").value) == (2, 1)


def test_a_second_job_is_a_second_match_and_one_person_in_work(jobs: Jobs) -> None:
    person = jobs.person()
    jobs.hire(MONDAY, person=person)
    jobs.hire(MONDAY, person=person)
    measured = jobs.measured("M4")
    assert (measured.head.value, measured.figure("people").value) == (2, 1)


def test_the_same_start_written_down_twice_is_one(jobs: Jobs) -> None:
    person, vacancy = jobs.person(), jobs.vacancy(posts=2)
    kept = jobs.hire(MONDAY, vacancy, person)
    again = jobs.hire(MONDAY, vacancy, person)
    measured = jobs.measured("M4")
    assert ids(measured.head.rows) == [kept]
    assert reasons(measured, "matches") == {"the same start, written down once more": [again]}
    jobs.void("placement", kept)
    assert ids(jobs.measured("M4").head.rows) == [again]


def test_with_an_agency_the_agency_is_the_employer_wherever_the_work_is(jobs: Jobs) -> None:
    person, agency, works_at = jobs.person(), jobs.employer(), jobs.employer()
    sites = [jobs.add("employer_site", employer_id=works_at, name=name) for name in "AB"]
    vacancy = jobs.vacancy(agency)
    jobs.hire(MONDAY, vacancy, person, site_id=sites[0])
    jobs.hire(MONDAY + timedelta(days=2), vacancy, person, site_id=sites[1])
    assert jobs.measured("M4").head.value == 2
    jobs.talk(works_at, SENT)
    assert jobs.measured("M4").head.value == 2


def test_a_subsidy_is_flagged_and_what_becomes_of_it_is_followed(jobs: Jobs) -> None:
    running = jobs.hire(MONDAY, scheme="wage subsidy", subsidy_ends_on=date(2027, 2, 16))
    jobs.hire(MONDAY, scheme="Access to Work")
    long_ago = date(2026, 3, 2)
    became = jobs.hire(
        long_ago,
        scheme="wage subsidy",
        subsidy_ends_on=date(2026, 6, 1),
        state=PlacementState.CONVERTED_TO_ORDINARY,
    )
    ran_out = jobs.hire(long_ago, scheme="wage subsidy", subsidy_ends_on=date(2026, 6, 1))
    measured = jobs.measured("M4")
    assert measured.head.value == 2
    assert ids(measured.figure("subsidised").rows) == [running]
    assert measured.figure("subsidised").rows[0].note == "with a subsidy until 16 Feb 2027"
    converted = measured.figure("converted")
    assert (converted.words, ids(converted.rows)) == ("1 of 2", [became])
    assert ids(converted.others) == [ran_out]


def test_a_converted_job_that_ended_later_was_still_converted(jobs: Jobs) -> None:
    placement = jobs.hire(date(2026, 3, 2), scheme="subsidised", subsidy_ends_on=date(2026, 6, 1))
    for state in ("converted_to_ordinary", "ended"):
        jobs.change("placement", placement, state=state)
    jobs.change("placement", placement, ended_on="2026-10-01")
    assert jobs.measured("M4").figure("converted").words == "1 of 1"


def test_only_taking_it_off_the_record_undoes_a_match_and_putting_it_back_restores_it(
    jobs: Jobs,
) -> None:
    placement = jobs.hire(MONDAY)
    before = jobs.measured("M4").every()
    jobs.change("placement", placement, state="ended", ended_on=FRIDAY.isoformat())
    assert jobs.measured("M4").head.value == 1
    jobs.change("placement", placement, state="started", ended_on=None)
    jobs.void("placement", placement)
    measured = jobs.measured("M4")
    assert measured.head.value == 0
    assert reasons(measured, "matches") == {"taken off the record": [placement]}
    jobs.void("placement", placement, None)
    assert jobs.measured("M4").every() == before


def test_a_submission_off_the_record_put_nobody_forward(jobs: Jobs) -> None:
    jobs.hire(MONDAY)
    row = jobs.database.row("SELECT id FROM submission")
    assert row is not None
    jobs.void("submission", str(row["id"]))
    assert why(jobs) == "not put forward by us"


def test_put_forward_after_the_first_day_is_too_late(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    row = jobs.database.row("SELECT employer_id FROM vacancy")
    assert row is not None
    jobs.talk(str(row["employer_id"]), SENT)
    jobs.place(jobs.accept(vacancy, FRIDAY), MONDAY)
    assert why(jobs) == "put forward only after the first day"


def test_the_rate_is_over_final_decisions_of_the_same_days(jobs: Jobs) -> None:
    jobs.hire(MONDAY)
    vacancy, on = jobs.vacancy(), date(2026, 11, 11)
    jobs.refuse(vacancy, on, "missing_must_have")
    jobs.refuse(vacancy, on, "not_interested", state="declined_by_person")
    jobs.refuse(vacancy, on, "post_filled_or_withdrawn")
    jobs.refuse(vacancy, on, "no_answer", state="no_response")
    jobs.accept(vacancy, on)
    rate = jobs.measured("M4").figure("match_rate")
    assert rate.words == "1 of 3"
    assert jobs.measured("M4", WEEK.before(3)).figure("match_rate").words == (
        "n/a: no submission was decided"
    )


def test_each_active_participant_and_whose_they_are(jobs: Jobs) -> None:
    other = jobs.colleague()
    jobs.hire(MONDAY)
    jobs.person()
    jobs.hire(MONDAY, person=jobs.person(other))
    assert jobs.measured("M4").figure("per_active").value == Fraction(1, 2)
    theirs = Whose((other,), "Otto")
    assert jobs.measured("M4", whose=theirs).head.value == 1
    both: Measured = jobs.measured("M4", whose=jobs.office.measures.team())
    assert both.head.value == 2


def test_nothing_at_all_is_not_nought_of_nought(jobs: Jobs) -> None:
    measured = jobs.measured("M4")
    assert measured.head.words == "0"
    assert measured.figure("days_to_start").words == "n/a: nobody started"
    assert measured.figure("per_active").words.startswith("n/a")
    assert measured.figure("match_rate").words.startswith("n/a")


def test_a_hand_over_afterwards_takes_no_match_along(jobs: Jobs) -> None:
    person, other = jobs.person(), jobs.colleague()
    jobs.change("participant", person, enrolled_on="2026-03-02")
    jobs.hire(MONDAY, person=person)
    turns = ((jobs.me, date(2026, 3, 2)), (other, date(2026, 11, 18)))
    for coach, on in turns:
        jobs.add("course_event", participant_id=person, kind="coach", value=coach, on_day=on)
    jobs.change("participant", person, coach_id=other)
    jobs.hire(FRIDAY, person=person)
    assert jobs.measured("M4").head.value == 1
    assert jobs.measured("M4", whose=Whose((other,), "Otto")).head.value == 1
