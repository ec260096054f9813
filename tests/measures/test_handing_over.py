"""Handing somebody over: what was done stays with whoever did it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from models.kinds import PlacementState, SubmissionState
from tests.match_case import Pair, known_pair


@pytest.fixture
def pair(folder: Path, clock: FixedClock) -> Iterator[Pair]:
    office = open_office(folder, clock=clock)
    office.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield known_pair(office.database, clock, office.desk.me)
    office.close()


def figures(office: Office, period: Period) -> dict[str, str]:
    measured = office.measures.all(
        period, only=("M1", "M2", "M3", "M4", "M5", "M8", "M10", "M12", "M14")
    )
    return {figure.key: figure.in_full for each in measured for figure in each.every()}


def test_handing_over_moves_no_figure_of_the_weeks_before(pair: Pair) -> None:
    sent_in = Period.week_of(pair.clock.today())
    sent = pair.add(
        "submission",
        participant_id=pair.participant,
        vacancy_id=pair.vacancy,
        state=SubmissionState.ACCEPTED,
        submitted_at=pair.clock.now(),
        decided_on=pair.clock.today(),
    )
    pair.later(days=7)
    pair.add(
        "placement",
        participant_id=pair.participant,
        employer_id=pair.employer,
        vacancy_id=pair.vacancy,
        submission_id=sent,
        role="Night baker",
        state=PlacementState.STARTED,
        starts_on=pair.clock.today(),
        pay=1300,
    )
    began_in = Period.week_of(pair.clock.today())
    pair.later(days=14)
    before = [figures(pair.office, week) for week in (sent_in, began_in)]
    assert before[1]["M4.matches"] == "1"
    pair.change("participant", pair.participant, coach_id=pair.colleague)
    pair.later(days=1)
    assert [figures(pair.office, week) for week in (sent_in, began_in)] == before
    assert pair.office.database.rows("SELECT 1 FROM course_event WHERE kind = 'coach'")
    later = began_in.before(-2)
    assert pair.office.measures.measure("M13", later).figure("active").value == 0
