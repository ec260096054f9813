"""G4 and G5: what a sync costs when there is nothing to do, and what recording costs a save."""

import http.client
import shutil
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from adviser_tui.ids import new_id
from adviser_tui.services.office import open_office
from adviser_tui.services.sync.over_http import OverHttp
from adviser_tui.storage.database import FILE_NAME
from adviser_tui.sync.transport import Transport
from bench.measuring import Budget, Outcome, alternate, percentile
from bench.sync_hub import MADE_AT, BenchHub

_CALLS = 40
_SAVES = 200


class _Counting:
    """A way to the hub that counts how often it is taken."""

    def __init__(self, way: Transport) -> None:
        self._way = way
        self.calls = 0

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        self.calls += 1
        return self._way.call(name, body, token)


def measure_nothing_to_do(
    outcome: Outcome, runs: int, hub: BenchHub, address: str, at: Path
) -> None:
    """Add what a pull with nothing new takes, at the hub alone and over HTTP (G4)."""
    device = hub.device("Idler")
    with OverHttp(address) as way:
        epoch = way.call("hello", {})["epoch"]
        body: dict[str, Any] = {"epoch": epoch, "erase_cursor": 0, "have": {}, "limit": 2_000}
        more = True
        while more:
            page = way.call("pull", body, device.token)
            body["have"] = {scope: part["to"] for scope, part in page["scopes"].items()}
            more = bool(page["more"])
        pulls: list[float] = []
        empties: list[float] = []
        queries: list[float] = []
        parts = urlsplit(address)
        bare = http.client.HTTPConnection(parts.hostname or "", parts.port)
        for _ in range(runs * _CALLS):
            pulls.append(_timed(lambda: way.call("pull", body, device.token)))
            empties.append(_timed(lambda: _empty(bare)))
            queries.append(_timed(lambda: hub.hub.pull(device.token, body)))
        bare.close()
    outcome.spread("nothing_to_pull", pulls)
    outcome.spread("empty_reply", empties)
    outcome.spread("pull_at_the_hub", queries)
    outcome.compare(
        "nothing_to_pull_p99", [percentile(pulls, 99)], [percentile(empties, 99)], Budget(3.0)
    )
    outcome.limit("pull_at_the_hub", 0.2)
    outcome.say("round_trips", _round_trips(hub, address, at), "calls")
    outcome.limit("round_trips", 1)


def _round_trips(hub: BenchHub, address: str, at: Path) -> int:
    office = open_office(at / "resting")
    try:
        office.sync.join(address, hub.code("Rester"))
        office.sync.now()
        counting: list[_Counting] = []
        usual = office.sync.connect

        def connect(url: str, ca_file: str) -> Any:
            counting.append(_Counting(usual(url, ca_file)))
            return counting[-1]

        office.sync.connect = connect
        office.sync.now()
        return sum(each.calls for each in counting)
    finally:
        office.close()


def _empty(connection: http.client.HTTPConnection) -> None:
    connection.request("GET", "/v1/nothing")
    connection.getresponse().read()


def _timed(call: Any) -> float:
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def measure_recording(outcome: Outcome, runs: int, at: Path) -> None:
    """Add what the change record costs one saved row, in microseconds (G5)."""
    folder = at / "recording"
    open_office(folder).close()
    plain = at / "not_recording"
    plain.mkdir()
    shutil.copyfile(folder / FILE_NAME, plain / FILE_NAME)
    recorded, bare = _opened(folder), _opened(plain)
    for row in bare.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        bare.execute(f'DROP TRIGGER "{row[0]}"')
    found = alternate(runs, {"with": lambda: _saves(recorded), "without": lambda: _saves(bare)})
    recorded.close()
    bare.close()
    outcome.add("row_with_record", found["with"], "us")
    outcome.add("row_without", found["without"], "us")
    extra = [ours - theirs for ours, theirs in zip(found["with"], found["without"], strict=True)]
    outcome.add("recording_a_row", extra, "us")
    outcome.limit("recording_a_row", 25.0)


def _opened(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _saves(connection: sqlite3.Connection) -> float:
    """Save rows one by one in one transaction; return the microseconds of one."""
    connection.execute("BEGIN IMMEDIATE")
    began = time.perf_counter()
    for _ in range(_SAVES):
        connection.execute(
            "INSERT INTO partner (id, created_at, updated_at, name) VALUES (?, ?, ?, ?)",
            (new_id(), MADE_AT, MADE_AT, "Samplework Friends"),
        )
    took = time.perf_counter() - began
    connection.execute("COMMIT")
    return took / _SAVES * 1e6
