"""`adviser join`, `sync`, `conflicts` and `resolve` against a hub behind a real web server."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.hub import devices, people
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.moments import now_ms
from adviser_tui.services.sync.membership import MembershipFile
from tests.sync.founded import Founded, a_hub
from tests.sync.served import Served

Run = Callable[..., tuple[int, Any, str]]


@dataclass
class Town:
    """A hub that listens, and the folders of two laptops."""

    founded: Founded
    address: str
    one: Path
    two: Path

    def code(self, name: str, role: str = "adviser") -> str:
        with self.founded.transaction() as t:
            known = {each.name: each for each in people.accounts(t)}
        return self.founded.code(known.get(name) or self.founded.person(name, role))


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    founded = a_hub(tmp_path / "hub")
    founded.now = now_ms()
    hub = Hub(founded.store, now_ms, keys=founded.keys, journal=founded.place.journal)
    with Served(hub) as served:
        yield Town(founded, served.address, tmp_path / "one", tmp_path / "two")
    founded.store.close()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(folder: Path, *words: str) -> tuple[int, Any, str]:
        code = main([words[0], "--data-dir", str(folder), *words[1:]])
        printed = capsys.readouterr()
        out = json.loads(printed.out) if "--json" in words else printed.out
        return code, out, printed.err

    return call


@pytest.fixture
def joined(town: Town, run: Run) -> Town:
    for folder, name in ((town.one, "Vilma Testesen"), (town.two, "Jonas Eksempel")):
        assert run(folder, "join", town.address, town.code(name))[0] == 0
    return town


def ok(result: tuple[int, Any, str]) -> Any:
    code, out, err = result
    assert code == 0, err
    return out


def test_joining_goes_straight_on_with_the_first_sync(town: Town, run: Run) -> None:
    words = ("join", town.address, town.code("Vilma Testesen"))
    assert "Synced." in ok(run(town.one, *words))
    amira = ok(run(town.one, "add", "participant", "--set", "name=Amira", "--json"))["id"]
    ok(run(town.one, "sync"))
    later = ok(
        run(town.two, "join", town.address, town.code("Jonas Eksempel"), "--no-sync", "--json")
    )
    assert (later["ok"], later["synced"]) == (True, False)
    assert run(town.two, "show", amira)[0] == 1
    ok(run(town.two, "sync"))
    ok(run(town.two, "show", amira))
    third = ok(
        run(town.one.parent / "three", "join", town.address, town.code("Else Demo"), "--json")
    )
    assert third["synced"]
    assert third["fetched"] > 0


def test_two_laptops_meet_and_one_conflict_is_seen_and_settled(joined: Town, run: Run) -> None:
    amira = ok(run(joined.one, "add", "participant", "--set", "name=Amira", "--json"))["id"]
    assert re.match(
        r"Synced\. Sent \d+ changes?, fetched \d+ records?\.", ok(run(joined.one, "sync"))
    )
    ok(run(joined.two, "sync"))
    ok(run(joined.one, "set", amira, "phone=0113 496 0001"))
    ok(run(joined.two, "set", amira, "phone=0113 496 0002"))
    for folder in (joined.one, joined.two):
        ok(run(folder, "sync"))
    done = ok(run(joined.one, "sync", "--json"))
    assert (done["synced"], done["conflicts"]) == (True, 1)
    for folder in (joined.one, joined.two):
        (found,) = ok(run(folder, "conflicts", "--json"))["conflicts"]
        assert {found["kept"]["words"], found["lost"]["words"]} == {
            "0113 496 0001",
            "0113 496 0002",
        }
    text = ok(run(joined.two, "conflicts"))
    assert "participant Amira: Phone" in text
    assert "counts now:" in text
    settled = ok(run(joined.two, "resolve", found["id"][:8], "take", "--json"))
    assert settled["conflict"]["settled"] == "taken"
    ok(run(joined.two, "sync"))
    ok(run(joined.one, "sync"))
    assert "Nothing to choose." in ok(run(joined.one, "conflicts"))
    shown = ok(run(joined.one, "show", amira, "--json"))
    assert found["lost"]["words"] in json.dumps(shown)


def test_the_status_says_where_it_stands_and_no_token_is_printed(joined: Town, run: Run) -> None:
    ok(run(joined.one, "add", "participant", "--set", "name=Amira"))
    before = ok(run(joined.one, "sync", "status", "--json"))
    assert before["waiting"] > 0
    assert not before["synced"]
    waiting = ok(run(joined.one, "sync", "waiting", "--json"))
    assert any("Amira" in each["words"] for each in waiting["actions"])
    ok(run(joined.one, "sync"))
    after = ok(run(joined.one, "sync", "status", "--json"))
    assert (after["synced"], after["waiting"]) == (True, 0)
    assert after["line"].endswith("with the hub, 0 waiting")
    text = ok(run(joined.one, "sync", "waiting", "--confirmed"))
    assert "Nothing waits." in text
    assert "Amira (confirmed" in text
    mine = MembershipFile(joined.one).read()
    assert mine is not None
    said = [ok(run(joined.one, *words)) for words in (("sync",), ("sync", "status"), ("doctor",))]
    assert mine.token not in json.dumps([before, after, waiting, *said])
    assert "0 changes wait for the hub" in said[2]


def test_what_is_set_aside_is_told_why_and_can_be_sent_again(joined: Town, run: Run) -> None:
    ok(run(joined.one, "sync"))
    with joined.founded.transaction() as t:
        vilma = people.account_called(t, "Vilma Testesen")
        people.change_account(t, joined.founded.act, vilma, role="reader")
    ok(run(joined.one, "add", "participant", "--set", "name=Amira"))
    told = ok(run(joined.one, "sync"))
    assert re.search(r"\d+ (was|were) set aside for your team lead: `adviser sync waiting`", told)
    confirmed = ok(run(joined.one, "sync", "waiting", "--confirmed", "--json"))["confirmed"]
    assert not any("Amira" in each["words"] for each in confirmed)
    done = ok(run(joined.one, "sync", "--json"))
    aside = [each for each in done["issues"] if each["outcome"] == "quarantined"]
    assert aside
    assert "team lead" in aside[0]["sentence"] or "together with" in aside[0]["sentence"]
    assert "to look at" in ok(run(joined.one, "sync", "status"))
    with joined.founded.transaction() as t:
        people.change_account(t, joined.founded.act, vilma, role="adviser")
    listed = ok(run(joined.one, "sync", "waiting", "--json"))["issues"]
    for each in listed:
        ok(run(joined.one, "sync", "again", str(each["number"])))
    assert ok(run(joined.one, "sync", "waiting", "--json"))["issues"] == []
    ok(run(joined.one, "sync"))
    ok(run(joined.two, "sync"))
    assert "Amira" in ok(run(joined.two, "people", "--show", "all"))


def test_an_address_or_code_that_is_wrong_leaves_no_caseload_behind(town: Town, run: Run) -> None:
    code, said, err = run(town.one, "join", town.address, "AAAAA-AAAAA", "--json")
    assert (code, said["ok"]) == (4, False)
    assert "code" in err
    assert not town.one.exists()
    code, _, err = run(town.one, "join", "http://hub.example.org", "AAAAA-AAAAA")
    assert code == 1
    assert "https" in err
    assert not town.one.exists()
    code, _, err = run(town.one, "join", "http://127.0.0.1:9", "AAAAA-AAAAA")
    assert code == 4
    assert "Nothing answers at 127.0.0.1 port 9" in err
    assert "has not joined. The code is still good" in err
    assert "waits here" not in err
    assert not town.one.exists()
    bare = town.address.removeprefix("http://")
    assert f"is at http://{bare}" in run(town.one, "join", bare, "AAAAA-AAAAA")[2]
    assert "address comes first" in run(town.one, "join", "AAAAA-AAAAA", town.address)[2]
    assert not town.one.exists()


def test_a_server_that_is_no_hub_is_told_when_joining(town: Town, run: Run) -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as other:
        address = f"http://127.0.0.1:{other.server_port}"
        answering = Thread(target=other.handle_request)
        answering.start()
        code, _, err = run(town.one, "join", address, "AAAAA-AAAAA")
        answering.join()
    assert code == 4
    assert f"What answers at {address} is not a hub" in err
    assert not town.one.exists()
    assert run(town.one, "join", town.address)[0] == 2
    assert run(town.one, "join", "--invitation", "x.invitation")[0] == 2


def test_a_hub_that_is_away_is_told_with_four(joined: Town, run: Run) -> None:
    ok(run(joined.one, "sync"))
    MembershipFile(joined.one).change(url="http://127.0.0.1:9")
    code, said, err = run(joined.one, "sync", "--json")
    assert (code, said["ok"]) == (4, False)
    assert "Nothing is lost" in err
    status = ok(run(joined.one, "sync", "status"))
    assert "Nothing answers" in status


def test_a_caseload_alone_says_so(town: Town, run: Run) -> None:
    ok(run(town.one, "init", "--name", "Vilma Testesen"))
    assert "works alone" in ok(run(town.one, "sync", "status"))
    code, _, err = run(town.one, "sync")
    assert code == 1
    assert "adviser join" in err
    assert "Nothing to choose." in ok(run(town.one, "conflicts"))
    assert "works alone" in ok(run(town.one, "doctor"))


def test_a_caseload_that_was_begun_alone_brings_its_people_along(town: Town, run: Run) -> None:
    ok(run(town.one, "init", "--name", "Vilma Testesen"))
    amira = ok(run(town.one, "add", "participant", "--set", "name=Amira", "--json"))["id"]
    ok(run(town.one, "join", town.address, town.code("Vilma Testesen")))
    ok(run(town.two, "join", town.address, town.code("Jonas Eksempel")))
    ok(run(town.one, "sync"))
    ok(run(town.two, "sync"))
    assert "Amira" in ok(run(town.two, "show", amira))


def test_a_device_taken_out_removes_its_caseload_when_told_so(joined: Town, run: Run) -> None:
    ok(run(joined.one, "add", "participant", "--set", "name=Amira"))
    with joined.founded.transaction() as t:
        devices.revoke(t, joined.founded.act, devices.device_called(t, "1"))
    code, _, err = run(joined.one, "sync")
    assert code == 4
    assert "it was removed" in err
    assert not (joined.one / "caseload.db").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("resolve", "0193a4f2", "edit"), 2),
        (("resolve", "0193a4f2", "keep", "x"), 2),
        (("resolve", "0193a4f2", "keep"), 1),
        (("resolve", "0193a4f2", "burn"), 2),
        (("sync", "again", "7"), 1),
        (("sync", "again", "seven"), 2),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    town: Town, run: Run, words: tuple[str, ...], code: int
) -> None:
    ok(run(town.one, "init", "--name", "Vilma Testesen"))
    found, _, err = run(town.one, *words)
    assert found == code
    assert err
