"""Going out of the office and coming back, and an end that was forgotten."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from models.kinds import TimeWith

HOUR = timedelta(hours=1)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def minutes_out(office: Office) -> int:
    measured = office.measures.measure("M3", Period.week_of(office.desk.today))
    return int(measured.figure("minutes").numerator)


def test_out_and_back_are_minutes_with_somebody(office: Office, clock: FixedClock) -> None:
    assert office.time_entries.current() is None
    assert office.time_entries.line() == ""
    out = office.time_entries.go(TimeWith.EMPLOYER)
    assert out.words == office.time_entries.line() == "out since 09:30, with an employer"
    clock.at += timedelta(minutes=45)
    back = office.time_entries.back()
    assert back.words == "45 minutes with an employer"
    assert office.time_entries.line() == ""
    assert minutes_out(office) == 45


def test_each_step_is_undone_by_itself(office: Office, clock: FixedClock) -> None:
    office.time_entries.go(TimeWith.PARTICIPANT)
    clock.at += HOUR
    office.time_entries.back()
    assert office.history.undo() == "came back to the office"
    assert office.time_entries.current() is not None
    assert office.history.undo() == "went out of the office"
    assert office.time_entries.current() is None


def test_from_one_to_the_next_without_coming_back(office: Office, clock: FixedClock) -> None:
    office.time_entries.go(TimeWith.TRAVEL)
    clock.at += timedelta(minutes=20)
    office.time_entries.go(TimeWith.EMPLOYER)
    clock.at += HOUR
    assert office.time_entries.back().minutes == 60
    measured = office.measures.measure("M3")
    assert measured.figure("minutes").numerator == 60
    assert measured.figure("with_travel").numerator == 80


def test_a_moment_before_may_be_said_and_none_to_come(office: Office) -> None:
    nine = office.desk.local_now.replace(hour=9, minute=0)
    assert office.time_entries.go(TimeWith.EMPLOYER, nine).words.startswith("out since 09:00")
    with pytest.raises(InputError, match="back before that"):
        office.time_entries.back(nine - HOUR)
    with pytest.raises(InputError, match="begins after that"):
        office.time_entries.go(TimeWith.PARTNER, nine - HOUR)
    with pytest.raises(InputError, match="not come yet"):
        office.time_entries.back(nine + 5 * HOUR)
    assert office.time_entries.back(nine + timedelta(minutes=10)).minutes == 10


def test_it_goes_on_while_the_program_is_shut(folder: Path, clock: FixedClock) -> None:
    office = open_office(folder, clock=clock)
    office.identity.introduce("Vilma Testesen")
    office.time_entries.go(TimeWith.PARTNER)
    office.close()
    clock.at += HOUR
    again = open_office(folder, clock=clock)
    assert again.time_entries.line() == "out since 09:30, with a partner"
    assert again.time_entries.back().minutes == 60
    again.close()


def test_a_forgotten_end_is_asked_for_and_never_guessed(office: Office, clock: FixedClock) -> None:
    begun = clock.at
    office.time_entries.go(TimeWith.EMPLOYER)
    clock.at = begun + timedelta(days=1)
    line = office.time_entries.line()
    assert line == "out since yesterday 09:30, with an employer: when were you back?"
    for step in (office.time_entries.back, lambda: office.time_entries.go(TimeWith.TRAVEL)):
        with pytest.raises(RuleError, match="nothing says when you were back"):
            step()
    assert minutes_out(office) == 0
    with pytest.raises(InputError, match="at most 16 hours"):
        office.time_entries.back(begun + 17 * HOUR)
    assert office.time_entries.back(begun + 2 * HOUR).words == "2 hours with an employer"
    assert minutes_out(office) == 120


def test_where_nobody_knows_it_is_taken_off(office: Office, clock: FixedClock) -> None:
    office.time_entries.go(TimeWith.EMPLOYER)
    clock.at += timedelta(days=3)
    office.time_entries.drop("nobody knows")
    assert office.time_entries.current() is None
    assert minutes_out(office) == 0
    office.history.undo()
    assert office.time_entries.current() is not None


def test_an_evening_past_midnight_is_not_forgotten(office: Office, clock: FixedClock) -> None:
    clock.at = datetime(2026, 11, 20, 20, tzinfo=UTC)
    office.time_entries.go(TimeWith.PARTICIPANT)
    clock.at += 5 * HOUR
    out = office.time_entries.current()
    assert out is not None
    assert not out.is_forgotten
    assert office.time_entries.back().minutes == 300
    days = office.diary.week(date(2026, 11, 20)).days
    assert [day.minutes_away for day in days[4:6]] == [240, 60]


def test_minutes_are_those_that_passed_on_a_journey_to_another_zone(
    office: Office, clock: FixedClock
) -> None:
    office.time_entries.go(TimeWith.EMPLOYER)
    clock.at = (clock.at + HOUR).astimezone(timezone(3 * HOUR))
    assert office.time_entries.back().minutes == 60


def test_nobody_is_back_who_was_not_out(office: Office) -> None:
    with pytest.raises(RuleError, match="not out"):
        office.time_entries.back()


def test_a_colleague_s_outing_is_not_one_s_own(office: Office) -> None:
    from models.tables import Adviser, TimeEntry

    office.time_entries.go(TimeWith.EMPLOYER)
    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Example"))
        (entry,) = work.find(TimeEntry)
        work.change(entry, adviser_id=bo.id)
    assert office.time_entries.current() is None


def test_out_and_back_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from adviser_tui.cli import main

    assert main(["init", "--name", "Vilma Testesen"]) == 0
    capsys.readouterr()
    assert main(["out"]) == 0
    assert "You are not out" in capsys.readouterr().out
    assert main(["out", "with", "employer", "--at", "1 min ago"]) == 0
    assert "with an employer. `adviser back` ends it." in capsys.readouterr().out
    assert main(["out"]) == 0
    assert "Out since" in capsys.readouterr().out
    assert main(["back"]) == 0
    assert "with an employer." in capsys.readouterr().out
    assert main(["back"]) == 1
    assert main(["out", "colleague"]) == 2
    assert "employer, participant, partner or travel" in capsys.readouterr().err
