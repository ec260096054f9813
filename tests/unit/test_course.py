"""The way through the programme: each turn is written with its change, any past day is told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.services.measures.course import Course, Track, Way, course_of
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from models.kinds import Stage

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
BEGAN = NINE.date()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def on(days: int) -> date:
    return BEGAN + timedelta(days=days)


def later(clock: FixedClock, days: int) -> None:
    clock.at = NINE + timedelta(days=days)


def course(office: Office) -> Course:
    return Course.read(office.database, UTC)


def turns(office: Office) -> list[tuple[str, str, str]]:
    rows = office.database.rows(
        "SELECT kind, value, on_day FROM course_event WHERE void_reason IS NULL ORDER BY id"
    )
    return [(str(row[0]), str(row[1]), str(row[2])) for row in rows]


def groups(office: Office) -> int:
    return int(office.database.row("SELECT count(*) FROM change_group")[0])


def test_each_change_is_a_turn_on_its_day(office: Office, clock: FixedClock) -> None:
    amira = office.participants.add(ParticipantDraft("Amira", stage=Stage.ENGAGED))
    later(clock, 3)
    office.participants.set_stage(amira, Stage.JOB_SEARCH)
    later(clock, 5)
    office.participants.pause(amira, on(9), agreed=True)
    later(clock, 7)
    office.participants.resume(amira)
    me = office.desk.me
    assert turns(office) == [
        ("stage", "engaged", on(0).isoformat()),
        ("coach", me, on(0).isoformat()),
        ("stage", "job_search", on(3).isoformat()),
        ("paused", on(9).isoformat(), on(5).isoformat()),
        ("paused", "", on(7).isoformat()),
    ]
    way = course(office)
    stages = [way.stage_on(amira, on(n)) for n in (-1, 0, 2, 3, 8)]
    assert stages == ["", "engaged", "engaged", "job_search", "job_search"]
    assert [way.is_paused_on(amira, on(n)) for n in (4, 5, 6, 7, 9)] == [0, 1, 1, 0, 0]
    assert way.looking(on(2)) == ()
    assert way.looking(on(3)) == (amira,)
    assert way.looking(on(6)) == ()
    assert way.active(on(6), {me}) == (amira,)
    assert way.active(on(6), {"somebody else"}) == ()
    assert way.days_worked(amira, on(0), on(9), {me}) == 8
    assert way.days_paused(amira, on(0), on(9)) == 2


def test_a_turn_belongs_to_the_action_that_made_it(office: Office, clock: FixedClock) -> None:
    amira = office.participants.add(ParticipantDraft("Amira", stage=Stage.ENGAGED))
    later(clock, 1)
    before = groups(office)
    office.participants.set_stage(amira, Stage.JOB_SEARCH)
    assert groups(office) == before + 1
    assert office.history.undo() == "moved Amira from engaged to job search"
    assert course(office).stage_on(amira, on(1)) == "engaged"
    assert [kind for kind, value, _ in turns(office) if value == "job_search"] == []
    later(clock, 4)
    office.history.redo()
    assert course(office).stage_on(amira, on(1)) == "job_search", "it was done on that day"
    office.history.undo()
    office.history.undo()
    assert turns(office) == []
    assert course(office).people == ()


def test_the_history_tells_the_change_and_not_the_turn(office: Office, clock: FixedClock) -> None:
    amira = office.participants.add(ParticipantDraft("Amira"))
    later(clock, 1)
    office.participants.unavailable(amira, on(6))
    told = [row.words for row in office.history.rows()]
    assert told[:2] == ["marked Amira unavailable until Sun 8 Nov", "added participant Amira"]


def test_what_stays_as_it_was_makes_no_turn(office: Office, clock: FixedClock) -> None:
    amira = office.participants.add(ParticipantDraft("Amira"))
    before = turns(office)
    office.participants.change(amira, town="Fjordby", coach_id=office.desk.me)
    assert turns(office) == before


def test_somebody_written_down_late_has_been_there_since_enrolment(office: Office) -> None:
    draft = ParticipantDraft("Amira", stage=Stage.JOB_SEARCH, enrolled_on=on(-40))
    amira = office.participants.add(draft)
    way = course(office)
    assert way.stage_on(amira, on(-40)) == "job_search"
    assert way.stage_on(amira, on(-41)) == ""
    assert way.coach_on(amira, on(-1)) == office.desk.me
    assert way.days_worked(amira, on(-50), on(-1)) == 40


def test_a_later_enrolment_does_not_reach_into_the_future(office: Office) -> None:
    amira = office.participants.add(ParticipantDraft("Amira", enrolled_on=on(5)))
    assert course(office).stage_on(amira, on(0)) == "referred"


def test_many_at_once_have_their_turns_too(office: Office) -> None:
    from models.tables import Participant

    me = office.desk.me
    with office.database.write() as work:
        rows = ({"preferred_name": f"P{n}", "coach_id": me} for n in range(3))
        assert work.add_many(Participant, rows) == 3
    assert sorted(turns(office)) == sorted(
        [("stage", "referred", on(0).isoformat()), ("coach", me, on(0).isoformat())] * 3
    )


def test_an_imported_list_has_its_turns(office: Office, tmp_path: Path) -> None:
    from adviser_tui.exchange.field import ListKind
    from adviser_tui.exchange.importing import open_import, run_import

    sheet = tmp_path / "people.csv"
    sheet.write_text(
        "Name,Start date,Coach\nAino Prøve,2026-09-01,\nBo Test,,Ny Kollega\n", "utf-8"
    )
    run_import(open_import(office.desk, ListKind.PARTICIPANTS, sheet))
    way = course(office)
    stages = sorted(way.stage_on(each, date(2026, 9, 1)) for each in way.people)
    assert stages == ["", "referred"]
    office.history.undo()
    assert turns(office) == []


def test_the_day_before_the_first_kept_turn_is_told_by_the_record(
    office: Office, clock: FixedClock
) -> None:
    amira = office.participants.add(ParticipantDraft("Amira", stage=Stage.JOB_SEARCH))
    later(clock, 2)
    office.participants.pause(amira, on(20), agreed=True)
    _forget_turns(office)
    way = course(office)
    assert way.stage_on(amira, on(1)) == "job_search"
    later(clock, 5)
    office.participants.set_stage(amira, Stage.MOVED_ON)
    office.participants.resume(amira)
    way = course(office)
    assert [way.stage_on(amira, on(n)) for n in (0, 4, 5)] == ["job_search"] * 2 + ["moved_on"]
    assert not way.is_paused_on(amira, on(6))


def _forget_turns(office: Office) -> None:
    """Let the caseload be as one from before turns were kept."""
    with office.database.taking_in() as connection:
        connection.execute("DELETE FROM course_event")


def test_the_record_counts_from_the_last_turn_on(office: Office, clock: FixedClock) -> None:
    amira = office.participants.add(ParticipantDraft("Amira", stage=Stage.ENGAGED))
    later(clock, 2)
    office.participants.set_stage(amira, Stage.PROFILING)
    with office.database.taking_in() as connection:
        connection.execute("UPDATE participant SET stage = 'withdrawn'")
    way = course(office)
    assert [way.stage_on(amira, on(n)) for n in (1, 2, 9)] == ["engaged", "withdrawn", "withdrawn"]


def test_what_comes_from_elsewhere_makes_no_turn_here(office: Office, clock: FixedClock) -> None:
    office.participants.add(ParticipantDraft("Amira", stage=Stage.ENGAGED))
    before = turns(office)
    with office.database.taking_in() as connection:
        connection.execute("UPDATE participant SET stage = 'job_search', paused_until = NULL")
    assert turns(office) == before


def test_a_hand_over_is_a_turn_of_the_coach(office: Office, clock: FixedClock) -> None:
    from models.tables import Adviser

    amira = office.participants.add(ParticipantDraft("Amira", stage=Stage.JOB_SEARCH))
    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Prøve")).id
    later(clock, 4)
    office.participants.change(amira, coach_id=bo)
    way = course(office)
    assert way.coach_on(amira, on(3)) == office.desk.me
    assert way.coach_on(amira, on(4)) == bo
    assert way.days_worked(amira, on(0), on(9), {bo}) == 6


def test_emptied_by_a_merge_a_record_keeps_its_own_way(office: Office, clock: FixedClock) -> None:
    kept = office.participants.add(ParticipantDraft("Amira", stage=Stage.JOB_SEARCH))
    later(clock, 2)
    twin = office.participants.add(ParticipantDraft("Amira T", stage=Stage.ENGAGED))
    office.merging.merge("participant", kept, twin)
    rows = office.database.rows("SELECT DISTINCT participant_id FROM course_event")
    assert {str(row[0]) for row in rows} == {kept, twin}
    way = course(office)
    assert way.people == (kept,)
    assert way.stage_on(kept, on(3)) == "job_search"


def test_every_look_from_one_scene_shares_one_reading(office: Office) -> None:
    scene = office.measures.scene()
    week = Period.week_of(BEGAN)
    assert course_of(scene) is course_of(scene.at(week.before()))


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(["engaged", "job_search", "moved_on"])),
        max_size=6,
    ),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60) | st.none()), max_size=5),
    st.integers(-5, 45),
    st.integers(-5, 45),
)
def test_counting_in_stretches_is_counting_day_by_day(
    stages: list[tuple[int, str]], pauses: list[tuple[int, int | None]], first: int, last: int
) -> None:
    staged = dict(stages)
    paused = {day: "" if until is None else on(until).isoformat() for day, until in pauses}
    nothing = Track((), ())
    way = Way(
        began_on=on(0),
        stage=_track(staged),
        coach=Track((on(0),), ("c",)),
        paused=_track(paused),
        unavailable=nothing,
    )
    found = Course({"p": way})
    days = [on(n) for n in range(first, last + 1)]
    by_day = [d for d in days if "p" in found.active(d, {"c"}) and found.is_here_on("p", d)]
    assert found.days_worked("p", on(first), on(last), {"c"}) == len(by_day)
    paused_days = [d for d in days if found.is_paused_on("p", d)]
    assert found.days_paused("p", on(first), on(last)) == len(paused_days)
    assert found.days_away("p", on(first), on(last)) == len(paused_days)


def _track(values: dict[int, str]) -> Track:
    ordered = sorted(values)
    return Track(tuple(on(each) for each in ordered), tuple(values[each] for each in ordered))
