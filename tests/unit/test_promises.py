"""The promise record: made by us or by them, kept, beaten, late or broken (M8)."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.promises import PromiseDraft
from models.kinds import MadeBy, PromiseState

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def promise(office: Office, days: int, **rest: object) -> str:
    draft = PromiseDraft("send 2 CVs", TODAY + timedelta(days=days), **rest)  # type: ignore[arg-type]
    return office.promises.add(draft)


@pytest.mark.parametrize(
    ("days", "beaten", "state"),
    [
        (0, False, PromiseState.KEPT),
        (0, True, PromiseState.BEATEN),
        (1, False, PromiseState.BEATEN),
        (-1, False, PromiseState.LATE),
        (-1, True, PromiseState.LATE),
    ],
)
def test_how_it_turned_out_follows_from_its_day(
    office: Office, days: int, beaten: bool, state: PromiseState
) -> None:
    made = promise(office, days)
    assert office.promises.keep(made, beaten=beaten) == state
    assert office.promises.one(made).words == f"we promised, {state.value}"


def test_an_open_promise_says_whose_it_is_and_when(office: Office) -> None:
    ours, theirs = promise(office, -2), promise(office, 7, made_by=MadeBy.THEM)
    assert office.promises.one(ours).words == "we promised, 2 days overdue"
    assert office.promises.one(theirs).words == "they promised, due Fri 27 Nov"


def test_it_is_broken_with_a_reason(office: Office) -> None:
    made = promise(office, 3)
    with pytest.raises(InputError, match="Say why"):
        office.promises.break_off(made, "")
    office.promises.break_off(made, "no money for it")
    row = office.promises.one(made)
    assert (row.state, row.closing_note) == (PromiseState.BROKEN, "no money for it")


def test_what_is_closed_stays_closed(office: Office) -> None:
    made = promise(office, 3)
    office.promises.keep(made)
    with pytest.raises(RuleError, match="closed already"):
        office.promises.keep(made)
    with pytest.raises(RuleError, match="Only an open promise"):
        office.promises.move(made, TODAY)


def test_another_day_is_agreed(office: Office) -> None:
    made = promise(office, -3)
    office.promises.move(made, TODAY + timedelta(days=1))
    assert not office.promises.one(made).is_overdue
    assert office.promises.keep(made) == PromiseState.BEATEN


def test_several_are_kept_in_one_action(office: Office) -> None:
    ids = [promise(office, 0), promise(office, -1)]
    assert office.promises.keep_all(ids) == (PromiseState.KEPT, PromiseState.LATE)
    office.history.undo()
    assert all(office.promises.one(each).state == PromiseState.OPEN for each in ids)


def test_the_open_ones_come_first_on_a_card(office: Office) -> None:
    from models.tables import Employer

    with office.database.write() as work:
        greggs = work.add(Employer(name="Greggs")).id
    ids = [promise(office, days, employer_id=greggs) for days in (9, 2, 5)]
    office.promises.keep(ids[1])
    about = office.promises.about(employer_id=greggs, closed=5)
    assert [row.id for row in about] == [ids[2], ids[0], ids[1]]


def test_a_promise_needs_words_and_must_be_there(office: Office) -> None:
    with pytest.raises(InputError, match="what was promised"):
        office.promises.add(PromiseDraft(" ", TODAY))
    with pytest.raises(NotFoundError, match="not in the caseload"):
        office.promises.one("01a2020d")
