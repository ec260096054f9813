"""What the hub does not take is told back as it stands, to whoever may see it, else to nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.sync.canonical import hashed_id
from tests.sync.team import Team, a_team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(str(tmp_path / "hub.db")) as made:
        yield made


def test_whoever_may_only_look_at_a_row_is_told_it_as_it_stands(team: Team) -> None:
    vilma, office = team.worker("Vilma Testesen"), team.worker("Ona Testesen", "office")
    person = vilma.insert("participant", phone="1")
    vilma.push()
    office.pull_all()
    office.rows.clear()
    office.update("participant", person, phone="2")
    assert office.outcomes() == [("quarantined", "no_access")]
    office.pull_all()
    assert office.rows["participant", person]["phone"] == "1"


def test_whoever_may_not_see_a_row_is_told_nothing_of_it(team: Team) -> None:
    vilma, stranger = team.worker("Vilma Testesen"), team.worker("Per Testesen", teams=[2])
    person = vilma.insert("participant", phone="1")
    vilma.push()
    stranger.update("participant", person, phone="2")
    assert stranger.outcomes() == [("quarantined", "no_access")]
    stranger.pull_all()
    assert stranger.rows == {}


def test_a_value_that_fits_no_field_is_told_back_as_well(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    person = vilma.insert("participant", phone="1")
    vilma.push()
    vilma.pull_all()
    vilma.rows.clear()
    vilma.update("participant", person, phone="a\x1b[2Jb")
    assert vilma.outcomes() == [("quarantined", "invalid")]
    vilma.pull_all()
    assert vilma.rows["participant", person]["phone"] == "1"


def test_an_action_that_makes_somebody_restricted_is_not_torn_apart(team: Team) -> None:
    """The author is neither coach nor lead, so that from then on they see nothing of it."""
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    person = vilma.insert("participant", confidentiality="restricted", group=5)
    vilma.insert("follow_up", participant_id=person, group=5)
    vilma.insert("barrier_action", participant_id=person, barrier="bus", group=5)
    assert {outcome for outcome, _ in vilma.outcomes()} == {"applied"}
    vilma.update("participant", person, phone="1", group=6)
    assert vilma.outcomes() == [("quarantined", "no_access")]
    vilma.pull_all()
    lead.pull_all()
    assert vilma.rows == {}
    assert len(lead.rows) == 3


def test_a_row_that_moved_to_what_leaves_is_told_as_gone_to_who_never_heard_of_its_moving(
    team: Team,
) -> None:
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    one, other = vilma.insert("employer"), vilma.insert("employer")
    vacancy = vilma.insert("vacancy", employer_id=one)
    stays = vilma.insert("vacancy", employer_id=one)
    vilma.push()
    lead.pull_all()
    vilma.update("vacancy", vacancy, employer_id=other)
    vilma.push()
    lead.call("transfer", {"aggs": [other], "team": 2})
    lead.pull_all()
    assert ("team:1#core", other) in lead.left
    assert ("team:1#core", vacancy) in lead.left
    assert ("team:1#core", stays) not in lead.left


def test_rows_of_the_erased_are_named_too_since_a_device_may_know_them_as_another_s(
    team: Team,
) -> None:
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    one, other = vilma.insert("participant"), vilma.insert("participant")
    talk = vilma.insert("follow_up", participant_id=one)
    vilma.push()
    lead.pull_all()
    vilma.update("follow_up", talk, participant_id=other)
    vilma.push()
    lead.call("erase", {"agg": other, "reason": "asked for"})
    told = lead.pull()["erase"]["h"]
    assert set(told) == {hashed_id(other), hashed_id(talk)}
    fresh = team.worker("Nel Testesen")
    assert fresh.pull()["erase"]["h"] == [hashed_id(other)]
