"""Consent and profiles: the person's own choices, and the versions they were agreed in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.card import ConsentLine
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.participants.writing import ParticipantDraft
from models.kinds import ConsentScope, ConsentState, DisclosureLevel, PayPeriod

TODAY = date(2026, 11, 20)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(ParticipantDraft("Amira"))


@pytest.fixture
def night(office: Office) -> str:
    from models.tables import Employer, Vacancy

    with office.database.write() as work:
        greggs = work.add(Employer(name="Greggs"))
        return work.add(Vacancy(employer_id=greggs.id, title="Night filler")).id


def lines(office: Office, amira: str) -> list[ConsentLine]:
    return list(office.participants.card(amira).consents)


def test_asking_makes_a_question_and_nothing_else(office: Office, amira: str, night: str) -> None:
    before = office.database.row("SELECT max(lseq) FROM change_record")[0]
    office.consents.ask(amira, FRIDAY, vacancy_id=night)
    assert office.database.row("SELECT max(lseq) FROM change_record")[0] == before + 1
    (line,) = lines(office, amira)
    assert (line.about, line.words) == (
        "Greggs, Night filler",
        "asked, answer by Fri 27 Nov",
    )
    assert office.participants.rows()[0].flags == ("answer about consent due Fri 27 Nov",)


def test_asking_again_asks_the_same_question(office: Office, amira: str, night: str) -> None:
    first = office.consents.ask(amira, TODAY, vacancy_id=night)
    assert office.consents.ask(amira, FRIDAY, vacancy_id=night) == first
    assert office.consents.ask(amira, FRIDAY) != first
    assert [line.reply_by for line in lines(office, amira)] == [FRIDAY, FRIDAY]


def test_a_yes_is_kept_in_their_own_words(office: Office, amira: str) -> None:
    consent = office.consents.ask(amira, FRIDAY)
    office.consents.give(
        consent,
        ConsentAnswer(
            DisclosureLevel.MORE, "say I like nights", valid_to=FRIDAY, may_share=("glasses",)
        ),
    )
    (line,) = lines(office, amira)
    assert line.words == "given Fri 20 Nov, until Fri 27 Nov: their name and more may be told"
    assert (line.own_words, line.may_share, line.about) == (
        "say I like nights",
        ("glasses",),
        "any employer",
    )


def test_what_has_run_out_or_was_not_answered_is_read_so_without_a_change(
    office: Office, amira: str, night: str, clock: FixedClock
) -> None:
    office.consents.record(amira, ConsentAnswer(valid_to=FRIDAY))
    office.consents.ask(amira, FRIDAY, vacancy_id=night)
    clock.at = datetime(2026, 11, 28, 9, tzinfo=UTC)
    assert {line.state: line.words for line in lines(office, amira)} == {
        ConsentState.NO_ANSWER: "no answer by Fri 27 Nov",
        ConsentState.EXPIRED: "ran out Fri 27 Nov",
    }
    assert office.consents.note_unanswered() == 1
    assert office.consents.note_unanswered() == 0
    assert {line.state for line in lines(office, amira)} == {
        ConsentState.NO_ANSWER,
        ConsentState.EXPIRED,
    }


@pytest.mark.parametrize("state", ["asked", "no_answer", "given", "refused", "expired"])
def test_withdrawing_is_always_possible(
    office: Office, amira: str, clock: FixedClock, state: str
) -> None:
    consent = office.consents.ask(amira, TODAY)
    if state == "given":
        office.consents.give(consent, ConsentAnswer())
    if state == "expired":
        office.consents.give(consent, ConsentAnswer(valid_to=TODAY))
    if state == "refused":
        office.consents.refuse(consent)
    clock.at = datetime(2026, 11, 21, 9, tzinfo=UTC)
    office.consents.note_unanswered()
    office.consents.withdraw(consent, "I changed my mind")
    (line,) = lines(office, amira)
    assert (line.state, line.own_words) == (ConsentState.WITHDRAWN, "I changed my mind")
    with pytest.raises(RuleError, match="already"):
        office.consents.withdraw(consent)


def test_the_newest_answer_to_a_question_counts_alone(office: Office, amira: str) -> None:
    old = office.consents.record(amira, ConsentAnswer(DisclosureLevel.MORE))
    new = office.consents.record(amira, ConsentAnswer(DisclosureLevel.SUPPORT_ONLY))
    states = {line.id: line.state for line in lines(office, amira)}
    assert states == {old: ConsentState.EXPIRED, new: ConsentState.GIVEN}


def test_a_no_ends_what_was_agreed_before(office: Office, amira: str, night: str) -> None:
    old = office.consents.record(amira, ConsentAnswer(), vacancy_id=night)
    standing = office.consents.record(amira, ConsentAnswer())
    partner = office.consents.record(amira, ConsentAnswer(), scope=ConsentScope.PARTNER)
    asked = office.consents.ask(amira, FRIDAY, vacancy_id=night)
    office.consents.refuse(asked, "not that shop")
    states = {line.id: line.state for line in lines(office, amira)}
    assert states == {
        old: ConsentState.WITHDRAWN,
        asked: ConsentState.REFUSED,
        standing: ConsentState.GIVEN,
        partner: ConsentState.GIVEN,
    }


def test_answers_that_make_no_sense_are_refused(office: Office, amira: str) -> None:
    with pytest.raises(InputError, match="still to come"):
        office.consents.ask(amira, TODAY - timedelta(days=1))
    with pytest.raises(InputError, match="run out already"):
        office.consents.record(amira, ConsentAnswer(valid_to=TODAY - timedelta(days=1)))
    with pytest.raises(InputError, match="level “more”"):
        office.consents.record(amira, ConsentAnswer(may_share=("glasses",)))
    with pytest.raises(NotFoundError):
        office.consents.ask("nobody", FRIDAY)
    assert lines(office, amira) == []


def test_a_profile_is_a_draft_until_it_is_agreed(office: Office, amira: str) -> None:
    with pytest.raises(RuleError, match="no profile to agree"):
        office.profiles.agree(amira)
    office.profiles.change(amira, {"strengths": "patience", "least_minutes": 960})
    card = office.participants.card(amira)
    assert card.profile is not None
    assert (card.profile.state_words, card.profile.hours) == ("draft", "at least 16 hours a week")
    office.profiles.agree(amira, TODAY - timedelta(days=2))
    card = office.participants.card(amira)
    assert card.profile is not None
    assert card.profile.state_words == "agreed on Wed 18 Nov"


def test_what_was_agreed_stays_until_the_next_version_is(office: Office, amira: str) -> None:
    office.profiles.change(
        amira,
        {"strengths": "patience", "pay_floor": 1221, "pay_period": PayPeriod.HOUR},
    )
    office.profiles.agree(amira)
    office.profiles.change(amira, {"strengths": "patience and care"})
    card = office.participants.card(amira)
    assert card.profile is not None
    assert card.profile_draft is not None
    assert (card.profile.version, card.profile.strengths) == (1, "patience")
    assert (card.profile_draft.version, card.profile_draft.pay_floor) == (2, "£12.21 an hour")
    office.profiles.agree(amira)
    card = office.participants.card(amira)
    assert card.profile is not None
    assert (card.profile.version, card.profile_draft) == (2, None)
    office.profiles.ask_review(amira)
    card = office.participants.card(amira)
    assert card.profile is not None
    assert card.profile.state_words == "agreed on Fri 20 Nov, review due"


def test_a_profile_that_makes_no_sense_is_refused(office: Office, amira: str) -> None:
    with pytest.raises(InputError, match="least hours are more"):
        office.profiles.change(amira, {"least_minutes": 1200, "most_minutes": 600})
    with pytest.raises(InputError, match="no field “motivation”"):
        office.profiles.change(amira, {"motivation": "high"})
    with pytest.raises(InputError, match="today or earlier"):
        office.profiles.agree(amira, FRIDAY)
    assert office.participants.card(amira).profile is None
