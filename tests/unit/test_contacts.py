"""Contacts: logged with what came of them, attempts apart, corrected and voided with reasons."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.promises import PromiseDraft
from models.kinds import Channel, ContactWith, Direction, Pipeline, PlaceKind, Purpose, Side

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def greggs(office: Office) -> str:
    return office.employers.add(EmployerDraft("Crumbly Bakery", town="Leeds"))


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(ParticipantDraft("Amira Sample"))


def visit(employer_id: str, **values: object) -> ContactDraft:
    return replace(
        ContactDraft(Channel.VISIT, NOW - timedelta(hours=1), employer_id=employer_id),
        **values,  # type: ignore[arg-type]
    )


def test_a_contact_is_kept_with_all_that_came_of_it(
    office: Office, greggs: str, amira: str
) -> None:
    logged = office.contacts.log(
        visit(
            greggs,
            participant_id=amira,
            new_person="Sam Invented",
            purpose=Purpose.NEEDS,
            minutes=25,
            note="keen",
            need="2 night fillers",
            next_steps=(FollowUpDraft("ring", date(2026, 11, 27)),),
            promises=(PromiseDraft("send CVs", date(2026, 11, 26)),),
        )
    )
    row = office.contacts.one(logged.contact_id)
    assert (row.name, row.participant, row.person) == (
        "Crumbly Bakery",
        "Amira Sample",
        "Sam Invented",
    )
    assert (row.minutes, row.note, row.place, row.is_attempt) == (25, "keen", PlaceKind.AWAY, False)
    step = office.follow_ups.one(logged.follow_up_ids[0])
    assert (step.side, step.employer_id, step.participant_id) == (Side.EMPLOYER, greggs, amira)
    assert office.promises.one(logged.promise_ids[0]).made_on == date(2026, 11, 20)
    assert [need.task for need in office.employers.card(greggs).needs] == ["2 night fillers"]
    office.history.undo()
    assert not office.contacts.recent()
    assert not office.employers.card(greggs).needs
    assert not office.employers.card(greggs).people


def test_an_employer_not_known_yet_is_made_with_its_first_contact(office: Office) -> None:
    logged = office.contacts.log(
        ContactDraft(Channel.CALL, NOW, new_employer="Pretend Plumbing", new_person="Kim")
    )
    assert logged.made_employer
    card = office.employers.card(logged.employer_id)
    assert (card.name, [person.name for person in card.people]) == ("Pretend Plumbing", ["Kim"])
    assert len(card.sites) == 1


@pytest.mark.parametrize("channel", [Channel.VOICEMAIL, Channel.NO_SHOW])
def test_a_voicemail_and_a_no_show_are_attempts(
    office: Office, greggs: str, channel: Channel
) -> None:
    logged = office.contacts.log(ContactDraft(channel, NOW, employer_id=greggs))
    assert logged.is_attempt
    assert office.contacts.recent(employer_id=greggs)[0].is_attempt


def test_a_contact_with_a_partner_needs_only_their_name(office: Office) -> None:
    logged = office.contacts.log(
        ContactDraft(
            Channel.CALL,
            NOW,
            partner_name="Made-up College",
            next_steps=(FollowUpDraft("ask again", date(2026, 12, 1)),),
        )
    )
    row = office.contacts.one(logged.contact_id)
    assert (row.kind, row.name) == (ContactWith.PARTNER, "Made-up College")
    assert office.follow_ups.one(logged.follow_up_ids[0]).side is Side.PARTNER


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"occurred_at": NOW + timedelta(minutes=5)}, "when", "not happened yet"),
        ({"minutes": 1441}, "minutes", "no time and a day"),
        ({"employer_id": None}, "with", "whom"),
        ({"employer_id": None, "partner_name": "X", "need": "hands"}, "need", "to an employer"),
    ],
)
def test_what_cannot_be_a_contact(
    office: Office, greggs: str, change: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence) as refused:
        office.contacts.log(replace(visit(greggs), **change))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not office.contacts.recent()


def test_nobody_who_is_not_there_can_have_been_spoken_to(office: Office) -> None:
    with pytest.raises(NotFoundError):
        office.contacts.log(visit("0198c0de-0000-7000-8000-000000000000"))


def test_who_asked_to_be_left_alone_is_not_contacted(
    office: Office, greggs: str, clock: FixedClock
) -> None:
    office.employers.do_not_contact(greggs, "too many calls", date(2026, 12, 4))
    clock.at += timedelta(minutes=20)
    with pytest.raises(RuleError, match=r"until Fri 4 Dec: too many calls.*“inbound”"):
        office.contacts.log(visit(greggs, occurred_at=clock.at))
    assert not office.contacts.recent()
    # What they began, what happened before they asked, and what a partner did, is on record.
    office.contacts.log(visit(greggs, occurred_at=clock.at, direction=Direction.INBOUND))
    office.contacts.log(visit(greggs, occurred_at=NOW - timedelta(days=1)))
    office.contacts.log(visit(greggs, occurred_at=clock.at, organisation="Other Agency"))
    assert len(office.contacts.recent()) == 3
    clock.at = datetime(2026, 12, 5, 9, tzinfo=UTC)
    office.contacts.log(visit(greggs, occurred_at=clock.at))


def test_the_stage_is_suggested_and_never_changed(office: Office, greggs: str) -> None:
    first = office.contacts.log(visit(greggs))
    assert [hint for hint in first.hints if "planning may fit" in hint]
    second = office.contacts.log(visit(greggs, need="a baker"))
    assert [hint for hint in second.hints if "needs may fit" in hint]
    assert office.employers.card(greggs).stage is Pipeline.PROSPECTING
    office.employers.set_stage(greggs, Pipeline.NEEDS)
    assert not office.contacts.log(visit(greggs)).hints
    assert not office.contacts.log(visit(greggs, channel=Channel.VOICEMAIL)).hints


def test_a_seventh_employer_in_a_day_asks_for_a_note(office: Office) -> None:
    for number in range(1, 8):
        logged = office.contacts.log(
            ContactDraft(Channel.VISIT, NOW, new_employer=f"Invented Stall {number}")
        )
        asked = [hint for hint in logged.hints if "add a note" in hint]
        assert bool(asked) == (number == 7)
    with_note = ContactDraft(Channel.VISIT, NOW, new_employer="Stall 8", note="job fair, town hall")
    assert not [hint for hint in office.contacts.log(with_note).hints if "add a note" in hint]


def test_the_newest_come_first_and_can_be_read_on(office: Office, greggs: str, amira: str) -> None:
    for hours in range(5):
        office.contacts.log(visit(greggs, occurred_at=NOW - timedelta(hours=hours)))
    office.contacts.log(ContactDraft(Channel.CALL, NOW, participant_id=amira))
    page = office.contacts.recent(2, employer_id=greggs)
    rest = office.contacts.recent(employer_id=greggs, before=page[-1].id)
    times = [row.at for row in (*page, *rest)]
    assert len(times) == 5
    assert times == sorted(times, reverse=True)
    assert [row.name for row in office.contacts.recent(participant_id=amira)] == ["Amira Sample"]


def test_what_is_written_down_late_is_flagged(office: Office, greggs: str) -> None:
    office.contacts.log(visit(greggs, occurred_at=NOW - timedelta(days=8)))
    office.contacts.log(visit(greggs, occurred_at=NOW - timedelta(days=6)))
    assert [row.is_late for row in office.contacts.recent()] == [False, True]


def test_a_contact_can_be_corrected(office: Office, greggs: str) -> None:
    logged = office.contacts.log(visit(greggs, minutes=25))
    east = timezone(timedelta(hours=2))
    office.contacts.change(
        logged.contact_id,
        channel=Channel.CALL,
        note="it was the owner",
        occurred_at=datetime(2026, 11, 19, 0, 30, tzinfo=east),
    )
    row = office.contacts.one(logged.contact_id)
    assert (row.channel, row.place, row.note) == (
        Channel.CALL,
        PlaceKind.REMOTE,
        "it was the owner",
    )
    assert row.at.date() == date(2026, 11, 19)
    office.history.undo()
    assert office.contacts.one(logged.contact_id).channel is Channel.VISIT


def test_an_attempt_stays_one_until_somebody_is_said_to_have_answered(
    office: Office, greggs: str
) -> None:
    attempt = office.contacts.log(visit(greggs, channel=Channel.CALL, is_attempt=True)).contact_id
    office.contacts.change(attempt, channel=Channel.VIDEO)
    assert office.contacts.one(attempt).is_attempt
    office.contacts.change(attempt, is_attempt=False)
    assert not office.contacts.one(attempt).is_attempt
    office.contacts.change(attempt, channel=Channel.VOICEMAIL)
    assert office.contacts.one(attempt).is_attempt
    with pytest.raises(RuleError, match="stays an attempt"):
        office.contacts.change(attempt, is_attempt=False)
    office.contacts.change(attempt, channel=Channel.CALL)
    assert not office.contacts.one(attempt).is_attempt


def test_a_correction_keeps_the_rules(office: Office, greggs: str, amira: str) -> None:
    logged = office.contacts.log(visit(greggs, new_person="Sam")).contact_id
    for values, sentence in (
        ({"occurred_at": NOW + timedelta(days=1)}, "not happened yet"),
        ({"minutes": -1}, "no time and a day"),
        ({"employer_id": None}, "with somebody"),
        ({"state": "done"}, "cannot be changed"),
    ):
        with pytest.raises(InputError, match=sentence):
            office.contacts.change(logged, **values)
    office.contacts.change(logged, employer_id=None, participant_id=amira)
    row = office.contacts.one(logged)
    assert (row.kind, row.name, row.person) == (ContactWith.PARTICIPANT, "Amira Sample", "")


def test_a_contact_is_voided_with_a_reason(office: Office, greggs: str) -> None:
    logged = office.contacts.log(visit(greggs))
    with pytest.raises(RuleError, match="Say why"):
        office.contacts.void([logged.contact_id], " ")
    office.contacts.void([logged.contact_id], "written down twice")
    assert not office.contacts.recent()
    with pytest.raises(NotFoundError):
        office.contacts.one(logged.contact_id)
    with pytest.raises(NotFoundError):
        office.contacts.change(logged.contact_id, note="x")


def test_two_visits_without_a_clock_time_are_said_to_count_as_one(
    office: Office, greggs: str
) -> None:
    noon = datetime(2026, 11, 19, 12, tzinfo=UTC)
    first = visit(greggs, occurred_at=noon, new_person="Sam Invented", purpose=Purpose.NEEDS)
    second = visit(greggs, occurred_at=noon, new_person="Kim Madeup", purpose=Purpose.PRESENT)

    def told(draft: ContactDraft) -> bool:
        return any("count as one meeting" in hint for hint in office.contacts.log(draft).hints)

    assert not told(first)
    assert told(second)
    assert not told(replace(second, occurred_at=noon - timedelta(hours=2), new_person="Bo Prøve"))
    # Nobody else, or nothing else, would not have counted by itself either.
    assert not told(replace(second, new_person=""))
    other = replace(first, occurred_at=noon - timedelta(days=1), need="a driver")
    assert not told(other)
    assert not told(replace(other, new_person="Zoe Example", need=""))
    assert told(replace(other, new_person="Ida Example", need="a baker"))
