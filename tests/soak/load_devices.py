"""Devices by the hundred in one process: `python -m tests.soak.load_devices FILE` (see `load`).

Each has a connection of its own and says by a header, as a proxy would, that it comes from an
address of its own. Prints one JSON document of what the devices lived through.
"""

import asyncio
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adviser_tui.sync import packing, strict_json
from adviser_tui.sync.limits import PAGE_ROWS, REPLY_BYTES
from bench.sync_hub import Device
from bench.sync_rows import AdvisersRows

_PATIENCE_S = 600.0
"""How long a device goes on trying before it counts as lost."""
_IDLE_S = 1.0
_FETCHING_WITHIN_S = 10.0


@dataclass
class Lived:
    """What the devices of this process lived through."""

    pushes_ms: list[float] = field(default_factory=list)
    """Of the one try that was taken."""
    idle_ms: list[float] = field(default_factory=list)
    """Asking where there is nothing new."""
    drained_s: list[float] = field(default_factory=list)
    """From the beginning of it all until a device's changes were confirmed."""
    fetched_s: list[float] = field(default_factory=list)
    """A first sync, its waiting for a place among it."""
    fetched_rows: int = 0
    confirmed: int = 0
    late_ms: float = 0.0
    """By how much these devices were held up by one another instead of by the hub."""
    answers: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


