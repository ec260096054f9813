"""The week's contacts with employers as they stand at the foot of Today, and the target."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from models.kinds import Channel, Stage
from seed.profiles import STANDARD, profile_of, profiles

MONDAY = date(2026, 11, 16)
NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "standard")
    let_three_look_for_work(opened)
    yield opened
    opened.close()


def let_three_look_for_work(office: Office) -> None:
    """With fewer the week asks for less (M2)."""
    from models.tables import Participant

    with office.database.write() as work:
        for name in ("Amira", "Bo", "Cem"):
            work.add(
                Participant(
                    preferred_name=f"{name} Sample",
                    stage=Stage.JOB_SEARCH,
                    coach_id=office.desk.me,
                    enrolled_on=date(2026, 1, 5),
                )
            )


def test_three_voicemails_are_three_attempts_and_no_contact(office: Office) -> None:
    for hour in (9, 11, 13):
        at = NINE.replace(hour=hour)
        office.contacts.log(ContactDraft(Channel.VOICEMAIL, at, new_employer="Greggs"))
    week = office.weekly.week()
    assert (week.counted, week.attempts) == (0, 3)
    assert week.words == "0 of 6 this week"
    assert week.companion == "n/a"
    assert week.note == "not counted: 3 attempts"


def test_late_on_sunday_belongs_to_the_week_that_ends_with_it(folder: Path) -> None:
    copenhagen = timezone(timedelta(hours=1))
    monday_morning = FixedClock(datetime(2026, 11, 23, 8, tzinfo=copenhagen))
    office = open_office(folder, clock=monday_morning)
    office.identity.introduce("Vilma Testesen")
    let_three_look_for_work(office)
    at = datetime(2026, 11, 22, 23, 50, tzinfo=copenhagen)
    office.contacts.log(ContactDraft(Channel.VISIT, at, new_employer="Greggs"))
    assert office.weekly.week().counted == 0
    assert office.weekly.week(MONDAY).counted == 1
    assert office.weekly.week(MONDAY).words == "1 of 6 in week 47"
    office.close()


def test_just_after_midnight_belongs_to_the_new_week_where_it_happened(folder: Path) -> None:
    copenhagen = timezone(timedelta(hours=1))
    office = open_office(folder, clock=FixedClock(datetime(2026, 11, 23, 8, tzinfo=copenhagen)))
    office.identity.introduce("Vilma Testesen")
    at = datetime(2026, 11, 23, 0, 30, tzinfo=copenhagen)  # still Sunday in UTC
    office.contacts.log(ContactDraft(Channel.VISIT, at, new_employer="Greggs"))
    assert office.weekly.week().counted == 1
    office.close()


def test_the_companion_asks_for_a_need_and_a_next_step(office: Office) -> None:
    step = FollowUpDraft("ring back", date(2026, 11, 27))
    office.contacts.log(
        ContactDraft(
            Channel.VISIT, NINE, new_employer="Greggs", need="night fillers", next_steps=(step,)
        )
    )
    office.contacts.log(ContactDraft(Channel.CALL, NINE, new_employer="Acme", need="a driver"))
    week = office.weekly.week()
    assert week.words == "2 of 6 this week"
    assert week.companion == "1 of 2 with a need and a next step"
    assert week.face_to_face == 1
    assert office.weekly.line() == "Employer contacts: 2 of 6 this week"


def test_what_was_written_down_late_counts_and_is_said(office: Office) -> None:
    at = NINE - timedelta(days=7)
    office.contacts.log(ContactDraft(Channel.VISIT, at, new_employer="Greggs"))
    week = office.weekly.week(at.date())
    assert (week.counted, week.late) == (1, 1)


def test_a_voided_contact_a_participant_s_and_a_partner_s_count_nothing(office: Office) -> None:
    from adviser_tui.services.participants.writing import ParticipantDraft

    dana = office.participants.add(ParticipantDraft("Dana Sample"))
    office.contacts.log(ContactDraft(Channel.VISIT, NINE, participant_id=dana))
    logged = office.contacts.log(ContactDraft(Channel.VISIT, NINE, new_employer="Greggs"))
    office.contacts.void([logged.contact_id], "typed twice")
    office.contacts.log(
        ContactDraft(Channel.VISIT, NINE, new_employer="Acme", organisation="Job Partners")
    )
    assert office.weekly.week().counted == 0


def test_the_target_is_the_programme_s_until_one_sets_it_or_switches_it_off(
    office: Office,
) -> None:
    assert office.weekly.week().target == profile_of(STANDARD).weekly_target
    office.weekly.set_target(3)
    assert office.weekly.week().words == "0 of 3 this week"
    office.weekly.set_target(None)
    assert office.weekly.week().words == "0 this week"
    office.weekly.use_programme_target()
    assert office.weekly.target() == 6
    with pytest.raises(InputError, match="between 1 and 100"):
        office.weekly.set_target(0)


def test_the_line_at_the_foot_follows_every_change(office: Office) -> None:
    assert office.weekly.line() == "Employer contacts: 0 of 6 this week"
    office.contacts.log(ContactDraft(Channel.VISIT, NINE, new_employer="Greggs"))
    assert office.weekly.line() == "Employer contacts: 1 of 6 this week"
    office.history.undo()
    assert office.weekly.line() == "Employer contacts: 0 of 6 this week"


def test_a_programme_without_rules_of_its_own_has_the_standard_ones() -> None:
    assert profile_of("somewhere else").id == STANDARD
    assert all(profile.name for profile in profiles())
