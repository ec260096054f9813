"""What holds of the measures whatever was written down, in whatever order, wherever the clock."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import open_office
from adviser_tui.services.working_time.service import AbsenceDraft, PatternDraft
from models.kinds import Channel, PlaceKind, Purpose, Side, TimeWith
from tests.measures.ground import BUSY_DAY, NOW, TALKS, WALL, Ground, Parts, Talk


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    office = open_office(tmp_path_factory.mktemp("ground") / "caseload", clock=FixedClock(NOW))
    office.identity.introduce("Vilma Testesen", "Fjord", "nav")
    yield Ground(office)
    office.close()


@given(talk=TALKS)
@settings(max_examples=12)
def test_a_contact_lies_in_the_week_of_its_own_wall_clock(ground: Ground, talk: Talk) -> None:
    whose = ground.adviser()
    ground.log(whose, [talk])
    week = Period.week_of(talk.at.date())
    met = talk.channel is not Channel.VOICEMAIL
    is_support = talk.purpose is Purpose.SUPPORT and not talk.need
    found = [ground.parts(whose, week.before(n), "M1") for n in (1, 0, -1)]
    assert [each["M1.two_way"][0] for each in found] == [0, int(met and not is_support), 0]
    assert [each["M1.attempts"][0] for each in found] == [0, int(not met), 0]


@given(talks=st.lists(TALKS, max_size=9), cuts=st.lists(st.integers(1, 66), max_size=4))
@settings(max_examples=15)
def test_whatever_days_are_cut_into_their_sums_are_the_same(
    ground: Ground, talks: list[Talk], cuts: list[int]
) -> None:
    """Weeks sum to a month of whole weeks, and any days to any others."""
    whose, first, last = ground.adviser(), date(2026, 11, 2), date(2027, 1, 7)
    ground.log(whose, talks)
    whole = ground.parts(whose, Period(first, last), "M1", "M3")
    edges = [first, *(first + timedelta(days=n) for n in sorted(set(cuts))), last]
    pieces = [
        ground.parts(
            whose, Period(begun, end - timedelta(days=1) if end != last else last), "M1", "M3"
        )
        for begun, end in itertools.pairwise(dict.fromkeys(edges))
    ]
    for key in (
        *("M1.counted", "M1.two_way", "M1.attempts", "M1.face_to_face", "M1.generic"),
        *("M3.minutes", "M3.with_travel"),
    ):
        assert whole[key][0] == sum(each[key][0] for each in pieces), key  # type: ignore[misc]


@given(talks=st.lists(BUSY_DAY | TALKS, max_size=8), turn=st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_in_which_order_it_was_written_down_changes_nothing(
    ground: Ground, talks: list[Talk], turn: Any
) -> None:
    shuffled = turn.sample(talks, len(talks))
    one, other = ground.adviser(), ground.adviser()
    ground.log(one, talks)
    ground.log(other, shuffled)
    weeks = {Period.week_of(talk.at.date()) for talk in talks} | {Period.week_of(NOW.date())}
    for week in weeks:
        assert ground.parts(one, week, "M1", "M2", "M3") == ground.parts(
            other, week, "M1", "M2", "M3"
        )


@given(
    talks=st.lists(BUSY_DAY, max_size=3),
    visit=BUSY_DAY,
    second=st.tuples(st.integers(0, 2), st.sampled_from(("", "a driver", "a cleaner"))),
    share=st.integers(1, 9),
)
@settings(max_examples=25)
def test_a_visit_in_two_records_counts_no_more_than_in_one(
    ground: Ground, talks: list[Talk], visit: Talk, second: tuple[int, str], share: int
) -> None:
    person, need = second
    length = visit.minutes * share // 10 or 1
    until = visit.at + timedelta(minutes=length)
    begun = Talk(visit.at, 0, Channel.VISIT, Purpose.NEEDS, 0, visit.person, length, visit.need)
    rest = visit.minutes - length or 1
    ended = Talk(until, 0, Channel.VISIT, Purpose.PRESENT, 0, person, rest, need)
    without, twice, alone = ground.adviser(), ground.adviser(), ground.adviser()
    ground.log(without, talks)
    ground.log(twice, [*talks, begun, ended])
    ground.log(alone, [begun, ended])
    day = Period(date(2026, 12, 30), date(2026, 12, 30))
    assert ground.counted(alone, day) == 1
    assert ground.counted(twice, day) <= ground.counted(without, day) + 1


@given(moment=WALL, minutes=st.integers(1, 600), offset=st.sampled_from((0, 60)))
@settings(max_examples=12)
def test_minutes_are_those_that_passed_on_either_side_of_midnight(
    ground: Ground, moment: datetime, minutes: int, offset: int
) -> None:
    from models.tables import TimeEntry

    whose = ground.adviser()
    begun = moment.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    with ground.office.database.write("setup") as work:
        work.add(
            TimeEntry(
                adviser_id=whose.adviser,
                started_at=begun,
                started_offset=offset,
                ended_at=begun + timedelta(minutes=minutes),
                place=PlaceKind.AWAY,
                with_whom=TimeWith.EMPLOYER,
            )
        )
    today, after = moment.date(), moment.date() + timedelta(days=1)
    passed = [
        ground.parts(whose, Period(day, day), "M3")["M3.minutes"][0] for day in (today, after)
    ]
    left = 24 * 60 - moment.hour * 60 - moment.minute
    assert passed == [min(minutes, left), max(minutes - left, 0)]


@given(year=st.integers(1990, 2060), week=st.integers(1, 53))
def test_every_week_of_every_year_is_one_and_only_one(year: int, week: int) -> None:
    long_year = date(year, 12, 28).isocalendar().week == 53
    if week == 53 and not long_year:
        with pytest.raises(InputError, match="no week"):
            Period.week_named(f"{year}-W{week}")
        return
    period = Period.week_named(f"{year}-W{week:02d}")
    assert period.name == f"{year}-W{week:02d}"
    assert period.first.weekday() == 0
    assert len(period.days) == 7
    assert {Period.week_of(day) for day in period.days} == {period}
    assert period.before(-1).first == period.last + timedelta(days=1)


def _colleagues_contact(ground: Ground, other: Whose) -> None:
    at = NOW.replace(tzinfo=None) - timedelta(days=3)
    ground.log(other, [Talk(at, 0, Channel.VISIT, Purpose.NEEDS, 0, 0, 30, "a driver")])


def _row(table: str, **values: object) -> Callable[[Ground, Whose], None]:
    def add(ground: Ground, other: Whose) -> None:
        from models.tables import BY_NAME

        with ground.office.database.write("setup") as work:
            person = None
            if "participant_id" in BY_NAME[table].model_fields:
                made = BY_NAME["participant"](preferred_name="Bo Prøve", coach_id=other.adviser)
                person = work.add(made).id
            given: dict[str, object] = {
                name: value
                for name, value in (
                    ("adviser_id", other.adviser),
                    ("owner_id", other.adviser),
                    ("participant_id", person),
                )
                if name in BY_NAME[table].model_fields
            }
            work.add(BY_NAME[table](**{**given, **values}))

    return add


TUESDAY = date(2027, 1, 5)
IRRELEVANT: tuple[Callable[[Ground, Whose], None], ...] = (
    _colleagues_contact,
    _row("follow_up", what="Call", side="employer", due_on=TUESDAY, first_due_on=TUESDAY),
    _row("promise", what="A list", side="employer", made_on=TUESDAY, due_on=TUESDAY),
    _row("absence", first_on=TUESDAY, last_on=TUESDAY),
    _row("working_pattern", valid_from=date(2026, 1, 5), days=["mon"], share=20),
    _row("target", base=1, valid_from=date(2026, 1, 5)),
    _row("barrier_action", barrier="No bicycle"),
    _row("vocational_profile"),
    _row("equity_record", characteristic="gender", answer="woman", asked_on=TUESDAY),
    _row("partner", name="Imaginary College"),
    _row("adviser", name="Cia Prøve", team="Fjord"),
)
ACROSS = ("M6", "M7", "M15")
"""What is about employers, who belong to the team, or about colleagues by its nature."""


@given(
    talks=st.lists(TALKS, min_size=1, max_size=4),
    extra=st.lists(st.sampled_from(IRRELEVANT), min_size=1, max_size=4),
)
@settings(max_examples=12)
def test_what_is_none_of_ones_own_changes_no_figure(
    ground: Ground, talks: list[Talk], extra: list[Callable[[Ground, Whose], None]]
) -> None:
    whose, other = ground.adviser(), ground.adviser()
    ground.log(whose, talks)
    week = Period.week_of(NOW.date())
    before = ground.parts(whose, week)
    for add in extra:
        add(ground, other)
    after = ground.parts(whose, week)
    assert _own(after) == _own(before)


def _own(parts: Parts) -> Parts:
    """Leave out what is about others by its nature, and what is n/a for want of anybody."""
    return {key: part for key, part in parts.items() if not key.startswith(ACROSS) and part[1] != 0}


def _log(ground: Ground) -> None:
    draft = ContactDraft(
        Channel.VISIT,
        NOW - timedelta(days=1),
        new_employer="Imaginary Florist",
        purpose=Purpose.NEEDS,
        need="a florist",
        next_steps=(FollowUpDraft("Call", date(2027, 1, 11), Side.EMPLOYER),),
    )
    ground.office.contacts.log(draft)


def _void(ground: Ground) -> None:
    row = ground.office.database.row(
        "SELECT id FROM contact WHERE void_reason IS NULL AND adviser_id = ? LIMIT 1",
        (ground.office.desk.me,),
    )
    ground.office.contacts.void([str(row["id"])], "typed twice")


def _do(ground: Ground) -> None:
    row = ground.office.database.row(
        "SELECT id FROM follow_up WHERE state = 'open' AND void_reason IS NULL "
        "AND owner_id = ? LIMIT 1",
        (ground.office.desk.me,),
    )
    ground.office.follow_ups.mark_done([str(row["id"])])


def _away(ground: Ground) -> None:
    ground.office.working_time.add_absence(AbsenceDraft(TUESDAY, TUESDAY))


def _part_time(ground: Ground) -> None:
    ground.made += 1
    share = 40 + ground.made % 20
    draft = PatternDraft(days=(0, 1), share=share, weekly_minutes=900, valid_from=date(2026, 6, 1))
    ground.office.working_time.set_pattern(draft)


@given(acts=st.lists(st.sampled_from((_log, _void, _do, _away, _part_time)), max_size=4))
@settings(max_examples=8)
def test_undo_brings_every_figure_back(ground: Ground, acts: list[Any]) -> None:
    office, week = ground.office, Period.week_of(NOW.date())
    _log(ground)
    told = [ground.parts(office.measures.myself(), week)]
    for act in (*acts, _log, _void):
        act(ground)
        told.append(ground.parts(office.measures.myself(), week))
    for earlier in reversed(told[:-1]):
        office.history.undo()
        assert ground.parts(office.measures.myself(), week) == earlier


@given(talks=st.lists(TALKS, max_size=5), extra=BUSY_DAY | TALKS)
@settings(max_examples=10)
def test_taking_a_record_off_again_brings_the_earlier_figures_back(
    ground: Ground, talks: list[Talk], extra: Talk
) -> None:
    whose = ground.adviser()
    ground.log(whose, talks)
    weeks = {Period.week_of(each.at.date()) for each in (*talks, extra)}
    before = {week: ground.parts(whose, week, "M1", "M2", "M3") for week in weeks}
    ground.office.contacts.void(ground.log(whose, [extra]), "typed twice")
    assert {week: ground.parts(whose, week, "M1", "M2", "M3") for week in weeks} == before
