"""Weeks that close: what stood then is kept, and whatever changes afterwards is seen."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.closing import (
    close_due_weeks,
    close_quietly,
    closed_weeks,
    closes_at,
    closing_id,
)
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.upkeep import look_after
from models.kinds import Channel
from seed.profile_rules import Profile, WeekRules

WEEK = Period.week_named("2026-W45")
MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
NOON = datetime(2026, 11, 11, 12, tzinfo=UTC)
"""When that week closes."""
KEPT = "SELECT week, profile, closed_at, figures FROM week_closing ORDER BY week"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MONDAY)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "standard")
    yield opened
    opened.close()


def ring(office: Office, at: datetime, employer: str) -> str:
    return office.contacts.log(ContactDraft(Channel.CALL, at, new_employer=employer)).contact_id


def a_week(office: Office, clock: FixedClock) -> None:
    """Two calls, written down as they were made."""
    for day, name in ((1, "Sample Bakery"), (2, "Mock Garage")):
        clock.at = MONDAY + timedelta(days=day)
        ring(office, clock.at, name)


def counted(office: Office, week: Period = WEEK) -> str:
    return office.measures.measure("M1", week).head.in_full


def test_a_week_closes_on_wednesday_at_noon_and_once(office: Office, clock: FixedClock) -> None:
    a_week(office, clock)
    clock.at = NOON - timedelta(minutes=1)
    assert close_due_weeks(office) == 0
    clock.at = NOON
    assert [close_due_weeks(office), close_due_weeks(office)] == [1, 0]
    (row,) = office.database.rows(KEPT)
    assert (row["week"], row["closed_at"][:16]) == ("2026-W45", "2026-11-11T12:00")
    assert row["profile"] == office.measures.profile(WEEK.last).label
    assert json.loads(row["figures"])["M1.counted"] == "2"


def test_what_comes_late_is_said_and_taking_it_off_brings_the_figure_back(
    office: Office, clock: FixedClock
) -> None:
    a_week(office, clock)
    clock.at = NOON
    close_due_weeks(office)
    assert counted(office) == "2"
    clock.at = NOON + timedelta(days=1)
    late = ring(office, MONDAY + timedelta(days=3), "Placebo Foods")
    found = office.measures.measure("M1", WEEK).head
    assert (found.was, found.words, found.in_full) == ("2", "3", "2 → 3")
    office.records.void(late, "entered twice")
    assert counted(office) == "2"


def test_a_week_to_which_nothing_came_is_never_restated(office: Office, clock: FixedClock) -> None:
    a_week(office, clock)
    clock.at = NOON
    close_due_weeks(office)
    clock.at = NOON + timedelta(weeks=5)
    for measured in office.measures.all(WEEK):
        assert [each.key for each in measured.every() if each.was] == []


def test_a_device_that_was_shut_closes_by_what_was_known_then(
    office: Office, clock: FixedClock
) -> None:
    a_week(office, clock)
    clock.at = NOON + timedelta(hours=1)
    ring(office, MONDAY + timedelta(days=3), "Placebo Foods")
    clock.at = NOON + timedelta(days=15)
    assert close_due_weeks(office) == 3
    assert counted(office) == "2 → 3"
    assert [row["week"] for row in office.database.rows(KEPT)] == [
        *("2026-W45", "2026-W46", "2026-W47")
    ]


def test_no_more_than_eight_weeks_and_none_from_before_somebody_was_here(
    office: Office, clock: FixedClock
) -> None:
    clock.at = NOON + timedelta(weeks=29)
    assert close_due_weeks(office) == 8
    weeks = [str(row["week"]) for row in office.database.rows(KEPT)]
    assert weeks == [f"2027-W{number:02d}" for number in range(14, 22)]


@pytest.mark.parametrize("back", [False, True])
def test_what_a_clock_kept_that_ran_ahead_is_kept_anew(
    office: Office, clock: FixedClock, back: bool
) -> None:
    clock.at = NOON + timedelta(weeks=5)
    assert close_due_weeks(office) == 6
    a_week(office, clock)
    assert counted(office) == "2", "it is still open"
    clock.at = NOON
    assert [close_due_weeks(office), close_due_weeks(office)] == [1, 0]
    if back:
        clock.at = MONDAY - timedelta(days=365)
        assert close_due_weeks(office) == 0
        clock.at = NOON
    ring(office, MONDAY + timedelta(days=3), "Placebo Foods")
    clock.at = NOON + timedelta(weeks=8)
    close_due_weeks(office)
    assert counted(office) == "2 → 3"


def test_closing_is_no_action_of_a_person(office: Office, clock: FixedClock) -> None:
    clock.at = MONDAY + timedelta(days=1)
    ring(office, clock.at, "Sample Bakery")
    clock.at = NOON
    close_due_weeks(office)
    before = office.history.rows()
    assert "call" in office.history.undo()
    assert len(office.history.rows()) == len(before) == 1
    assert office.database.row("SELECT count(*) FROM week_closing WHERE void_reason IS NULL")[0]
    assert counted(office) == "1 → 0"


def test_other_rules_are_not_held_to_what_was_counted_then(
    office: Office, clock: FixedClock
) -> None:
    from seed.profiles import profile_of

    a_week(office, clock)
    clock.at = NOON
    close_due_weeks(office)
    other = office.measures.measure("M1", WEEK, profile=profile_of("ips", WEEK.last))
    assert other.head.was == ""
    assert any("not compared" in note for note in other.notes)
    assert not any("not compared" in note for note in office.measures.measure("M9", WEEK).notes)


def test_only_whole_weeks_of_one_adviser_are_held_to_anything(
    office: Office, clock: FixedClock
) -> None:
    a_week(office, clock)
    clock.at = NOON
    close_due_weeks(office)
    measures = office.measures
    assert closed_weeks(measures.scene(WEEK), (WEEK,))
    assert not closed_weeks(measures.scene(WEEK, measures.team()), (WEEK,))
    month = Period.month_of(WEEK.first)
    assert not closed_weeks(measures.scene(month), (month,))


def test_what_a_stranger_wrote_into_a_closing_stops_nothing(
    office: Office, clock: FixedClock
) -> None:
    a_week(office, clock)
    clock.at = NOON
    close_due_weeks(office)
    for text in ("[]", "7", '{"M1.counted": 5}', '{"M9.x": "1"}'):
        with office.database.writing() as connection:
            connection.execute("UPDATE week_closing SET figures = ?", (text,))
        assert counted(office) == "2"


def test_it_is_done_beside_the_work_and_never_in_its_way(office: Office, clock: FixedClock) -> None:
    clock.at = NOON
    assert look_after(office) == ()
    assert [row["week"] for row in office.database.rows(KEPT)] == ["2026-W45"]
    clock.at = NOON + timedelta(weeks=1)
    office.database.close()
    close_quietly(office)


def test_nobody_closes_weeks_in_a_caseload_without_an_adviser(folder: Path) -> None:
    office = open_office(folder, clock=FixedClock(NOON))
    try:
        assert close_due_weeks(office) == 0
    finally:
        office.close()


class Copenhagen(tzinfo):
    """Summer time ends on the last Sunday of October 2026 and begins on 28 March 2027."""

    def utcoffset(self, at: datetime | None) -> timedelta:
        assert at is not None
        wall = at.replace(tzinfo=None)
        is_winter = datetime(2026, 10, 25, 3) <= wall < datetime(2027, 3, 28, 2)  # noqa: DTZ001
        return timedelta(hours=1 if is_winter else 2)

    def dst(self, at: datetime | None) -> timedelta:
        return self.utcoffset(at) - timedelta(hours=1)

    def tzname(self, at: datetime | None) -> str:
        return "Copenhagen"


@pytest.mark.parametrize(
    ("week", "utc"),
    [
        ("2026-W42", datetime(2026, 10, 21, 10)),  # noqa: DTZ001
        ("2026-W43", datetime(2026, 10, 28, 11)),  # noqa: DTZ001
        ("2026-W53", datetime(2027, 1, 6, 11)),  # noqa: DTZ001
        ("2027-W12", datetime(2027, 3, 31, 10)),  # noqa: DTZ001
    ],
)
def test_it_is_noon_on_the_wall_on_either_side_of_summer_time(week: str, utc: datetime) -> None:
    found = closes_at(Period.week_named(week), Profile("x", "X"), Copenhagen())
    assert found.astimezone(UTC) == utc.replace(tzinfo=UTC)


def test_the_programme_names_day_and_hour() -> None:
    profile = Profile("x", "X", week=WeekRules(closes_on="mon", closes_at="08:30"))
    east = timezone(timedelta(hours=2))
    assert closes_at(WEEK, profile, east) == datetime(2026, 11, 9, 8, 30, tzinfo=east)


def test_two_devices_give_a_closing_the_same_name() -> None:
    assert closing_id("vilma", WEEK) == closing_id("vilma", Period.week_of(date(2026, 11, 8)))
    assert closing_id("vilma", WEEK) != closing_id("ben", WEEK)
    assert closing_id("vilma", WEEK) != closing_id("vilma", WEEK.before())
