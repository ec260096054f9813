"""A hub to measure with: made, served on this machine, its devices as plain as the protocol."""

import http.client
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adviser_tui.hub import codes, people
from adviser_tui.hub.founding import found
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.place import read_place
from adviser_tui.hub.store import open_store
from adviser_tui.ids import new_id
from adviser_tui.sync.canonical import START, digest, linked
from bench.sync_rows import AdvisersRows

HOME = "team:1"
MADE_AT = "2026-09-20T09:00:00.000000Z"
_MADE_MS = 1_789_894_800_000


@dataclass
class Device:
    """One that only knows the protocol, so that nothing but the hub is measured."""

    token: str
    dev_no: int
    device_id: str = ""
    acked: int = 0
    chain: str = START
    lseq: int = 0
    home: str = HOME
    """Where its rows are shared."""
    rows: AdvisersRows | None = None
    """What it writes from; of its own where none is given."""

    def body(self, changes: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Return the push of some changes."""
        return {"prev": self.acked, "chain": self.chain, "changes": list(changes)}

    def took(self, changes: Sequence[dict[str, Any]]) -> None:
        """Go on from them, once the hub has confirmed them."""
        for change in changes:
            self.chain = linked(self.chain, change["hh"])
        self.acked = changes[-1]["l"]

    def batch(self, size: int) -> list[dict[str, Any]]:
        """Make changes: new rows as advisers write them."""
        if self.rows is None:
            self.rows = AdvisersRows(self.dev_no)
        return [self._change(*row) for row in self.rows.batch(size)]

    def _change(self, entity: str, row_id: str, fields: dict[str, Any]) -> dict[str, Any]:
        from adviser_tui.sync.shapes import shapes

        self.lseq += 1
        at = moment_of(_MADE_MS + 977 * self.lseq)
        full = {c.name: c.default for c in shapes()[entity].columns.values()}
        full |= {"id": row_id, "created_at": at, "device_id": self.device_id, **fields}
        change = {
            "l": self.lseq,
            "g": self.lseq,
            "e": entity,
            "id": row_id,
            "op": "ins",
            "s": self.home,
            "f": full,
            "b": {},
            "t": (_MADE_MS + 977 * self.lseq) << 16 | self.lseq % 3,
            "at": at,
            "n": 1,
        }
        return change | {"hh": digest(change)}


class BenchHub:
    """A hub in a folder, its store at an address."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        found(folder, address, "Bench Hub", "Fjord", int(time.time() * 1000))
        self.place = read_place(folder)
        self.store = open_store(self.place.database)
        self.hub = Hub(self.store, keys=self.place.keys, journal=self.place.journal)

    def code(self, name: str) -> str:
        """Add a person and return a code to join with."""
        act = self.hub.act()
        with self.store.transaction() as t:
            team = people.team_called(t, "Fjord")
            account = people.add_account(t, act, name, "adviser", [team])
            return codes.new_code(t, act, self.place.keys, account, 24).text

    def device(self, name: str) -> Device:
        """Let somebody join."""
        grant = self.hub.enrol({"code": self.code(name)})
        return Device(str(grant["token"]), int(grant["dev_no"]), str(grant["device_id"]))

    def fill(self, rows: int, size: int = 500) -> None:
        """Let a device bring so many rows, by the shortest way."""
        device = self.device(f"Filler {new_id()[-6:]}")
        while device.lseq < rows:
            changes = device.batch(min(size, rows - device.lseq))
            self.hub.push(device.token, device.body(changes))
            device.took(changes)
        self.store.analyse()


@contextmanager
def bench_hub(address: str = "") -> Iterator[BenchHub]:
    """Make a hub, on SQLite where no address of PostgreSQL is given."""
    folder = Path(tempfile.mkdtemp(prefix="adviser-bench-hub-"))
    try:
        made = BenchHub(folder / "hub", address)
        try:
            yield made
        finally:
            made.store.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(hub: BenchHub) -> Iterator[str]:
    """Serve a hub from another process and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.sync_server", str(hub.folder), str(port)],
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _until_up(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _until_up(process: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the hub's server ended at once")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/v1/hello")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("the hub's server did not come up")
