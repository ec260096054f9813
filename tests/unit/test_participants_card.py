"""A participant's row and card, and what changes on it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from models.kinds import Channel, Confidentiality, Side, Stage

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(
        ParticipantDraft("Amira Sample", phone="07700 900123", goal="I want mornings free")
    )


def test_a_new_participant_is_listed_with_their_coach(office: Office, amira: str) -> None:
    (row,) = office.participants.rows()
    assert (row.id, row.name, row.stage_words, row.coach) == (
        amira,
        "Amira Sample",
        "referred",
        "Vilma Testesen",
    )
    assert row.next_step is None
    assert row.quiet_days is None
    assert not row.is_parked


def test_the_same_name_is_asked_about_before_it_is_added_twice(office: Office, amira: str) -> None:
    with pytest.raises(RuleError, match=r"Amira Sample \(the same name\).*Nobody was added"):
        office.participants.add(ParticipantDraft("amira  sample"))
    assert len(office.participants.rows("all")) == 1
    assert office.participants.add(ParticipantDraft("Amira Sample"), even_if_similar=True) != amira


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (ParticipantDraft("Someone Else", phone="+44 7700 900123"), "the same phone"),
        (ParticipantDraft("Amira Sampel"), "nearly the same name"),
        (ParticipantDraft("Sample, Amira"), "the same name"),
    ],
)
def test_twins_are_found_by_what_does_not_change(
    office: Office, amira: str, draft: ParticipantDraft, why: str
) -> None:
    (twin,) = office.participants.possible_twins(
        draft.name, draft.phone, draft.email, draft.postcode
    )
    assert (twin.id, twin.why) == (amira, why)


def test_a_like_name_in_another_place_is_nobody_s_twin(office: Office) -> None:
    office.participants.add(ParticipantDraft("Amira Sample", postcode="LS1 4AB"))
    assert not office.participants.possible_twins("Amira Sampel", postcode="M1 1AA")


def test_the_next_step_is_the_follow_up_due_first(office: Office, amira: str) -> None:
    for what, day in (("later", 5), ("sooner", -2)):
        office.follow_ups.add(
            FollowUpDraft(
                what,
                TODAY + timedelta(days=day),
                participant_id=amira,
                side=Side.PARTICIPANT,
            )
        )
    step = office.participants.rows()[0].next_step
    assert step is not None
    assert (step.what, step.is_overdue, step.due_words) == ("sooner", True, "2 days overdue")


def test_a_contact_ends_the_quiet_and_an_attempt_does_not(office: Office, amira: str) -> None:
    office.participants.set_stage(amira, Stage.ENGAGED)
    at = datetime(2026, 10, 20, 9, tzinfo=UTC)
    office.contacts.log(ContactDraft(Channel.CALL, at, participant_id=amira))
    office.contacts.log(
        ContactDraft(Channel.VOICEMAIL, at + timedelta(days=20), participant_id=amira)
    )
    (row,) = office.participants.rows("parked")
    assert row.quiet_days == 31


@pytest.mark.parametrize("away", ["paused", "unavailable"])
def test_nobody_is_parked_while_they_are_away(office: Office, amira: str, away: str) -> None:
    office.participants.set_stage(amira, Stage.ENGAGED)
    office.participants.change(amira, enrolled_on=date(2026, 9, 1))
    assert office.participants.rows("parked")
    until = TODAY + timedelta(days=14)
    if away == "paused":
        office.participants.pause(amira, until, agreed=True)
    else:
        office.participants.unavailable(amira, until)
    assert not office.participants.rows("parked")
    (row,) = office.participants.rows("away")
    assert row.flags == (f"{away} until Fri 4 Dec",)
    office.participants.resume(amira)
    assert not office.participants.rows("away")


def test_nobody_is_unavailable_for_more_than_a_month(office: Office, amira: str) -> None:
    with pytest.raises(RuleError, match="at most 31 days"):
        office.participants.unavailable(amira, TODAY + timedelta(days=32))
    with pytest.raises(RuleError, match="at most 31 days"):
        office.participants.change(amira, unavailable_until=TODAY + timedelta(days=32))
    office.participants.unavailable(amira, TODAY + timedelta(days=31))


def test_a_pause_cannot_end_before_it_begins(office: Office, amira: str) -> None:
    with pytest.raises(InputError, match="still to come"):
        office.participants.pause(amira, TODAY, agreed=False)


def test_stages_only_move_along_their_edges(office: Office, amira: str) -> None:
    with pytest.raises(RuleError, match=r"Next can be: engaged, transferred, withdrawn"):
        office.participants.set_stage(amira, Stage.IN_WORK_SUPPORT)
    office.participants.set_stage(amira, Stage.ENGAGED)
    card = office.participants.card(amira)
    assert card.stage_words == "engaged"
    assert card.next_stages == (
        Stage.PROFILING,
        Stage.JOB_SEARCH,
        Stage.WITHDRAWN,
        Stage.TRANSFERRED,
    )
    assert [(row.kind, row.words) for row in card.timeline] == [("stage", "moved to engaged")]


def test_whoever_left_is_only_in_the_list_of_those_who_left(office: Office, amira: str) -> None:
    office.participants.set_stage(amira, Stage.WITHDRAWN)
    assert not office.participants.rows()
    assert [row.id for row in office.participants.rows("left")] == [amira]


def test_flags_say_restricted_and_whom_one_stands_in_for(office: Office, amira: str) -> None:
    from models.tables import Adviser, Participant

    with office.database.write() as work:
        other = work.add(Adviser(name="Bo Example"))
        row = work.get(Participant, amira)
        work.change(
            row,
            coach_id=other.id,
            deputy_id=office.desk.me,
            confidentiality=Confidentiality.RESTRICTED,
        )
    (found,) = office.participants.rows("deputy")
    assert found.flags == ("restricted", "you stand in for Bo Example")
    assert not office.participants.rows("mine")
    assert office.participants.card(amira).deputy == "Vilma Testesen"


def test_the_card_says_how_to_reach_somebody_and_what_they_want(office: Office, amira: str) -> None:
    office.participants.change(amira, safe_to_contact="text first, no voicemail")
    card = office.participants.card(amira)
    assert card.safe_to_contact == "text first, no voicemail"
    assert card.goal == "I want mornings free"
    assert [line.words for line in card.documents] == ["not noted", "not noted", "not noted"]


def test_a_card_of_nobody_says_so(office: Office) -> None:
    with pytest.raises(NotFoundError, match="not in the caseload"):
        office.participants.card("no-such-id")


def test_a_barrier_that_is_worked_on_counts_as_a_step(office: Office, amira: str) -> None:
    from models.kinds import BarrierState

    barrier = office.barriers.add(
        amira, "no bus on Sundays", "ask about a lift", due_on=TODAY - timedelta(days=1)
    )
    card = office.participants.card(amira)
    assert card.quiet_days == 0
    (line,) = card.barriers
    assert line.words == "open: ask about a lift, Vilma Testesen, 1 day overdue"
    assert line.is_overdue
    office.barriers.set_state([barrier], BarrierState.REMOVED)
    (line,) = office.participants.card(amira).barriers
    assert not line.is_overdue
    assert line.words == "removed: ask about a lift, Vilma Testesen"
    with pytest.raises(InputError, match="in the way"):
        office.barriers.add(amira, "  ")


def test_the_timeline_turns_its_pages_without_losing_or_repeating(
    office: Office, amira: str
) -> None:
    start = datetime(2026, 11, 1, 9, tzinfo=UTC)
    for hour in range(7):
        office.contacts.log(
            ContactDraft(
                Channel.CALL,
                start + timedelta(hours=hour // 2),
                participant_id=amira,
                note=str(hour),
            )
        )
    seen = []
    page = office.timeline.of_participant(amira, limit=3)
    while page:
        seen += [row.note for row in page]
        page = office.timeline.of_participant(amira, page[-1], limit=3)
    assert sorted(seen) == [str(hour) for hour in range(7)]
