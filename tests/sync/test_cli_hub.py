"""`adviser hub`, word for word as whoever runs a hub types it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from adviser_tui.cli import main
from adviser_tui.hub import people
from adviser_tui.hub.enrolling import enrol
from adviser_tui.hub.homes import homes_of_many, write_homes
from adviser_tui.hub.place import read_place
from adviser_tui.hub.store import open_store
from adviser_tui.hub.writing import write_rows
from adviser_tui.ids import new_id
from adviser_tui.sync.pages import HubRow
from tests.sync.founded import Founded
from tests.sync.postgres import Server, postgres

__all__ = ["postgres"]

Told = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[2]
VARIABLES = ("DIR", "DATABASE", "DATABASE_FILE", "KEY_FILE")


@pytest.fixture(autouse=True)
def no_hub_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(f"ADVISER_HUB_{name}", raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The hub's folder, not made yet; ADVISER_HUB_DIR names it."""
    folder = tmp_path / "team hub"
    monkeypatch.setenv("ADVISER_HUB_DIR", str(folder))
    return folder


@pytest.fixture
def made(folder: Path, capsys: Told) -> Path:
    assert main(["hub", "init", "--team", "Fjord", "--name", "Sample Charity"]) == 0
    assert main(["hub", "people", "add", "Vilma Testesen", "--role", "lead"]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def hub(made: Path) -> Iterator[Founded]:
    """The hub that the commands speak to, to look at from behind."""
    place = read_place(made)
    opened = Founded(place, open_store(place.database), place.keys, 1_795_167_000_000)
    yield opened
    opened.store.close()


def asked(capsys: Told, *words: str) -> Any:
    assert main(["hub", *words, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def test_a_port_in_use_is_one_document_too(made: Path, capsys: Told) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["hub", "serve", "--port", port, "--json"]) == 3
    document = json.loads(capsys.readouterr().out)
    assert document["ok"] is False
    assert port in document["error"]


def refused(capsys: Told, *words: str, code: int = 1) -> str:
    assert main(["hub", *words]) == code
    return capsys.readouterr().err


def test_a_small_charity_needs_three_commands_before_serving(folder: Path, capsys: Told) -> None:
    document = asked(capsys, "init", "--team", "Fjord", "--name", "Sample Charity")
    assert document["folder"] == str(folder)
    assert document["team"] == {"number": 1, "name": "Fjord"}
    person = asked(capsys, "people", "add", "Vilma Testesen", "--role", "lead")["person"]
    assert person["teams"] == [{"number": 1, "name": "Fjord"}]
    code = asked(capsys, "code", "Vilma Testesen")["code"]
    place = read_place(folder)
    opened = Founded(place, open_store(place.database), place.keys)
    act = people.Act(place.journal, 1_795_167_000_000)
    grant = enrol(opened.store, opened.keys, act, {"code": code, "device_name": "Laptop"})
    opened.store.close()
    assert grant["user"]["id"] == person["id"]
    (device,) = asked(capsys, "devices")["devices"]
    assert (device["name"], device["person"]) == ("Laptop", "Vilma Testesen")


def test_the_folder_comes_from_the_line_the_environment_or_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    there = asked(capsys, "init", "--team", "Fjord")["folder"]
    assert there.startswith(str(tmp_path / "home"))
    assert not (Path(there) / "caseload.db").exists()
    named = tmp_path / "named"
    assert "There is no hub" in refused(capsys, "people", "--at", str(named))
    assert asked(capsys, "init", "--team", "Sea", "--at", str(named))["folder"] == str(named)
    monkeypatch.setenv("ADVISER_HUB_DIR", str(named))
    assert asked(capsys, "teams")["teams"] == [{"number": 1, "name": "Sea"}]
    assert asked(capsys, "teams", "--at", there)["teams"][0]["name"] == "Fjord"


def test_a_hub_is_not_made_where_it_would_come_to_harm(
    tmp_path: Path, folder: Path, capsys: Told
) -> None:
    caseload = tmp_path / "work"
    assert main(["init", "--team", "Fjord", "--name", "V T", "--data-dir", str(caseload)]) == 0
    capsys.readouterr()
    said = refused(capsys, "init", "--team", "Fjord", "--at", str(caseload / "hub"))
    assert "folder of a caseload" in said
    cloud = str(tmp_path / "Dropbox" / "hub")
    assert "Dropbox" in refused(capsys, "init", "--team", "Fjord", "--at", cloud, code=3)
    assert not Path(cloud).exists()
    assert asked(capsys, "init", "--team", "Fjord")
    assert "already" in refused(capsys, "init", "--team", "Fjord")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://me:secret@localhost/hub",
        "postgresql://localhost/hub?user=me&password=secret",
        "postgres://me:secret@/hub?host=/run",
    ],
)
def test_a_password_on_the_command_line_is_refused(
    folder: Path, capsys: Told, address: str
) -> None:
    said = refused(capsys, "init", "--team", "Fjord", "--database", address, code=2)
    assert "ADVISER_HUB_DATABASE" in said
    assert "secret" not in said
    assert not folder.exists()


