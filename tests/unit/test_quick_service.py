"""A quick-entry line with the caseload behind it: matched, asked about, shown, then saved."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.quick_line.ask import AskError, Party
from adviser_tui.services.quick_line.plan import QuickPreview
from adviser_tui.services.vacancies.writing import VacancyDraft
from models.kinds import Channel, Direction, Purpose, Side

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    for name, town in (
        ("Testco Stores", "Leeds"),
        ("Testco Stores", "York"),
        ("Crumbly Bakery Ltd", "Leeds"),
        ("Nanda's Grill", "Hull"),
    ):
        opened.employers.add(EmployerDraft(name, town=town), even_if_similar=True)
    opened.participants.add(ParticipantDraft("Amira Sample", safe_to_contact="text first"))
    yield opened
    opened.close()


def id_of(office: Office, text: str) -> str:
    return office.search.find(text, limit=1)[0].id


def said(preview: QuickPreview) -> str:
    return "\n".join(f"{line.label}: {line.value}" for line in preview.lines)


def test_a_visit_with_a_need_and_a_next_step(office: Office) -> None:
    line = 'testco leeds f2f needs "2 night fillers" 25m fu fri'
    logged = office.quick.record(line)
    row = office.contacts.one(logged.contact_id)
    assert (row.name, row.channel, row.minutes, row.purpose) == (
        "Testco Stores",
        Channel.VISIT,
        25,
        Purpose.NEEDS,
    )
    assert row.employer_id == id_of(office, "testco leeds")
    card = office.employers.card(row.employer_id)
    assert [need.task for need in card.needs] == ["2 night fillers"]
    step = office.follow_ups.one(logged.follow_up_ids[0])
    assert (step.what, step.due_on, step.side) == (
        "follow up: 2 night fillers",
        date(2026, 11, 27),
        Side.EMPLOYER,
    )
    office.history.undo()
    assert not office.contacts.recent()
    assert not office.follow_ups.about(employer_id=row.employer_id)


def test_a_call_with_a_participant_says_how_to_reach_them(office: Office) -> None:
    preview = office.quick.understand('amira call "bus pass sorted"')
    assert "Call with: Amira Sample, participant" in said(preview)
    assert "Mind: safe to contact: text first" in said(preview)
    row = office.contacts.one(office.quick.save(preview).contact_id)
    assert (row.participant, row.employer, row.note) == ("Amira Sample", "", "bus pass sorted")


def test_a_voicemail_is_said_to_be_an_attempt(office: Office) -> None:
    preview = office.quick.understand("crumbly vm fu +2d")
    assert "An attempt, not counted as a contact." in said(preview)
    assert "Next step: Sun 22 Nov, try again: call" in said(preview)
    assert "Sun 22 Nov is a Sunday" in said(preview) or "weekend" in said(preview)
    assert office.quick.save(preview).is_attempt


def test_a_promise_stands_alone(office: Office) -> None:
    logged = office.quick.record('promise nanda\'s "send 2 CVs" by thu')
    promise = office.promises.one(logged.promise_ids[0])
    assert (promise.employer, promise.what, promise.due_on) == (
        "Nanda's Grill",
        "send 2 CVs",
        date(2026, 11, 26),
    )
    assert not logged.contact_id
    assert not office.contacts.recent()
    office.history.undo()
    assert not office.promises.about(employer_id=logged.employer_id)


def test_a_promise_made_yesterday_keeps_its_day_and_its_words(office: Office) -> None:
    office.employers.add_person(id_of(office, "nanda"), PersonDraft("Sam Invented"))
    line = 'promise nanda\'s "send 2 CVs" by thu yesterday "in Danish" @sam'
    promise = office.promises.one(office.quick.record(line).promise_ids[0])
    assert promise.made_on == date(2026, 11, 19)
    assert promise.what == "send 2 CVs; in Danish; to Sam Invented"


def test_a_contact_may_carry_a_promise(office: Office) -> None:
    logged = office.quick.record('crumbly call promise "send 2 CVs" by thu fu fri')
    assert logged.contact_id
    assert office.promises.one(logged.promise_ids[0]).made_on == date(2026, 11, 20)
    assert office.follow_ups.one(logged.follow_up_ids[0]).what == "follow up the call"


def test_two_that_fit_equally_well_are_asked_about(office: Office) -> None:
    preview = office.quick.understand("testco f2f")
    assert not preview.can_be_saved
    (ask,) = preview.asks
    assert {each.label for each in ask.candidates[:-1]} == {
        "Testco Stores, Leeds",
        "Testco Stores, York",
    }
    assert ask.candidates[-1].label == "a new employer “testco”"
    with pytest.raises(AskError, match=r"may be Testco Stores.*Which is it\? Nothing was saved"):
        office.quick.record("testco f2f")
    assert not office.contacts.recent()
    york = next(each for each in ask.candidates if "York" in each.label)
    # The last characters of an id are the ones that differ; the whole of it always does.
    logged = office.quick.record("testco f2f", choose=[york.id])
    assert logged.employer_id == york.id
    assert not logged.made_employer


def test_a_new_one_may_be_chosen_beside_those_that_are_alike(office: Office) -> None:
    for answer in ({"choose": ["new:employer"]}, {"new_employer": True}):
        logged = office.quick.record("Testco f2f", **answer)
        assert logged.made_employer
        assert office.employers.card(logged.employer_id).name == "Testco"
        office.history.undo()


def test_the_very_name_is_meant_by_itself(office: Office) -> None:
    office.employers.add(EmployerDraft("Crumbly Bakery Supplies"), even_if_similar=True)
    preview = office.quick.understand("crumbly bakery call")
    assert preview.who == Party(
        "employer", id_of(office, "crumbly bakery ltd"), "Crumbly Bakery Ltd", "Leeds"
    )


def test_a_slip_of_the_finger_is_asked_about(office: Office) -> None:
    preview = office.quick.understand("crumbyl f2f")
    (ask,) = preview.asks
    assert [each.label for each in ask.candidates] == [
        "Crumbly Bakery Ltd, Leeds",
        "a new employer “crumbyl”",
    ]


def test_a_person_and_an_employer_of_one_name_are_asked_about(office: Office) -> None:
    office.employers.add(EmployerDraft("Amira Foods"))
    (ask,) = office.quick.understand("amira call").asks
    assert [each.kind for each in ask.candidates] == ["participant", "employer", "employer"] or [
        each.kind for each in ask.candidates
    ] == ["employer", "participant", "employer"]


def test_a_name_that_nobody_has_becomes_an_employer_and_is_said_to(office: Office) -> None:
    preview = office.quick.understand('"Pretend Plumbing" call 5m')
    assert "New employer “Pretend Plumbing” will be made." in said(preview)
    logged = office.quick.save(preview)
    assert logged.made_employer
    assert office.employers.card(logged.employer_id).name == "Pretend Plumbing"
    promised = office.quick.record('promise "Invented Inn" "call back" by fri')
    assert promised.made_employer
    assert office.promises.about(employer_id=promised.employer_id)
    office.history.undo()
    with pytest.raises(NotFoundError):
        office.employers.card(promised.employer_id)


def test_an_id_or_its_beginning_names_a_record(office: Office) -> None:
    whole = id_of(office, "crumbly")
    preview = office.quick.understand(f"{whole} call")
    assert preview.who is not None
    assert preview.who.name == "Crumbly Bakery Ltd"


def test_people_at_the_employer_are_named_with_a_mark(office: Office) -> None:
    crumbly = id_of(office, "crumbly")
    sam = office.employers.add_person(crumbly, PersonDraft("Sam Invented", role="owner"))
    row = office.contacts.one(office.quick.record("crumbly f2f @sam").contact_id)
    assert row.person_id == sam
    new = office.contacts.one(office.quick.record('crumbly f2f @"Kim Madeup"').contact_id)
    assert new.person == "Kim Madeup"
    both = office.contacts.one(office.quick.record("crumbly f2f @sam @kim").contact_id)
    assert (both.person, both.note) == ("Sam Invented", "also there: Kim Madeup")
    office.employers.add_person(crumbly, PersonDraft("Sam Other"))
    (ask,) = office.quick.understand("crumbly f2f @sam").asks
    assert [each.name for each in ask.candidates] == ["Sam Invented", "Sam Other"]


def test_a_contact_for_a_participant_is_linked_to_them(office: Office) -> None:
    amira = id_of(office, "amira")
    logged = office.quick.record('crumbly f2f @"Amira Sample" fu fri')
    row = office.contacts.one(logged.contact_id)
    assert (row.employer, row.participant_id) == ("Crumbly Bakery Ltd", amira)
    assert office.follow_ups.one(logged.follow_up_ids[0]).participant_id == amira
    (ask,) = office.quick.understand("crumbly f2f @amira").asks
    assert [each.kind for each in ask.candidates] == ["participant", "person"]
    chosen = office.quick.record("crumbly f2f @amira", choose=["new:person"])
    assert office.contacts.one(chosen.contact_id).person == "amira"


def test_a_vacancy_is_named_with_a_mark(office: Office) -> None:
    crumbly = id_of(office, "crumbly")
    night = office.vacancies.add(VacancyDraft("Night baker", crumbly))
    row = office.contacts.one(office.quick.record("crumbly call #night").contact_id)
    assert row.vacancy_id == night
    office.vacancies.add(VacancyDraft("Night driver", crumbly))
    (ask,) = office.quick.understand("crumbly call #night").asks
    assert {each.name for each in ask.candidates} == {"Night baker", "Night driver"}
    unknown = office.quick.understand('crumbly call #florist "busy"')
    assert "No vacancy of Crumbly Bakery Ltd is like “florist”" in said(unknown)
    assert unknown.contact is not None
    assert unknown.contact.note == "busy; vacancy florist"
    assert office.contacts.one(office.quick.record("amira call #baker").contact_id).vacancy_id


def test_the_contact_record_is_shown_before_anything_is_saved(office: Office) -> None:
    crumbly = id_of(office, "crumbly")
    office.contacts.log(
        ContactDraft(
            Channel.CALL, NOW - timedelta(days=1), employer_id=crumbly, organisation="Other Agency"
        )
    )
    shown = said(office.quick.understand("crumbly f2f"))
    assert "28 days: Contacted once in 28 days by 1 coach" in shown
    assert "Mind: Other Agency called yesterday, agree it with them first" in shown
    assert "No next step yet" in shown


def test_who_asked_to_be_left_alone_is_said_before_and_refused(
    office: Office, clock: FixedClock
) -> None:
    crumbly = id_of(office, "crumbly")
    office.employers.do_not_contact(crumbly, "too many calls", date(2026, 12, 4))
    clock.at += timedelta(minutes=1)
    preview = office.quick.understand("crumbly call")
    assert "do not contact until Fri 4 Dec: too many calls" in said(preview)
    assert not preview.can_be_saved
    with pytest.raises(RuleError, match="“inbound”"):
        office.quick.record("crumbly call")
    logged = office.quick.record("crumbly call inbound")
    assert office.contacts.one(logged.contact_id).direction is Direction.INBOUND


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("f2f needs bakers", Channel.VISIT),
        ("call no answer", Channel.CALL),
        ("vm", None),
        ("support call", Channel.CALL),
    ],
)
def test_a_line_without_a_name_is_about_whom_the_adviser_stands_on(
    office: Office, line: str, channel: Channel | None
) -> None:
    crumbly = office.quick.known("employer", id_of(office, "crumbly"))
    logged = office.quick.record(line, crumbly)
    assert logged.employer_id == crumbly.id
    assert office.contacts.one(logged.contact_id).channel is (channel or Channel.VOICEMAIL)


def test_a_line_with_another_name_is_about_them(office: Office) -> None:
    crumbly = office.quick.known("employer", id_of(office, "crumbly"))
    logged = office.quick.record("nanda's call", crumbly)
    assert logged.employer_id == id_of(office, "nanda's")
    promised = office.quick.record('promise "send CVs" by thu', crumbly)
    assert promised.employer_id == crumbly.id
    york = office.quick.known("employer", id_of(office, "testco york"))
    assert office.quick.record("testco stores f2f", york).employer_id == york.id


def test_nothing_typed_is_lost(office: Office) -> None:
    preview = office.quick.understand('amira call needs "a coat" "cheerful" @mum')
    assert preview.contact is not None
    assert preview.contact.note == "cheerful; needs: a coat; with mum"
    assert "leaves out how it was and the minutes" in said(
        office.quick.understand('promise crumbly "CVs" by thu call 10m')
    )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("crumbly", "Say how it was"),
        ("!!! call", "is no name"),
        ("", "Say first who"),
        ('promise crumbly "x" by 31/2', "There is no"),
        ("crumbly call tomorrow", "has not come yet"),
    ],
)
def test_what_stands_in_the_way(office: Office, line: str, sentence: str) -> None:
    assert sentence in said(office.quick.understand(line))
    with pytest.raises(InputError, match=sentence):
        office.quick.record(line)
    assert not office.contacts.recent()


def test_an_answer_to_no_question_is_refused(office: Office) -> None:
    with pytest.raises(InputError, match="nothing in the line is it"):
        office.quick.record("crumbly call", choose=["0198c0de-0000-7000-8000-000000000000"])


def test_a_seventh_employer_in_a_day_asks_for_a_note_before_it_is_saved(office: Office) -> None:
    for number in range(6):
        office.quick.record(f'"Invented Stall {number}" f2f', new_employer=True)
    assert "employer number 7 met on one day" in said(office.quick.understand("crumbly f2f"))
    assert "employer number" not in said(office.quick.understand('crumbly f2f "job fair"'))
