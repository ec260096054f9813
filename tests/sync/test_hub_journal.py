"""The hub's journal and keys: what must be true of them whatever happens to the files."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import NotFoundError, StorageError
from adviser_tui.hub.journal import START, Journal
from adviser_tui.hub.signing import HubKeys, new_keys, read_keys, wipe_notice, write_keys
from adviser_tui.sync.notices import is_genuine

AT = "2026-11-20T09:30:00+00:00"


def lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines(keepends=True)


def test_acts_come_back_in_their_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "new folder" / "journal.jsonl")
    assert journal.head == START
    journal.append("erase", h="ab", reason="asked for")
    journal.append("device", dev_no=4)
    kinds = [(each.n, each.kind, dict(each.values)) for each in Journal(journal.file).entries()]
    assert kinds == [
        (1, "erase", {"h": "ab", "reason": "asked for"}),
        (2, "device", {"dev_no": 4}),
    ]


def test_a_line_cut_off_by_a_power_cut_is_no_act(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    journal.append("erase", h="ab")
    whole = file.read_bytes()
    journal.append("erase", h="cd")
    torn = file.read_bytes()
    for length in range(len(whole), len(torn)):
        file.write_bytes(torn[:length])
        assert [each.values["h"] for each in journal.entries()] == ["ab"]
    journal.append("erase", h="ef")
    assert [each.values["h"] for each in journal.entries()] == ["ab", "ef"]


def test_any_change_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    journal = Journal(file)
    for number in range(4):
        journal.append("device", dev_no=number)
    good = lines(file)
    changed = good[1].replace(b'"dev_no":1', b'"dev_no":9')
    for bad in (
        [good[0], changed, *good[2:]],
        [good[0], *good[2:]],
        [good[0], good[2], good[1], good[3]],
        [good[0], b"\n", *good[1:]],
        good[1:],
        [good[0], json.dumps([1]).encode() + b"\n", *good[2:]],
    ):
        file.write_bytes(b"".join(bad))
        with pytest.raises(StorageError, match="is not as it was written"):
            list(journal.entries())
    file.write_bytes(b"".join(good[:3]) + good[3].replace(b'"kind"', b'"find"'))
    with pytest.raises(StorageError, match="nothing is added"):
        journal.append("device", dev_no=9)


def test_several_at_once_make_one_chain(tmp_path: Path) -> None:
    file = tmp_path / "journal.jsonl"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: Journal(file).append("device", dev_no=n), range(40)))
    assert sorted(each.values["dev_no"] for each in Journal(file).entries()) == list(range(40))


@given(st.lists(st.text(max_size=2_000), min_size=1, max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    journal = Journal()
    for text in texts:
        journal.append("account", name=text.encode("utf-8", "replace").decode())
    assert [each.values["name"] for each in journal.entries()] == [
        text.encode("utf-8", "replace").decode() for text in texts
    ]


def test_an_entry_longer_than_what_is_read_at_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    journal.append("account", name="x" * 200_000)
    journal.append("account", name="y" * 70_000)
    journal.append("account", name="z")
    assert [len(each.values["name"]) for each in journal.entries()] == [200_000, 70_000, 1]


def test_keys_are_private_and_come_back(tmp_path: Path) -> None:
    file = tmp_path / "hub" / "hub.key"
    keys = new_keys()
    write_keys(keys, file)
    assert read_keys(file) == keys
    assert keys.sign.hex() not in repr(keys)
    with pytest.raises(StorageError, match="already"):
        write_keys(new_keys(), file)
    assert read_keys(file) == keys
    with pytest.raises(NotFoundError, match=r"hub\.key"):
        read_keys(tmp_path / "other" / "hub.key")
    file.write_text('{"format": "something else"}')
    with pytest.raises(StorageError, match="damaged"):
        read_keys(file)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "hub.key"
    write_keys(new_keys(), file)
    file.chmod(0o644)
    if file.stat().st_mode & 0o077 == 0:
        pytest.skip("this system keeps no modes")
    with pytest.raises(StorageError, match="read by others"):
        read_keys(file)


def test_only_the_hubs_own_word_for_this_device_wipes() -> None:
    keys, other = new_keys(), new_keys()
    word = wipe_notice(keys, "device-1", "0f", AT)
    assert is_genuine(word, keys.sign_public, "device-1")
    assert not is_genuine(word, keys.sign_public, "device-2")
    assert not is_genuine(word, other.sign_public, "device-1")
    assert not is_genuine(word, "", "device-1")
    assert not is_genuine(word, "no hex", "device-1")
    assert not is_genuine(wipe_notice(other, "device-1", "0f", AT), keys.sign_public, "device-1")
    altered = {**word, "notice": {**word["notice"], "at": "2027"}}
    assert not is_genuine(altered, keys.sign_public, "device-1")
    spoilt = {**word, "signature": "zz"}
    strange: list[object] = [None, "wipe", [], {}, {"notice": word["notice"]}, spoilt]
    for nonsense in strange:
        assert not is_genuine(nonsense, keys.sign_public, "device-1")
    assert not is_genuine(keys.signed({"act": "hello", "device_id": "device-1"}), *_for(keys))


def _for(keys: HubKeys) -> tuple[str, str]:
    return keys.sign_public, "device-1"
