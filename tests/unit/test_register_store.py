"""Making a register: what is saved is in it once, the old one works until the new one is whole."""

import shutil
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.services.register.search import RegisterSearch
from adviser_tui.storage.register.folders import SEAL
from adviser_tui.storage.register.mark import SourceMark
from adviser_tui.storage.register.store import RegisterStore
from tests.register_case import FILE, companies, company, made

OTHER = SourceMark("uk", "companies-2.csv", 50_000, "b")


@pytest.fixture
def store(tmp_path: Path) -> RegisterStore:
    return RegisterStore(tmp_path / "register")


def names(store: RegisterStore, text: str) -> list[str]:
    return [hit.name for hit in RegisterSearch(store).find(text)]


def test_without_a_register_there_is_nothing_and_nothing_is_made(store: RegisterStore) -> None:
    assert store.status() is None
    assert store.statuses() == ()
    assert store.unfinished() is None
    assert names(store, "anything") == []
    assert not store.folder.exists()


def test_it_says_what_was_imported(store: RegisterStore) -> None:
    imported = datetime(2026, 11, 20, 9, tzinfo=UTC)
    with store.begin(FILE) as building:
        building.add(companies(["Tallow Bakery Ltd", "Quennel Freight"]))
        building.save(7)
        building.finish(date(2026, 11, 1), imported)

    status = store.status(now=imported)

    assert status is not None
    assert (status.register, status.file_name) == ("uk", "companies.csv")
    assert (status.entries, status.as_of) == (2, date(2026, 11, 1))
    assert status.imported_at == imported
    assert status.size > 0
    assert not status.is_old
    assert status.trouble == ""
    later = store.status(now=imported + timedelta(days=45))
    assert later is not None
    assert later.is_old
    assert store.unfinished() is None


def test_what_was_not_saved_is_read_again(store: RegisterStore) -> None:
    with store.begin(FILE) as building:
        building.add(companies(["Tallow Bakery", "Quennel Freight"]))
        building.save(2)
        building.add([company(3, "Never Saved")])

    unfinished = store.unfinished()
    assert unfinished is not None
    assert unfinished.mark == FILE
    with store.begin(FILE) as building:
        assert (building.position, building.entries) == (2, 2)
        building.add([company(3, "Saved Later")])
        building.save(3)
        building.finish()

    assert names(store, "saved") == ["Saved Later"]
    status = store.status()
    assert status is not None
    assert status.entries == 3


def test_a_finish_that_was_cut_short_before_a_save_begins_anew(store: RegisterStore) -> None:
    with store.begin(FILE) as building:
        building.add(companies(["Tallow Bakery"]))
        building.finish()
    (store.folder / "uk-0001" / SEAL).unlink()

    with store.begin(FILE) as building:
        assert (building.position, building.entries) == (0, 0)
        building.add(companies(["Tallow Bakery"]))
        building.save(1)
        building.finish()

    assert names(store, "tallow") == ["Tallow Bakery"]


