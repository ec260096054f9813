"""What refusals teach about the match sheet, never about a person."""

from datetime import date, timedelta

import pytest

from adviser_tui.services.measures.learning import learned, learned_here, lessons
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.database import Database
from models.tables import Adviser
from tests.jobs_case import FRIDAY, WEEK, Jobs, ids

SENT = date(2026, 9, 1)


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


def scene(jobs: Jobs) -> Scene:
    return jobs.office.measures.scene(WEEK)


def refused(jobs: Jobs, *reasons: str, on: date = SENT, **more: object) -> list[str]:
    return [jobs.refuse(jobs.vacancy(), on, reason, **more) for reason in reasons]


def test_refusals_are_counted_by_the_items_that_would_have_caught_them(jobs: Jobs) -> None:
    travel = refused(jobs, *["hours_or_travel"] * 4)
    travel += refused(jobs, "hours_or_travel", state="declined_by_person")
    refused(jobs, *["missing_must_have"] * 2, "support_concern", "other")
    found = learned(scene(jobs))
    assert found.words == "5 of 9 refusals map to C3, 5 to M2, 2 to E2"
    assert [each.item for each in found.lessons] == ["C3", "M2", "E2", "M1", "M4", "O4"]
    lesson = found.lessons[0]
    assert (lesson.item, lesson.refusals, lesson.of) == ("C3", 5, 9)
    assert lesson.words == "5 of 9 refusals map to C3"
    assert "travel" in lesson.question.casefold()
    assert ids(lesson.rows) == sorted(travel)
    assert lessons(scene(jobs)) == found.lessons
    assert found.about("M4") == found.lessons[4]
    assert found.about("T5") is None


def test_from_fewer_than_five_nothing_is_learned(jobs: Jobs) -> None:
    refused(jobs, *["hours_or_travel"] * 4)
    assert lessons(scene(jobs)) == ()
    assert learned(scene(jobs)).words == "too few refusals to learn from (4 in 12 months)"
    refused(jobs, "hours_or_travel")
    assert learned(scene(jobs)).words == "5 of 5 refusals map to C3, 5 to M2"


def test_silence_and_posts_that_were_gone_teach_nothing(jobs: Jobs) -> None:
    refused(jobs, *["post_filled_or_withdrawn"] * 3, *["no_answer"] * 3)
    refused(jobs, "no_answer", state="no_response")
    jobs.accept(jobs.vacancy(), SENT)
    assert learned(scene(jobs)).refusals == 0


def test_reasons_that_point_nowhere_are_refusals_all_the_same(jobs: Jobs) -> None:
    refused(jobs, *["other"] * 4, "written_by_a_newer_program")
    found = learned(scene(jobs))
    assert found.lessons == ()
    assert found.words == "none of 5 refusals maps to an item"


def test_only_the_last_twelve_months_and_what_is_on_the_record_teach(jobs: Jobs) -> None:
    rows = refused(jobs, *["hours_or_travel"] * 5)
    refused(jobs, "hours_or_travel", on=date(2025, 11, 13))
    refused(jobs, "hours_or_travel", on=FRIDAY - timedelta(days=6))
    assert learned(scene(jobs)).refusals == 5
    jobs.void("submission", rows[0])
    assert learned(scene(jobs)).is_too_little
    jobs.void("submission", rows[0], None)
    assert learned(scene(jobs)).refusals == 5


def test_nobody_is_named_and_alone_all_of_the_team_is_shown(jobs: Jobs) -> None:
    other = jobs.colleague()
    refused(jobs, *["hours_or_travel"] * 2)
    for _ in range(3):
        jobs.refuse(jobs.vacancy(), SENT, "hours_or_travel", person=jobs.person(other))
    found = learned_here(jobs.office)
    assert found.words == "5 of 5 refusals map to C3, 5 to M2"
    assert "Testperson" not in repr(found)
