"""Time out of the office (M3): visits and two keys, no minute twice, nothing guessed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.figure import Measured
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.stretches import Stretch, minutes_by_day
from adviser_tui.services.measures.time_reading import NoTime
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.working_time.service import AbsenceDraft, PatternDraft
from models.kinds import AbsenceKind, Channel, PlaceKind, TimeWith

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
WEEK = Period.week_named("2026-W47")
HOUR = timedelta(hours=1)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    """An adviser who works 37 h 30 min from Monday to Friday; it is Friday morning."""
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    opened.working_time.set_pattern(
        PatternDraft((0, 1, 2, 3, 4), weekly_minutes=2250, valid_from=date(2026, 1, 5))
    )
    yield opened
    opened.close()


def visit(office: Office, at: datetime, minutes: int | None, **what: object) -> str:
    given: dict[str, object] = {"channel": Channel.VISIT, "new_employer": f"Shop {at}"}
    draft = ContactDraft(occurred_at=at, minutes=minutes, **(given | what))  # type: ignore[arg-type]
    return office.contacts.log(draft).contact_id


def entry(
    office: Office,
    begun: datetime,
    ended: datetime | None,
    with_whom: TimeWith = TimeWith.EMPLOYER,
    place: PlaceKind = PlaceKind.AWAY,
) -> str:
    from models.tables import TimeEntry

    with office.database.write() as work:
        return work.add(
            TimeEntry(
                adviser_id=office.desk.me,
                started_at=begun,
                ended_at=ended,
                place=place,
                with_whom=with_whom,
            )
        ).id


def measured(office: Office, period: Period = WEEK) -> Measured:
    return office.measures.measure("M3", period)


def minutes(office: Office, key: str = "minutes", period: Period = WEEK) -> int:
    return int(measured(office, period).figure(key).numerator)


def test_overlapping_visits_and_entries_count_once(office: Office) -> None:
    visit(office, MONDAY, 60)
    visit(office, MONDAY + timedelta(minutes=30), 60)
    entry(office, MONDAY + timedelta(minutes=80), MONDAY + timedelta(minutes=120))
    assert minutes(office) == 120


def test_the_way_between_counts_only_with_travel(office: Office) -> None:
    entry(office, MONDAY, MONDAY + HOUR, TimeWith.TRAVEL)
    visit(office, MONDAY + HOUR, 45)
    entry(office, MONDAY + 2 * HOUR, MONDAY + 3 * HOUR, TimeWith.TRAVEL)
    assert minutes(office) == 45
    assert minutes(office, "with_travel") == 165


def test_a_visit_on_the_way_is_not_counted_beside_it(office: Office) -> None:
    entry(office, MONDAY, MONDAY + 4 * HOUR, TimeWith.TRAVEL)
    visit(office, MONDAY + HOUR, 60)
    assert (minutes(office), minutes(office, "with_travel")) == (60, 240)


@pytest.mark.parametrize("with_whom", [TimeWith.EMPLOYER, TimeWith.PARTICIPANT, TimeWith.PARTNER])
def test_time_with_people_away_counts_also_on_a_partner_s_premises(
    office: Office, with_whom: TimeWith
) -> None:
    entry(office, MONDAY, MONDAY + HOUR, with_whom)
    assert minutes(office) == 60


@pytest.mark.parametrize(
    ("place", "with_whom"),
    [
        (PlaceKind.REMOTE, TimeWith.NOBODY),
        (PlaceKind.REMOTE, TimeWith.EMPLOYER),
        (PlaceKind.OWN_OFFICE, TimeWith.PARTICIPANT),
        (PlaceKind.AWAY, TimeWith.NOBODY),
    ],
)
def test_at_home_in_the_office_or_alone_is_no_field_time_but_a_log(
    office: Office, place: PlaceKind, with_whom: TimeWith
) -> None:
    entry(office, MONDAY, MONDAY + HOUR, with_whom, place)
    assert (minutes(office), minutes(office, "with_travel")) == (0, 0)
    assert minutes(office, "coverage") == 1


def test_a_call_from_the_car_is_no_time_face_to_face(office: Office) -> None:
    call = visit(office, MONDAY, 30, channel=Channel.CALL, place=PlaceKind.AWAY)
    found = measured(office).figure("minutes")
    assert found.numerator == 0
    (left_out,) = found.left_out
    assert (left_out.reason, left_out.rows[0].id) == (NoTime.BY_PHONE, call)


def test_everything_that_adds_nothing_is_listed(office: Office) -> None:
    rows = {
        NoTime.NO_MINUTES: visit(office, MONDAY, None),
        NoTime.NOBODY_MET: visit(office, MONDAY, 30, is_attempt=True),
        NoTime.NOT_ENDED: entry(office, MONDAY + timedelta(days=3), None),
        NoTime.VOID: visit(office, MONDAY, 30),
    }
    office.contacts.void([rows[NoTime.VOID]], "typed twice")
    found = measured(office).figure("minutes")
    assert found.numerator == 0
    assert {each.reason: each.rows[0].id for each in found.left_out} == rows


def test_visits_with_participants_and_partners_count_and_theirs_do_not(office: Office) -> None:
    visit(office, MONDAY, 20, new_employer="", partner_name="Fettling College")
    visit(office, MONDAY + HOUR, 20, organisation="Job Partners")
    assert minutes(office) == 20


def test_a_night_is_split_at_midnight_also_over_the_end_of_the_week(office: Office) -> None:
    sunday = datetime(2026, 11, 15, 23, tzinfo=UTC)
    entry(office, sunday, sunday + 3 * HOUR, TimeWith.PARTICIPANT)
    assert minutes(office, period=WEEK.before(1)) == 60
    assert minutes(office) == 120
    both = Period(WEEK.before(1).first, WEEK.last)
    assert minutes(office, period=both) == 180


def test_the_share_is_of_the_minutes_worked_so_far(office: Office) -> None:
    for day in range(4):
        visit(office, MONDAY + timedelta(days=day), 225)
    found = measured(office)
    assert found.figure("worked").numerator == 2250
    assert found.figure("coverage").words == "4 of 5"
    assert found.figure("share").in_full == "40 % (900 of 2250)"
    assert found.figure("share").note == "the programme has 65 % in mind"
    assert found.figure("share").certainty


def test_below_the_coverage_no_share_is_said(office: Office) -> None:
    for day in range(3):
        visit(office, MONDAY + timedelta(days=day), 225)
    share = measured(office).figure("share")
    assert share.value is None
    assert share.words == "n/a: only 3 of 5 working days have anything written down"


def test_days_away_and_in_training_are_no_days_worked(office: Office) -> None:
    office.working_time.add_absence(AbsenceDraft(date(2026, 11, 17), date(2026, 11, 17)))
    office.working_time.add_absence(
        AbsenceDraft(date(2026, 11, 18), date(2026, 11, 18), kind=AbsenceKind.TRAINING)
    )
    visit(office, MONDAY, 90)
    found = measured(office)
    assert found.figure("worked").numerator == 1350
    assert found.figure("coverage").in_full == "1 of 3"


def test_a_share_of_more_than_the_whole_says_why(office: Office) -> None:
    for days in (0, 1, 2):
        visit(office, MONDAY + timedelta(days=days), 240)
    office.working_time.add_absence(AbsenceDraft(date(2026, 11, 17), date(2026, 11, 20)))
    share = measured(office).figure("M3.share")
    assert (share.words, "on days off or away" in share.note) == ("160 %", True)


def test_without_hours_or_without_days_it_says_why(folder: Path, clock: FixedClock) -> None:
    office = open_office(folder, clock=clock)
    office.identity.introduce("Bo Example")
    visit(office, MONDAY, 90)
    assert "how many hours a week" in measured(office).figure("share").words
    assert measured(office).figure("worked").value is None
    later = measured(office, WEEK.before(-2)).figure("share")
    assert later.words == "n/a: no working day lies in it so far"
    office.close()


def test_a_colleague_s_hours_are_added_and_not_joined(office: Office) -> None:
    from models.tables import Adviser, Contact

    visit(office, MONDAY, 60)
    his = visit(office, MONDAY, 60)
    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Example", team="Fjord"))
        work.change(work.get(Contact, his), adviser_id=bo.id)
    assert minutes(office) == 60
    team = office.measures.measure("M3", WEEK, office.measures.team())
    assert team.figure("minutes").numerator == 120


def test_voiding_restores_the_earlier_minutes(office: Office) -> None:
    visit(office, MONDAY, 60)
    more = visit(office, MONDAY + 3 * HOUR, 30)
    assert minutes(office) == 90
    office.contacts.void([more], "another day")
    assert minutes(office) == 60


def test_the_diary_shows_the_same_minutes(office: Office) -> None:
    visit(office, MONDAY, 60)
    entry(office, MONDAY + HOUR, MONDAY + 3 * HOUR, TimeWith.PARTICIPANT)
    visit(office, MONDAY + timedelta(days=1), 30, channel=Channel.CALL, place=PlaceKind.AWAY)
    week = office.diary.week(MONDAY.date())
    assert [day.minutes_away for day in week.days[:2]] == [180, 0]
    assert week.minutes_away == minutes(office) == 180


def stretch(begun: datetime, length: int, adviser: str = "vilma") -> Stretch:
    ended = begun + timedelta(minutes=length)
    return Stretch(adviser, begun, ended, "time_entry", str(begun), is_field=True)


def test_a_journey_to_another_zone_counts_no_minute_twice() -> None:
    """The same hour written down by two wall clocks, on one side of midnight and on the other."""
    oslo = timezone(timedelta(hours=1))
    here = stretch(datetime(2026, 11, 16, 23, 30, tzinfo=UTC), 60)
    there = stretch(datetime(2026, 11, 17, 0, 30, tzinfo=oslo), 60)
    assert sum(minutes_by_day([here, there], WEEK).values()) == 60


def test_the_night_in_which_the_clock_goes_back_has_the_minutes_that_passed() -> None:
    """Begun by summer time and ended by winter time, in the night to 25 October 2026."""
    summer, winter = timezone(2 * HOUR), timezone(HOUR)
    begun = datetime(2026, 10, 25, 0, 30, tzinfo=summer)
    ended = datetime(2026, 10, 25, 4, 30, tzinfo=winter)
    found = Stretch("vilma", begun, ended, "time_entry", "x", is_field=True)
    assert minutes_by_day([found], Period.week_of(begun.date())) == {date(2026, 10, 25): 300}


_BEGUN = st.integers(0, 10 * 24 * 60).map(
    lambda after: datetime(2026, 11, 13, tzinfo=UTC) + timedelta(minutes=after)
)
_STRETCHES = st.lists(
    st.builds(stretch, _BEGUN, st.integers(0, 2000), st.sampled_from(("vilma", "bo"))), max_size=8
)


@given(_STRETCHES, st.data())
def test_splitting_a_stretch_or_mixing_the_order_changes_no_minute(
    stretches: list[Stretch], data: st.DataObject
) -> None:
    before = minutes_by_day(stretches, WEEK)
    assert all(0 <= spent <= 2 * 24 * 60 for spent in before.values())
    assert minutes_by_day(data.draw(st.permutations(stretches)), WEEK) == before
    if stretches:
        one = data.draw(st.sampled_from(stretches))
        length = (one.ended - one.begun) // timedelta(minutes=1)
        cut = data.draw(st.integers(0, length))
        parts = [
            stretch(one.begun, cut, one.adviser),
            stretch(one.begun + timedelta(minutes=cut), length - cut, one.adviser),
        ]
        assert minutes_by_day([*stretches, *parts], WEEK) == before


@given(_STRETCHES)
def test_days_add_up_to_weeks_and_weeks_to_months(stretches: list[Stretch]) -> None:
    whole = minutes_by_day(stretches, Period(WEEK.before(1).first, WEEK.last))
    halves = {
        **minutes_by_day(stretches, WEEK.before(1)),
        **minutes_by_day(stretches, WEEK),
    }
    assert whole == halves
