"""What the hub does not take is told back as it stands, to whoever may see it, else to nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
