"""Bundles where a hub or a caseload was put back, or access has ended."""

import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adviser_tui.hub import devices
from adviser_tui.hub.access import end_access
from adviser_tui.hub.people import account_called
from adviser_tui.services.sync.stops import WipeOrderedError
from tests.sync.bundle_acts import add_contacts, add_person, open_lead, phone, set_phone, waiting
from tests.sync.bundle_team import (
    MORNING,
    Team,
    copied,
    open_team,
)


def test_network_and_bundles_may_be_mixed(crew: Team) -> None:
    anna, ben = crew["anna"], crew["ben"]
    add_person(anna)
    anna.write()
    crew.lead.read()
    anna.clock.at += timedelta(minutes=5)
    set_phone(anna, "2")
    anna.sync(crew.lead.hub)
    came = anna.read()
    assert not came.unpacked
    assert waiting(anna) == 0
    ben.sync(crew.lead.hub)
    set_phone(ben, "3")
    crew.round("ben")
    anna.sync(crew.lead.hub)
    assert phone(anna) == "3"


def test_a_restored_hub_gets_back_what_it_lost(crew: Team, tmp_path: Path) -> None:
    anna, ben = crew["anna"], crew["ben"]
    add_person(anna)
    add_contacts(anna, 60)
    crew.round()
    image = crew.lead.place.database
    crew.lead.store.close()
    old = Path(image).read_bytes()
    crew.lead = open_lead(crew)
    set_phone(anna, "2")
    add_contacts(anna, 5, start=60)
    crew.round()
    assert phone(ben) == "2"
    crew.lead.store.close()
    Path(image).write_bytes(old)
    crew.lead = open_lead(crew)
    with crew.lead.store.transaction() as t:
        t.run("UPDATE hub_state SET restore_counter = restore_counter + 1")
    for _ in range(4):
        crew.round()
    assert phone(anna) == phone(ben) == "2"
    assert anna.value("SELECT count(*) FROM contact") == 65
    assert ben.value("SELECT count(*) FROM contact") == 65
    assert len(crew.lead.rows("SELECT id FROM row_state WHERE entity = 'contact'")) == 65
    assert waiting(anna) == waiting(ben) == 0


def test_a_caseload_put_back_to_an_earlier_state_gets_a_number_of_its_own(
    joined: Path, tmp_path: Path
) -> None:
    crew = open_team(copied(joined, tmp_path / "team"), ("anna", "ben"), MORNING)
    with closing(crew):
        add_person(crew["anna"])
        crew.round()
    kept = copied(crew.folder, tmp_path / "kept")
    with closing(open_team(tmp_path / "team", ("anna", "ben"), MORNING + timedelta(1))) as crew:
        set_phone(crew["anna"], "2")
        crew.round()
    shutil.rmtree(tmp_path / "team" / "anna")
    shutil.copytree(kept / "anna", tmp_path / "team" / "anna")
    with closing(open_team(tmp_path / "team", ("anna", "ben"), MORNING + timedelta(2))) as crew:
        set_phone(crew["anna"], "9")
        for _ in range(4):
            crew.round()
        assert crew["anna"].membership.dev_no == 3
        assert phone(crew["anna"]) == phone(crew["ben"])
        assert waiting(crew["anna"]) == 0
        values = {"2", "9"}
        conflict = crew["ben"].database.row("SELECT kept, lost FROM sync_conflict")
        assert conflict is not None
        assert {str(each).strip('"') for each in conflict} == values


def test_whose_access_ended_delivers_and_receives_nothing(crew: Team) -> None:

    anna, ben = crew["anna"], crew["ben"]
    add_person(anna)
    crew.round()
    set_phone(ben, "2")
    with crew.lead.store.transaction() as t:
        end_access(t, crew.lead.hub.act(), account_called(t, "Ben"))
    set_phone(anna, "3")
    crew.round("anna")
    *_, told = ben.read().unpacked
    assert "not delivered yet" in " ".join(told.remarks)
    crew.lead.read(ben.write().path)
    with pytest.raises(WipeOrderedError):
        ben.read()
    assert waiting(ben) == 0
    assert phone(ben) == "2"
    (aside,) = crew.lead.rows("SELECT why, state FROM quarantine WHERE dev_no = 2")
    assert aside.state == "open"
    assert phone(anna) == "3"


def test_a_device_that_was_taken_out_removes_its_caseload_on_the_hubs_word_alone(
    crew: Team,
) -> None:
    ben = crew["ben"]
    add_person(crew["anna"])
    crew.round()
    with crew.lead.store.transaction() as t:
        devices.revoke(t, crew.lead.hub.act(), devices.device_called(t, "2"), at_once=True)
    ben.write()
    crew.lead.read()
    with pytest.raises(WipeOrderedError) as ordered:
        ben.read()
    said = ben.courier.let_go(ordered.value.notice)
    assert "was removed" in said
    assert not (ben.database.folder / "caseload.db").exists()
