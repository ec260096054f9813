"""Rapid start (M12): the days from enrolment to the first employer contact made for somebody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.contact_reading import employer_contacts
from adviser_tui.services.measures.counting import tally
from adviser_tui.services.measures.figure import Measured
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.rapid_start import first_contacts
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from models.kinds import Channel, ContactState, ContactWith, Purpose, Stage
from seed.profiles import profile_of

BEGAN = datetime(2026, 9, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEGAN)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "standard")
    yield opened
    opened.close()


def enrol(office: Office, name: str = "Amira Sample", stage: Stage = Stage.JOB_SEARCH) -> str:
    draft = ParticipantDraft(name, stage=stage, enrolled_on=office.desk.today)
    return office.participants.add(draft)


def visit(office: Office, at: datetime, who: str | None = None, **what: object) -> str:
    given: dict[str, object] = {"channel": Channel.VISIT, "new_employer": f"Shop {at}"}
    draft = ContactDraft(occurred_at=at, participant_id=who, **(given | what))  # type: ignore[arg-type]
    return office.contacts.log(draft).contact_id


def month(office: Office) -> Measured:
    """Return the measure over the month of today."""
    return office.measures.measure("M12", Period.month_of(office.desk.today))


def words(office: Office) -> tuple[str, str, int]:
    found = month(office)
    on_time, days, late = (found.figure(key) for key in ("on_time", "days", "late"))
    return on_time.words, days.words, int(late.numerator)


def test_days_run_from_enrolment_to_the_first_contact_for_somebody(
    office: Office, clock: FixedClock
) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 20 * DAY
    visit(office, BEGAN + 12 * DAY, amira)
    visit(office, BEGAN + 15 * DAY, amira)
    assert words(office) == ("1 of 1", "12 days", 0)
    (ref,) = month(office).figure("on_time").rows
    assert (ref.id, ref.note) == (amira, "after 12 days")


def test_who_waits_longer_is_late_and_not_left_out(office: Office, clock: FixedClock) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 30 * DAY
    assert words(office) == ("n/a", "n/a: nobody's first contact lies in this time", 0)
    clock.at = BEGAN + 31 * DAY
    assert words(office) == ("0 of 1", "n/a: nobody's first contact lies in this time", 1)
    assert month(office).figure("late").rows[0].note == "31 days and none yet"
    visit(office, clock.at, amira)
    assert words(office) == ("0 of 1", "31 days", 0)


def test_days_of_a_pause_are_taken_out(office: Office, clock: FixedClock) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 5 * DAY
    office.participants.pause(amira, (BEGAN + 14 * DAY).date(), agreed=True)
    clock.at = BEGAN + 40 * DAY
    assert words(office)[2] == 0
    visit(office, BEGAN + 38 * DAY, amira)
    assert words(office) == ("1 of 1", "28 days", 0)


def test_a_contact_about_nobody_counts_once_it_is_linked_with_a_reason(
    office: Office, clock: FixedClock
) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 40 * DAY
    first = visit(office, BEGAN + 10 * DAY)
    assert words(office)[2] == 1
    office.contacts.link_to(first, amira, "asked about shifts that suit her")
    assert words(office)[2] == 0
    september = Period.month_of(BEGAN.date())
    found = office.measures.measure("M12", september).figure("on_time")
    assert found.words == "1 of 1"
    assert found.rows[0].note == "after 10 days, linked afterwards"
    assert office.history.undo().startswith("linked visit with Shop")
    assert words(office)[2] == 1


def test_what_cannot_be_linked_is_refused_in_words(office: Office, clock: FixedClock) -> None:
    amira, bo = enrol(office), enrol(office, "Bo Sample")
    clock.at = BEGAN + DAY
    generic = visit(office, BEGAN)
    with pytest.raises(InputError, match="what was done for Amira Sample"):
        office.contacts.link_to(generic, amira, "  ")
    refused = {
        visit(office, BEGAN, channel=Channel.VOICEMAIL): "Nobody was spoken to",
        visit(office, BEGAN, organisation="Job Partners"): "A partner made",
        visit(office, BEGAN, bo): "for another participant already",
        visit(office, BEGAN, amira): "for Amira Sample already",
        visit(office, BEGAN, amira, new_employer=""): "with an employer",
    }
    for contact, why in refused.items():
        with pytest.raises(RuleError, match=why):
            office.contacts.link_to(contact, amira, "asked about shifts")
    assert [row.id for row in office.contacts.linkable()] == [generic]


def test_a_correction_to_somebody_else_drops_the_reason(office: Office, clock: FixedClock) -> None:
    amira, bo = enrol(office), enrol(office, "Bo Sample")
    clock.at = BEGAN + DAY
    contact = visit(office, BEGAN)
    office.contacts.link_to(contact, amira, "asked about shifts")
    office.contacts.change(contact, participant_id=bo)
    row = office.database.row("SELECT participant_id, linked_why FROM contact")
    assert (row["participant_id"], row["linked_why"]) == (bo, "")


def test_attempts_support_and_what_is_taken_off_do_not_begin_it(
    office: Office, clock: FixedClock
) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 20 * DAY
    visit(office, BEGAN + 2 * DAY, amira, channel=Channel.VOICEMAIL)
    visit(office, BEGAN + 3 * DAY, amira, purpose=Purpose.SUPPORT)
    visit(office, BEGAN + 4 * DAY, amira, organisation="Job Partners")
    gone = visit(office, BEGAN + 5 * DAY, amira)
    visit(office, BEGAN + 9 * DAY, amira, purpose=Purpose.SUPPORT, need="a driver")
    assert words(office)[1] == "5 days"
    office.contacts.void([gone], "typed twice")
    assert words(office)[1] == "9 days"


def test_two_people_spoken_of_in_one_meeting_have_both_begun(
    office: Office, clock: FixedClock
) -> None:
    amira, bo = enrol(office), enrol(office, "Bo Sample")
    clock.at = BEGAN + 20 * DAY
    first = visit(office, BEGAN + 3 * DAY, amira)
    shop = office.contacts.one(first).employer_id
    visit(office, BEGAN + 3 * DAY, bo, employer_id=shop)
    assert words(office) == ("2 of 2", "3 days", 0)
    assert office.measures.measure("M1", Period.month_of(BEGAN.date())).head.numerator == 1


def test_what_a_programme_does_not_count_begins_nothing(office: Office, clock: FixedClock) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 20 * DAY
    visit(office, BEGAN + 3 * DAY, amira, channel=Channel.CALL)
    period = Period.month_of(BEGAN.date())
    ips = profile_of("ips")
    assert office.measures.measure("M12", period, profile=ips).head.words == "n/a"
    assert office.measures.measure("M12", period).head.words == "1 of 1"


def test_contacts_of_an_earlier_time_do_not_begin_a_new_one(
    office: Office, clock: FixedClock
) -> None:
    amira = enrol(office)
    visit(office, BEGAN - 100 * DAY, amira)
    clock.at = BEGAN + 10 * DAY
    assert words(office)[0] == "n/a"
    visit(office, BEGAN + 10 * DAY, amira)
    assert words(office)[1] == "10 days"


def test_who_is_not_enrolled_gone_or_in_work_already_does_not_wait(
    office: Office, clock: FixedClock
) -> None:
    enrol(office, "Withdrawn Sample", Stage.WITHDRAWN)
    working = enrol(office, "Working Sample", Stage.IN_WORK_SUPPORT)
    undated = office.participants.add(ParticipantDraft("Undated Sample", stage=Stage.ENGAGED))
    clock.at = BEGAN + 60 * DAY
    assert words(office)[2] == 0
    left_out = month(office).head.left_out
    assert {each.reason: [ref.id for ref in each.rows] for each in left_out} == {
        "no day of enrolment is written down": [undated],
        "already in work before a contact was made for them": [working],
    }


def test_a_past_month_tells_how_it_stood_then(office: Office, clock: FixedClock) -> None:
    amira = enrol(office)
    clock.at = BEGAN + 70 * DAY
    visit(office, BEGAN + 50 * DAY, amira)
    october = Period(date(2026, 10, 1), date(2026, 10, 15))
    assert office.measures.measure("M12", october).figure("late").numerator == 1
    later = Period(date(2026, 10, 16), date(2026, 10, 31))
    assert office.measures.measure("M12", later).figure("late").numerator == 0


def one_of_each(office: Office) -> dict[str, str]:
    """Add contacts of every kind, each for somebody of their own; return whom each is for."""
    from models.tables import Contact, Employer, EmployerPerson, Need, Participant

    made: dict[str, str] = {}
    kinds = product(Channel, Purpose, ContactState, (True, False), (True, False))
    with office.database.write() as work:
        for number, (channel, purpose, state, has_say, has_need) in enumerate(kinds):
            who = work.add(Participant(preferred_name="Sample", enrolled_on=BEGAN.date()))
            shop = work.add(Employer(name=f"Shop {number}"))
            person = work.add(
                EmployerPerson(employer_id=shop.id, name="Somebody", has_hiring_say=has_say)
            )
            contact = work.add(
                Contact(
                    kind=ContactWith.EMPLOYER,
                    employer_id=shop.id,
                    person_id=person.id,
                    participant_id=who.id,
                    adviser_id=office.desk.me,
                    channel=channel,
                    purpose=purpose,
                    state=state,
                    occurred_at=BEGAN,
                )
            )
            if has_need:
                work.add(Need(employer_id=shop.id, contact_id=contact.id, task="a driver"))
            made[contact.id] = who.id
    return made


@pytest.mark.parametrize("programme", ["standard", "ips", "nav"])
def test_what_begins_somebody_is_what_counts_for_the_week(office: Office, programme: str) -> None:
    """The query for the first contact and the count of a week hold to one rule, row by row."""
    people, profile = one_of_each(office), profile_of(programme)
    scene = office.measures.scene(Period(BEGAN.date(), BEGAN.date()), profile=profile)
    found = tally(employer_contacts(scene), profile.contacts)
    left_out = {row.id for rows in found.left_out.values() for row in rows}
    begun = {each.participant for each in first_contacts(scene) if each.on is not None}
    assert begun == {who for contact, who in people.items() if contact not in left_out}
    assert begun