def test_a_finish_that_was_cut_short_after_a_save_goes_on(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    (store.folder / "uk-0001" / SEAL).unlink()

    with store.begin(FILE) as building:
        assert (building.position, building.entries) == (1, 1)
        building.finish()

    assert names(store, "tallow") == ["Tallow Bakery"]


def test_another_file_begins_anew(store: RegisterStore) -> None:
    with store.begin(FILE) as building:
        building.add([company(1, "Tallow Bakery")])
        building.save(1)
    with store.begin(OTHER) as building:
        assert (building.position, building.entries) == (0, 0)
        building.add([company(1, "Quennel Freight")])
        building.finish()

    assert names(store, "tallow") == []
    assert names(store, "quennel") == ["Quennel Freight"]
    assert len(list(store.folder.iterdir())) == 1


def test_the_old_register_answers_until_the_new_one_is_whole(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    search = RegisterSearch(store)
    assert [hit.name for hit in search.find("tallow")] == ["Tallow Bakery"]
    with store.begin(OTHER) as building:
        building.add(companies(["Tallow Brewery"]))
        building.save(1)
        assert [hit.name for hit in search.find("tallow")] == ["Tallow Bakery"]
        building.finish()

    assert [hit.name for hit in search.find("tallow")] == ["Tallow Brewery"]
    assert len(list(store.folder.iterdir())) == 1


def test_what_could_not_be_removed_in_time_goes_later(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    (store.folder / "uk-0001").rename(store.folder / "uk-0002")
    search = RegisterSearch(store)
    assert search.find("tallow")
    left = store.folder / "uk-0001"
    left.mkdir()
    (left / "left.store").write_bytes(b"x")
    (store.folder / "going-uk-0000").mkdir()

    made(store.folder, companies(["Tallow Brewery"]))

    assert [hit.name for hit in search.find("tallow")] == ["Tallow Brewery"]
    assert [each.name for each in store.folder.iterdir()] == ["uk-0003"]


def test_an_abandoned_import_leaves_the_old_register(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    with store.begin(OTHER) as building:
        building.add(companies(["Tallow Brewery"]))
        building.save(1)
        building.abandon()

    assert store.unfinished() is None
    assert names(store, "tallow") == ["Tallow Bakery"]


def test_two_imports_at_once_are_kept_apart(store: RegisterStore) -> None:
    with store.begin(FILE):
        with pytest.raises(StorageError, match="another program is importing"):
            store.begin(FILE)
        with pytest.raises(StorageError, match="another program is importing"):
            store.begin(OTHER)


def test_what_is_being_imported_is_not_removed(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery Ltd"]))
    with store.begin(OTHER) as building:
        building.add(companies(["Quennel Freight"]))
        with pytest.raises(StorageError, match="being imported in another window"):
            store.forget("uk")
        building.save(1)
        building.finish()
    assert names(store, "quennel") == ["Quennel Freight"]

    store.forget("uk")
    assert store.status() is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes nothing that is open")
def test_a_folder_that_is_taken_away_during_an_import_is_said(store: RegisterStore) -> None:
    with store.begin(OTHER) as building:
        building.add(companies(f"Quennel {number} Freight" for number in range(5_000)))
        shutil.rmtree(store.folder)
        with pytest.raises(StorageError, match="removed or moved"):
            building.finish()


def test_registers_of_two_countries_stand_side_by_side(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    made(store.folder, [company(9, "Tallow Bageri ApS")], "dk")

    assert [status.register for status in store.statuses()] == ["uk", "dk"]
    assert {hit.register for hit in RegisterSearch(store).find("tallow")} == {"uk", "dk"}
    store.forget("uk")
    assert names(store, "tallow") == ["Tallow Bageri ApS"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", '{"shape": "x"}', "\x00"])
def test_a_damaged_seal_is_as_if_the_register_was_not_there(
    store: RegisterStore, damage: str
) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    (store.folder / "uk-0001" / SEAL).write_text(damage)

    assert store.status() is None
    assert names(store, "tallow") == []
    made(store.folder, companies(["Tallow Brewery"]))
    assert names(store, "tallow") == ["Tallow Brewery"]


def test_a_cut_off_file_is_said_in_a_sentence(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    kept = max((store.folder / "uk-0001").iterdir(), key=lambda each: each.stat().st_size)
    with kept.open("r+b") as file:
        file.truncate(10)

    status = store.status()
    assert status is not None
    assert "damaged or missing" in status.trouble
    with pytest.raises(StorageError, match=r"damaged or missing.*Everything else works"):
        names(store, "tallow")


def test_a_damaged_register_does_not_hide_that_of_another_country(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    made(store.folder, [company(9, "Tallow Bageri ApS")], "dk")
    next((store.folder / "uk-0001").glob("*.store")).unlink()

    assert names(store, "tallow") == ["Tallow Bageri ApS"]


def test_a_damaged_register_gives_way_to_the_one_before(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    (store.folder / "uk-0001").rename(store.folder / "aside")
    made(store.folder, companies(["Tallow Brewery"]))
    (store.folder / "uk-0001").rename(store.folder / "uk-0002")
    (store.folder / "aside").rename(store.folder / "uk-0001")
    assert names(store, "tallow") == ["Tallow Brewery"]
    next((store.folder / "uk-0002").glob("*.store")).unlink()

    assert names(store, "tallow") == ["Tallow Bakery"]


def test_a_register_of_another_version_asks_for_a_new_import(store: RegisterStore) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    seal = store.folder / "uk-0001" / SEAL
    seal.write_text(seal.read_text().replace('"shape": 1', '"shape": 0'))

    with pytest.raises(StorageError, match="another version"):
        names(store, "tallow")


def test_without_the_engine_one_sentence_says_so(
    store: RegisterStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(store.folder, companies(["Tallow Bakery"]))
    monkeypatch.setitem(sys.modules, "tantivy", None)

    with pytest.raises(StorageError, match="is not installed; everything else works"):
        store.begin(FILE)
    with pytest.raises(StorageError, match="is not installed; everything else works"):
        names(store, "tallow")
    status = store.status()
    assert status is not None
    assert status.entries == 1


def test_what_an_older_version_left_begun_does_not_stand_in_the_way(store: RegisterStore) -> None:
    with store.begin(FILE) as building:
        building.add(companies(["Tallow Bakery"]))
        building.save(1)
    for each in (store.folder / "uk-0001").glob("*.json"):
        each.write_text("{")

    assert store.unfinished() is None
    with store.begin(FILE) as building:
        assert building.position == 0


def test_a_mark_tells_files_apart(tmp_path: Path) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_bytes(b"number,name\n" * 9)
    two.write_bytes(b"number;name\n" * 9)
    (tmp_path / "sub").mkdir()
    copy = tmp_path / "sub" / "one.csv"
    copy.write_bytes(one.read_bytes())

    assert SourceMark.of(one, "uk") == SourceMark.of(copy, "uk")
    assert SourceMark.of(one, "uk").head != SourceMark.of(two, "uk").head
    assert SourceMark.of(one, "uk") != SourceMark.of(one, "dk")
