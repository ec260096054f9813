"""Cooperation (M15): hand-overs, vacancies across teams and what is asked among colleagues."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.measures.cooperation import answer_by
from adviser_tui.services.measures.figure import Figure
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import Office, open_office
from models.kinds import HandOverState, PlacementKind, PlacementState, Side, Stage

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
MONDAY = date(2026, 11, 16)
CHRISTMAS = {date(2026, 12, 25): "Christmas Day", date(2026, 12, 28): "Boxing Day"}


@pytest.mark.parametrize(
    ("offered", "by"),
    [
        (MONDAY, MONDAY + timedelta(days=2)),
        (MONDAY + timedelta(days=3), MONDAY + timedelta(days=7)),
        (MONDAY + timedelta(days=5), MONDAY + timedelta(days=8)),
        (date(2026, 12, 24), date(2026, 12, 30)),
    ],
)
def test_two_working_days_pass_over_weekends_and_holidays(offered: date, by: date) -> None:
    assert answer_by(offered, 2, CHRISTMAS) == by


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    opened = open_office(folder, clock=FixedClock(NINE))
    opened.identity.introduce("Vilma Testesen", "North")
    yield opened
    opened.close()


@pytest.fixture
def bo(office: Office) -> str:
    from models.tables import Adviser

    with office.database.write() as work:
        return work.add(Adviser(name="Bo Prøve", team="South")).id


def cooperation(office: Office, key: str, whose: Whose | None = None) -> Figure:
    return office.measures.measure("M15", Period.week_of(MONDAY), whose).figure(key)


def offer(office: Office, bo: str, day: int, state: str, answered: int | None) -> str:
    from models.tables import HandOver, Participant

    with office.database.write() as work:
        person = work.add(Participant(preferred_name="Aino Prøve")).id
        return work.add(
            HandOver(
                participant_id=person,
                from_id=bo,
                to_id=office.desk.me,
                offered_on=MONDAY + timedelta(days=day),
                state=HandOverState(state),
                answered_on=None if answered is None else MONDAY + timedelta(days=answered),
            )
        ).id


def test_a_week_of_hand_overs(office: Office, bo: str) -> None:
    in_time = offer(office, bo, 0, "accepted", 2)
    returned = offer(office, bo, 0, "returned", 1)
    late = offer(office, bo, 0, "accepted", 3)
    silent = offer(office, bo, 1, "offered", None)
    offer(office, bo, 3, "offered", None)
    offer(office, bo, 0, "taken_back", 1)
    slow = offer(office, bo, 0, "taken_back", 4)
    voided = offer(office, bo, 0, "accepted", 1)
    offer(office, bo, -3, "accepted", 0)
    with office.database.write() as work:
        from models.tables import HandOver

        work.void(work.get(HandOver, voided), "typed twice")
    found = cooperation(office, "hand_overs_on_time")
    assert {each.id for each in found.rows} == {in_time, returned}
    assert {each.id for each in found.others} == {late, silent, slow}
    assert {out.reason: len(out.rows) for out in found.left_out} == {
        "there is still time to answer": 1,
        "taken back before the answer was due": 1,
        "taken off the record": 1,
    }
    theirs = cooperation(office, "hand_overs_on_time", Whose((bo,), "Bo Prøve"))
    assert theirs.rows == found.rows


def fill(office: Office, coach: str, kind: PlacementKind = PlacementKind.JOB) -> str:
    from models.tables import Employer, Participant, Placement, Vacancy

    with office.database.write() as work:
        firm = work.add(Employer(name="Fjord Brød")).id
        vacancy = work.add(Vacancy(employer_id=firm, title="Baker")).id
        person = work.add(
            Participant(
                preferred_name="Aino Prøve",
                coach_id=coach,
                stage=Stage.IN_WORK_SUPPORT,
                enrolled_on=date(2026, 9, 1),
            )
        ).id
        work.add(
            Placement(
                participant_id=person,
                employer_id=firm,
                vacancy_id=vacancy,
                role="Baker",
                kind=kind,
                starts_on=MONDAY,
                state=PlacementState.STARTED,
            )
        )
        return vacancy


def test_a_vacancy_that_another_team_filled_is_credited_to_both(office: Office, bo: str) -> None:
    across = fill(office, bo)
    fill(office, office.desk.me)
    fill(office, bo, PlacementKind.TRIAL)
    mine = cooperation(office, "vacancies_across")
    theirs = cooperation(office, "vacancies_across", Whose((bo,), "Bo Prøve"))
    assert [each.id for each in mine.rows] == [across] == [each.id for each in theirs.rows]
    both = Whose((office.desk.me, bo), "everybody", is_team=True)
    assert cooperation(office, "vacancies_across", both).value == 1
    nobody = Whose(("somebody",), "Somebody")
    assert cooperation(office, "vacancies_across", nobody).value == 0


def test_without_another_team_it_is_said_and_not_counted(office: Office) -> None:
    found = cooperation(office, "vacancies_across")
    assert found.value is None
    assert "not recorded here" in found.words


def test_what_was_asked_among_colleagues_counts_when_done_however_late(office: Office) -> None:
    late, still, other = (
        office.follow_ups.add(FollowUpDraft("Lend the van", MONDAY, side))
        for side in (Side.INTERNAL, Side.INTERNAL, Side.EMPLOYER)
    )
    office.follow_ups.mark_done([late, other])
    found = cooperation(office, "asks_answered")
    assert found.words == "1 of 2"
    assert [each.id for each in found.others] == [still]


def test_what_nobody_can_tell_from_the_records_is_said(office: Office) -> None:
    assert "Not recorded here" in office.measures.measure("M15").notes[0]
