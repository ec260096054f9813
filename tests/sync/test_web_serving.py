"""The hub as it is really started: a process of its own, or several before one database."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adviser_tui.errors import InputError, StorageError
from adviser_tui.hub.place import is_server
from adviser_tui.hub.serving import METRICS_TOKEN_FILE, Serving, build, check, run
from adviser_tui.services.sync.over_http import OverHttp
from adviser_tui.sync.canonical import START, digest
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError
from tests.sync.founded import a_hub
from tests.sync.team import least

NAME = "Ada Sample"


@pytest.fixture(autouse=True)
def quiet_afterwards() -> Iterator[None]:
    yield
    logging.getLogger("adviser.hub").handlers.clear()


@contextmanager
def started(folder: Path, port: int, *more: str) -> Iterator["subprocess.Popen[str]"]:
    """Start `adviser hub serve` and wait until it says where it is."""
    command = [sys.executable, "-m", "adviser_tui", "hub", "serve", "--at", str(folder)]
    process = subprocess.Popen(
        [*command, "--port", str(port), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        assert f":{port}" in said, process.communicate(timeout=60)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=60)


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="a process is asked to end another way there")
def test_a_started_hub_lets_devices_join_and_send_and_stops_when_told(
    tmp_path: Path, store_url: str, port: int
) -> None:
    hub = a_hub(tmp_path / "hub", store_url if is_server(store_url) else "")
    hub.now = int(time.time() * 1000)
    code = hub.code(hub.person(NAME))
    hub.store.close()
    workers = ["--workers", "2"] if is_server(store_url) else []
    with started(tmp_path / "hub", port, *workers) as process:
        with OverHttp(f"http://127.0.0.1:{port}") as way:
            assert patiently(way)["proto"] == [1, 1]
            grant = way.call("enrol", {"code": code, "device_name": "laptop"})
            change = {"l": 1, "g": 1, "e": "participant", "id": grant["device_id"], "op": "ins"}
            change |= {"f": {**least("participant"), "preferred_name": "Kanariefugl"}, "b": {}}
            change |= {"s": f"team:{grant['teams'][0]['id']}", "t": 1, "n": 1, "at": ""}
            change["hh"] = digest(change)
            body = {"prev": 0, "chain": START, "changes": [change]}
            outcomes: Counter[str] = Counter()
            for _ in range(4):
                # Whichever process answers, they have one memory.
                reply = way.call("push", body, grant["token"])
                outcomes.update(each["o"] for each in reply["outcomes"])
                assert reply["acked"] == 1
            assert outcomes["applied"] == 1
            with pytest.raises(HubRefusedError):
                way.call("enrol", {"code": code})
        process.send_signal(signal.SIGTERM)
        _out, log = process.communicate(timeout=60)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "POST push 200" in log
    for secret in ("Kanariefugl", NAME, code, grant["token"]):
        assert secret not in log


def patiently(way: OverHttp) -> dict[str, object]:
    """Say hello until the processes are up."""
    for _ in range(600):
        try:
            return way.call("hello", {})
        except HubUnreachableError:
            time.sleep(0.1)
    return way.call("hello", {})


def test_a_port_that_is_taken_is_said_in_a_sentence(tmp_path: Path) -> None:
    hub = a_hub(tmp_path / "hub")
    hub.store.close()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(StorageError, match=f"cannot listen at 127.0.0.1 port {port}"):
            run(Serving("", folder=tmp_path / "hub", port=port))


def test_a_database_of_another_hub_is_not_served(tmp_path: Path) -> None:
    first, second = a_hub(tmp_path / "first"), a_hub(tmp_path / "second")
    for each in (first, second):
        each.store.close()
    with pytest.raises(StorageError, match="another hub"):
        build(Serving(second.place.database, folder=tmp_path / "first"))


def test_the_token_for_measuring_comes_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_text("measuring-0123456789\n", "utf-8")
    monkeypatch.setenv(METRICS_TOKEN_FILE, str(file))
    assert check(Serving("hub.db")).web.metrics_token == "measuring-0123456789"
    for wrong in ("short", ""):
        file.write_text(wrong, "utf-8")
        with pytest.raises(InputError, match="was not started"):
            check(Serving("hub.db"))


def test_settings_travel_to_worker_processes() -> None:
    import pickle

    serving = Serving("postgresql://hub@db/hub", workers=3, behind_proxy=True)
    assert pickle.loads(pickle.dumps(serving)) == serving
