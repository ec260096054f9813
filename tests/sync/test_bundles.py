"""Bundles between real caseloads and a real hub: the same as over the network, in any order."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.errors import InputError, SyncError
from adviser_tui.hub import devices
from adviser_tui.hub.access import end_access
from adviser_tui.hub.erasing import erase_aggregate
from adviser_tui.hub.people import account_called
from adviser_tui.hub.store import open_store
from adviser_tui.services.sync import bundle_reading
from adviser_tui.services.sync.courier import Courier
from adviser_tui.services.sync.stops import WipeOrderedError
from adviser_tui.storage.database import Database
from adviser_tui.sync import bundle_talk as talk
from adviser_tui.sync.bundle_file import BundleError, Note, write_bundle
from adviser_tui.sync.sealing import Keys, new_keys
from models.kinds import Channel, ContactWith
from models.tables import Contact, Participant
from tests.sync.bundle_team import (
    MORNING,
    Laptop,
    Lead,
    Team,
    copied,
    hub_picture,
    make_team,
    open_team,
    picture,
)

AMIRA = "01930000-0000-7000-8000-00000000a111"
BO = "01930000-0000-7000-8000-00000000b000"


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team that has just joined, closed, to be copied."""
    folder = tmp_path_factory.mktemp("joined") / "team"
    make_team(folder).close()
    return folder


@pytest.fixture
def team(tmp_path: Path, joined: Path) -> Iterator[Team]:
    shutil.copytree(joined, tmp_path / "team")
    with closing(open_team(tmp_path / "team", ("anna", "ben"), MORNING)) as team:
        yield team


def add_person(laptop: Laptop, row_id: str = AMIRA, name: str = "Amira") -> None:
    with laptop.database.write("act") as work:
        work.add(Participant(id=row_id, preferred_name=name, phone="1"))


def set_phone(laptop: Laptop, phone: str, row_id: str = AMIRA) -> None:
    with laptop.database.write("act") as work:
        work.change(work.get(Participant, row_id), phone=phone)


def add_contacts(laptop: Laptop, many: int, row_id: str = AMIRA, start: int = 0) -> None:
    with laptop.database.write("act") as work:
        for n in range(start, start + many):
            work.add(
                Contact(
                    id=f"01930000-0000-7000-9000-{n:012x}",
                    kind=ContactWith.PARTICIPANT,
                    participant_id=row_id,
                    channel=Channel.CALL,
                    occurred_at=MORNING,
                    note=f"talk {n}",
                )
            )


def phone(laptop: Laptop, row_id: str = AMIRA) -> str | None:
    found = laptop.value("SELECT phone FROM participant WHERE id = ?", row_id)
    return None if found is None else str(found)


def waiting(laptop: Laptop) -> int:
    return laptop.device.state().waiting


def test_one_round_carries_everybodys_work_to_everybody(team: Team) -> None:
    add_person(team["anna"])
    add_person(team["ben"], BO, "Bo")
    for name in ("anna", "ben"):
        team[name].write()
    came = team.lead.read()
    assert {each.dev_no for each in came.arrived} == {1, 2}
    assert all(each.confirmed == each.changes > 0 for each in came.arrived)
    for name in ("anna", "ben"):
        (done,) = team[name].read().unpacked
        assert done.is_complete
        assert waiting(team[name]) == 0
        assert phone(team[name], AMIRA) == phone(team[name], BO) == "1"


def test_nothing_is_confirmed_before_the_answer_was_read(team: Team) -> None:
    add_person(team["anna"])
    team["anna"].write()
    before = waiting(team["anna"])
    assert before > 0
    team.lead.read()
    assert waiting(team["anna"]) == before
    assert team["anna"].read().waiting == 0


