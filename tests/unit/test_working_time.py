"""Working patterns and days away: what a week is worth, said, changed, taken back."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.working_time.patterns import AbsenceRow, Pattern
from adviser_tui.services.working_time.reckoning import WorkingDays, reckon
from adviser_tui.services.working_time.saying import say_absence, say_pattern, say_working_days
from adviser_tui.services.working_time.service import AbsenceDraft, PatternDraft
from adviser_tui.services.working_time.understanding import understand_absence, understand_pattern
from models.kinds import AbsenceKind, DayPart
from seed.holidays import bank_holidays

MONDAY = date(2026, 11, 16)
WEEK = Period.week_of(MONDAY)
FRIDAY = date(2026, 11, 20)


def seen(*values: object) -> tuple[object, ...]:
    """Return what is compared, whole numbers and fractions alike."""
    return values


def pattern(
    days: tuple[int, ...] = (0, 1, 2, 3, 4),
    share: int = 100,
    since: date = date(2026, 1, 5),
    minutes: int | None = None,
    region: str = "",
) -> Pattern:
    return Pattern(f"p{since}", "vilma", since, share, days, minutes, region)


def away(
    first: date, last: date | None = None, part: DayPart = DayPart.WHOLE, kind: str = "away"
) -> AbsenceRow:
    return AbsenceRow("a", "vilma", AbsenceKind(kind), first, last or first, part)


def week(
    *patterns: Pattern,
    gone: tuple[AbsenceRow, ...] = (),
    period: Period = WEEK,
    today: date = FRIDAY,
) -> WorkingDays:
    holidays = bank_holidays
    return reckon(period, patterns, gone, lambda of: holidays(of or "england-wales"), today)


def test_three_days_of_five_are_three_fifths_of_a_full_week() -> None:
    found = week(pattern((0, 1, 2), 60))
    assert seen(len(found.scheduled), found.available, found.share) == (3, 3, 60)
    assert found.full_time_weeks == Fraction(3, 5)


def test_a_day_away_takes_its_part_of_the_days_that_are_scheduled() -> None:
    found = week(pattern((0, 1, 2), 60), gone=(away(date(2026, 11, 17)),))
    assert seen(found.available, found.full_time_weeks) == (2, Fraction(2, 5))


def test_a_day_away_that_is_not_scheduled_takes_nothing() -> None:
    assert week(pattern((0, 1, 2), 60), gone=(away(FRIDAY),)).available == 3


def test_half_days_and_training_count_and_nothing_counts_twice() -> None:
    half = away(MONDAY, part=DayPart.MORNING)
    other = away(MONDAY, part=DayPart.AFTERNOON, kind="training")
    assert week(pattern(), gone=(half,)).available == Fraction(9, 2)
    assert week(pattern(), gone=(half, half)).available == Fraction(9, 2)
    assert week(pattern(), gone=(half, other)).available == 4
    assert week(pattern(), gone=(half, away(MONDAY))).available == 4
    assert week(pattern(), gone=(other,)).each[0].training == Fraction(1, 2)


def test_a_part_of_the_day_that_a_newer_program_knows_is_a_whole_day() -> None:
    assert week(pattern(), gone=(away(MONDAY, part=DayPart("evening")),)).available == 4


def test_bank_holidays_of_the_region_are_free() -> None:
    christmas = Period.week_of(date(2026, 12, 25))
    found = week(pattern(), period=christmas, today=date(2027, 1, 1))
    assert seen(found.available, len(found.scheduled)) == (4, 5)
    assert found.holidays == (date(2026, 12, 25),)
    part_time = week(pattern((0, 1, 2), 60), period=christmas, today=date(2027, 1, 1))
    assert seen(part_time.available, part_time.holidays) == (3, ())
    danish = week(pattern(region="denmark"), period=Period.week_of(date(2026, 4, 2)))
    assert date(2026, 4, 2) in danish.holidays


def test_a_day_away_on_a_bank_holiday_is_free_once() -> None:
    christmas = Period.week_of(date(2026, 12, 25))
    gone = (away(date(2026, 12, 21), date(2026, 12, 31)),)
    assert week(pattern(), gone=gone, period=christmas).available == 0


def test_a_new_starter_counts_from_the_first_day() -> None:
    first = pattern(since=date(2026, 11, 18))
    found = week(first)
    assert seen(len(found.scheduled), found.available) == (5, 3)
    before = week(first, period=WEEK.before())
    assert seen(before.scheduled, before.available, before.share) == ((), 0, 0)


def test_whoever_leaves_counts_until_the_last_day() -> None:
    both = (pattern(), pattern((), since=date(2026, 11, 19)))
    found = week(*both)
    assert seen(len(found.scheduled), found.available, found.share) == (5, 3, 0)
    assert week(*both, period=WEEK.before(-1)).scheduled == ()


def test_a_change_within_the_week_counts_each_day_by_its_own_pattern() -> None:
    found = week(pattern((0, 1, 2, 3, 4), 100), pattern((0, 3), 40, since=date(2026, 11, 18)))
    assert [each.day.day for each in found.each] == [16, 17, 19]
    assert found.full_time_weeks == Fraction(2, 5) + Fraction(1, 5)
    assert found.share == 40


def test_days_that_are_over_are_those_before_today() -> None:
    assert week(pattern()).elapsed == 4
    assert week(pattern(), today=MONDAY).elapsed == 0
    assert week(pattern(), today=date(2026, 12, 1)).elapsed == 5
    assert week(pattern((0, 1, 2), 60), gone=(away(MONDAY),)).elapsed == 2


def test_hours_are_those_of_the_days_that_are_left_and_unknown_where_nobody_said() -> None:
    assert week(pattern(minutes=37 * 60 + 30)).minutes == 2_250
    assert week(pattern(minutes=2_250), gone=(away(MONDAY),)).minutes == 1_800
    assert week(pattern()).minutes is None
    assert week(pattern(), gone=(away(MONDAY, FRIDAY),)).minutes == 0


def test_without_a_pattern_full_time_is_taken_and_said() -> None:
    found = week()
    assert seen(found.available, found.share, found.is_assumed) == (5, 100, True)
    assert not week(pattern()).is_assumed


patterns = st.lists(
    st.builds(
        pattern,
        st.lists(st.integers(0, 6), unique=True).map(lambda days: tuple(sorted(days))),
        st.integers(1, 100),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.none() | st.integers(60, 3_000),
    ),
    max_size=4,
    unique_by=lambda each: each.valid_from,
).map(lambda found: tuple(sorted(found, key=lambda each: each.valid_from)))
absences = st.lists(
    st.builds(
        away,
        st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        st.none(),
        st.sampled_from(tuple(DayPart)),
    ),
    max_size=8,
).map(tuple)


@given(patterns, absences, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_weeks_add_up_to_what_they_lie_in(
    held: tuple[Pattern, ...], gone: tuple[AbsenceRow, ...], day: date
) -> None:
    whole = Period.week_of(day).back_to(4)
    parts = [week(*held, gone=gone, period=each) for each in whole.weeks()]
    found = week(*held, gone=gone, period=whole)
    assert sum(each.available for each in parts) == found.available
    assert sum((each.full_time_weeks for each in parts), Fraction(0)) == found.full_time_weeks
    assert found.elapsed <= found.available <= len(found.scheduled)
    assert set(found.holidays) <= set(found.scheduled)


@given(patterns, absences, absences)
def test_being_away_never_makes_more_of_a_week(
    held: tuple[Pattern, ...], gone: tuple[AbsenceRow, ...], more: tuple[AbsenceRow, ...]
) -> None:
    before, after = week(*held, gone=gone), week(*held, gone=gone + more)
    assert after.full_time_weeks <= before.full_time_weeks
    assert after.scheduled == before.scheduled


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


def said(office: Office, text: str) -> str:
    desk, time = office.desk, office.working_time
    kept = time.set_pattern(understand_pattern(text, desk.today, desk.holidays, time.pattern()))
    return f"{kept.valid_from}: {say_pattern(kept)}"


def test_patterns_are_written_the_way_they_are_said(office: Office) -> None:
    words = "mon-wed 60% 22h30 from 2026-09-01"
    assert said(office, words) == "2026-09-01: Mon to Wed, 60 %, 22 h 30 min a week"
    assert said(office, "mon,thu 0.5") == "2026-11-20: Mon and Thu, 50 %"
    assert said(office, "full time 37.5h scotland from mon") == (
        "2026-11-23: Mon to Fri, 100 %, 37 h 30 min a week, bank holidays of Scotland"
    )
    assert said(office, "left from 31/12") == "2026-12-31: left"
    assert len(office.working_time.patterns()) == 4
    assert office.working_time.pattern(day=date(2026, 10, 1)) == office.working_time.patterns()[0]
    assert office.working_time.pattern(day=date(2026, 8, 1)) is None


def test_what_is_not_said_stays_as_it_was(office: Office) -> None:
    said(office, "mon-wed 60% 22h30 denmark from 2026-09-01")
    denmark = "bank holidays of Denmark"
    assert said(office, "tue-thu") == f"2026-11-20: Tue to Thu, 60 %, 22 h 30 min a week, {denmark}"
    assert said(office, "80%") == f"2026-11-20: Tue to Thu, 80 %, {denmark}"
    assert said(office, "mon-thu") == f"2026-11-20: Mon to Thu, 80 %, {denmark}"


def test_the_first_pattern_holds_since_the_first_week_here(office: Office) -> None:
    assert said(office, "mon-wed") == "2026-11-16: Mon to Wed, 60 %"
    assert said(office, "mon-thu") == "2026-11-20: Mon to Thu, 80 %"


@pytest.mark.parametrize("text", ["", "sometimes", "120%", "mon 0%", "mon 200h", "mon from later"])
def test_what_is_no_pattern_is_refused_and_nothing_is_kept(office: Office, text: str) -> None:
    with pytest.raises(InputError):
        said(office, text)
    assert office.working_time.patterns() == ()


def test_days_away_are_written_the_way_they_are_said(office: Office) -> None:
    desk, time = office.desk, office.working_time
    cases = {
        "tue": "Tue 24 Nov",
        "sick tue": "Tue 17 Nov",
        "fri": "Fri 20 Nov",
        "fri afternoon": "Fri 20 Nov, afternoon",
        "2026-12-21 to 2026-12-31": "Mon 21 Dec to Thu 31 Dec",
        "mon to wed": "Mon 23 Nov to Wed 25 Nov",
        "sick mon to wed": "Mon 16 Nov to Wed 18 Nov",
        "training mon": "Mon 23 Nov, training",
        "annual leave 24/12": "Thu 24 Dec",
        "tomorrow am": "Sat 21 Nov, morning",
        "18/11": "Wed 18 Nov",
        "wed 18 nov": "Wed 18 Nov",
        "18/11/2027": "Thu 18 Nov 2027",
        "12/11 to 13/11": "Thu 12 Nov to Fri 13 Nov",
        "30/12 to 2/1": "Wed 30 Dec to Sat 2 Jan 2027",
        "4/1": "Mon 4 Jan 2027",
    }
    for text, words in cases.items():
        kept = time.add_absence(understand_absence(text, desk.today, desk.holidays))
        assert say_absence(time.absence(kept), desk.today) == words, text
    assert len(time.absences(period=Period.week_of(date(2026, 12, 24)))) == 2
    for text in ("", "sick", "the day it rained", "wed to mon 3"):
        with pytest.raises(InputError):
            understand_absence(text, desk.today, desk.holidays)


def test_what_cannot_be_is_refused(office: Office) -> None:
    time = office.working_time
    for draft in (
        AbsenceDraft(FRIDAY, MONDAY),
        AbsenceDraft(MONDAY, date(2029, 1, 1)),
        AbsenceDraft(MONDAY, FRIDAY, part=DayPart.MORNING),
    ):
        with pytest.raises(InputError):
            time.add_absence(draft)
    for wrong in (PatternDraft((9,)), PatternDraft((0,), 0), PatternDraft((0,), region="mars")):
        with pytest.raises(InputError):
            time.set_pattern(wrong)
    with pytest.raises(NotFoundError):
        time.take_back_absence("nothing")


def test_each_step_can_be_undone_and_is_told(office: Office) -> None:
    time = office.working_time
    said(office, "mon-wed from 2026-11-02")
    kept = time.add_absence(AbsenceDraft(date(2026, 11, 17), date(2026, 11, 17)))
    assert time.days().available == 2
    time.change_absence(kept, AbsenceDraft(MONDAY, date(2026, 11, 17)))
    assert time.days().available == 1
    assert [row.words for row in office.history.rows(3)] == [
        "marked away Mon 16 Nov to Tue 17 Nov",
        "marked away Tue 17 Nov",
        "set the working pattern from Mon 2 Nov: Mon to Wed, 60 %",
    ]
    office.history.undo()
    assert time.days().available == 2
    office.history.undo()
    assert time.days().available == 3
    time.take_back_pattern(time.patterns()[0].id)
    assert time.days().is_assumed
    office.history.undo()
    assert say_working_days(time.days()) == "3 of 3 days"


def test_nothing_says_why_somebody_is_away(office: Office) -> None:
    desk = office.desk
    office.working_time.add_absence(understand_absence("sick tue", desk.today, desk.holidays))
    rows = office.database.rows("SELECT fields FROM change_record WHERE entity = 'absence'")
    assert not any("sick" in str(row[0]) for row in rows)


def test_a_colleague_has_a_pattern_of_their_own(office: Office) -> None:
    from models.tables import Adviser

    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Invented", team="Fjord")).id
    office.working_time.set_pattern(PatternDraft((0, 1), 40, valid_from=MONDAY), bo)
    assert office.working_time.days(adviser_id=bo).available == 2
    assert office.working_time.days().available == 5
