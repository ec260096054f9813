"""Contacts with employers read from a caseload: whose they are, when, and of which week."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.contact_reading import employer_contacts
from adviser_tui.services.measures.counting import Why, counted_contacts
from adviser_tui.services.measures.figure import Figure
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.measures.weeks import eight_weeks
from adviser_tui.services.office import Office, open_office
from models.kinds import Channel, Direction, Purpose

NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)
WEEK = Period.week_named("2026-W47")


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "elsewhere")
    yield opened
    opened.close()


def log(office: Office, at: datetime = NINE, employer: str = "Greggs", **what: object) -> str:
    given: dict[str, object] = {"channel": Channel.VISIT, "new_employer": employer}
    if known := office.database.row("SELECT id FROM employer WHERE name = ?", (employer,)):
        given["employer_id"] = str(known["id"])
    draft = ContactDraft(occurred_at=at, **(given | what))  # type: ignore[arg-type]
    return office.contacts.log(draft).contact_id


def figure(office: Office, key: str, period: Period = WEEK) -> Figure:
    return office.measures.measure("M1", period).figure(key)


def counted(office: Office, period: Period = WEEK) -> int:
    return int(figure(office, "counted", period).numerator)


def test_inbound_counts_as_outbound_does(office: Office) -> None:
    log(office, direction=Direction.INBOUND, channel=Channel.CALL)
    log(office, employer="Acme")
    assert counted(office) == 2


def test_every_exclusion_is_listed_with_its_reason_and_rows(office: Office) -> None:
    kept = log(office)
    again = log(office, NINE + timedelta(hours=3))
    gone = log(office, employer="Acme")
    office.contacts.void([gone], "typed twice")
    theirs = log(office, employer="Bolts", organisation="Job Partners")
    missed = log(office, employer="Cogs", channel=Channel.VOICEMAIL)
    support = log(office, employer="Dials", purpose=Purpose.SUPPORT)
    found = figure(office, "counted")
    assert [ref.id for ref in found.rows] == [kept]
    assert {each.reason: [ref.id for ref in each.rows] for each in found.left_out} == {
        Why.VOID: [gone],
        Why.THEIRS: [theirs],
        Why.ATTEMPT: [missed],
        Why.SUPPORT: [support],
        Why.SAME_DAY: [again],
    }
    assert [ref.id for ref in figure(office, "attempts").rows] == [missed]


def test_support_in_which_a_vacancy_was_heard_of_counts(office: Office) -> None:
    from models.tables import Vacancy

    log(office)
    employer = str(office.database.row("SELECT id FROM employer")["id"])
    with office.database.write() as work:
        heard = work.add(Vacancy(employer_id=employer, title="Driver", heard_on=date(2026, 11, 17)))
    tuesday = NINE + timedelta(days=1)
    log(office, tuesday, purpose=Purpose.SUPPORT, vacancy_id=heard.id)
    log(office, tuesday + timedelta(days=1), purpose=Purpose.SUPPORT, vacancy_id=heard.id)
    assert counted(office) == 2
    assert figure(office, "counted").left_out[0].reason == Why.SUPPORT


def test_a_contact_of_an_employer_that_was_merged_away_follows_the_survivor(
    office: Office,
) -> None:
    from models.tables import Contact, Employer

    log(office)
    log(office, NINE + timedelta(hours=3), employer="Greggs plc")
    assert counted(office) == 2
    kept, gone = (
        str(office.database.row("SELECT id FROM employer WHERE name = ?", (name,))["id"])
        for name in ("Greggs", "Greggs plc")
    )
    with office.database.write() as work:
        # As it comes from a device that did not know of the merger yet.
        work.void(work.get(Employer, gone), f"merged into {kept}")
    assert counted(office) == 1
    with office.database.write() as work:
        assert {each.employer_id for each in work.find(Contact)} == {kept, gone}


def test_voiding_restores_the_earlier_figure(office: Office) -> None:
    log(office)
    before = figure(office, "counted")
    one_more = log(office, employer="Acme")
    assert counted(office) == 2
    office.contacts.void([one_more], "another employer")
    after = figure(office, "counted")
    assert (after.numerator, after.rows) == (before.numerator, before.rows)


def test_contacts_of_colleagues_participants_and_partners_change_nothing(office: Office) -> None:
    from adviser_tui.services.participants.writing import ParticipantDraft
    from models.tables import Adviser, Contact

    log(office)
    dana = office.participants.add(ParticipantDraft("Dana Sample"))
    for draft in (
        ContactDraft(Channel.VISIT, NINE, participant_id=dana),
        ContactDraft(Channel.VISIT, NINE, partner_name="Fettling College"),
    ):
        office.contacts.log(draft)
    his = log(office, employer="Acme")
    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Example", team="Fjord"))
        work.change(work.get(Contact, his), adviser_id=bo.id)
    found = figure(office, "counted")
    assert (found.numerator, found.left_out) == (1, ())
    measures = office.measures
    both = counted_contacts(measures.scene(WEEK, measures.team()))
    assert len(both.counted) == 2


def test_what_is_for_a_participant_and_what_is_not_add_up(office: Office) -> None:
    from adviser_tui.services.participants.writing import ParticipantDraft

    dana = office.participants.add(ParticipantDraft("Dana Sample"))
    log(office, participant_id=dana)
    log(office, employer="Acme", channel=Channel.CALL)
    keys = ("counted", "for_person", "generic", "face_to_face", "two_way")
    assert [figure(office, key).numerator for key in keys] == [2, 1, 1, 1, 2]


def test_late_ones_count_and_are_marked(office: Office) -> None:
    log(office, NINE - timedelta(days=14))
    found = figure(office, "counted", WEEK.before(2))
    assert [ref.note for ref in found.rows] == ["late"]
    assert found.note == "1 written down more than 7 days later."


def test_a_day_with_very_many_employers_asks_for_a_note(office: Office) -> None:
    for number in range(7):
        log(office, NINE + timedelta(minutes=number), employer=f"Stand {number}")
    assert counted(office) == 7
    assert "7 employer contacts on Mon 16 Nov" in figure(office, "counted").note
    office.contacts.change(str(figure(office, "counted").rows[0].id), note="the job fair")
    assert figure(office, "counted").note == ""


def test_six_employers_on_a_day_ask_for_nothing(office: Office) -> None:
    for number in range(6):
        log(office, NINE + timedelta(minutes=number), employer=f"Stand {number}")
    assert figure(office, "counted").note == ""


@pytest.mark.parametrize(
    ("at", "week"),
    [
        # Summer time ends in the night to Sunday 25 October 2026.
        (datetime(2026, 10, 25, 23, 50, tzinfo=timezone(timedelta(hours=1))), "2026-W43"),
        (datetime(2026, 10, 26, 0, 10, tzinfo=timezone(timedelta(hours=1))), "2026-W44"),
        # 2020 had 53 weeks, and the first days of 2021 belong to the last of them.
        (datetime(2021, 1, 3, 23, 50, tzinfo=timezone(timedelta(hours=1))), "2020-W53"),
        (datetime(2021, 1, 4, 0, 10, tzinfo=timezone(timedelta(hours=1))), "2021-W01"),
        # The last days of 2019 belong to the first week of 2020.
        (datetime(2019, 12, 30, 0, 5, tzinfo=timezone(timedelta(hours=13))), "2020-W01"),
        # On a journey, by the wall clock there.
        (datetime(2026, 11, 15, 23, 30, tzinfo=timezone(timedelta(hours=-11))), "2026-W46"),
        (datetime(2026, 11, 16, 0, 30, tzinfo=timezone(timedelta(hours=13))), "2026-W47"),
    ],
)
def test_a_week_is_that_of_the_wall_clock(office: Office, at: datetime, week: str) -> None:
    log(office, at)
    period = Period.week_named(week)
    assert [counted(office, period.before(n)) for n in (1, 0, -1)] == [0, 1, 0]
    assert counted(office, Period(at.date(), at.date())) == 1


def test_several_weeks_are_read_once_and_say_the_same(office: Office) -> None:
    for days in (0, 1, 7, 8, 9, 21, 60):
        log(office, NINE - timedelta(days=days), employer=f"Shop {days}")
    log(office, NINE, employer="Missed", channel=Channel.VOICEMAIL)
    scene = office.measures.scene(WEEK)
    lines = eight_weeks(scene)
    assert [line.period for line in lines] == [WEEK.before(n) for n in range(7, -1, -1)]
    assert [line.counted for line in lines] == [counted(office, line.period) for line in lines]
    assert [line.counted for line in lines] == [0, 0, 0, 0, 1, 2, 2, 1]
    assert lines[-1].attempts == 1


def test_weeks_and_the_month_they_lie_in_add_up(office: Office) -> None:
    for days in range(0, 40, 3):
        log(office, NINE - timedelta(days=days), employer=f"Shop {days % 4}")
    first = WEEK.before(3)
    span = Period(first.first, WEEK.last)
    weeks = sum(counted(office, WEEK.before(n)) for n in range(4))
    days = sum(counted(office, Period(day, day)) for day in span.days)
    assert counted(office, span) == weeks == days


def test_the_reading_of_a_week_goes_by_the_index_on_the_moment(office: Office) -> None:
    from adviser_tui.services.measures import contact_reading

    plan = office.database.rows(
        f"EXPLAIN QUERY PLAN {contact_reading._CONTACTS}", {**WEEK.bounds(), "me": "[]"}
    )
    assert any("ix_contact_when" in str(row["detail"]) for row in plan)
    assert not any(str(row["detail"]).startswith("SCAN c") for row in plan)


def test_nobody_s_figures_are_empty(office: Office) -> None:
    log(office)
    scene = office.measures.scene(WEEK, Whose((), "nobody"))
    assert employer_contacts(scene) == ()
    assert figure(office, "needs_and_next_step", WEEK.before(1)).words == "n/a"
