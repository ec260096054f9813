"""Follow-ups and promises kept (M8): every edge of what is in time, late, or does not count."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.measures.figure import Figure
from adviser_tui.services.measures.kept import Owed, Promised, Standing
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.promises import PromiseDraft
from models.kinds import MadeBy, Side

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)
PLAIN = Owed("f", "employer", FRIDAY, FRIDAY, 0, False, 0, "open", None, "", False)
PROMISE = Promised("p", FRIDAY, "open", None, False)


def days(number: int) -> date:
    return FRIDAY + timedelta(days=number)


def done(on: int, **what: object) -> Owed:
    return replace(PLAIN, state="done", done_on=days(on), **what)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("owed", "today", "standing"),
    [
        (PLAIN, days(-1), Standing.NOT_YET),
        (PLAIN, days(0), Standing.NOT_YET),
        (PLAIN, days(1), Standing.LATE),
        (replace(PLAIN, window_days=2), days(2), Standing.NOT_YET),
        (replace(PLAIN, window_days=2), days(3), Standing.LATE),
        (done(-3), days(-3), Standing.ON_TIME),
        (done(0), days(5), Standing.ON_TIME),
        (done(1), days(5), Standing.LATE),
        (done(2, window_days=2), days(5), Standing.ON_TIME),
        (replace(PLAIN, state="cancelled", cancel_reason="closed"), days(5), Standing.CANCELLED),
        (replace(PLAIN, state="cancelled", cancel_reason=" "), days(5), Standing.LATE),
        (replace(PLAIN, is_void=True), days(5), Standing.VOID),
    ],
)
def test_a_follow_up_stands_as_its_day_says(owed: Owed, today: date, standing: Standing) -> None:
    assert owed.standing(today) == standing


def test_a_day_agreed_before_it_was_due_is_a_new_day() -> None:
    moved = done(4, due_on=days(4), moves=1, move_agreed=True)
    assert moved.owed_on == days(4)
    assert moved.standing(days(9)) == Standing.ON_TIME


def test_moving_it_alone_is_late() -> None:
    alone = done(4, due_on=days(4), moves=1)
    assert alone.owed_on == FRIDAY
    assert alone.standing(days(9)) == Standing.LATE
    assert replace(PLAIN, due_on=days(4), moves=1).standing(days(1)) == Standing.LATE
    assert "moved without agreement" in alone.ref().note


def test_brought_forward_alone_it_is_late_only_after_its_first_day() -> None:
    assert done(-1, due_on=days(-2), moves=1).standing(days(1)) == Standing.ON_TIME


@pytest.mark.parametrize(
    ("promise", "today", "standing"),
    [
        (PROMISE, days(0), Standing.NOT_YET),
        (PROMISE, days(1), Standing.LATE),
        (replace(PROMISE, state="kept", closed_on=days(0)), days(9), Standing.ON_TIME),
        (replace(PROMISE, state="beaten", closed_on=days(-2)), days(9), Standing.ON_TIME),
        (replace(PROMISE, state="late", closed_on=days(1)), days(9), Standing.LATE),
        (replace(PROMISE, state="broken", closed_on=days(-2)), days(9), Standing.LATE),
        (replace(PROMISE, state="kept", closed_on=days(1)), days(9), Standing.LATE),
        (replace(PROMISE, is_void=True), days(9), Standing.VOID),
    ],
)
def test_a_promise_stands_as_its_day_says(
    promise: Promised, today: date, standing: Standing
) -> None:
    assert promise.standing(today) == standing


@given(st.integers(-9, 9), st.integers(-9, 9), st.integers(0, 3), st.integers(0, 4), st.booleans())
def test_doing_it_sooner_never_makes_it_late(
    sooner: int, later: int, window: int, moves: int, agreed: bool
) -> None:
    shape = replace(PLAIN, due_on=days(2), window_days=window, moves=moves, move_agreed=agreed)
    first = replace(shape, state="done", done_on=days(min(sooner, later)))
    second = replace(shape, state="done", done_on=days(max(sooner, later)))
    assert not (first.standing(days(20)) == "late" and second.standing(days(20)) == "on time")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def keeping(office: Office, key: str) -> Figure:
    return office.measures.measure("M8", Period.week_of(MONDAY)).figure(key)


def owe(office: Office, due: int, side: Side = Side.EMPLOYER) -> str:
    return office.follow_ups.add(FollowUpDraft("Call", MONDAY + timedelta(days=due), side))


def test_a_week_of_follow_ups(office: Office, clock: FixedClock) -> None:
    in_time, late, cancelled, agreed, alone, _, _ = (owe(office, n) for n in (1, 1, 2, 2, 2, 4, 9))
    owe(office, 1, Side.PARTICIPANT)
    office.follow_ups.mark_done([in_time])
    office.follow_ups.cancel([cancelled], "the post was withdrawn")
    office.follow_ups.move([agreed], FRIDAY, agreed=True)
    office.follow_ups.move([alone], MONDAY + timedelta(days=8))
    clock.at = NINE + timedelta(days=3)
    office.follow_ups.mark_done([late])
    found = keeping(office, "employer_on_time")
    assert found.words == "1 of 3"
    assert {each.id for each in found.others} == {late, alone}
    assert [(out.reason, len(out.rows)) for out in found.left_out] == [
        ("cancelled with a reason", 1),
        ("not due yet", 2),
    ]
    assert keeping(office, "participant_on_time").words == "0 of 1"
    assert keeping(office, "partner_on_time").words == "n/a"
    office.follow_ups.mark_done([agreed])
    assert keeping(office, "employer_on_time").words == "2 of 4"


def test_what_was_moved_often_is_said(office: Office) -> None:
    often, twice = owe(office, 0), owe(office, 0)
    for day in (1, 2, 3):
        office.follow_ups.move([often], MONDAY + timedelta(days=day), agreed=True)
    for day in (1, 2):
        office.follow_ups.move([twice], MONDAY + timedelta(days=day), agreed=True)
    found = keeping(office, "often_moved")
    assert [(each.id, each.note) for each in found.rows] == [(often, "moved 3 times")]


def test_a_week_of_promises(office: Office, clock: FixedClock) -> None:
    kept, beaten, broken, theirs, voided = (
        office.promises.add(PromiseDraft("A list", FRIDAY, made_by=by))
        for by in (MadeBy.US, MadeBy.US, MadeBy.US, MadeBy.THEM, MadeBy.US)
    )
    office.promises.keep(beaten)
    office.promises.break_off(broken, "no list there is")
    office.promises.keep(theirs)
    before = keeping(office, "promises_kept")
    assert before.words == "1 of 2"
    with office.database.write() as work:
        from models.tables import Promise

        work.void(work.get(Promise, voided), "typed twice")
    clock.at = NINE + timedelta(days=4)
    office.promises.keep(kept)
    assert keeping(office, "promises_kept").words == "2 of 3"
    assert keeping(office, "promises_beaten").words == "1 of 3"
    assert keeping(office, "promises_beaten").rows[0].id == beaten
    office.history.undo()
    office.history.undo()
    assert keeping(office, "promises_kept").words == before.words


def test_only_ones_own_count(office: Office) -> None:
    from models.tables import Adviser

    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Prøve")).id
    office.follow_ups.add(FollowUpDraft("Call", MONDAY, Side.EMPLOYER, owner_id=bo))
    assert keeping(office, "employer_on_time").left_out == ()
