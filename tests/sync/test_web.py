"""The hub's web side: what it answers, how, and to whom."""

import gzip
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard

from adviser_tui.errors import StorageError, UsageError
from adviser_tui.hub.errors import HubError, not_known
from adviser_tui.hub.figures import Figures
from adviser_tui.hub.metrics import Metrics
from adviser_tui.hub.serving import Serving, check
from adviser_tui.hub.web import make_app
from adviser_tui.hub.web_settings import WebSettings
from tests.sync.served import GENEROUS, TOKEN, Served, SmallHub
from tests.sync.team import Team


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[SmallHub, Served]]:
    hub = SmallHub()
    with Served(hub) as served:
        yield hub, served


@pytest.fixture
def hub(running: tuple[SmallHub, Served]) -> SmallHub:
    running[0].told.clear()
    running[0].kept.clear()
    return running[0]


@pytest.fixture
def served(hub: SmallHub, running: tuple[SmallHub, Served]) -> Served:
    return running[1]


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what comes soon after an answer; what is asserted next says whether it came."""
    latest = time.monotonic() + 60
    while not is_so() and time.monotonic() < latest:
        time.sleep(0.01)


def test_hello_and_health_need_no_token(served: Served) -> None:
    assert served.ask("GET", "/v1/hello").json()["hub_id"] == "h"
    health = served.ask("GET", "/v1/health")
    assert (health.status, health.json()["database"]) == (200, "ok")


def test_health_says_when_the_database_does_not_answer(hub: SmallHub, served: Served) -> None:
    def broken(_body: object) -> dict[str, object]:
        raise StorageError("secret words of a driver")

    hub.told["hello"] = broken
    health = served.ask("GET", "/v1/health")
    assert health.status == 503
    assert health.json()["err"] == "storage"
    assert b"secret" not in health.body


def test_every_answer_is_protected_and_none_names_the_server(served: Served) -> None:
    for heard in (
        served.ask("GET", "/v1/hello"),
        served.ask("GET", "/nothing"),
        served.post("push", b"{"),
        served.ask("DELETE", "/v1/push"),
    ):
        assert heard.header("X-Content-Type-Options") == "nosniff"
        assert heard.header("Cache-Control") == "no-store"
        assert "default-src 'none'" in heard.header("Content-Security-Policy")
        assert heard.header("Server") == ""
        assert heard.header("Strict-Transport-Security") == ""
        assert heard.header("Content-Type") == "application/json"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        *(("GET", p, 404) for p in ("/", "/docs", "/openapi.json", "/v1", "/v2/push", "/v1/admin")),
        *(("POST", p, 404) for p in ("/v1/push/", "//v1/push", "/V1/PUSH", "/v1/push%00")),
        *((m, "/v1/push", 405) for m in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")),
        *((m, "/v1/hello", 405) for m in ("POST", "DELETE")),
    ],
)
def test_what_is_not_there_is_refused_in_the_one_shape(
    served: Served, method: str, path: str, status: int
) -> None:
    heard = served.ask(method, path)
    assert heard.status == status
    assert set(heard.json()) == {"err", "msg"}
    assert heard.header("Location") == ""


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer short", "Basic " + TOKEN, "Bearer " + TOKEN + "x", TOKEN]
)
def test_no_token_and_a_wrong_one_are_told_apart_by_nothing(served: Served, shown: str) -> None:
    heard = served.post("push", {"changes": []}, Authorization=shown)
    assert heard.status == 401
    assert heard.body == served.post("pull", {}, Authorization="Bearer " + "y" * 32).body
    assert heard.header("WWW-Authenticate") == "Bearer"


def test_bodies_come_and_go_packed(hub: SmallHub, served: Served) -> None:
    hub.told["pull"] = lambda body: {"back": body["text"]}
    text = "å" * 5_000
    raw = json.dumps({"text": text}).encode()
    for name, pack in (
        ("zstd", zstandard.ZstdCompressor().compress),
        ("gzip", gzip.compress),
        ("identity", bytes),
    ):
        heard = served.post("pull", pack(raw), Content_Encoding=name, Accept_Encoding=name)
        assert heard.status == 200
        if name == "zstd":
            plain = zstandard.ZstdDecompressor().decompress(heard.body)
        else:
            plain = gzip.decompress(heard.body) if name == "gzip" else heard.body
        assert json.loads(plain) == {"back": text}
        assert heard.header("Content-Encoding") == ("" if name == "identity" else name)


def test_small_answers_are_not_packed(served: Served) -> None:
    heard = served.post("push", {"changes": []}, Accept_Encoding="gzip, zstd")
    assert heard.header("Content-Encoding") == ""
    assert heard.json()["acked"] == 0


def test_an_old_device_delivers_though_it_may_not_fetch(served: Served) -> None:
    old = {"Sync_Schema": "2", "Sync_Proto": "1"}
    assert served.post("push", {"changes": []}, **old).status == 200
    refused = served.post("pull", {}, **old)
    assert (refused.status, refused.json()["err"]) == (426, "schema")
    assert served.post("pull", {}, Sync_Schema="5").status == 200
    assert served.post("pull", {}, Sync_Schema="9").status == 200
    assert served.post("pull", {}, Sync_Proto="2").json()["err"] == "proto"
    assert served.post("push", {"changes": []}, Sync_Proto="2").status == 200
    assert served.post("push", {"changes": []}, Sync_Proto="1e9").status == 400


def test_a_refusal_of_the_hub_goes_through_with_its_particulars(
    hub: SmallHub, served: Served
) -> None:
    notice = {"notice": {"act": "wipe"}, "signature": "ab"}

    def gone(_body: object) -> dict[str, object]:
        raise HubError(410, "gone", "This device was removed.", notice)

    hub.told["pull"] = gone
    heard = served.post("pull", {})
    assert heard.status == 410
    assert heard.json() == {"err": "gone", "msg": "This device was removed.", **notice}


def test_a_fault_of_the_hub_says_nothing_of_what_was_in_it(
    hub: SmallHub, served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    def faulty(_body: object) -> dict[str, object]:
        raise KeyError("Solveig Testesen, 0470 12")

    hub.told["pull"] = faulty
    with caplog.at_level("DEBUG"):
        heard = served.post("pull", {"note": "Solveig"})
    assert (heard.status, heard.json()["err"]) == (500, "internal")
    assert b"Solveig" not in heard.body
    assert "Solveig" not in caplog.text
    assert "KeyError" in caplog.text


def test_the_log_holds_route_status_and_counts_and_nothing_that_was_sent(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="adviser.hub"):
        served.post("push?name=Solveig", {"changes": [{"l": 1, "f": {"name": "Solveig"}}]})
        served.ask("GET", "/Solveig?x=Solveig")
        # A line is written after its answer has gone out.
        until(lambda: "POST push 200" in caplog.text and "GET ? 404" in caplog.text)
    assert "POST push 200" in caplog.text
    assert "GET ? 404" in caplog.text
    assert "Solveig" not in caplog.text
    assert TOKEN not in caplog.text


def test_a_device_that_asks_too_often_is_told_when_to_return(hub: SmallHub) -> None:
    with Served(hub, WebSettings(device_rate=0.01, device_burst=3, address_rate=0)) as served:
        answers = [served.post("pull", {}) for _ in range(5)]
    assert [a.status for a in answers] == [200, 200, 200, 429, 429]
    last = answers[-1]
    assert int(last.header("Retry-After")) == last.json()["retry_after"] >= 100


def test_an_address_that_asks_too_often_waits_whatever_token_it_shows(hub: SmallHub) -> None:
    with Served(hub, WebSettings(address_rate=0.01, address_burst=3)) as served:
        answers = [served.post("pull", {}, Authorization=f"Bearer {n:032}") for n in range(5)]
    assert [a.status for a in answers] == [401, 401, 401, 429, 429]


def test_the_sixth_wrong_code_in_a_minute_waits_and_right_ones_do_not_count() -> None:
    hub = SmallHub()

    def by_code(body: dict[str, object]) -> dict[str, object]:
        if body["code"] != "right":
            raise HubError(401, "code", "This code is not known.")
        return {"token": TOKEN}

    hub.told["enrol"] = by_code
    with Served(hub) as served:
        right = [served.post("enrol", {"code": "right"}).status for _ in range(12)]
        wrong = [served.post("enrol", {"code": "wrong"}).status for _ in range(6)]
        late = served.post("enrol", {"code": "right"}).status
    assert (right, wrong, late) == ([200] * 12, [401] * 5 + [429], 429)


def test_when_all_threads_are_busy_the_next_is_asked_to_come_back(hub: SmallHub) -> None:
    free = threading.Event()
    begun = threading.Semaphore(0)

    def slow(_body: object) -> dict[str, object]:
        begun.release()
        free.wait(60)
        return {}

    hub.told["pull"] = slow
    settings = WebSettings(threads=2, waiting=0, device_rate=1e6, device_burst=1e6, address_rate=0)
    with Served(hub, settings) as served:
        served.post("push", {"changes": []})
        inside: list[int] = []
        threads = [
            threading.Thread(target=lambda: inside.append(served.post("pull", {}).status))
            for _ in range(2)
        ]
        for thread in threads:
            thread.start()
        assert begun.acquire(timeout=60)
        assert begun.acquire(timeout=60)
        refused = served.post("push", {"changes": []})
        free.set()
        for thread in threads:
            thread.join(60)
        after = served.post("push", {"changes": []})
    assert refused.status == 503
    assert int(refused.header("Retry-After")) >= 2
    assert inside == [200, 200]
    assert after.status == 200


def test_a_large_body_is_opened_for_a_known_device_alone(hub: SmallHub) -> None:
    asked: list[str] = []

    def known(token: str) -> None:
        asked.append(token)
        if token != TOKEN:
            raise not_known()

    body = gzip.compress(json.dumps({"changes": [{"l": 1, "f": "x" * (3 << 20)}]}).encode())
    with Served(make_app(hub, known=known)) as served:
        taken = served.post("push", body, Content_Encoding="gzip")
        unknown = served.post(
            "push", body, Content_Encoding="gzip", Authorization="Bearer " + "z" * 40
        )
        other = served.post("pull", body, Content_Encoding="gzip")
    assert (taken.status, unknown.status, other.status) == (200, 401, 413)
    assert asked == [TOKEN, "z" * 40]


def test_measurements_are_for_this_machine_or_who_shows_the_token(hub: SmallHub) -> None:
    settings = WebSettings(metrics_token="measuring-0123456789")
    app = make_app(hub, settings, figures=lambda: {"held_open": 3, "Solveig": 1})
    with Served(app) as served:
        served.post("push", {"changes": [{"l": 1}, {"l": 2}]})
        near = served.ask("GET", "/metrics")
        by_proxy = served.ask("GET", "/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
        shown = {"X-Forwarded-For": "192.0.2.7", "Authorization": "Bearer measuring-0123456789"}
        with_token = served.ask("GET", "/metrics", headers=shown)
    assert (near.status, by_proxy.status, with_token.status) == (200, 404, 200)
    lines = near.body.decode().splitlines()
    assert "push_seconds_count 1" in lines
    assert "held_open 3" in lines
    assert 'requests_total{route="push"} 1' in lines
    assert not any("Solveig" in line for line in lines)


@pytest.mark.parametrize(
    "serving",
    [
        Serving("hub.db", host="0.0.0.0"),
        Serving("hub.db", host="hub.example.org"),
        Serving("hub.db", workers=2),
        Serving("hub.db", workers=0),
        Serving("hub.db", tls_cert=Path("a.pem")),
    ],
)
def test_a_hub_is_not_started_in_a_way_that_is_not_safe(serving: Serving) -> None:
    with pytest.raises(UsageError) as told:
        check(serving)
    assert "not started" in str(told.value)


def test_ordinary_ways_to_start_are_taken() -> None:
    assert check(Serving("hub.db")).workers == 1
    assert check(Serving("hub.db", host="0.0.0.0", behind_proxy=True)).host == "0.0.0.0"
    assert check(Serving("postgresql://db/hub", workers=4)).workers == 4


def test_generous_settings_are_for_tests_alone() -> None:
    usual = WebSettings()
    assert usual.device_rate < GENEROUS.device_rate
    assert usual.address_rate > 0


def test_what_becomes_of_changes_is_counted_by_the_hub_itself(team: Team) -> None:
    device = team.worker("Ada Sample")
    metrics = team.hub.metrics = Metrics()
    device.insert("participant")
    device.insert("employer")
    app = make_app(team.hub, GENEROUS, metrics=metrics, figures=Figures(team.hub.store, team.clock))
    with Served(app) as served:
        shown = {"Authorization": f"Bearer {device.token}"}
        for _ in range(2):
            assert served.post("push", device.body(), **shown).status == 200
        with team.hub.store.transaction() as t:
            t.run("UPDATE device SET state = 'draining'")
        device.insert("participant")
        served.post("push", device.body(), **shown)
        team.clock.ms += 90_000
        health = served.ask("GET", "/v1/health").json()
        lines = served.ask("GET", "/metrics").body.decode().splitlines()
    assert health["waiting_s"] == 90
    for line in (
        "oldest_waiting_seconds 90",
        'push_changes_total{outcome="applied"} 2',
        "replays_total 1",
        "push_seconds_count 3",
        "scope_lock_wait_seconds_count 2",
        "quarantine_open 1",
        "conflicts_open 0",
        "device_lag_seconds 0",
    ):
        assert line in lines
