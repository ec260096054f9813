"""Registers on disk that somebody damaged or made up, and files that are no files."""

import json
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.errors import ImportFileError, StorageError
from adviser_tui.exchange.register.source import open_source
from adviser_tui.services.register.search import RegisterSearch
from adviser_tui.storage.register.folders import SEAL
from adviser_tui.storage.register.store import RegisterStore
from tests.register_case import companies, made
from tests.unit.register_files import UK, uk_row

Change = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture
def store(tmp_path: Path) -> RegisterStore:
    return made(tmp_path / "register", companies(["Tallow Bakery Ltd", "Quennel Freight"]))


def seal_of(store: RegisterStore) -> Path:
    (seal,) = store.folder.glob(f"*/{SEAL}")
    return seal


def import_again(store: RegisterStore) -> None:
    made(store.folder, companies(["Snagsby Paper"]))
    assert [hit.name for hit in RegisterSearch(store).find("snagsby")] == ["Snagsby Paper"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3_000_000,
        '{"a":' * 100_000,
        "7",
        '{"entries": 1e400}',
    ],
)
def test_a_seal_that_is_none_is_as_if_nothing_was_imported(store: RegisterStore, text: str) -> None:
    seal_of(store).write_text(text, encoding="utf-8")

    assert store.status() is None
    assert RegisterSearch(store).find("tallow") == []
    import_again(store)


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept | {"entries": float("inf")},
        lambda kept: kept | {"entries": -5},
        lambda kept: kept | {"entries": 10**400},
        lambda kept: kept | {"shape": float("inf")},
        lambda kept: kept | {"files": {"a\0b": 1}},
        lambda kept: kept | {"files": {"../../seal.json": 1}},
        lambda kept: kept | {"files": {"a": float("inf")}},
    ],
)
def test_a_seal_that_cannot_be_true_is_none(store: RegisterStore, change: Change) -> None:
    seal = seal_of(store)
    seal.write_text(json.dumps(change(json.loads(seal.read_bytes()))), encoding="utf-8")

    assert store.status() is None
    import_again(store)


def test_what_a_seal_calls_its_file_is_cleaned_and_its_time_has_a_zone(
    store: RegisterStore,
) -> None:
    seal = seal_of(store)
    kept = json.loads(seal.read_bytes())
    kept |= {"file_name": "\x1b]0;x\x07a\ud800", "imported_at": "2026-11-20T09:00:00"}
    seal.write_text(json.dumps(kept), encoding="utf-8")

    status = store.status()

    assert status is not None
    assert status.file_name.isprintable()
    assert status.imported_at.tzinfo is not None


def test_a_folder_with_the_highest_number_does_not_hide_the_next_import(
    store: RegisterStore,
) -> None:
    seal_of(store).parent.rename(store.folder / "uk-999999999")
    import_again(store)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_a_file_or_a_link_in_the_place_of_a_register_is_removed_alone(
    store: RegisterStore, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    seal_of(store).parent.rename(elsewhere)
    (store.folder / "uk-0001").symlink_to(elsewhere)
    (store.folder / "uk-0002").write_text("no register", encoding="utf-8")
    (store.folder / "going-uk-0002").write_text("nor this", encoding="utf-8")

    import_again(store)
    store.forget("uk")

    assert os.listdir(store.folder) == []
    assert (elsewhere / SEAL).exists()


def rot(store: RegisterStore) -> None:
    """Change some bytes, so that sizes and the ends of the files are as they were."""
    for path in seal_of(store).parent.glob("*.store"):
        data = bytearray(path.read_bytes())
        data[: len(data) // 2] = bytes(len(data) // 2)
        path.write_bytes(data)


def test_a_register_that_rots_is_asked_once_and_left_alone_until_it_is_imported_again(
    tmp_path: Path,
) -> None:
    names = [f"Tallow {number} Bakery" for number in range(3_000)]
    store = made(tmp_path / "register", companies(names))
    rot(store)
    painted: list[str] = []
    search = RegisterSearch(store, when_damaged=lambda: painted.append("anew"))
    for _ in range(2):
        with pytest.raises(StorageError, match="damaged"):
            search.find("tallow")
    with pytest.raises(StorageError, match="damaged"):
        search.entry("00000001")
    assert painted == ["anew"]

    made(store.folder, companies(["Snagsby Paper"]))
    assert [hit.name for hit in search.find("snagsby")] == ["Snagsby Paper"]


def test_a_register_that_rots_does_not_hide_that_of_another_country(tmp_path: Path) -> None:
    names = [f"Tallow {number} Bakery" for number in range(3_000)]
    store = made(tmp_path / "register", companies(names))
    rot(store)
    made(store.folder, companies(["Tallow Bakeri AS"]), "no")
    search = RegisterSearch(store)

    for _ in range(2):
        assert [hit.name for hit in search.find("tallow")] == ["Tallow Bakeri AS"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "companies.csv"
    os.mkfifo(pipe)
    with pytest.raises(ImportFileError, match="pipe"):
        open_source(pipe)


def test_an_archive_packed_without_a_day_is_of_today(tmp_path: Path) -> None:
    file = tmp_path / "companies.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("companies.csv"), UK + uk_row())

    assert open_source(file).as_of(date(2026, 11, 20)) == date(2026, 11, 20)