class Line:
    """One device's connection, opened when needed."""

    def __init__(self, plan: Mapping[str, Any], device: Device, lived: Lived) -> None:
        self._host, self._port = plan["host"], plan["port"]
        self._lived = lived
        n = device.dev_no
        self._headers = (
            f"Host: {self._host}\r\nContent-Type: application/json\r\nAccept-Encoding: zstd\r\n"
            f"Authorization: Bearer {device.token}\r\n"
            f"X-Forwarded-For: 10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}\r\n"
        )
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def until_done(self, name: str, raw: bytes, times: list[float]) -> dict[str, Any]:
        """Ask until the hub says yes; how long that one try took goes into `times`."""
        give_up = time.monotonic() + _PATIENCE_S
        while time.monotonic() < give_up:
            began = time.monotonic()
            try:
                status, body = await self._asked(name, raw)
            except (OSError, asyncio.IncompleteReadError) as error:
                self.close()
                status, body = 0, {"err": type(error).__name__}
            self._lived.answers[str(status)] += 1
            if status == 200:
                times.append((time.monotonic() - began) * 1000)
                return body
            if status not in (0, 429, 503):
                raise RuntimeError(f"{name}: {status} {body.get('err')}")
            await asyncio.sleep(random.uniform(0.5, 1.0) * float(body.get("retry_after") or 2))
        raise RuntimeError(f"{name}: not taken within {_PATIENCE_S:.0f} s")

    async def _asked(self, name: str, raw: bytes) -> tuple[int, dict[str, Any]]:
        if self._streams is None:
            self._streams = await asyncio.open_connection(self._host, self._port)
        reader, writer = self._streams
        packed = packing.packed(raw, "zstd") if len(raw) >= packing.SMALL else raw
        encoding = "Content-Encoding: zstd\r\n" if packed is not raw else ""
        head = f"POST /v1/{name} HTTP/1.1\r\n{self._headers}{encoding}"
        writer.write(f"{head}Content-Length: {len(packed)}\r\n\r\n".encode() + packed)
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        if headers.get("connection") == "close":
            self.close()
        if not headers.get("content-type", "").startswith("application/json"):
            return int(lines[0].split(" ")[1]), {}
        opened = packing.unpacked(body, headers.get("content-encoding", "identity"), REPLY_BYTES)
        return int(lines[0].split(" ")[1]), strict_json.read(opened, 8 << 20)

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class Crowd:
    """The devices of one process and their morning."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self._plan = plan
        self._lived = Lived()
        self._is_over = asyncio.Event()

    async def live(self) -> Lived:
        """Live through the morning."""
        rows = AdvisersRows(int(self._plan["seed"]))
        ready = [(each, self._written(each, rows)) for each in _devices(self._plan["storm"])]
        await asyncio.sleep(max(0.0, self._plan["begin"] - time.time()))
        beside = [
            *(self._kept(self._idle(each)) for each in _devices(self._plan["idle"])),
            *(self._kept(self._fetch(each)) for each in _devices(self._plan["fetch"])),
            self._kept(self._watch()),
        ]
        tasks = [asyncio.ensure_future(each) for each in beside]
        await asyncio.gather(*(self._kept(self._deliver(*each)) for each in ready))
        self._is_over.set()
        await asyncio.gather(*tasks)
        return self._lived

    def _written(self, device: Device, rows: AdvisersRows) -> bytes:
        device.rows = rows
        return strict_json.written(device.body(device.batch(self._plan["changes"])))

    async def _kept(self, living: Awaitable[None]) -> None:
        """Keep what goes wrong with one device, so that the others go on."""
        try:
            await living
        except Exception as error:
            self._lived.failures.append(f"{type(error).__name__}: {error}")

    async def _deliver(self, device: Device, raw: bytes) -> None:
        """Come to work, send what was recorded and fetch what the others did."""
        await asyncio.sleep(random.uniform(0.0, self._plan["within"]))
        line = Line(self._plan, device, self._lived)
        try:
            reply = await line.until_done("push", raw, self._lived.pushes_ms)
            bad = [each for each in reply["outcomes"] if each["o"] not in ("applied", "equal")]
            if bad or reply["acked"] != device.lseq:
                raise RuntimeError(f"acked {reply['acked']} of {device.lseq}, {bad[:1]}")
            self._lived.confirmed += device.lseq
            self._lived.drained_s.append(time.time() - self._plan["begin"])
            await self._pull(line, dict(self._plan["heads"]), [])
        finally:
            line.close()

    async def _pull(self, line: Line, have: dict[str, int], times: list[float]) -> dict[str, int]:
        while True:
            body = {
                "epoch": self._plan["epoch"],
                "erase_cursor": 0,
                "have": have,
                "limit": PAGE_ROWS,
            }
            page = await line.until_done("pull", strict_json.written(body), times)
            have = {scope: part["to"] for scope, part in page["scopes"].items()}
            self._lived.fetched_rows += sum(
                len(table["r"])
                for part in page["scopes"].values()
                for table in part.get("put", {}).values()
            )
            if not page["more"]:
                return have

    async def _fetch(self, device: Device) -> None:
        """Fetch everything there is, as a new device does."""
        await asyncio.sleep(random.uniform(0.0, min(_FETCHING_WITHIN_S, self._plan["within"])))
        line, began = Line(self._plan, device, self._lived), time.monotonic()
        try:
            await self._pull(line, {}, [])
            self._lived.fetched_s.append(time.monotonic() - began)
        finally:
            line.close()

    async def _idle(self, device: Device) -> None:
        """Ask now and then where nothing happens."""
        line = Line(self._plan, device, self._lived)
        try:
            have = await self._pull(line, dict(self._plan["heads"]), [])
            while not self._is_over.is_set():
                await asyncio.sleep(random.uniform(0.5, 1.5) * _IDLE_S)
                have = await self._pull(line, have, self._lived.idle_ms)
        finally:
            line.close()

    async def _watch(self) -> None:
        """See how late this process itself is, which says nothing about the hub."""
        while not self._is_over.is_set():
            began = time.monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._is_over.wait(), 0.05)
            late = (time.monotonic() - began - 0.05) * 1000
            self._lived.late_ms = max(self._lived.late_ms, late)


def _devices(told: Sequence[Sequence[Any]]) -> list[Device]:
    return [Device(str(t), int(n), str(i), home=str(home)) for n, t, i, home in told]


def main(path: Path) -> None:
    """Live through a plan and tell."""
    lived = asyncio.run(Crowd(json.loads(path.read_text("utf-8"))).live())
    sys.stdout.write(json.dumps(lived.__dict__))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
