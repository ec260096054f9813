"""What a week asks for (M2): the worked cases, part time, days away, few people, and off."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.target_reckoning import (
    NO_BASE,
    NO_DAY,
    NO_WORK,
    NOBODY,
    OFF,
    WeekTarget,
    reckon_target,
)
from adviser_tui.services.measures.weekly_target import target_of
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.working_time.patterns import AbsenceRow, Pattern
from adviser_tui.services.working_time.reckoning import reckon
from adviser_tui.services.working_time.service import AbsenceDraft, PatternDraft
from models.kinds import AbsenceKind, Channel, DayPart, Stage
from seed.holidays import bank_holidays
from seed.profile_rules import WeekRules

MONDAY = date(2026, 11, 16)
TUESDAY = date(2026, 11, 17)
WEEK = Period.week_of(MONDAY)
FRIDAY = date(2026, 11, 20)


def asked(
    *patterns: tuple[tuple[int, ...], int, date],
    away: tuple[tuple[date, date], ...] = (),
    base: int | None = 6,
    looking: int = 9,
    week: Period = WEEK,
    is_off: bool = False,
) -> WeekTarget:
    held = tuple(Pattern("p", "v", since, share, days, None, "") for days, share, since in patterns)
    gone = [
        AbsenceRow("a", "v", AbsenceKind.AWAY, first, last, DayPart.WHOLE) for first, last in away
    ]
    days = reckon(week, held, gone, lambda of: bank_holidays(of or "england-wales"), FRIDAY)
    return reckon_target(week, days, base, looking, WeekRules(base=6), is_off=is_off)


EVER = date(2026, 1, 5)
MON_TO_WED = ((0, 1, 2), 60, EVER)
FULL = ((0, 1, 2, 3, 4), 100, EVER)


def test_three_days_at_60_per_cent_ask_for_four() -> None:
    """The worked case of M2: 6 × 0.6 × 3/3 = 3.6, rounded half up."""
    found = asked(MON_TO_WED)
    assert (found.target, found.why) == (4, "6 a week at 60 %")


def test_ill_on_the_tuesday_of_three_days_asks_for_two() -> None:
    """The worked case of M2: 6 × 0.6 × 2/3 = 2.4."""
    found = asked(MON_TO_WED, away=((TUESDAY, TUESDAY),))
    assert (found.target, found.why) == (2, "6 a week at 60 %, 2 of 3 days")


def test_a_pattern_that_begins_within_the_week_is_said_with_the_share_before_it() -> None:
    sunday = ((0, 1, 2, 3, 4), 100, date(2026, 11, 22))
    found = asked(MON_TO_WED, sunday)
    assert (found.target, found.why) == (4, "6 a week at 60 %")
    found = asked(MON_TO_WED, sunday, away=((TUESDAY, TUESDAY),))
    assert (found.target, found.why) == (2, "6 a week at 60 %, 2 of 3 days")
    thursday = ((0, 1, 2, 3, 4), 100, date(2026, 11, 19))
    found = asked(MON_TO_WED, thursday)
    assert (found.target, found.why) == (6, "6 a week at 60 % for 3 days, then 100 % for 2 days")
    weeks = Period(date(2026, 11, 9), date(2026, 11, 29))
    assert asked(MON_TO_WED, sunday, week=weeks).why.endswith(
        "60 % for 6 days, then 100 % for 5 days"
    )


def test_full_time_asks_for_the_base_and_a_half_is_rounded_up() -> None:
    assert asked(FULL).target == 6
    assert asked(FULL, base=5, away=((MONDAY, MONDAY),)).target == 4
    assert asked(((0, 1, 2, 3), 75, EVER), base=6).target == 5  # 4.5


def test_where_something_is_asked_for_it_is_at_least_one() -> None:
    assert asked(((0,), 5, EVER), base=1).target == 1


def test_bank_holidays_lower_the_target_of_those_who_would_have_worked() -> None:
    christmas = Period.week_of(date(2026, 12, 25))
    assert asked(FULL, week=christmas).target == 5
    assert asked(MON_TO_WED, week=christmas).target == 4


def test_a_new_starter_is_asked_for_the_days_from_the_first_on() -> None:
    starter = ((0, 1, 2, 3, 4), 100, date(2026, 11, 18))
    assert asked(starter).target == 4  # 6 × 3/5 = 3.6
    assert asked(starter, week=WEEK.before()).why == NO_WORK


def test_there_is_no_target_for_a_week_away_nobody_looking_no_base_or_off() -> None:
    away = ((MONDAY, FRIDAY),)
    assert (asked(FULL, away=away).target, asked(FULL, away=away).why) == (None, NO_DAY)
    assert (asked(FULL, looking=0).target, asked(FULL, looking=0).why) == (None, NOBODY)
    assert (asked(FULL, base=None).target, asked(FULL, base=None).why) == (None, NO_BASE)
    off = asked(FULL, is_off=True)
    assert (off.target, off.why, off.is_off) == (None, OFF, True)
    assert off.pace(7) is None


@pytest.mark.parametrize(("looking", "target"), [(1, 2), (2, 4), (3, 6), (12, 6)])
def test_with_few_people_looking_the_target_follows_their_number(looking: int, target: int) -> None:
    assert asked(FULL, looking=looking).target == target


def test_few_people_never_ask_for_more_and_part_time_counts_for_them_too() -> None:
    assert asked(FULL, base=3, looking=2).target == 3
    found = asked(MON_TO_WED, looking=2)
    assert (found.target, found.why) == (2, "4 a week for 2 looking for work at 60 %")


def test_pace_is_against_the_days_that_are_over() -> None:
    found = asked(FULL)
    assert found.pace(5) == Fraction(1, 5)
    assert found.pace(0) == Fraction(-24, 5)
    assert asked(MON_TO_WED).pace(4) == 0


def test_a_longer_stretch_asks_for_what_its_weeks_ask_for() -> None:
    four = WEEK.back_to(4)
    weeks = [asked(MON_TO_WED, week=each).target or 0 for each in four.weeks()]
    assert asked(MON_TO_WED, week=four).target == sum(weeks) == 16
    half = Period(MONDAY, TUESDAY)
    assert asked(FULL, week=half).target == 2  # 6 × 2/5 = 2.4


days_of_week = st.lists(st.integers(0, 6), unique=True, min_size=1).map(lambda d: tuple(sorted(d)))


@given(days_of_week, st.integers(1, 100), st.integers(1, 100), st.integers(0, 6))
def test_a_day_away_never_raises_a_target_and_a_target_never_passes_its_base(
    days: tuple[int, ...], share: int, base: int, away: int
) -> None:
    held = (days, share, EVER)
    whole = asked(held, base=base)
    day = WEEK.days[away]
    less = asked(held, base=base, away=((day, day),))
    assert whole.target is not None
    assert 1 <= whole.target <= base
    assert (less.target or 0) <= whole.target
    assert (less.target is None) == (less.available == 0)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    from adviser_tui.services.participants.writing import ParticipantDraft

    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "nav")
    for name in ("Amira", "Bo", "Cleo"):
        opened.participants.add(
            ParticipantDraft(f"{name} Sample", enrolled_on=EVER, stage=Stage.JOB_SEARCH)
        )
    yield opened
    opened.close()


def target(office: Office, day: date = MONDAY) -> WeekTarget:
    return target_of(office.measures.scene(Period.week_of(day)), office.desk.me)


def test_one_s_own_target_counts_from_its_week_on_and_can_be_undone(office: Office) -> None:
    assert target(office).target == 6
    office.targets.set(8)
    assert target(office).target == 8
    assert target(office, date(2026, 11, 25)).target == 8
    assert target(office, date(2026, 11, 10)).target == 6
    office.targets.switch_off()
    assert (target(office).why, office.measures.measure("M2").is_off) == (OFF, True)
    office.targets.follow_programme()
    assert target(office).target == 6
    office.history.undo()
    office.history.undo()
    assert target(office).target == 8
    office.history.undo()
    assert target(office).target == 6
    for wrong in (0, -1, 101):
        with pytest.raises(InputError, match="between 1 and 100"):
            office.targets.set(wrong)


def test_the_old_setting_of_the_device_is_taken_over_once(office: Office) -> None:
    office.desk.remember("weekly_target", "4")
    assert target(office, date(2026, 3, 2)).target == 4
    office.targets.set(7)
    assert office.desk.setting("weekly_target") == ""
    assert (target(office).target, target(office, date(2026, 3, 2)).target) == (7, 4)
    office.history.undo()
    assert target(office).target == 4
    office.desk.remember("weekly_target", "rubbish")
    assert target(office).target == 4


def test_an_old_setting_that_was_off_stays_off(office: Office) -> None:
    office.desk.remember("weekly_target", "off")
    assert target(office).is_off


def test_being_away_later_changes_a_past_week(office: Office) -> None:
    time = office.working_time
    time.set_pattern(PatternDraft((0, 1, 2), 60, valid_from=EVER))
    before = target(office, date(2026, 11, 10))
    time.add_absence(AbsenceDraft(date(2026, 11, 10), date(2026, 11, 10)))
    assert (before.target, target(office, date(2026, 11, 10)).target) == (4, 2)


def test_whoever_is_paused_is_not_looking(office: Office) -> None:
    for name in ("Amira Sample", "Bo Sample"):
        person = office.lookup.participant(name)
        office.participants.pause(person, date(2026, 12, 20), agreed=True)
    assert (target(office).target, target(office).looking) == (2, 1)


def test_the_measure_shows_what_keeps_it_honest(office: Office) -> None:
    nine = datetime(2026, 11, 16, 9, tzinfo=UTC)
    steps = (FollowUpDraft("ring", date(2026, 11, 18)), FollowUpDraft("visit", date(2026, 12, 1)))
    office.contacts.log(
        ContactDraft(
            Channel.VISIT, nine, new_employer="Greggs", need="night fillers", next_steps=steps
        )
    )
    office.contacts.log(ContactDraft(Channel.CALL, nine, new_employer="Acme"))
    found = office.measures.measure("M2")
    assert found.figure("target").words == "6"
    assert found.figure("attainment").words == "2 of 6"
    assert found.figure("pace").value == 2 - Fraction(24, 5)
    assert found.figure("pace").note == "4 of 5 days are over"
    assert found.figure("four_week_mean").value == Fraction(1, 2)
    assert found.figure("needs_and_next_step").words == "1 of 2"
    assert found.figure("days_to_follow_up").words == "2 days"
    assert len(found.figure("attainment").rows) == 2
    assert any("No working pattern" in each for each in found.notes)


def test_a_team_is_held_against_the_targets_of_those_who_have_one(office: Office) -> None:
    from models.tables import Adviser, Contact

    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Invented", team="Fjord")).id
    team = office.measures.team()
    assert office.measures.measure("M2", whose=team).figure("target").words == "6"
    person = office.lookup.participant("Cleo Sample")
    office.records.apply(person, {"coach": "Bo Invented"})
    found = office.measures.measure("M2", whose=team).figure("target")
    assert (found.words, found.note) == ("6", "the targets of 2 of 2 advisers together")
    office.targets.switch_off(bo)
    nine = datetime(2026, 11, 16, 9, tzinfo=UTC)
    office.contacts.log(ContactDraft(Channel.VISIT, nine, new_employer="Greggs"))
    theirs = office.contacts.log(ContactDraft(Channel.VISIT, nine, new_employer="Acme"))
    with office.database.write() as work:
        work.change(work.get(Contact, theirs.contact_id), adviser_id=bo)
    together = office.measures.measure("M2", whose=team)
    assert together.figure("target").words == "4"
    assert together.figure("attainment").words == "1 of 4"


def test_caseload_counts_search_and_work_for_each_full_time_share(office: Office) -> None:
    from adviser_tui.services.participants.writing import ParticipantDraft

    for name, stage in (
        ("Dana", Stage.IN_WORK_SUPPORT),
        ("Eli", Stage.PROFILING),
        ("Fay", Stage.MOVED_ON),
    ):
        office.participants.add(ParticipantDraft(f"{name} Sample", stage=stage))
    paused = office.lookup.participant("Amira Sample")
    office.participants.pause(paused, date(2026, 12, 20), agreed=True)
    office.working_time.set_pattern(PatternDraft((0, 1, 2), 60, valid_from=EVER))
    found = office.measures.measure("M13")
    assert found.figure("active").words == "3"
    assert found.figure("per_full_time").words == "5"
    assert {each.reason: len(each.rows) for each in found.head.left_out} == {
        "paused": 1,
        "not looking for work yet": 1,
    }
    office.working_time.set_pattern(PatternDraft((), valid_from=MONDAY))
    assert "nobody worked here" in office.measures.measure("M13").figure("per_full_time").words