def test_with_postgresql_the_password_is_written_nowhere(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Told,
    postgres: Server,
) -> None:
    address = postgres.new_database()
    secret = address.replace("hub@", "hub:unguessable@", 1)
    file = tmp_path / "address"
    file.write_text(secret + "\n")
    monkeypatch.setenv("ADVISER_HUB_DATABASE_FILE", str(file))
    document = asked(capsys, "init", "--team", "Fjord")
    assert unquote(document["database"]) == address
    assert asked(capsys, "people", "add", "Vilma Testesen")["ok"]
    status = asked(capsys, "status")
    assert (status["people"], unquote(status["database"])) == (1, address)
    backup = asked(capsys, "backup")["file"]
    assert asked(capsys, "restore", backup)["rows"] > 3
    for path in folder.rglob("*"):
        assert path.is_dir() or b"unguessable" not in path.read_bytes()
    other = str(tmp_path / "other")
    assert "in this database already" in refused(capsys, "init", "--team", "Sea", "--at", other)
    postgres.drop(address)


def test_people_change_and_leave(made: Path, capsys: Told) -> None:
    assert asked(capsys, "teams", "--add", "Sea")["teams"][1] == {"number": 2, "name": "Sea"}
    several = refused(capsys, "people", "add", "Bea Beispiel", code=2)
    assert "Fjord, Sea" in several
    assert asked(capsys, "people", "add", "Bea Beispiel", "--team", "sea", "1")["ok"]
    assert "what changes" in refused(capsys, "people", "change", "bea", code=2)
    changed = asked(capsys, "people", "change", "bea", "--role", "office", "--team", "Sea")
    assert changed["person"]["role"] == "office"
    assert [each["name"] for each in changed["person"]["teams"]] == ["Sea"]
    assert asked(capsys, "people", "end", "bea")["person"]["is_active"] is False
    assert "access of Bea Beispiel has ended" in refused(capsys, "code", "bea")
    assert asked(capsys, "people", "give-back", "bea")["person"]["is_active"] is True
    assert asked(capsys, "people", "add", "Rut Admin", "--role", "admin")["person"]["teams"] == []
    listed = asked(capsys, "people")["people"]
    assert [each["name"] for each in listed] == ["Bea Beispiel", "Rut Admin", "Vilma Testesen"]
    assert asked(capsys, "people", "list")["people"] == listed
    assert main(["hub", "people"]) == 0
    assert "Bea Beispiel" in capsys.readouterr().out
    assert "Did you mean" in refused(capsys, "people", "add", "X Y", "--role", "leed", code=2)


def test_an_invitation_is_a_file_and_a_code(made: Path, tmp_path: Path, capsys: Told) -> None:
    file = tmp_path / "vilma.invitation"
    document = asked(capsys, "code", "vilma", "--invitation", str(file))
    assert document["invitation"] == str(file)
    assert document["code"].replace("-", "").encode() not in file.read_bytes()
    assert len(asked(capsys, "devices")["devices"]) == 1


def test_devices_are_taken_out(hub: Founded, capsys: Told) -> None:
    with hub.store.reading() as t:
        vilma = people.account_called(t, "vilma")
    for name in ("Laptop", "Tablet"):
        hub.join(vilma, device_name=name)
    assert asked(capsys, "revoke", "Laptop")["state"] == "draining"
    assert asked(capsys, "revoke", "2", "--at-once")["state"] == "revoked"
    assert "already" in refused(capsys, "revoke", "2")
    assert "no device" in refused(capsys, "revoke", "Phone")
    assert [each["dev_no"] for each in asked(capsys, "devices")["devices"]] == [1]
    everything = asked(capsys, "devices", "--all")["devices"]
    assert [each["state"] for each in everything] == ["draining", "revoked"]
    assert main(["hub", "devices"]) == 0
    assert "may only deliver" in capsys.readouterr().out


