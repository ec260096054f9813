"""Turns of somebody's way go with the change that made them, to colleagues and back."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.measures.course import Course
from adviser_tui.services.office import Office
from models.kinds import Stage
from tests.sync.desks import Team, a_team, add_person, sync


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def turns(office: Office) -> int:
    row = office.database.row("SELECT count(*) FROM course_event WHERE void_reason IS NULL")
    return int(row[0]) if row else 0


def test_a_colleague_can_tell_any_past_day_too(team: Team, clock: FixedClock) -> None:
    vilma, bea = team.joined("Vilma Testesen"), team.joined("Bea Beispiel")
    began = clock.today()
    amira = add_person(vilma, "Amira", stage=Stage.ENGAGED)
    clock.at += timedelta(days=3)
    vilma.participants.set_stage(amira, Stage.JOB_SEARCH)
    for office in (vilma, bea):
        sync(office)
    way = Course.read(bea.database, UTC)
    assert way.stage_on(amira, began) == "engaged"
    assert way.stage_on(amira, began + timedelta(days=3)) == "job_search"
    bea.participants.set_stage(amira, Stage.MOVED_ON)
    for office in (bea, vilma):
        sync(office)
    assert turns(vilma) == turns(bea) == 4, "each turn was written once, by whoever made it"


def test_what_the_hub_did_not_take_is_told_of_once_and_dealt_with_once(team: Team) -> None:
    vilma = team.joined("Vilma Testesen", "reader")
    amira = add_person(vilma, "Amira")
    sync(vilma)
    (issue,) = vilma.sync.waiting.issues()
    assert issue.row_id == amira
    assert vilma.sync.waiting.to_look_at() == 1
    vilma.sync.waiting.give_up(issue.number)
    assert vilma.sync.waiting.issues() == ()


def test_sent_once_more_the_turns_go_along(team: Team) -> None:
    vilma = team.joined("Vilma Testesen", "reader")
    add_person(vilma, "Amira")
    sync(vilma)
    (issue,) = vilma.sync.waiting.issues()
    assert issue.may_send_again
    vilma.sync.waiting.again(issue.number)
    assert vilma.sync.waiting.count() == 3
