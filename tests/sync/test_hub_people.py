"""Teams, people and the account of what was done, as whoever runs a hub relies on them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.errors import InputError, NotFoundError, RuleError, StorageError
from adviser_tui.hub import access, audit, devices, people
from adviser_tui.hub.founding import check_same, found
from adviser_tui.hub.place import read_place
from adviser_tui.hub.store import open_store
from tests.sync.founded import HOUR, MORNING, Founded, a_hub, kinds


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Founded]:
    made = a_hub(tmp_path / "hub")
    yield made
    made.store.close()


def test_a_hub_is_made_once_and_found_again(hub: Founded, tmp_path: Path) -> None:
    place = read_place(tmp_path / "hub")
    assert place == hub.place
    with hub.store.reading() as t:
        check_same(t, place)
        assert [each.name for each in people.teams(t)] == ["Fjord"]
    with pytest.raises(RuleError, match="already"):
        found(tmp_path / "hub", "", "Other", "Fjord", MORNING)
    with pytest.raises(NotFoundError, match="There is no hub"):
        read_place(tmp_path / "elsewhere")


def test_a_hub_that_was_cut_off_while_it_was_made_is_finished(tmp_path: Path) -> None:
    folder = tmp_path / "hub"
    first = a_hub(folder)
    first.store.close()
    (folder / "hub.json").unlink()
    again = a_hub(folder)
    again.store.close()
    assert again.place == first.place
    assert again.keys == first.keys


def test_a_hub_never_lives_inside_a_caseload(tmp_path: Path) -> None:
    (tmp_path / "caseload.db").touch()
    with pytest.raises(RuleError, match="folder of a caseload"):
        found(tmp_path / "below" / "hub", "", "Sample Hub", "Fjord", MORNING)
    assert not (tmp_path / "below").exists()


def test_a_database_of_another_hub_is_noticed(hub: Founded, tmp_path: Path) -> None:
    other = a_hub(tmp_path / "other")
    with other.store.reading() as t, pytest.raises(StorageError, match="another hub"):
        check_same(t, hub.place)
    other.store.close()
    empty = open_store(tmp_path / "empty.db")
    with empty.reading() as t, pytest.raises(StorageError, match="is empty"):
        check_same(t, hub.place)
    empty.close()


def test_people_are_found_by_part_of_their_name(hub: Founded) -> None:
    vilma = hub.person("Vilma Testesen", "lead")
    hub.person("Örjan Exempel")
    with hub.transaction() as t:
        assert people.account_called(t, "vilma").id == vilma.id
        assert people.account_called(t, vilma.id[:13]).id == vilma.id
        assert people.account_called(t, "orjan exempel").name == "Örjan Exempel"
        with pytest.raises(NotFoundError) as several:
            people.account_called(t, "e")
        assert len(several.value.candidates) == 2
        with pytest.raises(NotFoundError, match="Nobody is called"):
            people.account_called(t, "Nobody")


def test_what_makes_no_sense_is_refused(hub: Founded) -> None:
    hub.person("Vilma Testesen")
    with pytest.raises(RuleError, match="already"):
        hub.person("vilma testesen")
    with pytest.raises(InputError, match="A role is one of"):
        hub.person("Bea Beispiel", "emperor")
    with pytest.raises(NotFoundError, match="no team"):
        hub.person("Bea Beispiel", team="Sea")
    with pytest.raises(InputError, match="1 to 120"):
        hub.person(" \x1b ")
    with hub.transaction() as t:
        with pytest.raises(InputError, match="belongs to a team"):
            people.add_account(t, hub.act, "Bea Beispiel", "adviser", [])
        with pytest.raises(RuleError, match="already"):
            people.add_team(t, hub.act, "FJORD")
        assert [each.name for each in people.accounts(t)] == ["Vilma Testesen"]


def test_a_role_and_teams_can_be_changed(hub: Founded) -> None:
    vilma = hub.person("Vilma Testesen")
    with hub.transaction() as t:
        sea = people.add_team(t, hub.act, "Sea")
        people.change_account(t, hub.act, vilma, role="lead")
        people.change_account(t, hub.act, people.account(t, vilma.id), members=[sea])
    with hub.store.reading() as t:
        now = people.account(t, vilma.id)
    assert (now.role, [each.name for each in now.teams]) == ("lead", ["Sea"])


def test_ending_an_access_leaves_devices_to_deliver_and_kills_codes(hub: Founded) -> None:
    vilma = hub.person("Vilma Testesen")
    grant = hub.join(vilma)
    waiting = hub.code(vilma)
    with hub.transaction() as t:
        access.end_access(t, hub.act, vilma)
        (device,) = devices.devices(t)
    assert (device.dev_no, device.state) == (grant["dev_no"], "draining")
    with pytest.raises(Exception, match="not good"):
        hub.enrol(waiting)
    with hub.transaction() as t:
        ended = people.account(t, vilma.id)
        assert not ended.is_active
        access.give_back(t, hub.act, ended)
        assert devices.devices(t)[0].state == "active"


def test_every_act_is_noted_with_who_and_when(hub: Founded) -> None:
    vilma = hub.person("Vilma Testesen")
    hub.now += HOUR
    hub.join(vilma)
    with hub.store.reading() as t:
        assert kinds(t) == ["hub made", "team added", "person added", "code made", "device joined"]
        newest = audit.newest(t, 1)[0]
        assert (newest.actor, newest.at_ms) == (vilma.id, MORNING + HOUR)
        assert audit.first_wrong(t) == 0
        everything = " ".join(f"{each.subject} {each.detail}" for each in audit.newest(t, 99))
    assert "Vilma" not in everything


CHANGES = (
    "UPDATE audit SET actor = 'somebody' WHERE n = :n",
    "UPDATE audit SET at_ms = at_ms + 1 WHERE n = :n",
    "UPDATE audit SET action = 'code made' WHERE n = :n",
    "UPDATE audit SET subject = 'x' WHERE n = :n",
    "UPDATE audit SET detail = '[]' WHERE n = :n",
    "DELETE FROM audit WHERE n = :n",
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_account_is_seen(hub: Founded, change: str) -> None:
    hub.person("Vilma Testesen")
    hub.person("Bea Beispiel")
    with hub.transaction() as t:
        told = audit.head(t).told_in("life")
        assert t.run(change, n=2) == 1
        assert audit.first_wrong(t) == 2
        assert audit.agrees_with(t, told, "life")


def test_cutting_off_the_newest_is_seen_by_what_devices_were_told(hub: Founded) -> None:
    hub.person("Vilma Testesen")
    with hub.transaction() as t:
        told = audit.head(t).told_in("life")
        t.run("DELETE FROM audit WHERE n = :n", n=told["n"])
        assert audit.first_wrong(t) == 0
        assert not audit.agrees_with(t, told, "life")
        assert audit.agrees_with(t, told, "another life")
        people.add_team(t, hub.act, "Sea")
        assert not audit.agrees_with(t, told, "life")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    told=st.none()
    | st.integers()
    | st.text()
    | st.dictionaries(
        st.sampled_from(["n", "chain", "epoch"]),
        st.just("life")
        | st.none()
        | st.booleans()
        | st.integers(-(2**70), 2**70)
        | st.text(max_size=5),
    )
)
def test_nonsense_about_the_head_never_breaks_a_sync(hub: Founded, told: object) -> None:
    with hub.store.reading() as t:
        assert audit.agrees_with(t, told, "life") in (True, False)


def test_everybody_with_an_account_is_an_adviser_whom_records_can_name(hub: Founded) -> None:
    made = hub.person("Vilma Testesen")
    with hub.transaction() as t:
        row = t.one("SELECT entity, fields FROM row_state WHERE id = :id", id=made.id)
        home = t.one("SELECT home FROM agg_home WHERE agg = :id", id=made.id)
        told = t.one("SELECT op FROM feed WHERE row_id = :id", id=made.id)
    assert (row.entity, json.loads(row.fields)["name"]) == ("adviser", "Vilma Testesen")
    assert (home.home, told.op) == ("org", "put")