def shared(hub: Founded) -> str:
    """Put a participant's row and home into the hub's tables."""
    person = new_id()
    columns = ("id", "entity", "agg", "made_by", "fields", "versions", "updated_at", "updated_by")
    fields = json.dumps({"confidentiality": "standard", "name": "Amira Invented"})
    with hub.transaction() as t:
        row = (person, "participant", person, 1, fields, "{}", "2026-11-20", "x")
        t.insert_many("row_state", columns, [row])
        t.insert_many("agg_home", ("agg", "home"), [(person, "team:1")])
    return person


def test_records_are_given_to_another_team_and_erased(hub: Founded, capsys: Told) -> None:
    person = shared(hub)
    asked(capsys, "teams", "--add", "Sea")
    assert "no team" in refused(capsys, "transfer", person, "--to", "Lake")
    assert "no participant" in refused(capsys, "transfer", new_id(), "--to", "Sea")
    assert asked(capsys, "transfer", person, "--to", "Sea")["moved"] == 1
    with hub.store.reading() as t:
        assert [r.home for r in t.rows("SELECT home FROM agg_home WHERE agg = :a", a=person)] == [
            "team:2"
        ]
    assert "--for-good" in refused(capsys, "erase", person, "--reason", "asked for")
    erase = ("erase", person, "--reason", "asked for", "--for-good")
    assert asked(capsys, *erase)["erasure"] == 1
    assert "no participant" in refused(capsys, *erase)
    with hub.store.reading() as t:
        assert t.one("SELECT id FROM row_state WHERE id = :id", id=person) is None
    assert asked(capsys, "status")["erasures"] == 1
    files = [path for path in hub.place.folder.iterdir() if path.name.startswith("hub.db")]
    assert not any(b"Amira" in path.read_bytes() for path in files)


def test_a_hub_comes_back_on_another_machine(
    hub: Founded, tmp_path: Path, capsys: Told, made: Path
) -> None:
    erased = shared(hub)
    file = asked(capsys, "backup", str(tmp_path / "stick"))["file"]
    assert asked(capsys, "erase", erased, "--reason", "asked for", "--for-good")["ok"]
    other = tmp_path / "new machine"
    other.mkdir()
    assert "hub's key" in refused(capsys, "restore", file, "--at", str(other))
    (other / "hub.key").write_bytes((made / "hub.key").read_bytes())
    (other / "hub.key").chmod(0o600)
    assert "journal is missing" in refused(capsys, "restore", file, "--at", str(other))
    assert sorted(path.name for path in other.iterdir()) == ["hub.key"]
    journal = str(made / "journal.jsonl")
    back = asked(capsys, "restore", file, "--at", str(other), "--journal", journal)
    assert (back["erased_again"], back["kept_aside"]) == (1, "")
    names = [each["name"] for each in asked(capsys, "people", "--at", str(other))["people"]]
    assert names == ["Vilma Testesen"]


def test_a_damaged_file_is_kept_aside(made: Path, capsys: Told) -> None:
    file = asked(capsys, "backup")["file"]
    for beside in ("-wal", "-shm"):
        (made / f"hub.db{beside}").unlink(missing_ok=True)
    (made / "hub.db").write_bytes(b"no database" * 1_000)
    assert main(["hub", "people"]) != 0
    capsys.readouterr()
    back = asked(capsys, "restore", Path(file).name)
    assert Path(back["kept_aside"]).read_bytes().startswith(b"no database")
    assert len(asked(capsys, "people")["people"]) == 1


def test_a_hub_moves_to_postgresql_and_back(made: Path, capsys: Told, postgres: Server) -> None:
    address = postgres.new_database()
    file = asked(capsys, "backup")["file"]
    assert asked(capsys, "restore", file, "--database", address)["kept_aside"] == ""
    assert asked(capsys, "people", "add", "Bea Beispiel")["ok"]
    assert unquote(asked(capsys, "status")["database"]) == address
    file = asked(capsys, "backup")["file"]
    assert asked(capsys, "restore", file, "--database", "file")["ok"]
    status = asked(capsys, "status")
    assert status["database"] == str(made / "hub.db")
    assert (status["people"], status["restores"]) == (2, 2)
    postgres.drop(address)


