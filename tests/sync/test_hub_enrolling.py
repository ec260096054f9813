"""Joining, going on under a new number, new tokens, and being taken out."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.hub import access, audit, codes, devices, enrolling, people
from adviser_tui.hub.callers import caller_of, forget_old_token, worker_of
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.standing import standing
from adviser_tui.sync.notices import is_genuine
from tests.sync.founded import HOUR, Founded, a_hub


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Founded]:
    made = a_hub(tmp_path / "hub")
    yield made
    made.store.close()


@pytest.fixture
def vilma(hub: Founded) -> people.Account:
    return hub.person("Vilma Testesen", "lead")


def refused(hub: Founded, code: str, **said: Any) -> HubError:
    with pytest.raises(HubError) as error:
        hub.enrol(code, **said)
    return error.value


def test_a_grant_says_who_everybody_is(hub: Founded, vilma: people.Account) -> None:
    bea = hub.person("Bea Beispiel")
    with hub.transaction() as t:
        people.add_account(t, hub.act, "Rut Admin", "admin", [])
    couriers = {"sign": "ab" * 32, "box": "cd" * 32}
    grant = hub.join(vilma, device_name="Vilma's laptop", schema=5, courier_keys=couriers)
    assert grant["user"] == {"id": vilma.id, "name": "Vilma Testesen", "role": "lead"}
    assert grant["teams"] == [{"id": 1, "name": "Fjord"}]
    assert grant["colleagues"] == [{"id": bea.id, "name": "Bea Beispiel"}]
    assert grant["hub_id"] == hub.place.hub_id
    assert grant["dev_no"] == 1
    assert grant["hub_key"] == hub.keys.sign_public
    assert grant["courier"]["box"] == hub.keys.box_public
    assert len(grant["epoch"]) == 16
    with hub.store.reading() as t:
        assert caller_of(t, grant["token"]).device_id == grant["device_id"]
        row = t.one("SELECT * FROM device")
        assert row is not None
        assert (row.name, row.schema, row.courier_box) == ("Vilma's laptop", 5, "cd" * 32)


def test_neither_token_nor_code_is_kept(hub: Founded, vilma: people.Account) -> None:
    code = hub.code(vilma)
    token = hub.enrol(code)["token"]
    other = hub.code(vilma)
    written = b"".join(
        path.read_bytes() for path in hub.place.folder.iterdir() if path.name != "hub.key"
    )
    for secret in (token, code, code.replace("-", ""), other, other.replace("-", "")):
        assert secret.encode() not in written
    assert hub.keys.pepper.hex().encode() not in written


def test_a_code_is_read_as_people_write_it(hub: Founded, vilma: people.Account) -> None:
    code = hub.code(vilma)
    written = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    assert hub.enrol(f" {written} ")["dev_no"] == 1


def test_a_code_works_once_even_for_four_at_a_time(hub: Founded, vilma: people.Account) -> None:
    code = hub.code(vilma)

    def attempt(_: int) -> str:
        try:
            return str(hub.enrol(code)["dev_no"])
        except HubError as error:
            return f"{error.status} {error.code}"

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(attempt, range(4)))
    assert answers == ["1", *["401 code"] * 3]
    with hub.store.reading() as t:
        assert len(devices.devices(t)) == 1


NONCE = "a-number-that-one-device-made-up-0001"


def test_who_never_heard_the_answer_is_told_the_same_again(
    hub: Founded, vilma: people.Account
) -> None:
    code = hub.code(vilma)
    first = hub.enrol(code, nonce=NONCE)
    hub.code(vilma)  # another code made meanwhile changes nothing about this one
    again = hub.enrol(code.lower(), nonce=NONCE)
    assert {**again, "audit": 0} == {**first, "audit": 0}
    with hub.store.reading() as t:
        assert caller_of(t, again["token"], hub.now).dev_no == first["dev_no"]
        assert len(devices.devices(t)) == 1
    # Nobody else can do the same, and nobody at all once the code would have run out.
    for said in ({}, {"nonce": NONCE[:-1] + "2"}):
        assert refused(hub, code, **said).code == "code"
    assert refused(hub, code, nonce="short").status == 400
    hub.now += 24 * HOUR
    assert refused(hub, code, nonce=NONCE).code == "code"


def test_who_was_taken_out_is_not_told_again(hub: Founded, vilma: people.Account) -> None:
    code = hub.code(vilma)
    hub.enrol(code, nonce=NONCE)
    with hub.transaction() as t:
        devices.revoke(t, hub.act, devices.device_called(t, "1"), at_once=True)
    assert refused(hub, code, nonce=NONCE).code == "code"


def test_one_device_that_asks_four_times_at_once_is_one_device(
    hub: Founded, vilma: people.Account
) -> None:
    code = hub.code(vilma)
    with ThreadPoolExecutor(4) as pool:
        grants = list(pool.map(lambda _: hub.enrol(code, nonce=NONCE), range(4)))
    assert len({(each["dev_no"], each["token"]) for each in grants}) == 1


def test_a_code_runs_out(hub: Founded, vilma: people.Account) -> None:
    code = hub.code(vilma, hours=2)
    hub.now += 2 * HOUR
    assert refused(hub, code).code == "code"
    with pytest.raises(InputError, match="hours"):
        hub.code(vilma, hours=0)


def test_the_sixth_guess_finds_a_dead_code(hub: Founded, vilma: people.Account) -> None:
    code = hub.code(vilma)
    letters = codes.plain_code(code)
    wrong = letters[:9] + ("0" if letters[9] != "0" else "2")
    for _ in range(codes.TRIES - 1):
        assert refused(hub, wrong).status == 401
    assert hub.enrol(code)["dev_no"] == 1
    code = hub.code(vilma)
    letters = codes.plain_code(code)
    wrong = letters[:9] + ("0" if letters[9] != "0" else "2")
    for _ in range(codes.TRIES):
        refused(hub, wrong)
    assert refused(hub, code).code == "code"


def test_every_wrong_code_is_answered_alike(hub: Founded, vilma: people.Account) -> None:
    used, late = hub.code(vilma), hub.code(vilma, hours=1)
    hub.enrol(used)
    hub.now += HOUR
    said = {
        str(refused(hub, code).as_body())
        for code in (used, late, "", "0", "x" * 40, "\ud800", "AAAAA-AAAAA", "\x00")
    }
    assert len(said) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"device_name": 5},
        {"device_name": "x" * 200},
        {"schema": "5"},
        {"schema": -1},
        {"schema": True},
        {"courier_keys": []},
        {"courier_keys": {"sign": "ab" * 32}},
        {"courier_keys": {"sign": "AB" * 32, "box": "cd" * 32}},
        {"courier_keys": {"sign": "ab" * 32, "box": 5}},
        {"role": "admin"},
        {"dev_no": 1},
    ],
)
def test_a_request_that_cannot_be_meant_uses_no_code_up(
    hub: Founded, vilma: people.Account, said: dict[str, Any]
) -> None:
    code = hub.code(vilma)
    assert refused(hub, code, **said).status == 400
    assert hub.enrol(code)["user"]["role"] == "lead"


def test_numbers_are_never_given_twice(hub: Founded, vilma: people.Account) -> None:
    numbers = [hub.join(vilma)["dev_no"] for _ in range(3)]
    with hub.transaction() as t:
        t.run("DELETE FROM device")
    assert [*numbers, hub.join(vilma)["dev_no"]] == [1, 2, 3, 4]


def test_the_new_token_replaces_the_old_on_its_first_use(
    hub: Founded, vilma: people.Account
) -> None:
    old = hub.join(vilma)["token"]
    fresh = enrolling.rotate(hub.store, hub.act, old)["token"]
    with hub.transaction() as t:
        assert caller_of(t, old).dev_no == caller_of(t, fresh).dev_no
        assert not caller_of(t, old).by_next_token
        forget_old_token(t, caller_of(t, fresh))
        assert caller_of(t, fresh).dev_no == 1
        with pytest.raises(HubError) as unknown:
            caller_of(t, old)
    assert unknown.value.status == 401


def test_a_lost_answer_to_a_rotation_locks_nobody_out(hub: Founded, vilma: people.Account) -> None:
    old = hub.join(vilma)["token"]
    lost = enrolling.rotate(hub.store, hub.act, old)["token"]
    fresh = enrolling.rotate(hub.store, hub.act, old)["token"]
    after = enrolling.rotate(hub.store, hub.act, fresh)["token"]
    with hub.store.reading() as t:
        for good in (fresh, after):
            assert caller_of(t, good).dev_no == 1
        for dead in (old, lost):
            with pytest.raises(HubError):
                caller_of(t, dead)


def test_a_device_shows_what_it_was_told_of_the_account(
    hub: Founded, vilma: people.Account
) -> None:
    grant = hub.join(vilma)
    shown = {"audit": grant["audit"]}
    for _ in range(2):
        told = enrolling.rotate(hub.store, hub.act, grant["token"], shown)["audit"]
        assert told == grant["audit"]
    with hub.transaction() as t:
        t.run("DELETE FROM audit WHERE n = :n", n=told["n"])
    enrolling.rotate(hub.store, hub.act, grant["token"], shown)
    with hub.store.reading() as t:
        assert standing(t, "", hub.now).audit_cuts == 1
        assert audit.newest(t, 1)[0].action == audit.CUT


def test_a_restored_laptop_goes_on_under_a_new_number(hub: Founded, vilma: people.Account) -> None:
    first = hub.join(vilma, device_name="Laptop", app="1.2.0")
    grant = enrolling.fork(hub.store, hub.keys, hub.act, first["token"], {})
    assert (grant["dev_no"], grant["user"]["id"]) == (2, vilma.id)
    assert grant["device_id"] != first["device_id"]
    with hub.store.reading() as t:
        old, new = devices.devices(t)
        assert (old.followed_by, old.state, new.name, new.app) == (2, "active", "Laptop", "1.2.0")
        assert worker_of(t, grant["token"]).dev_no == 2
        assert worker_of(t, first["token"]).dev_no == 1
    for _ in range(enrolling.FORKS_MOST - 1):
        enrolling.fork(hub.store, hub.keys, hub.act, first["token"], {})
    with pytest.raises(HubError, match="too often"):
        enrolling.fork(hub.store, hub.keys, hub.act, first["token"], {})


def test_a_device_that_is_taken_out_may_still_deliver(hub: Founded, vilma: people.Account) -> None:
    grant = hub.join(vilma, device_name="Laptop")
    with hub.transaction() as t:
        assert devices.revoke(t, hub.act, devices.device_called(t, "laptop")) == "draining"
        assert caller_of(t, grant["token"]).state == "draining"
        with pytest.raises(HubError) as waits:
            worker_of(t, grant["token"])
        assert waits.value.code == "drain_only"
        word = devices.gone(t, hub.keys, grant["device_id"])
    assert (word.status, word.code) == (410, "revoked")
    assert is_genuine(word.details["instruction"], grant["hub_key"], grant["device_id"])
    hub.now += devices.DELIVER_DAYS * 24 * HOUR
    with hub.transaction() as t:
        assert devices.close_old(t, hub.act) == 0
        hub.now += 1
        assert devices.close_old(t, hub.act) == 1
        with pytest.raises(HubError) as out:
            caller_of(t, grant["token"])
        assert out.value.status == 410
        again = devices.gone(t, hub.keys, grant["device_id"])
        assert again.details == word.details
        with pytest.raises(RuleError, match="already"):
            devices.revoke(t, hub.act, devices.device_called(t, "1"))


def test_a_device_that_works_is_never_told_to_go(hub: Founded, vilma: people.Account) -> None:
    grant = hub.join(vilma)
    with hub.transaction() as t:
        assert "instruction" not in devices.gone(t, hub.keys, grant["device_id"]).details
        devices.revoke(t, hub.act, devices.device_called(t, "1"))
        devices.reinstate(t, hub.act, vilma.id)
        assert worker_of(t, grant["token"]).dev_no == 1
        assert "instruction" not in devices.gone(t, hub.keys, grant["device_id"]).details


def test_a_stolen_device_is_out_at_once(hub: Founded, vilma: people.Account) -> None:
    grant = hub.join(vilma)
    with hub.transaction() as t:
        found = devices.device_called(t, grant["device_id"])
        assert devices.revoke(t, hub.act, found, at_once=True) == "revoked"
    with hub.store.reading() as t, pytest.raises(HubError) as out:
        caller_of(t, grant["token"])
    assert out.value.status == 410
    with pytest.raises(HubError):
        enrolling.fork(hub.store, hub.keys, hub.act, grant["token"], {})
    with pytest.raises(HubError):
        enrolling.rotate(hub.store, hub.act, grant["token"])


def test_devices_are_named_clearly(hub: Founded, vilma: people.Account) -> None:
    hub.join(vilma, device_name="Laptop")
    hub.join(vilma, device_name="Laptop")
    with hub.store.reading() as t:
        with pytest.raises(NotFoundError, match="More than one") as several:
            devices.device_called(t, "Laptop")
        assert several.value.candidates[0] == "1: Laptop, Vilma Testesen"
        with pytest.raises(NotFoundError, match="no device"):
            devices.device_called(t, "9")
        assert devices.device_called(t, "2").quiet_days(hub.now + 49 * HOUR) == 2


def test_a_device_hears_that_it_is_out_when_it_asks_and_may_still_deliver(
    hub: Founded, vilma: people.Account
) -> None:
    grant = hub.join(vilma)
    whole = Hub(hub.store, lambda: hub.now, keys=hub.keys, journal=hub.place.journal)
    asked = {"epoch": grant["epoch"], "erase_cursor": 0, "have": {}, "limit": 10}
    pushed = {"prev": 0, "chain": "0" * 64, "changes": []}
    assert whole.pull(grant["token"], asked)["epoch"] == grant["epoch"]
    with hub.transaction() as t:
        access.end_access(t, hub.act, vilma)
    assert whole.push(grant["token"], pushed)["acked"] == 0
    for _ in range(2):
        with pytest.raises(HubError) as told:
            whole.pull(grant["token"], asked)
        assert told.value.status == 410
        word = told.value.details["instruction"]
        assert is_genuine(word, grant["hub_key"], grant["device_id"])
    with pytest.raises(HubError) as other:
        whole.people(grant["token"], {})
    assert other.value.status == 403
    with hub.transaction() as t:
        devices.revoke(t, hub.act, devices.device_called(t, "1"), at_once=True)
    with pytest.raises(HubError) as closed:
        whole.push(grant["token"], pushed)
    assert closed.value.details["instruction"] == word
