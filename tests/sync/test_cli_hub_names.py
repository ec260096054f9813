"""`adviser hub teams add`, and naming whom `hub transfer` and `hub erase` are about."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.hub.place import read_place
from adviser_tui.hub.store import open_store
from adviser_tui.ids import new_id
from tests.sync.founded import Founded

Told = pytest.CaptureFixture[str]


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> Iterator[Founded]:
    for name in ("DATABASE", "DATABASE_FILE", "KEY_FILE"):
        monkeypatch.delenv(f"ADVISER_HUB_{name}", raising=False)
    monkeypatch.setenv("ADVISER_HUB_DIR", str(tmp_path / "hub"))
    assert main(["hub", "init", "--team", "Fjord"]) == 0
    capsys.readouterr()
    place = read_place(tmp_path / "hub")
    opened = Founded(place, open_store(place.database), place.keys, 1_795_167_000_000)
    yield opened
    opened.store.close()


def asked(capsys: Told, *words: str) -> Any:
    assert main(["hub", *words, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def refused(capsys: Told, *words: str) -> str:
    assert main(["hub", *words]) == 1
    return capsys.readouterr().err


def shared(hub: Founded, entity: str, **fields: str) -> str:
    row_id = new_id()
    columns = ("id", "entity", "agg", "made_by", "fields", "versions", "updated_at", "updated_by")
    told = json.dumps({"confidentiality": "standard", **fields})
    with hub.transaction() as t:
        t.insert_many(
            "row_state", columns, [(row_id, entity, row_id, 1, told, "{}", "2026-11-20", "x")]
        )
        t.insert_many("agg_home", ("agg", "home"), [(row_id, "team:1")])
    return row_id


def test_a_team_is_added_as_a_person_is(hub: Founded, capsys: Told) -> None:
    said = refused(capsys, "people", "add", "Bo Invented", "--team", "Sea")
    assert 'adviser hub teams add "Sea"' in said
    two = [{"number": 1, "name": "Fjord"}, {"number": 2, "name": "Sea"}]
    assert asked(capsys, "teams", "add", "Sea")["teams"] == two
    assert asked(capsys, "teams", "list")["teams"] == two
    assert asked(capsys, "teams")["teams"] == two
    assert "already" in refused(capsys, "teams", "add", "sea")
    assert len(asked(capsys, "teams", "--add", "Moor")["teams"]) == 3


def test_whom_a_transfer_is_about_can_be_named(hub: Founded, capsys: Told) -> None:
    asked(capsys, "teams", "add", "Sea")
    amira = shared(hub, "participant", preferred_name="Amira Invented")
    also = shared(hub, "participant", preferred_name="Amir Invented", legal_name="Amir Sample")
    bakery = shared(hub, "employer", name="Invented Bakery")
    assert asked(capsys, "transfer", "amira", "bakery", "--to", "Sea")["moved"] == 2
    with hub.store.reading() as t:
        homes = {row.agg: row.home for row in t.rows("SELECT agg, home FROM agg_home")}
    assert homes == {amira: "team:2", bakery: "team:2", also: "team:1"}
    said = refused(capsys, "transfer", "invented", "--to", "Sea")
    assert "More than one" in said
    assert f"Amira Invented (participant {amira})" in said
    assert f"Invented Bakery (employer {bakery})" in said
    assert "no participant or employer Nobody" in refused(
        capsys, "transfer", "Nobody", "--to", "Sea"
    )


def test_who_is_erased_is_named_in_full(hub: Founded, capsys: Told) -> None:
    amira = shared(hub, "participant", preferred_name="Amira Invented")
    erase = ("erase", "amira", "--reason", "asked for", "--for-good")
    said = refused(capsys, *erase)
    assert "whole name" in said
    assert amira in said
    assert asked(capsys, "erase", "AMIRA invented", *erase[2:])["erasure"] == 1
    with hub.store.reading() as t:
        assert t.one("SELECT id FROM row_state WHERE id = :id", id=amira) is None


def test_a_backup_that_is_not_there_is_named_as_it_was_typed(hub: Founded, capsys: Told) -> None:
    assert "There is no file nofile." in refused(capsys, "restore", "nofile")
