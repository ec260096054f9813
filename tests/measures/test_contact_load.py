"""Employer contact load (M7): organisations and coaches on one site in 28 days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from adviser_tui.services.measures.period import Period
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.storage.database import Database
from models.kinds import Channel, ContactState, ContactWith, Direction, Purpose
from models.tables import Adviser
from tests.jobs_case import FRIDAY, WEEK, Jobs, ids, reasons


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


def ago(days: int) -> date:
    return FRIDAY - timedelta(days=days)


def warned(jobs: Jobs, key: str = "warned", period: Period | None = None) -> list[str]:
    return ids(jobs.measured("M7", period).figure(key).rows)


def three_coaches(jobs: Jobs, employer: str, **more: object) -> list[str]:
    """Three coaches call, far enough from each other."""
    coaches = [jobs.me, jobs.colleague("A. Prøve"), jobs.colleague("B. Prøve")]
    return [
        jobs.talk(employer, ago(days), adviser_id=coach, **more)
        for coach, days in zip(coaches, (25, 15, 4), strict=True)
    ]


def test_two_organisations_are_warned_about_wherever_the_second_is_from(jobs: Jobs) -> None:
    employer = jobs.employer()
    jobs.talk(employer, ago(20))
    assert warned(jobs) == []
    jobs.talk(employer, ago(5), organisation="Jobhuset", adviser_id=None)
    assert warned(jobs) == warned(jobs, "organisations") == [employer]
    assert jobs.measured("M7").head.rows[0].note == "2 organisations, 2 coaches"
    assert warned(jobs, "coaches") == warned(jobs, "not_agreed") == []


def test_an_organisation_is_one_however_it_is_written(jobs: Jobs) -> None:
    employer = jobs.employer()
    partner = jobs.add("partner", name="Jobhuset Fjord")
    for name, more in (("JOBHUSET FJORD", {}), ("Jobhuset", {"partner_id": partner})):
        jobs.talk(employer, ago(9), organisation=name, adviser_id=None, **more)
    assert warned(jobs) == []


def test_three_coaches_are_warned_about(jobs: Jobs) -> None:
    employer = jobs.employer()
    *_, last = three_coaches(jobs, employer)
    assert warned(jobs) == warned(jobs, "coaches") == [employer]
    jobs.void("contact", last)
    assert warned(jobs) == []
    assert reasons(jobs.measured("M7"), "warned") == {"taken off the record": [last]}
    jobs.void("contact", last, None)
    assert warned(jobs) == [employer]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"direction": Direction.INBOUND}, "begun by the employer"),
        ({"purpose": Purpose.SUPPORT}, "for support in the job, which is never warned about"),
        ({"state": ContactState.ATTEMPT, "channel": Channel.VOICEMAIL}, "reached nobody"),
    ],
)
def test_what_is_shown_and_never_warned_about(
    jobs: Jobs, more: dict[str, object], reason: str
) -> None:
    employer = jobs.employer()
    contacts = three_coaches(jobs, employer, **more)
    measured = jobs.measured("M7")
    assert warned(jobs) == ids(measured.figure("contacted").rows) == []
    assert reasons(measured, "warned") == {reason: sorted(contacts)}


def test_a_talk_with_somebody_about_an_employer_is_no_contact_with_it(jobs: Jobs) -> None:
    three_coaches(jobs, jobs.employer(), kind=ContactWith.PARTICIPANT)
    assert warned(jobs, "contacted") == []


@pytest.mark.parametrize(("days", "found"), [(27, True), (28, False)])
def test_the_twenty_eighth_day_back_no_longer_counts(jobs: Jobs, days: int, found: bool) -> None:
    employer = jobs.employer()
    jobs.talk(employer, ago(days), organisation="Jobhuset", adviser_id=None)
    jobs.talk(employer, ago(2))
    assert bool(warned(jobs)) is found


@pytest.mark.parametrize(("days", "found"), [(7, True), (8, False)])
def test_within_five_working_days_of_anothers_is_warned_about(
    jobs: Jobs, days: int, found: bool
) -> None:
    employer = jobs.employer()
    jobs.talk(employer, ago(days), adviser_id=jobs.colleague())
    jobs.talk(employer, ago(0))
    assert bool(warned(jobs, "not_agreed")) is found
    assert bool(warned(jobs)) is found


def test_what_the_single_point_of_contact_agreed_to_is_not(jobs: Jobs) -> None:
    other = jobs.colleague()
    for spoc, agreed, found in ((None, False, 1), (None, True, 0), (jobs.me, False, 0)):
        employer = jobs.employer(spoc_id=spoc)
        jobs.talk(employer, ago(3), adviser_id=other)
        jobs.talk(employer, ago(1), spoc_agreed=agreed)
        assert len([each for each in warned(jobs) if each == employer]) == found


def test_the_same_coach_twice_is_no_load(jobs: Jobs) -> None:
    employer = jobs.employer()
    for days in (3, 2, 1):
        jobs.talk(employer, ago(days))
    assert warned(jobs) == []
    assert jobs.measured("M7").figure("contacted").rows[0].note == "1 organisation, 1 coach"


def test_each_site_is_looked_at_alone_and_a_contact_that_names_none_is_with_all(
    jobs: Jobs,
) -> None:
    employer = jobs.employer()
    sites = [jobs.add("employer_site", employer_id=employer, name=name) for name in "AB"]
    coaches = [jobs.me, jobs.colleague("A. Prøve"), jobs.colleague("B. Prøve")]
    jobs.talk(employer, ago(25), site_id=sites[0])
    jobs.talk(employer, ago(15), site_id=sites[0], adviser_id=coaches[1])
    jobs.talk(employer, ago(14), site_id=sites[1], adviser_id=coaches[1])
    assert warned(jobs) == []
    jobs.talk(employer, ago(4), adviser_id=coaches[2])
    assert warned(jobs) == [sites[0]]
    (words,) = jobs.office.measures.describe(jobs.measured("M7").head.rows)
    assert words.endswith(", A (1 organisation, 3 coaches)")


def test_the_days_end_with_the_period_on_the_wall_clock_of_the_contact(jobs: Jobs) -> None:
    employer = jobs.employer()
    jobs.talk(employer, ago(12), organisation="Jobhuset", adviser_id=None)
    monday = datetime(2026, 11, 16, 0, 30, tzinfo=UTC)
    jobs.talk(employer, ago(4), occurred_at=monday, occurred_offset=-60)
    assert warned(jobs, period=WEEK.before()) == [employer]
    assert warned(jobs, period=WEEK.before(2)) == []


def test_it_says_how_fresh_it_is(jobs: Jobs, database: Database) -> None:
    assert jobs.measured("M7").notes[1].startswith("This caseload works alone")
    (database.folder / "hub.json").write_text("{}", encoding="utf-8")
    assert jobs.measured("M7").notes[1].startswith("Never synced")
    Remembered(database).note_done(datetime(2026, 11, 19, 16, 5, tzinfo=UTC), is_complete=True)
    assert "the last sync, yesterday 16:05" in jobs.measured("M7").notes[1]


def test_it_says_no_more_than_the_quiet_line_does_before_somebody_dials(jobs: Jobs) -> None:
    employer = jobs.employer()
    three_coaches(jobs, employer)
    load = jobs.measured("M7").figure("coaches").rows[0]
    quiet = jobs.office.employers.quiet_line(employer)
    assert load.note == f"{quiet.organisations} organisation, {quiet.coaches} coaches"
