"""Employer and job diversity (M14): the largest share of a year's starts."""

from dataclasses import replace
from datetime import date

import pytest

from adviser_tui.services.measures.figure import Measured
from adviser_tui.storage.database import Database
from models.kinds import FoundBy, PlacementKind
from models.tables import Adviser
from seed.profile_rules import Certainty
from tests.jobs_case import FRIDAY, WEEK, Jobs, ids, reasons

JUNE = date(2026, 6, 1)


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


def start(jobs: Jobs, employer: str, on: date | None = JUNE, **more: object) -> str:
    values = {"state": "started", "found_by": FoundBy.PARTNER, "role": "Baker", **more}
    return jobs.add(
        "placement", participant_id=jobs.person(), employer_id=employer, starts_on=on, **values
    )


def words(jobs: Jobs, key: str = "same_employer") -> str:
    return jobs.measured("M14").figure(key).words


def with_reference(jobs: Jobs, most: int = 15) -> Measured:
    profile = jobs.office.measures.profile()
    profile = replace(
        profile,
        standards=replace(profile.standards, same_employer_most=most),
        weak={"standards.same_employer_most": Certainty.SECOND_HAND},
    )
    return jobs.office.measures.measure("M14", WEEK, profile=profile)


def test_the_largest_share_is_shown_with_its_employer(jobs: Jobs) -> None:
    one, two = jobs.employer(name="Testværk"), jobs.employer()
    rows = [start(jobs, one), start(jobs, one, found_by=FoundBy.SELF)]
    start(jobs, two)
    figure = jobs.measured("M14").head
    assert (figure.words, ids(figure.rows), figure.note) == ("2 of 3", sorted(rows), "Testværk")
    assert len(figure.others) == 1


def test_branches_count_alone_and_with_their_company_and_places_apart(jobs: Jobs) -> None:
    company = jobs.employer(name="Testværk")
    one, two = jobs.employer(parent_id=company), jobs.employer(parent_id=company)
    site = jobs.add("employer_site", employer_id=one, name="Havnen")
    start(jobs, one, site_id=site)
    start(jobs, one)
    start(jobs, two)
    start(jobs, jobs.employer())
    assert [words(jobs, key) for key in ("same_employer", "same_parent", "same_site")] == [
        "2 of 4",
        "3 of 4",
        "1 of 4",
    ]
    assert jobs.measured("M14").figure("same_parent").note == "Testværk"


def test_sectors_go_by_the_division_of_their_first_code(jobs: Jobs) -> None:
    start(jobs, jobs.employer(sector_codes=["56101", "47110"]))
    start(jobs, jobs.employer(sector_codes=["56.29"]))
    start(jobs, jobs.employer(sector_codes=["47110"]))
    start(jobs, jobs.employer())
    figure = jobs.measured("M14").figure("top_sector")
    assert figure.words == "2 of 4"
    assert figure.note == "sector 56; no sector is noted for 1 of them"


def test_where_no_sector_is_noted_there_is_no_share(jobs: Jobs) -> None:
    start(jobs, jobs.employer())
    assert words(jobs, "top_sector") == "n/a: no sector is noted"


def test_only_what_began_and_is_paid_counts(jobs: Jobs) -> None:
    employer = jobs.employer()
    start(jobs, employer)
    start(jobs, employer, state="agreed")
    start(jobs, employer, state="ended", ended_on=date(2026, 5, 30))
    start(jobs, employer, date(2025, 11, 20))
    start(jobs, employer, FRIDAY.replace(day=21))
    trial = start(jobs, employer, kind=PlacementKind.TRIAL)
    gone = start(jobs, employer)
    jobs.void("placement", gone)
    assert words(jobs) == "1 of 1"
    assert reasons(jobs.measured("M14"), "same_employer") == {
        "a trial or volunteering": [trial],
        "taken off the record": [gone],
    }
    jobs.void("placement", gone, None)
    assert words(jobs) == "2 of 2"


def test_the_reference_is_held_against_seven_starts_and_more(jobs: Jobs) -> None:
    employer = jobs.employer(name="Testværk")
    for _ in range(6):
        start(jobs, employer)
    few = with_reference(jobs).head
    assert few.words == "6 of 6"
    assert few.note == "Testværk; fewer than 7 starts, so nothing is held against it"
    start(jobs, employer)
    enough = with_reference(jobs).head
    assert enough.note == "Testværk; the programme has at most 15 % in mind"
    assert enough.certainty
    assert with_reference(jobs).figure("top_sector").certainty == ""


def test_of_two_equally_large_always_the_same_is_named(jobs: Jobs) -> None:
    for _ in range(3):
        start(jobs, jobs.employer())
    assert words(jobs) == "1 of 3"
    assert jobs.measured("M14").head.note == jobs.measured("M14").head.note == "Prøvefirma 0"


def test_another_coachs_starts_are_theirs_and_nothing_is_not_nought(jobs: Jobs) -> None:
    start(jobs, jobs.employer())
    other = jobs.colleague()
    assert words(jobs) == "1 of 1"
    with jobs.database.writing() as connection:
        connection.execute("UPDATE participant SET coach_id = ?", (other,))
    assert words(jobs) == "n/a: nobody started"
