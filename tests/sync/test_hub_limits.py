"""What ends by itself or is too much: tokens that nobody uses, teams and rows without end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.errors import InputError
from adviser_tui.hub import admission, rights
from adviser_tui.hub.access import end_access
from adviser_tui.hub.people import Team as PeoplesTeam
from adviser_tui.hub.people import account, change_account
from adviser_tui.hub.transferring import share_again
from adviser_tui.ids import new_id
from adviser_tui.sync.limits import SCOPES_MOST, TOKEN_DAYS
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Raw, Team, a_team

DAY = 86_400_000


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(str(tmp_path / "hub.db")) as made:
        yield made


def code_of(device: Raw, name: str) -> str:
    """Return how a call is refused, or nothing."""
    bodies = {"push": device.body(), "digest": {"scope": "team:1#core"}}
    body = bodies.get(name, {"epoch": device.team.epoch, "have": {}, "erase_cursor": 0})
    try:
        device.call(name, body)
    except HubRefusedError as no:
        return f"{no.status} {no.code}"
    return ""


def test_a_token_that_nobody_used_for_long_is_dead_and_each_use_keeps_it(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    for _ in range(3):
        team.clock.ms += (TOKEN_DAYS - 1) * DAY
        vilma.pull_all()
    team.clock.ms += (TOKEN_DAYS + 1) * DAY
    calls = ("pull", "push", "digest", "people", "fork", "token", "review", "transfer", "erase")
    said: dict[str, dict[str, object]] = {
        "transfer": {"aggs": ["x"], "team": 1},
        "erase": {"agg": "x"},
    }
    for name in calls:
        body = said.get(name, {"epoch": "", "scope": "", **vilma.body()})
        with pytest.raises(HubRefusedError) as no:
            vilma.call(name, body)
        assert (no.value.status, no.value.code) == (401, "expired"), name


def test_a_device_that_may_only_deliver_and_was_restored_still_delivers(team: Team) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    person = vilma.insert("participant", phone="1")
    vilma.push()
    with team.hub.store.transaction() as t:
        end_access(t, team.act, account(t, vilma.person.id))
        t.run("UPDATE hub_state SET next_dev_no = 9")
    grant = vilma.call("fork", {"reason": "forked"})
    assert grant["colleagues"] == []
    copy = Raw(team, vilma.person, int(grant["dev_no"]), str(grant["token"]))
    copy.update("participant", person, phone="2")
    assert copy.outcomes() == [("quarantined", "no_access")]
    assert len(lena.call("review", {})["items"]) == 1
    with pytest.raises(HubRefusedError) as no:
        copy.pull()
    assert no.value.status in (403, 410)
    with pytest.raises(HubRefusedError):
        copy.call("people", {})


def test_nobody_is_in_more_teams_than_their_device_can_follow(team: Team) -> None:
    vilma = team.person("Vilma Testesen")
    many = [PeoplesTeam(n, f"Team {n}") for n in range(1, rights.most_teams("lead") + 2)]
    with pytest.raises(InputError), team.hub.store.transaction() as t:
        change_account(t, team.act, account(t, vilma.id), role="lead", members=many)
    most = rights.most_teams("adviser")
    assert 2 * most + 3 <= SCOPES_MOST < 2 * (most + 1) + 3


def test_a_device_is_not_given_more_rows_than_it_can_hold_unless_that_is_allowed(
    team: Team, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    vilma, new = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    for _ in range(12):
        vilma.insert("participant")
    vilma.push()
    monkeypatch.setattr(admission, "ROWS_WARNED", 5)
    monkeypatch.setattr(admission, "ROWS_MOST", 10)
    assert code_of(new, "pull") == "413 too_many_rows"
    with team.hub.store.transaction() as t:
        admission.allow_rows(t, 20)
    with caplog.at_level("WARNING"):
        new.pull_all()
    assert "14 rows" in caplog.text
    vilma.insert("participant")
    monkeypatch.setattr(admission, "rows_most", lambda _: 1)
    vilma.push()
    new.pull_all()
    assert len(new.rows) == 13


def test_what_waits_for_a_decision_goes_along_to_the_other_team(team: Team) -> None:
    vilma, office = team.worker("Vilma Testesen"), team.worker("Ona Testesen", "office")
    lena, moor = team.worker("Lena Lead", "lead"), team.worker("Mo Lead", "lead", [2])
    person = vilma.insert("participant")
    vilma.push()
    office.update("participant", person, phone="secret")
    office.push()
    assert len(lena.call("review", {})["items"]) == 1
    lena.call("transfer", {"aggs": [person], "team": 2})
    assert lena.call("review", {})["items"] == []
    assert len(moor.call("review", {})["items"]) == 1


def test_a_deputy_who_leaves_the_team_keeps_those_they_stand_in_for(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    person = vilma.insert("participant", deputy_id=bea.person.id)
    other = vilma.insert("participant")
    vilma.push()
    bea.pull_all()
    assert {row_id for _, row_id in bea.rows} == {person, other}
    with team.hub.store.transaction() as t:
        change_account(t, team.act, bea.person, members=[PeoplesTeam(2, "Moor")])
    share_again(team.hub, [bea.person.id])
    again = team.device(bea.person)
    again.pull_all()
    assert set(again.rows) == {("participant", person)}


def test_nobody_writes_over_a_colleague_by_making_them_again(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    bea.insert("adviser", id=vilma.person.id, name="Kidnapped Testesen")
    assert bea.outcomes() == [("quarantined", "no_access")]
    with team.hub.store.reading() as t:
        row = t.one("SELECT fields FROM row_state WHERE id = :id", id=vilma.person.id)
    assert row is not None
    assert "Kidnapped" not in row.fields


def test_what_belongs_to_nothing_here_waits_like_what_belongs_to_a_stranger(team: Team) -> None:
    vilma, olga = team.worker("Vilma Testesen"), team.worker("Olga Other", teams=[2])
    employer = vilma.insert("employer")
    vilma.push()
    made = olga.insert("follow_up", home="team:2")
    olga.push()
    said = []
    for known in (employer, new_id()):
        olga.insert("follow_up", employer_id=known, home="team:2")
        olga.update("follow_up", made, employer_id=known)
        said.append(olga.outcomes())
    assert said[0] == said[1] == [("quarantined", "no_access")] * 2
