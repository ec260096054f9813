"""Joining a hub, and going on under a new number after a backup was brought back."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.errors import RuleError
from adviser_tui.ids import new_id
from adviser_tui.storage.sync.joining import SAME
from adviser_tui.storage.sync.troubles import ForkedError
from adviser_tui.sync.canonical import START, digest
from adviser_tui.sync.transport import HubRefusedError
from models.kinds import Side
from models.tables import Adviser, Employer, FollowUp, HandOver, Participant
from tests.sync.devices import MORNING, Desk, a_desk, a_grant, acks, desks
from tests.sync.team import Team, a_team

DAY = MORNING.date()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Desk]:
    """A caseload that was worked with before there was a hub."""
    desk = a_desk(tmp_path / "caseload", "Vilma Testesen")
    yield desk
    desk.database.close()


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[tuple[Team, Desk, Desk]]:
    with a_team(str(tmp_path / "hub.db")) as team, desks(tmp_path, "Anna Lind", "Ben Moe") as both:
        anna, ben = both
        people = [team.person("Anna Lind"), team.person("Ben Moe")]
        anna.join(team, people[0])
        ben.join(team, people[1])
        yield team, anna, ben


def test_everything_done_before_joining_gets_the_devices_number(alone: Desk) -> None:
    kim = alone.add(Participant(preferred_name="Kim Prøvesen"))
    alone.change("participant", kim, phone="1")
    alone.change("participant", kim, phone="2")
    alone.device.adopt(a_grant(7))
    row = alone.one("participant", kim)
    assert row is not None
    assert [each[1] for each in json.loads(row["versions"]).values()] == [7]
    body = alone.device.batch()
    assert body is not None
    dots = [dot for change in body["changes"] for dot in change.get("b", {}).values() if dot]
    assert dots
    assert {dot[0] for dot in dots} == {7}


def test_oneself_and_colleagues_are_who_the_team_knows(alone: Desk) -> None:
    old = str(alone.database.settings.get("me"))
    bo = alone.add(Adviser(name="bo Lund"))
    twin = alone.add(Adviser(name="Eva Holm"))
    kim = alone.add(Participant(preferred_name="Kim", coach_id=old, deputy_id=bo))
    alone.add(
        FollowUp(what="Ring", side=Side.EMPLOYER, due_on=DAY, first_due_on=DAY, owner_id=twin),
        HandOver(participant_id=kim, from_id=old, to_id=bo, offered_on=DAY),
    )
    grant = a_grant(
        colleagues=[
            {"id": new_id(), "name": "Bo Lund"},
            {"id": new_id(), "name": "Eva Holm"},
            {"id": new_id(), "name": "Eva Holm"},
        ]
    )
    for _ in range(2):
        alone.device.adopt(grant)
    mine, bo_there = grant["user"]["id"], grant["colleagues"][0]["id"]
    row = alone.one("participant", kim)
    assert row is not None
    assert (row["coach_id"], row["deputy_id"]) == (mine, bo_there)
    assert alone.database.settings.get("me") == mine
    assert alone.value("SELECT to_id FROM hand_over") == bo_there
    # Two of that name are in the team, so nobody can tell who was meant.
    assert alone.value("SELECT owner_id FROM follow_up") == twin
    for gone in (old, bo):
        assert alone.one("adviser", gone)["void_reason"] == SAME  # type: ignore[index]
    assert alone.one("adviser", twin)["void_reason"] is None  # type: ignore[index]
    body = alone.device.batch()
    assert body is not None
    made = {c["id"]: c["f"] for c in body["changes"] if c.get("e") == "adviser"}
    assert {made[old]["void_reason"], made[bo]["void_reason"]} == {SAME}
    assert not [c for c in body["changes"] if c.get("e") == "adviser" and c["op"] == "upd"]
    assert not alone.database.rows("SELECT 1 FROM change_record WHERE row_id = ?", (mine,))


def test_a_name_that_was_corrected_before_joining_is_told_as_it_is(alone: Desk) -> None:
    bo = alone.add(Adviser(name="Bo Lnd"))
    alone.change("adviser", bo, name="Bo Lund")
    alone.device.adopt(a_grant())
    body = alone.device.batch()
    assert body is not None
    (made,) = [change for change in body["changes"] if change.get("id") == bo]
    assert (made["op"], made["f"]["name"]) == ("ins", "Bo Lund")
    alone.device.take_acks(acks(body))


def test_a_caseload_belongs_to_one_hub(alone: Desk) -> None:
    alone.device.adopt(a_grant())
    with pytest.raises(RuleError, match="another team"):
        alone.device.adopt(a_grant(hub_id=new_id()))


def test_whoever_has_no_team_keeps_new_things_to_themselves(alone: Desk) -> None:
    grant = a_grant(teams=[])
    alone.device.adopt(grant)
    alone.add(Employer(name="Mill"))
    body = alone.device.batch()
    assert body is not None
    assert body["changes"][-1]["s"] == f"user:{grant['user']['id']}"
    alone.device.live_in("team:3")
    alone.add(Employer(name="Bakery"))
    body = alone.device.batch()
    assert body is not None
    assert body["changes"][-1]["s"] == "team:3"


def test_a_caseload_that_was_brought_back_goes_on_under_a_new_number(
    crew: tuple[Team, Desk, Desk], tmp_path: Path
) -> None:
    _, anna, ben = crew
    kim = anna.add(Participant(preferred_name="Kim", phone="0"))
    anna.sync()
    folder, grant = anna.database.folder, anna.grant
    anna.database.close()
    shutil.copytree(folder, tmp_path / "image")
    anna.database = a_desk(folder).database
    anna.change("participant", kim, phone="1")
    lost = anna.add(Employer(name="Made after the backup"))
    anna.sync()
    anna.database.close()
    shutil.rmtree(folder)
    (tmp_path / "image").rename(folder)
    anna.database = a_desk(folder).database
    mill = anna.add(Employer(name="Mill"))
    anna.change("employer", mill, phone="2")
    anna.change("participant", kim, town="Odense")
    body = anna.device.batch()
    assert body is not None
    with pytest.raises(HubRefusedError) as no:
        anna.call("push", body)
    assert no.value.code in ("forked", "gap")
    with pytest.raises(ForkedError):
        anna.device.take_acks(no.value.details)
    before = anna.device.state()
    anna.fork()
    after = anna.device.state()
    assert after.dev_no != before.dev_no == grant["dev_no"]
    assert (after.acked, after.chain, after.waiting) == (0, START, before.waiting)
    anna.device.fork(anna.grant)
    assert anna.device.state() == after
    body = anna.device.batch()
    assert body is not None
    told = {(c["e"], c["op"]): c for c in body["changes"]}
    assert told["employer", "upd"]["b"]["phone"][0] == after.dev_no
    assert told["participant", "upd"]["b"] == {"town": [grant["dev_no"], 2]}
    assert all(change["hh"] == digest(change) for change in body["changes"])
    anna.sync()
    ben.sync()
    assert anna.one("employer", lost) == ben.one("employer", lost)
    for entity, row_id in (("participant", kim), ("employer", mill)):
        assert anna.one(entity, row_id) == ben.one(entity, row_id)
    assert ben.one("participant", kim)["phone"] == "1"  # type: ignore[index]
    assert ben.one("participant", kim)["town"] == "Odense"  # type: ignore[index]
    assert ben.value("SELECT count(*) FROM sync_conflict") == 0


def test_a_hub_that_does_not_know_the_device_at_all_is_told_everything(alone: Desk) -> None:
    alone.device.adopt(a_grant(5))
    mill = alone.add(Employer(name="Mill"))
    body = alone.device.batch()
    assert body is not None
    alone.device.take_acks(acks(body))
    alone.change("employer", mill, phone="1")
    alone.device.fork(a_grant(9), everything=True)
    again = alone.device.batch()
    assert again is not None
    assert (again["prev"], again["chain"]) == (0, START)
    assert len(again["changes"]) == len(body["changes"]) + 1
    assert again["changes"][-1]["b"]["phone"][0] == 9
    taken = alone.device.take_acks(acks(again))
    assert taken.waiting == 0


def test_what_was_lost_by_the_hub_after_a_fork_is_told_again(alone: Desk) -> None:
    alone.device.adopt(a_grant(5))
    for number in (1, 2):
        alone.add(Employer(name=f"Mill {number}"))
        body = alone.device.batch()
        assert body is not None
        if number == 1:
            alone.device.take_acks(acks(body))
    alone.device.fork(a_grant(9))
    body = alone.device.batch()
    assert body is not None
    assert [change["f"]["name"] for change in body["changes"]] == ["Mill 2"]
    alone.device.take_acks(acks(body))
    assert alone.device.take_acks({"acked": 0, "chain": START}).moved_back == 1
    assert alone.device.batch() == body


def test_what_a_colleague_hung_on_a_merged_record_follows_once(
    crew: tuple[Team, Desk, Desk],
) -> None:
    _, anna, ben = crew
    kept, gone = anna.add(Employer(name="Mill")), anna.add(Employer(name="Mill Ltd"))
    anna.sync()
    ben.sync()
    anna.change("employer", gone, void_reason=f"merged into {kept}")
    anna.sync()
    late = ben.add(
        FollowUp(what="Ring", side=Side.EMPLOYER, due_on=DAY, first_due_on=DAY, employer_id=gone)
    )
    ben.sync()
    anna.pull()
    assert ben.device.follow_merges() == 0
    assert anna.device.follow_merges() == 1
    assert anna.device.follow_merges() == 0
    anna.sync()
    ben.pull()
    for desk in (anna, ben):
        assert desk.one("follow_up", late)["employer_id"] == kept  # type: ignore[index]