def test_the_same_story_ends_the_same_over_a_network_and_by_bundles(
    tmp_path: Path, joined: Path
) -> None:
    team = open_team(copied(joined, tmp_path / "first"), ("anna", "ben"), MORNING)
    with closing(team):
        add_person(team["anna"])
        add_person(team["anna"], BO, "Bo")
        by_network(team)
        at = team.clock.at
    copy = copied(team.folder, tmp_path / "second")
    pictures = []
    for folder, meet in ((tmp_path / "first", by_network), (copy, by_bundles)):
        with closing(open_team(folder, ("anna", "ben"), at)) as team:
            live_through(team, meet)
            pictures.append((hub_picture(team.lead), picture(team["anna"]), picture(team["ben"])))
    for network, bundles in zip(*pictures, strict=True):
        for part, rows in network.items():
            assert bundles[part] == rows, part


def live_through(team: Team, meet: Callable[[Team], None]) -> None:
    """Meet where nobody met before: two versions, many batches, an erasure, a lost right."""
    anna, ben = team["anna"], team["ben"]
    team.clock.at = MORNING + timedelta(hours=2)
    set_phone(anna, "0113 1")
    set_phone(ben, "0113 2")
    add_contacts(anna, 700)
    add_contacts(ben, 30, BO, start=5_000)
    meet(team)
    team.clock.at = MORNING + timedelta(hours=4)
    assert picture(anna)["sync_conflict"]
    set_phone(ben, "0113 3")
    with ben.database.write("act") as work:
        work.change(work.get(Participant, BO), town="Sampleton")
    erase(team, BO)
    meet(team)
    team.clock.at = MORNING + timedelta(hours=6)
    assert ben.value("SELECT count(*) FROM participant WHERE id = ?", BO) == 0
    set_phone(anna, "0113 4")
    meet(team)


def by_network(team: Team) -> None:
    for _ in range(2):
        for laptop in team.laptops.values():
            laptop.sync(team.lead.hub)


def by_bundles(team: Team) -> None:
    team.round("anna", "ben")


def erase(team: Team, agg: str) -> None:

    hub = team.lead.hub
    with hub.store.transaction() as t:
        erase_aggregate(hub, t, agg, "asked for by the person", hub.now(), "hub")


@pytest.mark.parametrize("order", ["old first", "new first", "each twice"])
def test_bundles_up_are_read_in_any_order(team: Team, order: str) -> None:
    anna = team["anna"]
    add_person(anna)
    old = anna.write().path
    set_phone(anna, "2")
    set_phone(anna, "3")
    new = anna.write().path
    for path in {"old first": (old, new), "new first": (new, old)}.get(
        order, (new, old, new, old, old)
    ):
        assert not team.lead.read(path).bad
    assert team.lead.rows("SELECT acked FROM device WHERE dev_no = 1")[0].acked == (
        anna.device.state().lseq
    )
    anna.read()
    team.round("ben")
    assert phone(team["ben"]) == phone(anna) == "3"
    assert waiting(anna) == 0
    assert picture(anna)["sync_issue"] == picture(anna)["sync_conflict"] == []


def test_answers_are_read_in_any_order_and_twice(team: Team) -> None:
    anna, ben = team["anna"], team["ben"]
    answers = []
    for number in ("1", "2", "3"):
        if number == "1":
            add_person(anna)
        else:
            set_phone(anna, number)
        team.round("anna")
        ben.write()
        (arrived,) = (
            each
            for each in team.lead.read().arrived
            if each.dev_no == 2 and not each.is_repeat and each.answer
        )
        answers.append(arrived.answer)
        ben.clock.at += timedelta(minutes=1)
        for path in (team.files).iterdir():
            if path not in answers:
                path.unlink()
    third, first = answers[2], answers[0]
    assert third is not None
    assert first is not None
    ben.read(third)
    assert phone(ben) == "3"
    assert ben.read(first).older == (first,)
    assert ben.read(third).older == (third,)
    assert phone(ben) == "3"
    came = ben.read()
    assert not came.unpacked
    assert len(came.older) == 3


