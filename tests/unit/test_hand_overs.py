"""Hand-overs: the pack, taking over with everything open, returning with a word, taking back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.hand_overs.pack import read_pack
from adviser_tui.services.hand_overs.service import Offer
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.promises import PromiseDraft
from models.kinds import Confidentiality, HandOverState, MadeBy, Side

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SOON = TODAY + timedelta(days=3)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


def colleague(office: Office, name: str) -> str:
    from models.tables import Adviser

    with office.database.write("setup") as work:
        return work.add(Adviser(name=name, team="Fjord")).id


def sit_down(office: Office, adviser_id: str) -> None:
    """Let a colleague work at this laptop, as theirs does once it has synced."""
    office.desk.remember("me", adviser_id)


@pytest.fixture
def bo(office: Office) -> str:
    return colleague(office, "Bo Invented")


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(ParticipantDraft("Amira Made Up", phone="0113 2001"))


def offered(office: Office, amira: str, bo: str, **more: str) -> str:
    values = {"why": "moving to Bergen", "consent": "fine with it", **more}
    return office.hand_overs.offer(Offer("participant", amira, bo, **values))


def owner(office: Office, follow_up: str) -> str:
    return office.follow_ups.one(follow_up).owner


def test_the_pack_holds_what_is_open_and_nothing_about_health(
    office: Office, amira: str, bo: str
) -> None:
    office.follow_ups.add(
        FollowUpDraft("ring about the bus pass", SOON, Side.PARTICIPANT, participant_id=amira)
    )
    office.promises.add(PromiseDraft("send the form", SOON, Side.PARTICIPANT, participant_id=amira))
    office.promises.add(
        PromiseDraft("bring the papers", SOON, Side.PARTICIPANT, MadeBy.THEM, participant_id=amira)
    )
    office.barriers.add(amira, "panic in crowds", "quiet start")
    card = office.hand_overs.card(offered(office, amira, bo))
    parts = {part.title: [line.words for line in part.lines] for part in card.pack}
    assert parts["Open follow-ups"] == ["ring about the bus pass (Vilma Testesen)"]
    assert parts["Open promises"] == [
        "we promised: send the form",
        "they promised: bring the papers",
    ]
    kept = str(office.database.row("SELECT pack FROM hand_over")[0])
    assert "panic" not in kept
    assert "quiet start" not in kept


def test_accepting_moves_who_is_responsible_and_what_was_open_in_one_action(
    office: Office, amira: str, bo: str
) -> None:
    mine = office.follow_ups.add(
        FollowUpDraft("ring", SOON, Side.PARTICIPANT, participant_id=amira)
    )
    kim = colleague(office, "Kim Pretend")
    theirs = office.follow_ups.add(
        FollowUpDraft("ask", SOON, Side.PARTICIPANT, participant_id=amira, owner_id=kim)
    )
    promise = office.promises.add(
        PromiseDraft("send it", SOON, Side.PARTICIPANT, participant_id=amira)
    )
    offer = offered(office, amira, bo)
    sit_down(office, bo)
    assert office.hand_overs.accept(offer, "gladly") == 2
    card = office.participants.card(amira)
    assert card.coach == "Bo Invented"
    assert owner(office, mine) == "Bo Invented"
    assert owner(office, theirs) == "Kim Pretend"
    assert office.promises.one(promise).owner == "Bo Invented"
    row = office.hand_overs.card(offer).row
    assert (row.state, row.answer_note) == (HandOverState.ACCEPTED, "gladly")
    assert "took over Amira Made Up from Vilma Testesen" in office.history.rows()[0].words
    office.history.undo()
    assert office.participants.card(amira).coach == "Vilma Testesen"
    assert owner(office, mine) == "Vilma Testesen"
    assert office.hand_overs.card(offer).row.state is HandOverState.OFFERED


def test_what_is_owed_to_an_employer_stays_with_its_point_of_contact(
    office: Office, amira: str, bo: str
) -> None:
    shop = office.employers.add(EmployerDraft("Aardvark Bakery", spoc_id=office.desk.me))
    towards_shop = office.follow_ups.add(
        FollowUpDraft("ring them", SOON, Side.EMPLOYER, participant_id=amira, employer_id=shop)
    )
    offer = offered(office, amira, bo)
    sit_down(office, bo)
    office.hand_overs.accept(offer)
    assert owner(office, towards_shop) == "Vilma Testesen"


def test_an_employer_changes_its_point_of_contact(office: Office, bo: str) -> None:
    shop = office.employers.add(
        EmployerDraft("Aardvark Bakery", spoc_id=office.desk.me, deputy_id=bo)
    )
    office.employers.add_person(shop, PersonDraft("Ida Invented", role="manager"))
    step = office.follow_ups.add(FollowUpDraft("visit", SOON, Side.EMPLOYER, employer_id=shop))
    offer = office.hand_overs.offer(Offer("employer", shop, bo, "Bo knows bakeries"))
    parts = {part.title: part.lines for part in office.hand_overs.card(offer).pack}
    assert [line.words for line in parts["People to know"]] == [
        "Ida Invented, manager",
        "Bo Invented, our deputy",
    ]
    sit_down(office, bo)
    assert office.hand_overs.accept(offer) == 1
    card = office.employers.card(shop)
    assert (card.spoc, card.deputy) == ("Bo Invented", "")
    assert owner(office, step) == "Bo Invented"


def test_a_returned_offer_comes_up_on_the_day_of_who_made_it(
    office: Office, amira: str, bo: str
) -> None:
    me = office.desk.me
    offer = offered(office, amira, bo)
    sit_down(office, bo)
    with pytest.raises(InputError, match="Say why"):
        office.hand_overs.give_back(offer, " ")
    office.hand_overs.give_back(offer, "no room before March")
    sit_down(office, me)
    assert "Amira Made Up was returned: no room before March" in [
        row.owed.what for row in office.today.rows("mine")
    ]
    assert office.participants.card(amira).coach == "Vilma Testesen"
    assert [row.words for row in office.hand_overs.rows("by_me")] == [
        "returned Fri 20 Nov by Bo Invented: no room before March"
    ]
    assert offered(office, amira, bo)


def test_the_next_adviser_sees_the_offer_on_today_and_nobody_else(
    office: Office, amira: str, bo: str
) -> None:
    offer = offered(office, amira, bo)
    assert offer not in [row.id for row in office.today.rows()]
    sit_down(office, bo)
    row = next(row for row in office.today.rows("mine") if row.id == offer)
    assert row.owed.subject == "Amira Made Up"
    assert row.reason == "offered by Vilma Testesen today: moving to Bergen"
    office.hand_overs.accept(offer)
    assert offer not in [row.id for row in office.today.rows()]


def test_a_deputy_sees_what_the_coach_let_pass_and_whose_it_is(
    office: Office, amira: str, bo: str
) -> None:
    yesterday = TODAY - timedelta(days=1)
    for what, day in (("late", yesterday), ("later", SOON)):
        office.follow_ups.add(FollowUpDraft(what, day, Side.PARTICIPANT, participant_id=amira))
    office.participants.change(amira, deputy_id=bo)
    sit_down(office, bo)
    assert [row.owed.what for row in office.today.rows("mine")] == []
    assert [(row.owed.what, row.reason) for row in office.today.rows("cover")] == [
        ("late", "participant follow-up due yesterday, for Vilma Testesen")
    ]
    assert {row.owed.what for row in office.today.rows("deputy")} == {"late", "later"}


def test_taking_back_is_for_who_offered_and_answering_for_whom_it_was_offered_to(
    office: Office, amira: str, bo: str
) -> None:
    offer = offered(office, amira, bo)
    with pytest.raises(RuleError, match="Only the colleague"):
        office.hand_overs.accept(offer)
    office.hand_overs.take_back(offer, "she stays")
    sit_down(office, bo)
    with pytest.raises(RuleError, match="taken back already"):
        office.hand_overs.accept(offer)


def test_one_offer_at_a_time_and_never_to_oneself_or_without_a_word(
    office: Office, amira: str, bo: str
) -> None:
    for wrong in ({"why": " "}, {"consent": ""}):
        with pytest.raises(InputError):
            offered(office, amira, bo, **wrong)
    with pytest.raises(InputError, match="that is you"):
        offered(office, amira, office.desk.me)
    offered(office, amira, bo)
    with pytest.raises(RuleError, match="waits for an answer"):
        offered(office, amira, colleague(office, "Kim Pretend"))


def test_a_restricted_record_goes_to_its_deputy_alone(office: Office, bo: str) -> None:
    kari = office.participants.add(
        ParticipantDraft("Kari Imagined", confidentiality=Confidentiality.RESTRICTED)
    )
    with pytest.raises(RuleError, match="the deputy first"):
        offered(office, kari, bo)
    office.participants.change(kari, deputy_id=bo)
    assert offered(office, kari, bo)


def test_who_took_over_meanwhile_keeps_them(office: Office, amira: str, bo: str) -> None:
    kim = colleague(office, "Kim Pretend")
    offer = offered(office, amira, bo)
    office.participants.change(amira, coach_id=kim)
    sit_down(office, bo)
    with pytest.raises(RuleError, match="taken over meanwhile"):
        office.hand_overs.accept(offer)
    assert office.participants.card(amira).coach == "Kim Pretend"


@pytest.mark.parametrize(
    "text", ["", "[]", "no json", '{"follow_ups": 3}', '{"people":[{"words":7},{"on":"x"}]}']
)
def test_a_pack_that_cannot_be_understood_is_empty(text: str) -> None:
    assert read_pack(text) == ()


def test_a_day_that_is_none_is_left_out(office: Office) -> None:
    (part,) = read_pack('{"dates":[{"words":"first day","on":"soon"}]}')
    assert (part.lines[0].words, part.lines[0].on) == ("first day", None)
