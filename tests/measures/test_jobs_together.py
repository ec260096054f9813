"""What holds for every measure about jobs and employers at once (M4, M5, M6, M7, M14)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.services.measures.period import Period
from adviser_tui.storage.database import Database
from models.kinds import ContactWith, FoundBy, PlacementKind, PlacementState
from models.tables import Adviser
from tests.jobs_case import FRIDAY, WEEK, Jobs

MEASURES = ("M4", "M5", "M6", "M7", "M14")


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


@pytest.fixture(scope="module")
def year() -> Iterator[Jobs]:
    """A caseload on the last day of the year 2027, to which starts are added and taken away."""
    from models.tables import Adviser

    with TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2027, 12, 31, 12, tzinfo=UTC))
        database = Database(Path(folder) / "caseload", clock).open()
        with database.write("setup") as work:
            me = work.add(Adviser(name="Vilma Testesen")).id
        database.settings.put("me", me)
        yield Jobs(database, me)
        database.close()


def told(jobs: Jobs) -> list[object]:
    """Return every figure of every measure."""
    return [jobs.measured(measure).every() for measure in MEASURES]


def something_of_everything(jobs: Jobs) -> None:
    jobs.hire(WEEK.first)
    jobs.hire(WEEK.first, kind=PlacementKind.TRIAL)
    jobs.refuse(jobs.vacancy(), FRIDAY - timedelta(days=60), "hours_or_travel")
    jobs.submit(jobs.vacancy(), FRIDAY - timedelta(days=60), with_override=True)
    jobs.talk(jobs.employer(), FRIDAY)


def test_what_has_nothing_to_do_with_it_changes_nothing(jobs: Jobs) -> None:
    something_of_everything(jobs)
    before = told(jobs)
    person = jobs.person(stage="referred")
    jobs.talk(jobs.employer(), FRIDAY, void_reason="written by mistake", kind=ContactWith.PARTNER)
    jobs.add(
        "contact",
        kind=ContactWith.PARTICIPANT,
        participant_id=person,
        adviser_id=jobs.me,
        channel="call",
        occurred_at=datetime(2026, 11, 20, 8, tzinfo=UTC),
    )
    jobs.add("partner", name="Jobhuset")
    jobs.add("follow_up", what="ring", side="internal", due_on=FRIDAY, first_due_on=FRIDAY)
    jobs.add("submission", participant_id=person, vacancy_id=jobs.vacancy(state="heard"))
    after = told(jobs)
    # Two employers more, with whom nothing was yet.
    assert after[0:2] + after[3:] == before[0:2] + before[3:]
    assert jobs.measured("M6").figure("level_0").value == 2


def test_taking_anything_off_the_record_and_putting_it_back_changes_nothing(jobs: Jobs) -> None:
    something_of_everything(jobs)
    before = told(jobs)
    for table in ("placement", "submission", "vacancy", "contact", "employer"):
        for row in jobs.database.rows(f"SELECT id FROM {table}"):
            jobs.void(table, str(row["id"]))
            jobs.void(table, str(row["id"]), None)
            assert told(jobs) == before


def test_the_days_of_two_years_meet_in_the_53rd_week(jobs: Jobs) -> None:
    week = Period.week_named("2026-W53")
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 3)):
        jobs.hire(day)
    jobs.hire(date(2027, 1, 4))
    jobs.database.clock.at = datetime(2027, 1, 8, 12, tzinfo=UTC)  # type: ignore[attr-defined]
    assert jobs.measured("M4", week).head.value == 3
    assert jobs.measured("M4", Period.week_named("2027-W01")).head.value == 1


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(
            st.dates(date(2027, 3, 1), date(2027, 3, 31)),
            st.sampled_from(["started", "agreed", "ended"]),
            st.sampled_from(["us", "self"]),
        ),
        max_size=5,
    )
)
def test_the_days_of_a_month_add_up_to_it_and_nobody_is_lost(
    year: Jobs, rows: list[tuple[date, str, str]]
) -> None:
    for on, state, found_by in rows:
        year.hire(on, state=PlacementState(state), found_by=FoundBy(found_by))
    month = Period(date(2027, 3, 1), date(2027, 3, 31))
    whole = year.measured("M4", month)
    days = [year.measured("M4", Period(day, day)) for day in month.days[::1]]
    for key in ("matches", "self_found", "subsidised"):
        assert sum(each.figure(key).numerator for each in days) == whole.figure(key).numerator
    looked_at = len(whole.head.rows) + sum(len(each.rows) for each in whole.head.left_out)
    assert looked_at == len(rows)
    with year.database.writing() as connection:
        connection.execute("UPDATE placement SET starts_on = '2020-01-01'")
