"""Monday morning (T9, G9): thousands of devices deliver within a minute, some fetch everything.

The hub is `adviser hub serve` as it is installed, before a private PostgreSQL server; the devices
live in processes of their own on the same machine, which has to carry them as well.
"""

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from adviser_tui.hub.callers import hashed
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.people import add_team
from adviser_tui.ids import new_id
from adviser_tui.services.sync.over_http import OverHttp
from bench.measuring import percentile
from bench.postgres import UnavailableError, connected, server
from bench.sync_hub import BenchHub, bench_hub
from tests.soak.telling import say

HELP = "thousands of devices at once on one PostgreSQL hub; prints one JSON document"
_TREE = Path(__file__).parents[2]
_TEAM = 10
"""Devices in one team."""
_AFTER_S = 3.0
_NOTHING_NEW_MS = 250.0
_RATE_BATCHES = 8


@dataclass(frozen=True)
class Size:
    """How much of everything."""

    devices: int = 5_000
    changes: int = 40
    within: float = 60.0
    fetch: int = 20
    idle: int = 20
    rows: int = 20_000
    processes: int = 2
    workers: int = 2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how much of everything."""
    usual = Size()
    parser.add_argument("--devices", type=int, default=usual.devices)
    parser.add_argument("--changes", type=int, default=usual.changes, help="of each device")
    parser.add_argument("--within", type=float, default=usual.within, help="seconds")
    parser.add_argument("--fetch", type=int, default=usual.fetch, help="first syncs meanwhile")
    parser.add_argument("--idle", type=int, default=usual.idle, help="devices with nothing new")
    parser.add_argument("--rows", type=int, default=usual.rows, help="of a first sync")
    parser.add_argument("--processes", type=int, default=usual.processes, help="of devices")
    parser.add_argument("--workers", type=int, default=usual.workers, help="of the hub")


def run(args: argparse.Namespace) -> int:
    """Live through one morning and print what it was like."""
    size = Size(**{name: getattr(args, name) for name in asdict(Size())})
    try:
        report = load(size)
    except UnavailableError as error:
        say(f"NOT TESTED: {error}")
        return 1
    say(json.dumps(report, indent=2))
    return int(bool(report["failures"] or report["lost"]))


def load(size: Size) -> dict[str, Any]:
    """Return what a morning was like; raises `UnavailableError` without PostgreSQL."""
    with server() as folder:
        with connected(f"host={folder} user=bench dbname=postgres") as connection:
            connection.execute("CREATE DATABASE hub")
        return load_at(f"postgresql://bench@/hub?host={folder}", size)


def load_at(address: str, size: Size) -> dict[str, Any]:
    """Return the same of a hub in an empty database."""
    with bench_hub(address) as hub:
        hub.fill(size.rows)
        with _serving(hub, size.workers) as port:
            rate = _rate(hub, port, max(2, min(_RATE_BATCHES, size.rows // 500)))
            return _lived(hub, port, size, rate)


def _rate(hub: BenchHub, port: int, count: int) -> float:
    """Return how many changes a second one device gets confirmed in full batches (G1)."""
    device = hub.device("Alone")
    batches = [device.batch(500) for _ in range(count)]
    with OverHttp(f"http://127.0.0.1:{port}") as way:
        way.call("push", device.body(batches[0]), device.token)
        device.took(batches[0])
        began = time.monotonic()
        for changes in batches[1:]:
            way.call("push", device.body(changes), device.token)
            device.took(changes)
    return 500 * (count - 1) / (time.monotonic() - began)


def _lived(hub: BenchHub, port: int, size: Size, rate: float) -> dict[str, Any]:
    teams = max(1, -(-size.devices // _TEAM))
    storm = _devices(hub, size.devices, [2 + n % teams for n in range(size.devices)])
    idle = _devices(hub, size.idle, [2 + teams] * size.idle)
    fetch = _devices(hub, size.fetch, [1] * size.fetch)
    with hub.store.reading() as t:
        before = _count(t)
        heads = {row.id: int(row.head) for row in t.rows("SELECT id, head FROM scope")}
    plan: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "epoch": hub.hub.hello()["epoch"],
        "heads": {name: head for name, head in heads.items() if name.startswith("org#")},
        "within": size.within,
        "changes": size.changes,
    }
    # Making the changes takes the devices a while, before the morning begins.
    made = size.devices * size.changes / size.processes
    plan["begin"] = time.time() + _AFTER_S + made * 0.0004
    with tempfile.TemporaryDirectory(prefix="adviser-load-") as folder:
        children = []
        for n in range(size.processes):
            share = {"storm": storm, "idle": idle, "fetch": fetch}
            own = {name: each[n :: size.processes] for name, each in share.items()}
            path = Path(folder) / f"{n}.json"
            path.write_text(json.dumps({**plan, **own, "seed": 1_000 + n}), "utf-8")
            children.append(_child(path))
        said = [each.communicate() for each in children]
    if broken := [error for out, error in said if not out]:
        raise RuntimeError(broken[0][-500:])
    with hub.store.reading() as t:
        arrived = _count(t) - before
    return _report(size, rate, [json.loads(out) for out, _ in said], arrived)


def _child(path: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.soak.load_devices", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_TREE,
    )


def _count(t: Any) -> int:
    return int(t.one("SELECT count(*) AS n FROM row_state").n)


def _report(size: Size, rate: float, lived: list[dict[str, Any]], arrived: int) -> dict[str, Any]:
    def every(key: str) -> list[float]:
        return [value for each in lived for value in each[key]]

    answers: Counter[str] = Counter()
    for each in lived:
        answers.update(each["answers"])
    confirmed = sum(each["confirmed"] for each in lived)
    drained = max(every("drained_s"), default=0.0)
    most = max(size.within, 1.5 * size.devices * size.changes / rate)
    idle = _spread(every("idle_ms"))
    failures = [failure for each in lived for failure in each["failures"]]
    return {
        **asdict(size),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
        "rate_of_one_device": round(rate),
        "confirmed": confirmed,
        "lost": confirmed - arrived,
        "drained_s": round(drained, 1),
        "drained_at_most_s": round(most, 1),
        "push_ms": _spread(every("pushes_ms")),
        "nothing_new_ms": idle,
        "nothing_new_p99_at_most_ms": _NOTHING_NEW_MS,
        "first_sync_s": _spread(every("fetched_s")),
        "rows_fetched": sum(each["fetched_rows"] for each in lived),
        "devices_late_ms": round(max(each["late_ms"] for each in lived)),
        "answers": dict(sorted(answers.items())),
        "failures": failures[:10],
        "holds": not failures and drained <= most and idle.get("p99", 0) <= _NOTHING_NEW_MS,
    }


def _spread(values: list[float]) -> dict[str, float]:
    if not values:
        return {}
    return {
        "n": len(values),
        **{f"p{each}": round(percentile(values, each), 1) for each in (50, 95, 99)},
        "max": round(max(values), 1),
    }


def _devices(hub: BenchHub, count: int, teams: list[int]) -> list[tuple[int, str, str, str]]:
    """Let people join, each with a device: number, token, id and home; written at once."""
    act = hub.hub.act()
    at = moment_of(act.at_ms)
    with hub.store.transaction() as t:
        known = {int(row.id) for row in t.rows("SELECT id FROM team")}
        for team in sorted(set(teams) - known):
            add_team(t, act, f"Team {team}")
        row = t.one(
            "UPDATE hub_state SET next_dev_no = next_dev_no + :n RETURNING next_dev_no AS after",
            n=count,
        )
        first = int(row.after) - count if row else 1
        people = [new_id() for _ in range(count)]
        made = [
            (first + n, secrets.token_urlsafe(32), new_id(), f"team:{teams[n]}")
            for n in range(count)
        ]
        t.insert_many(
            "account",
            ("id", "name", "role", "made_at"),
            [(each, f"Somebody {each[-12:]}", "adviser", at) for each in people],
        )
        t.insert_many("membership", ("account", "team"), list(zip(people, teams, strict=True)))
        t.insert_many(
            "device",
            ("dev_no", "device_id", "account", "token_hash", "token_ms", "enrolled_at", "seen_ms"),
            [
                (n, device_id, person, hashed(token), act.at_ms, at, act.at_ms)
                for person, (n, token, device_id, _) in zip(people, made, strict=True)
            ],
        )
    return made


@contextmanager
def _serving(hub: BenchHub, workers: int) -> Iterator[int]:
    """Run the hub's own command until the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = ("hub", "serve", "--at", str(hub.folder), "--port", str(port))
    process = subprocess.Popen(
        [sys.executable, "-m", "adviser_tui", *words, "--workers", str(workers)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=_TREE,
    )
    try:
        _until_up(process, port)
        yield port
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_up(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError("the hub ended at once")
        try:
            with OverHttp(f"http://127.0.0.1:{port}") as way:
                way.call("hello", {})
            return
        except Exception:
            time.sleep(0.1)
    raise RuntimeError("the hub did not come up")
