"""What a bundle is refused for, and that nothing of it is taken then."""

from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.cli import main
from adviser_tui.errors import InputError, SyncError
from adviser_tui.services.sync import bundle_reading
from adviser_tui.services.sync.courier import Courier
from adviser_tui.storage.database import Database
from adviser_tui.sync import bundle_talk as talk
from adviser_tui.sync.bundle_file import BundleError, Note, write_bundle
from adviser_tui.sync.sealing import Keys, new_keys
from tests.sync.bundle_acts import add_contacts, add_person
from tests.sync.bundle_team import (
    Team,
    hub_picture,
    picture,
)


def test_damage_on_the_way_is_told_and_changes_nothing(crew: Team) -> None:
    anna = crew["anna"]
    add_person(anna)
    path = anna.write().path
    whole = path.read_bytes()
    before = hub_picture(crew.lead)
    for raw in (whole[:-1], whole[: len(whole) // 2], whole[:200] + b"x" + whole[201:], b""):
        path.write_bytes(raw)
        came = crew.lead.read()
        assert [bad.path for bad in came.bad] == [path]
        assert not came.arrived
        assert hub_picture(crew.lead) == before
    path.write_bytes(whole)
    assert not crew.lead.read().bad
    answer = next(each for each in crew.files.iterdir() if each != path)
    sound = answer.read_bytes()
    answer.write_bytes(sound[:-40])
    state = anna.device.state()
    (bad,) = anna.read().bad
    assert "incomplete or was changed" in bad.why
    assert anna.device.state() == state
    answer.write_bytes(sound)
    assert anna.read().waiting == 0


def test_reading_that_is_torn_off_goes_on_when_read_again(
    crew: Team, monkeypatch: pytest.MonkeyPatch
) -> None:

    anna, ben = crew["anna"], crew["ben"]
    add_person(anna)
    add_contacts(anna, 2_100)
    crew.lead.read(anna.write().path)
    ben.write()
    crew.lead.read()
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


def test_a_bundle_of_another_device_is_left_alone(crew: Team) -> None:
    add_person(crew["anna"])
    crew["anna"].write()
    (arrived,) = crew.lead.read().arrived
    before = picture(crew["ben"])
    came = crew["ben"].read()
    assert not came.unpacked
    assert len(came.found.others) == 2
    assert picture(crew["ben"]) == before
    assert arrived.answer is not None
    assert not crew["ben"].read(arrived.answer).unpacked


def test_a_hub_takes_nothing_from_strangers(crew: Team) -> None:
    """Somebody has the hub's public key and any token, but not the device's own."""

    add_person(crew["anna"])
    crew.round()
    before = hub_picture(crew.lead)
    stranger, anna = new_keys(), crew["anna"].membership
    hub_box = bytes.fromhex(anna.courier["hub"]["box"])
    heads = {
        "no token": (stranger, "nothing", anna.device_id),
        "a stolen token": (stranger, anna.token, anna.device_id),
        "another device": (stranger, crew["ben"].membership.token, anna.device_id),
    }
    for name, (keys, token, device_id) in heads.items():
        path = crew.files / f"{name}.bundle"
        head = talk.UpHead(1, 0, anna.hub_id, device_id, 1, token, keys.public)
        write_bundle(
            path,
            [talk.up_head(head), talk.question("pull", {"epoch": "", "have": {}})],
            keys=keys,
            reader=hub_box,
            note=Note(),
        )
        came = crew.lead.read(path)
        assert [bad.path for bad in came.bad] == [path], name
        assert not came.arrived
    assert hub_picture(crew.lead) == before


def test_a_device_takes_nothing_that_its_hub_did_not_write(crew: Team) -> None:

    add_person(crew["anna"])
    crew.round()
    mine = crew["anna"].membership
    keys = Keys.read(mine.courier)
    head = talk.DownHead(1 << 50, 1 << 50, mine.hub_id, mine.device_id, mine.dev_no)
    path = crew.files / "forged.bundle"
    write_bundle(
        path,
        [talk.down_head(head), talk.answer("push", {"acked": 0, "chain": "0" * 64})],
        keys=new_keys(),
        reader=keys.public.box,
        note=Note(),
    )
    state = crew["anna"].device.state()
    (bad,) = crew["anna"].read(path).bad
    assert "was not written by the hub" in bad.why
    assert crew["anna"].device.state() == state


def test_nonsense_from_a_member_is_refused_and_nothing_is_taken(crew: Team) -> None:

    anna = crew["anna"].membership
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
        [{**head, "device_id": crew["ben"].membership.device_id}],
        [head, {"t": "push"}],
        [head, {"t": "push", "body": {"prev": "x", "chain": 4, "changes": "no"}}],
        [head, {"t": "pull", "body": {"have": []}}],
        [head, {"t": "fork", "body": {"courier_keys": 5}}],
        [head, {"t": None}],
        [head, head, head],
    ]
    before = hub_picture(crew.lead)["rows"]
    for n, messages in enumerate(hostile):
        path = crew.files / f"{n}.bundle"
        reader = bytes.fromhex(anna.courier["hub"]["box"])
        write_bundle(path, messages, keys=keys, reader=reader, note=Note())
        crew.lead.read(path)
        assert hub_picture(crew.lead)["rows"] == before
    crew["anna"].read()


def test_a_caseload_without_a_team_says_what_to_do(tmp_path: Path) -> None:

    with closing(Database(tmp_path / "alone").open()) as database:
        for act in (Courier(database).write, Courier(database).read):
            with pytest.raises(SyncError, match="has not joined a team"):
                act(tmp_path)


def test_a_place_that_is_not_there_is_told(crew: Team) -> None:
    with pytest.raises(InputError, match="There is no"):
        crew["anna"].read(crew.files / "gone")
    with pytest.raises(InputError, match="no such folder"):
        crew["anna"].write(crew.files / "gone" / "a.bundle")
    (crew.files / "list.csv").write_text("a,b")
    with pytest.raises(BundleError, match="is not a bundle"):
        crew["anna"].read(crew.files / "list.csv")
    assert not crew["anna"].read().bad


def test_a_folder_that_is_not_there_is_not_made_a_file(
    crew: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    anna = crew["anna"]
    before = sorted(crew.files.iterdir())
    for place in (crew.files / "missing", crew.files / "missing" / "anna.bundle"):
        with pytest.raises(InputError, match="no such folder"):
            anna.write(place)
    with pytest.raises(InputError, match="no such folder"):
        crew.lead.bundles.read(crew.files, answers=crew.files / "missing")
    folder = anna.database.folder
    anna.database.close()
    words = ["bundle", "write", f"{crew.files}/anna.bundle/", "--data-dir", str(folder)]
    assert main(words) != 0
    assert "There is no such folder" in capsys.readouterr().err
    assert sorted(crew.files.iterdir()) == before
    assert main([*words[:2], str(crew.files / "anna.bundle"), *words[3:]]) == 0
    assert (crew.files / "anna.bundle").is_file()
    capsys.readouterr()


def test_the_hub_calls_a_damaged_file_damaged(
    crew: Team, capsys: pytest.CaptureFixture[str]
) -> None:
    path = crew["anna"].write().path
    whole = path.read_bytes()
    at = ("--at", str(crew.lead.place.folder))
    for raw in (whole[:-1], whole[:60] + bytes([whole[60] ^ 1]) + whole[61:], b"x" + whole[1:]):
        path.write_bytes(raw)
        for place in (path, crew.files):
            assert main(["bundle", "read", str(place), "--hub", *at]) != 0
            said = "".join(capsys.readouterr())
            assert "damaged" in said
            assert "Nothing for the hub" not in said