def test_answers_read_in_their_order_overlap_without_harm(team: Team) -> None:
    anna, ben = team["anna"], team["ben"]
    add_person(anna)
    team.round("anna")
    first = next(a.answer for a in team.lead.read(ben.write().path).arrived)
    add_contacts(anna, 20)
    set_phone(anna, "2")
    team.round("anna")
    ups = [path for path in team.files.iterdir() if path != first]
    assert ups
    second = next(a.answer for a in team.lead.read(ben.write().path).arrived)
    assert first
    assert second
    assert ben.read(first).unpacked[0].is_complete
    assert ben.read(second).unpacked[0].is_complete
    assert phone(ben) == "2"
    assert ben.value("SELECT count(*) FROM contact") == 20


STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "write", "hub", "read"]), st.integers(0, 1), st.integers(0)),
    min_size=4,
    max_size=16,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_read_when_everybody_ends_with_the_same(
    joined: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    folder = copied(joined, tmp_path_factory.mktemp("order") / "team")
    with closing(open_team(folder, ("anna", "ben"), MORNING)) as team:
        add_person(team["anna"])
        team.round()
        for path in team.files.iterdir():
            path.unlink()
        ups: list[Path] = []
        answers: dict[int, list[Path]] = {0: [], 1: []}
        for number, (act, who, which) in enumerate(steps):
            team.clock.at += timedelta(seconds=1)
            laptop = team[("anna", "ben")[who]]
            if act == "edit":
                set_phone(laptop, f"number {number}")
            elif act == "write":
                ups.append(laptop.write().path)
            elif act == "hub" and ups:
                (arrived,) = team.lead.read(ups[which % len(ups)]).arrived
                assert arrived.answer
                answers[arrived.dev_no - 1].append(arrived.answer)
            elif act == "read" and answers[who]:
                assert not laptop.read(answers[who][which % len(answers[who])]).bad
        for _ in range(3):
            team.round()
        anna, ben = picture(team["anna"]), picture(team["ben"])
        assert waiting(team["anna"]) == waiting(team["ben"]) == 0
        assert anna["participant"] == ben["participant"]
        assert anna["sync_conflict"] == ben["sync_conflict"]
        everything = str(hub_picture(team.lead)["rows"])
        for laptop in team.laptops.values():
            for row in laptop.database.rows("SELECT fields FROM change_record WHERE op = 'upd'"):
                value = json.loads(row[0]).get("phone")
                assert value is None or _was_followed(laptop, value) or value in everything


def _was_followed(laptop: Laptop, value: str) -> bool:
    """Say whether somebody changed a phone number having seen this one."""
    return any(
        json.loads(row[0]).get("phone") == value
        for row in laptop.database.rows("SELECT old FROM change_record WHERE op = 'upd'")
    )


def test_a_lost_bundle_loses_nothing(team: Team) -> None:
    anna = team["anna"]
    add_person(anna)
    anna.write().path.unlink()
    set_phone(anna, "2")
    team.round()
    assert phone(team["ben"]) == "2"
    assert waiting(anna) == 0


def test_what_is_done_while_a_bundle_is_on_its_way_goes_with_the_next(team: Team) -> None:
    anna = team["anna"]
    add_person(anna)
    anna.write()
    set_phone(anna, "2")
    team.lead.read()
    came = anna.read()
    assert came.waiting == 1
    assert phone(anna) == "2"
    team.round()
    assert phone(team["ben"]) == "2"


def test_many_batches_and_pages_travel_in_one_bundle(team: Team) -> None:
    anna, ben = team["anna"], team["ben"]
    add_person(anna)
    for start in range(0, 2_100, 300):
        add_contacts(anna, 300, start=start)
    assert anna.write().changes > 2_100
    ben.write()
    team.lead.read()
    for laptop in (anna, ben):
        laptop.read()
        assert waiting(laptop) == 0
        assert laptop.value("SELECT count(*) FROM contact") == 2_100


def test_damage_on_the_way_is_told_and_changes_nothing(team: Team) -> None:
    anna = team["anna"]
    add_person(anna)
    path = anna.write().path
    whole = path.read_bytes()
    before = hub_picture(team.lead)
    for raw in (whole[:-1], whole[: len(whole) // 2], whole[:200] + b"x" + whole[201:], b""):
        path.write_bytes(raw)
        came = team.lead.read()
        assert [bad.path for bad in came.bad] == [path]
        assert not came.arrived
        assert hub_picture(team.lead) == before
    path.write_bytes(whole)
    assert not team.lead.read().bad
    answer = next(each for each in team.files.iterdir() if each != path)
    sound = answer.read_bytes()
    answer.write_bytes(sound[:-40])
    state = anna.device.state()
    (bad,) = anna.read().bad
    assert "incomplete or was changed" in bad.why
    assert anna.device.state() == state
    answer.write_bytes(sound)
    assert anna.read().waiting == 0


def test_reading_that_is_torn_off_goes_on_when_read_again(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:

    anna, ben = team["anna"], team["ben"]
    add_person(anna)
    add_contacts(anna, 2_100)
    team.lead.read(anna.write().path)
    ben.write()
    team.lead.read()
    taken = bundle_reading.Reading._take_page
    pages = []

    def torn(self: bundle_reading.Reading, page: dict[str, object]) -> None:
        pages.append(page)
        if len(pages) == 2:
            raise KeyboardInterrupt
        taken(self, page)

    monkeypatch.setattr(bundle_reading.Reading, "_take_page", torn)
    with pytest.raises(KeyboardInterrupt):
        ben.read()
    assert 0 < ben.value("SELECT count(*) FROM contact") < 2_100
    monkeypatch.undo()
    (done,) = ben.read().unpacked
    assert done.is_complete
    assert ben.value("SELECT count(*) FROM contact") == 2_100


def test_a_bundle_of_another_device_is_left_alone(team: Team) -> None:
    add_person(team["anna"])
    team["anna"].write()
    (arrived,) = team.lead.read().arrived
    before = picture(team["ben"])
    came = team["ben"].read()
    assert not came.unpacked
    assert len(came.found.others) == 2
    assert picture(team["ben"]) == before
    assert arrived.answer is not None
    assert not team["ben"].read(arrived.answer).unpacked


def test_a_hub_takes_nothing_from_strangers(team: Team) -> None:
    """Somebody has the hub's public key and any token, but not the device's own."""

    add_person(team["anna"])
    team.round()
    before = hub_picture(team.lead)
    stranger, anna = new_keys(), team["anna"].membership
    hub_box = bytes.fromhex(anna.courier["hub"]["box"])
    heads = {
        "no token": (stranger, "nothing", anna.device_id),
        "a stolen token": (stranger, anna.token, anna.device_id),
        "another device": (stranger, team["ben"].membership.token, anna.device_id),
    }
    for name, (keys, token, device_id) in heads.items():
        path = team.files / f"{name}.bundle"
        head = talk.UpHead(1, 0, anna.hub_id, device_id, 1, token, keys.public)
        write_bundle(
            path,
            [talk.up_head(head), talk.question("pull", {"epoch": "", "have": {}})],
            keys=keys,
            reader=hub_box,
            note=Note(),
        )
        came = team.lead.read(path)
        assert [bad.path for bad in came.bad] == [path], name
        assert not came.arrived
    assert hub_picture(team.lead) == before


def test_a_device_takes_nothing_that_its_hub_did_not_write(team: Team) -> None:

    add_person(team["anna"])
    team.round()
    mine = team["anna"].membership
    keys = Keys.read(mine.courier)
    head = talk.DownHead(1 << 50, 1 << 50, mine.hub_id, mine.device_id, mine.dev_no)
    path = team.files / "forged.bundle"
    write_bundle(
        path,
        [talk.down_head(head), talk.answer("push", {"acked": 0, "chain": "0" * 64})],
        keys=new_keys(),
        reader=keys.public.box,
        note=Note(),
    )
    state = team["anna"].device.state()
    (bad,) = team["anna"].read(path).bad
    assert "was not written by the hub" in bad.why
    assert team["anna"].device.state() == state


def test_nonsense_from_a_member_is_refused_and_nothing_is_taken(team: Team) -> None:

    anna = team["anna"].membership
    keys = Keys.read(anna.courier)
    head = talk.up_head(
        talk.UpHead(5, 0, anna.hub_id, anna.device_id, anna.dev_no, anna.token, keys.public)
    )
    hostile = [
        [],
        [{"t": "down", "v": 1}],
        [{**head, "v": 2}],
        [{**head, "number": "5"}],
        [{**head, "token": 5}],
        [{**head, "keys": []}],
        [{**head, "dev_no": -1}],
        [{**head, "hub_id": "another"}],
        [{**head, "device_id": team["ben"].membership.device_id}],
        [head, {"t": "push"}],
        [head, {"t": "push", "body": {"prev": "x", "chain": 4, "changes": "no"}}],
        [head, {"t": "pull", "body": {"have": []}}],
        [head, {"t": "fork", "body": {"courier_keys": 5}}],
        [head, {"t": None}],
        [head, head, head],
    ]
    before = hub_picture(team.lead)["rows"]
    for n, messages in enumerate(hostile):
        path = team.files / f"{n}.bundle"
        reader = bytes.fromhex(anna.courier["hub"]["box"])
        write_bundle(path, messages, keys=keys, reader=reader, note=Note())
        team.lead.read(path)
        assert hub_picture(team.lead)["rows"] == before
    team["anna"].read()


def test_reading_again_writes_no_second_answer(team: Team) -> None:
    add_person(team["anna"])
    team["anna"].write()
    first = team.lead.read().arrived[0]
    many = len(list(team.files.iterdir()))
    again = team.lead.read().arrived[0]
    assert again.is_repeat
    assert again.answer == first.answer
    assert again.confirmed == 0
    assert len(list(team.files.iterdir())) == many


def test_old_bundles_are_named_and_deleted_only_when_asked(team: Team) -> None:
    anna = team["anna"]
    add_person(anna)
    first = anna.write().path
    assert anna.write().deletable == (first,)
    team.lead.read()
    came = anna.read()
    assert set(came.deletable) == set(team.files.iterdir())
    assert first.exists()
    tidied = anna.read(tidy=True).tidied
    assert first in tidied
    assert list(team.files.iterdir()) == []


def test_the_hub_tidies_answers_that_were_heard(team: Team) -> None:
    add_person(team["anna"])
    team.round("anna")
    team["anna"].write()
    came = team.lead.read(tidy=True)
    assert came.tidied
    assert not any(path.exists() for path in came.tidied)
    assert all(each.path.exists() for each in came.arrived)


def test_names_of_files_tell_nothing(team: Team) -> None:
    add_person(team["anna"])
    team.round()
    for path in team.files.iterdir():
        name = path.name.lower()
        assert not any(word in name for word in ("anna", "ben", "fjord", "hub", "up", "down"))
        raw = path.read_bytes()
        assert b"Amira" not in raw
        assert team["anna"].membership.device_id.encode() not in raw
        if os.name == "posix":
            assert path.stat().st_mode & 0o777 == 0o600


def test_a_caseload_without_a_team_says_what_to_do(tmp_path: Path) -> None:

    with closing(Database(tmp_path / "alone").open()) as database:
        for act in (Courier(database).write, Courier(database).read):
            with pytest.raises(SyncError, match="has not joined a team"):
                act(tmp_path)


def test_a_place_that_is_not_there_is_told(team: Team) -> None:
    with pytest.raises(InputError, match="There is no"):
        team["anna"].read(team.files / "gone")
    with pytest.raises(InputError, match="no folder"):
        team["anna"].write(team.files / "gone" / "a.bundle")
    (team.files / "list.csv").write_text("a,b")
    with pytest.raises(BundleError, match="is not a bundle"):
        team["anna"].read(team.files / "list.csv")
    assert not team["anna"].read().bad


def test_network_and_bundles_may_be_mixed(team: Team) -> None:
    anna, ben = team["anna"], team["ben"]
    add_person(anna)
    anna.write()
    team.lead.read()
    anna.clock.at += timedelta(minutes=5)
    set_phone(anna, "2")
    anna.sync(team.lead.hub)
    came = anna.read()
    assert not came.unpacked
    assert waiting(anna) == 0
    ben.sync(team.lead.hub)
    set_phone(ben, "3")
    team.round("ben")
    anna.sync(team.lead.hub)
    assert phone(anna) == "3"


def test_a_restored_hub_gets_back_what_it_lost(team: Team, tmp_path: Path) -> None:
    anna, ben = team["anna"], team["ben"]
    add_person(anna)
    add_contacts(anna, 60)
    team.round()
    image = team.lead.place.database
    team.lead.store.close()
    old = Path(image).read_bytes()
    team.lead = open_lead(team)
    set_phone(anna, "2")
    add_contacts(anna, 5, start=60)
    team.round()
    assert phone(ben) == "2"
    team.lead.store.close()
    Path(image).write_bytes(old)
    team.lead = open_lead(team)
    with team.lead.store.transaction() as t:
        t.run("UPDATE hub_state SET restore_counter = restore_counter + 1")
    for _ in range(4):
        team.round()
    assert phone(anna) == phone(ben) == "2"
    assert anna.value("SELECT count(*) FROM contact") == 65
    assert ben.value("SELECT count(*) FROM contact") == 65
    assert len(team.lead.rows("SELECT id FROM row_state WHERE entity = 'contact'")) == 65
    assert waiting(anna) == waiting(ben) == 0


def open_lead(team: Team) -> Lead:
    return Lead(team.lead.place, open_store(team.lead.place.database), team.clock, team.files)


def test_a_caseload_put_back_to_an_earlier_state_gets_a_number_of_its_own(
    joined: Path, tmp_path: Path
) -> None:
    team = open_team(copied(joined, tmp_path / "team"), ("anna", "ben"), MORNING)
    with closing(team):
        add_person(team["anna"])
        team.round()
    kept = copied(team.folder, tmp_path / "kept")
    with closing(open_team(tmp_path / "team", ("anna", "ben"), MORNING + timedelta(1))) as team:
        set_phone(team["anna"], "2")
        team.round()
    shutil.rmtree(tmp_path / "team" / "anna")
    shutil.copytree(kept / "anna", tmp_path / "team" / "anna")
    with closing(open_team(tmp_path / "team", ("anna", "ben"), MORNING + timedelta(2))) as team:
        set_phone(team["anna"], "9")
        for _ in range(4):
            team.round()
        assert team["anna"].membership.dev_no == 3
        assert phone(team["anna"]) == phone(team["ben"])
        assert waiting(team["anna"]) == 0
        values = {"2", "9"}
        conflict = team["ben"].database.row("SELECT kept, lost FROM sync_conflict")
        assert conflict is not None
        assert {str(each).strip('"') for each in conflict} == values


def test_whose_access_ended_delivers_and_receives_nothing(team: Team) -> None:

    anna, ben = team["anna"], team["ben"]
    add_person(anna)
    team.round()
    set_phone(ben, "2")
    with team.lead.store.transaction() as t:
        end_access(t, team.lead.hub.act(), account_called(t, "Ben"))
    set_phone(anna, "3")
    team.round("anna")
    *_, told = ben.read().unpacked
    assert "not delivered yet" in " ".join(told.remarks)
    team.lead.read(ben.write().path)
    with pytest.raises(WipeOrderedError):
        ben.read()
    assert waiting(ben) == 0
    assert phone(ben) == "2"
    (aside,) = team.lead.rows("SELECT why, state FROM quarantine WHERE dev_no = 2")
    assert aside.state == "open"
    assert phone(anna) == "3"


def test_a_device_that_was_taken_out_removes_its_caseload_on_the_hubs_word_alone(
    team: Team,
) -> None:
    ben = team["ben"]
    add_person(team["anna"])
    team.round()
    with team.lead.store.transaction() as t:
        devices.revoke(t, team.lead.hub.act(), devices.device_called(t, "2"), at_once=True)
    ben.write()
    team.lead.read()
    with pytest.raises(WipeOrderedError) as ordered:
        ben.read()
    said = ben.courier.let_go(ordered.value.notice)
    assert "was removed" in said
    assert not (ben.database.folder / "caseload.db").exists()
