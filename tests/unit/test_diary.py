"""The diary's week, and the time out of the office."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.promises import PromiseDraft
from models.kinds import Channel, PlaceKind

NINE = datetime(2026, 11, 17, 9, tzinfo=UTC)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def visit(office: Office, at: datetime, minutes: int | None, **rest: object) -> str:
    draft = ContactDraft(
        Channel.VISIT,
        at,
        new_employer="Greggs",
        minutes=minutes,
        **rest,  # type: ignore[arg-type]
    )
    return office.contacts.log(draft).contact_id


def test_a_week_runs_from_monday_to_sunday(office: Office) -> None:
    week = office.diary.week()
    assert (week.first, week.last) == (date(2026, 11, 16), date(2026, 11, 22))
    assert week.name == "Week 47, 16 to 22 November 2026"
    assert [day.is_today for day in week.days].index(True) == 4
    assert (week.previous, week.following) == (date(2026, 11, 9), date(2026, 11, 23))


def test_a_week_over_new_year_says_both_years(office: Office) -> None:
    week = office.diary.week(date(2027, 1, 1))
    assert week.name == "Week 53, 28 December 2026 to 3 January 2027"
    assert "New Year" in week.days[4].note


def test_every_kind_of_thing_stands_on_its_day(office: Office) -> None:
    visit(office, NINE, 30)
    office.follow_ups.add(FollowUpDraft("ring back", date(2026, 11, 17), due_time="14:30"))
    office.promises.add(PromiseDraft("send the leaflet", date(2026, 11, 20)))
    week = office.diary.week()
    assert [(entry.time, entry.kind, entry.what) for entry in week.days[1].entries] == [
        ("09:00", "contact", "visit"),
        ("14:30", "follow_up", "ring back"),
    ]
    assert week.days[1].entries[1].is_overdue
    assert [entry.kind for entry in week.days[4].entries] == ["promise"]
    assert not week.days[4].entries[0].is_overdue


def test_time_away_counts_overlaps_once(office: Office) -> None:
    visit(office, NINE, 60)
    visit(office, NINE + timedelta(minutes=30), 60)
    visit(office, NINE + timedelta(hours=5), 20)
    week = office.diary.week()
    assert week.days[1].minutes_away == 110
    assert week.away_words == "1 h 50 min out of the office"


def test_time_away_over_midnight_counts_on_both_days(office: Office) -> None:
    """A night shift is split at midnight (M3), also from the Sunday before into the week."""
    visit(office, datetime(2026, 11, 17, 22, tzinfo=UTC), 300)
    visit(office, datetime(2026, 11, 18, 2, tzinfo=UTC), 120)
    visit(office, datetime(2026, 11, 15, 23, tzinfo=UTC), 90)
    week = office.diary.week()
    assert [day.minutes_away for day in week.days[:4]] == [30, 120, 240, 0]
    assert week.minutes_away == 390
    assert week.contacts == 2
    assert office.diary.week(date(2026, 11, 15)).minutes_away == 60


def test_calls_attempts_and_the_own_office_are_no_time_away(office: Office) -> None:
    visit(office, NINE, 60, place=PlaceKind.OWN_OFFICE)
    visit(office, NINE, 60, is_attempt=True)
    office.contacts.log(ContactDraft(Channel.CALL, NINE, new_employer="Acme", minutes=45))
    visit(office, NINE, None)
    week = office.diary.week()
    assert (week.minutes_away, week.away_words) == (0, "")
    assert (week.contacts, week.attempts) == (3, 1)


def test_a_contact_stands_on_the_day_it_was_where_it_was(folder: Path) -> None:
    oslo = timezone(timedelta(hours=1))
    office = open_office(folder, clock=FixedClock(datetime(2026, 11, 23, 8, tzinfo=oslo)))
    office.identity.introduce("Vilma Testesen")
    visit(office, datetime(2026, 11, 23, 0, 30, tzinfo=oslo), 10)
    assert office.diary.week().days[0].entries
    assert not any(day.entries for day in office.diary.week(date(2026, 11, 22)).days)
    office.close()


def test_a_colleague_s_contacts_are_only_in_everybody_s_diary(office: Office) -> None:
    from models.tables import Adviser, Contact

    contact = visit(office, NINE, 30)
    with office.database.write() as work:
        other = work.add(Adviser(name="Bo Example"))
        work.change(work.get(Contact, contact), adviser_id=other.id)
    assert office.diary.week().contacts == 0
    assert office.diary.week(everybody=True).contacts == 1


def test_an_interview_and_a_first_day_stand_in_the_diary(office: Office) -> None:
    from models.kinds import SubmissionState
    from models.tables import Employer, Participant, Placement, Submission, Vacancy

    with office.database.write() as work:
        greggs = work.add(Employer(name="Greggs"))
        job = work.add(Vacancy(employer_id=greggs.id, title="Night filler"))
        amira = work.add(Participant(preferred_name="Amira"))
        work.add(
            Submission(
                participant_id=amira.id,
                vacancy_id=job.id,
                state=SubmissionState.INTERVIEW_BOOKED,
                interview_at=datetime(2026, 11, 18, 10, tzinfo=UTC),
            )
        )
        work.add(
            Placement(
                participant_id=amira.id,
                employer_id=greggs.id,
                role="Night filler",
                starts_on=date(2026, 11, 19),
            )
        )
    week = office.diary.week()
    (interview,) = week.days[2].entries
    assert (interview.time, interview.what, interview.subject) == (
        "10:00",
        "interview: Night filler, Greggs",
        "Amira",
    )
    (start,) = week.days[3].entries
    assert (start.kind, start.what) == ("job_start", "first day: Night filler, Greggs")
