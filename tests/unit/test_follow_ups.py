"""Follow-ups: done with their next step, moved with and without agreement, cancelled (M8)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from models.kinds import FollowUpState, Side

TODAY = date(2026, 11, 20)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


@pytest.fixture
def greggs(office: Office) -> str:
    from models.tables import Employer

    with office.database.write() as work:
        return work.add(Employer(name="Greggs")).id


@pytest.fixture
def ring(office: Office, greggs: str) -> str:
    draft = FollowUpDraft("ring", TODAY, side=Side.EMPLOYER, employer_id=greggs)
    return office.follow_ups.add(draft)


def test_a_follow_up_belongs_to_whoever_wrote_it_down(office: Office, ring: str) -> None:
    row = office.follow_ups.one(ring)
    assert (row.owner, row.employer, row.side) == ("Vilma Testesen", "Greggs", Side.EMPLOYER)
    assert (row.words, row.is_overdue, row.flags) == ("due today", False, ())


@pytest.mark.parametrize(
    ("days", "clock_time", "words"),
    [
        (-3, "", "3 days overdue"),
        (0, "14:30", "due today at 14:30"),
        (7, "", "due Fri 27 Nov"),
        (50, "09:00", "due Sat 9 Jan 2027 at 09:00"),
    ],
)
def test_where_it_stands_is_said_in_words(
    office: Office, days: int, clock_time: str, words: str
) -> None:
    day = TODAY + timedelta(days=days)
    made = office.follow_ups.add(FollowUpDraft("ring", day, due_time=clock_time))
    assert office.follow_ups.one(made).words == words


def test_done_with_its_next_step_is_one_action(office: Office, ring: str, greggs: str) -> None:
    office.follow_ups.mark_done([ring], "they want a CV", FollowUpDraft("send CV", FRIDAY))
    open_one, done = office.follow_ups.about(employer_id=greggs, closed=5)
    assert (open_one.what, open_one.side, open_one.employer) == (
        "send CV",
        Side.EMPLOYER,
        "Greggs",
    )
    assert (done.words, done.done_note) == ("done Fri 20 Nov", "they want a CV")
    office.history.undo()
    assert [row.id for row in office.follow_ups.about(employer_id=greggs)] == [ring]


def test_moved_before_its_day_with_agreement_it_is_still_on_time(office: Office, ring: str) -> None:
    office.follow_ups.move([ring], FRIDAY, agreed=True)
    row = office.follow_ups.one(ring)
    assert (row.due_on, row.first_due_on, row.flags) == (FRIDAY, TODAY, ())


def test_moved_alone_or_too_late_it_says_so(office: Office, ring: str, clock: FixedClock) -> None:
    office.follow_ups.move([ring], FRIDAY)
    alone = "moved without agreement, first due Fri 20 Nov"
    assert office.follow_ups.one(ring).flags == (alone,)
    clock.at = datetime(2026, 11, 30, 9, tzinfo=UTC)
    office.follow_ups.move([ring], date(2026, 12, 4), agreed=True)
    assert office.follow_ups.one(ring).flags == (alone,)


def test_more_than_two_moves_are_said_aloud(office: Office, ring: str) -> None:
    for days in (1, 2):
        office.follow_ups.move([ring], TODAY + timedelta(days=days), agreed=True)
    assert office.follow_ups.one(ring).flags == ()
    office.follow_ups.move([ring], FRIDAY, agreed=True)
    assert office.follow_ups.one(ring).flags == ("moved 3 times",)


def test_moving_to_the_same_day_is_no_move(office: Office, ring: str) -> None:
    office.follow_ups.move([ring], TODAY)
    assert office.follow_ups.one(ring).moves == 0
    assert office.history.rows(1)[0].words.startswith("made follow-up")


def test_it_is_cancelled_with_a_reason_and_no_other_way(office: Office, ring: str) -> None:
    with pytest.raises(InputError, match="Say why"):
        office.follow_ups.cancel([ring], " ")
    office.follow_ups.cancel([ring], "they closed")
    assert office.follow_ups.one(ring).words == "cancelled: they closed"


def test_what_is_done_stays_done(office: Office, ring: str) -> None:
    office.follow_ups.mark_done([ring])
    acts: tuple[Callable[[], None], ...] = (
        lambda: office.follow_ups.mark_done([ring]),
        lambda: office.follow_ups.move([ring], FRIDAY),
        lambda: office.follow_ups.cancel([ring], "why not"),
    )
    for act in acts:
        with pytest.raises(RuleError, match="Nothing was changed"):
            act()
    assert office.follow_ups.one(ring).state == FollowUpState.DONE


def test_urgency_is_said_on_the_card(office: Office) -> None:
    draft = FollowUpDraft("go and see", TODAY, reasons=("job_at_risk", "job_start"))
    assert office.follow_ups.one(office.follow_ups.add(draft)).flags == ("a job is at risk",)


def test_one_without_words_and_one_that_is_not_there(office: Office) -> None:
    with pytest.raises(InputError, match="what is to be done"):
        office.follow_ups.add(FollowUpDraft("  ", TODAY))
    with pytest.raises(NotFoundError, match="not in the caseload"):
        office.follow_ups.one("01a2020d")