def test_the_status_tells_what_is_wrong(hub: Founded, capsys: Told) -> None:
    status = asked(capsys, "status", "--acts", "1")
    assert (status["ok"], status["people"], status["audit_wrong_at"]) == (True, 1, 0)
    assert status["acts"][0]["action"] == "person added"
    assert status["last_backup_at"] is None
    asked(capsys, "backup")
    assert asked(capsys, "status")["last_backup_at"]


def test_with_each_backup_goes_what_is_too_old(hub: Founded, capsys: Told) -> None:
    with hub.store.transaction() as t:
        for lseq, at_ms in ((1, 1_000), (2, 4_000_000_000_000)):
            t.run(
                "INSERT INTO outcome (dev_no, lseq, outcome, at_ms) VALUES (9, :l, 'held', :at)",
                l=lseq,
                at=at_ms,
            )
    asked(capsys, "backup")
    with hub.store.reading() as t:
        assert [row.lseq for row in t.rows("SELECT lseq FROM outcome")] == [2]
    with hub.transaction() as t:
        t.run("UPDATE audit SET actor = 'somebody' WHERE n = 2")
    assert main(["hub", "status"]) == 1
    assert "WRONG" in capsys.readouterr().out
    journal = hub.place.journal.file
    assert journal is not None
    journal.unlink()
    assert main(["hub", "status", "--json"]) == 1
    assert "missing" in json.loads(capsys.readouterr().out)["journal_trouble"]


def test_serving_is_refused_where_it_is_not_safe(
    made: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "without TLS" in refused(capsys, "serve", "--host", "0.0.0.0", code=2)
    assert "one process" in refused(capsys, "serve", "--workers", "4", code=2)
    assert "0 to 65535" in refused(capsys, "serve", "--port", "99999", code=2)
    assert "belong together" in refused(capsys, "serve", "--tls-cert", "x.pem", code=2)
    (made / "hub.key").rename(made / "lost.key")
    assert "hub's key is not there" in refused(capsys, "serve")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert 'pip install "adviser-tui[hub]"' in refused(capsys, "serve", code=3)


@pytest.mark.skipif(sys.platform == "win32", reason="ctrl+c cannot be sent to one process there")
def test_serving_tells_in_one_document_where_it_is(made: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "adviser_tui", "hub", "serve", "--port", str(port), "--json"]
    running = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stderr is not None
        assert "listening" in running.stderr.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/hello", timeout=60) as reply:
            hello = json.load(reply)
    finally:
        running.send_signal(signal.SIGTERM)
        out, _ = running.communicate(timeout=60)
    document = json.loads(out)
    assert document["url"] == f"http://127.0.0.1:{port}"
    assert document["hub_id"] == hello["hub_id"]


def test_more_records_can_be_allowed_on_a_device(hub: Founded, capsys: Told) -> None:
    from adviser_tui.hub.admission import rows_most

    assert main(["hub", "devices", "--allow-rows", "2000000"]) == 0
    with hub.store.reading() as t:
        assert rows_most(t) == 2_000_000
    assert main(["hub", "devices", "--allow-rows", "0"]) == 2
    capsys.readouterr()


def test_a_deputy_who_changes_team_keeps_whom_they_stand_in_for(hub: Founded, capsys: Told) -> None:
    bea = hub.person("Bea Beispiel")
    with hub.transaction() as t:
        person = HubRow(
            "participant", new_id(), "", {"deputy_id": bea.id, "coach_id": None}, {}, "", ""
        )
        person.agg = person.id
        write_rows(t, [person])
        write_homes(t, {}, {person.id: frozenset({"team:1"})})
    assert main(["hub", "teams", "--add", "Moor"]) == 0
    assert main(["hub", "people", "change", "Bea", "--team", "Moor"]) == 0
    with hub.store.reading() as t:
        assert homes_of_many(t, [person.id])[person.id] == {"team:1", f"user:{bea.id}"}
    capsys.readouterr()
