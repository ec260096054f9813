"""Kinds of two versions that are not two values to choose from: each says so in plain words."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.office import Office
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.sync.two_versions import TwoVersions
from tests.match_case import known_pair
from tests.sync.desks import Team, a_team, add_person, change, sync, value


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def meet(*offices: Office) -> None:
    for office in (*offices, *offices):
        sync(office)


def about(office: Office, kind: str) -> TwoVersions:
    found = [each for each in office.sync.conflicts.rows(everybody=True) if each.kind == kind]
    assert found, [each.kind for each in office.sync.conflicts.rows(everybody=True)]
    return found[0]


def test_a_consent_taken_back_counts_whatever_else_was_noted(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    asked = vilma.consents.ask(amira, vilma.desk.today + timedelta(days=7))
    meet(vilma, jonas)
    vilma.consents.withdraw(asked, "not now")
    jonas.consents.give(asked, ConsentAnswer(own_words="yes"))
    meet(vilma, jonas)
    for office in (vilma, jonas):
        (line,) = office.participants.card(amira).consents
        assert line.state == "withdrawn"
    card = about(jonas, "withdrawn_wins")
    assert "What was taken back counts" in card.sentence
    assert (card.may_take, card.may_edit) == (False, False)
    with pytest.raises(RuleError, match="Ask the person again"):
        jonas.sync.conflicts.take(card.id)
    assert jonas.sync.conflicts.keep(card.id).is_settled


def test_a_change_of_a_record_that_was_made_one_with_another_goes_to_the_one_left(
    team: Team,
) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira, twin = add_person(vilma, "Amira"), add_person(vilma, "Amira B")
    meet(vilma, jonas)
    vilma.merging.merge("participant", amira, twin)
    change(jonas, twin, phone="0113 496 0002")
    meet(vilma, jonas)
    card = about(vilma, "merged")
    assert card.label == "Phone"
    assert "made it one with another" in card.sentence
    assert card.may_take
    vilma.sync.conflicts.take(card.id)
    meet(vilma, jonas)
    assert value(jonas, amira, "phone") == "0113 496 0002"


def test_an_answer_after_the_sheet_was_submitted_is_only_kept(
    team: Team, clock: FixedClock
) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    pair = known_pair(vilma.database, clock, vilma.desk.me)
    pair.office = vilma
    pair.ready()
    meet(vilma, jonas)
    pair.submit()
    jonas.match_sheets.open(pair.participant, pair.vacancy)
    from models.kinds import AnswerValue

    jonas.match_sheets.answer(
        pair.participant, pair.vacancy, "C1", AnswerValue.NO, note="changed their mind"
    )
    meet(vilma, jonas)
    card = about(jonas, "frozen")
    assert "stays as it was submitted" in card.sentence
    assert (card.may_take, card.may_edit) == (False, False)
    with pytest.raises(RuleError, match="submitted"):
        jonas.sync.conflicts.take(card.id)
    assert jonas.sync.conflicts.keep(card.id).is_settled
