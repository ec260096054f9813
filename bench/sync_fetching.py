"""G2, G3, G12: a first sync beside plain inserts of the same rows, and what went over the wire."""

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import zstandard

from adviser_tui.services.office import open_office
from adviser_tui.services.sync.over_http import OverHttp
from adviser_tui.storage.database import FILE_NAME
from adviser_tui.sync import packing
from adviser_tui.sync.limits import PAGE_ROWS
from bench.measuring import Budget, Outcome, alternate
from bench.sync_hub import BenchHub

Pages = list[dict[str, Any]]


def measure_fetching(outcome: Outcome, runs: int, hub: BenchHub, address: str, at: Path) -> None:
    """Add the ratios; the hub holds the rows, `at` is a folder to work in."""
    pages = _pages(hub, address)
    _wire(outcome, pages)
    blob = b"".join(_packed(page) for page in pages)
    empty = at / "empty"
    open_office(empty).close()
    codes = iter([hub.code(f"Reader {n}") for n in range(runs + 1)])
    with _blob_server(blob, at) as url:
        found = alternate(
            runs,
            {
                "first_sync": lambda: _first_sync(at / "laptop", address, next(codes)),
                "plain_inserts": lambda: _plainly(empty, at / "plain", pages),
                "raw_transfer": lambda: _transfer(url, len(blob)),
            },
        )
    for key, values in found.items():
        outcome.add(key, values)
    rows = sum(len(table["r"]) for page in pages for table in _tables(page).values())
    outcome.say("rows_fetched", rows)
    outcome.add("rows", [rows / each * 1000 for each in found["first_sync"]], "a second")
    outcome.compare("first_sync", found["first_sync"], found["plain_inserts"], Budget(1.5))
    applied = _applied(at / "taking", hub, pages)
    both = [applied + each for each in found["raw_transfer"]]
    outcome.say("apply_alone", applied, "ms")
    outcome.compare("first_sync_to_apply_and_transfer", found["first_sync"], both, Budget(1.05))


def _pages(hub: BenchHub, address: str) -> Pages:
    """Fetch everything page by page, as a new device is told it."""
    device = hub.device("Copier")
    have: dict[str, int] = {}
    found: Pages = []
    with OverHttp(address) as way:
        epoch = way.call("hello", {})["epoch"]
        while not found or found[-1]["more"]:
            body = {"epoch": epoch, "erase_cursor": 0, "have": have, "limit": PAGE_ROWS}
            page = way.call("pull", body, device.token)
            have = {scope: part["to"] for scope, part in page["scopes"].items()}
            found.append(page)
    return found


def _tables(page: dict[str, Any]) -> dict[str, Any]:
    """Return the tables of a page; rows of one table in two scopes lie one after the other."""
    found: dict[str, Any] = {}
    for part in page["scopes"].values():
        for entity, table in part.get("put", {}).items():
            if entity in found:
                found[entity]["r"] += table["r"]
            else:
                found[entity] = {"c": table["c"], "r": list(table["r"])}
    return found


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(page: dict[str, Any]) -> bytes:
    return packing.packed(_written(page), "zstd")


def _wire(outcome: Outcome, pages: Pages) -> None:
    """Add how many bytes travel for a row, beside JSON and beside a dump by columns (G3)."""
    rows = plain = sent = dumped = 0
    for page in pages:
        sent += len(_packed(page))
        for table in _tables(page).values():
            rows += len(table["r"])
            plain += sum(
                len(_written(dict(zip(table["c"], row, strict=True)))) for row in table["r"]
            )
            columns = [list(column) for column in zip(*table["r"], strict=True)]
            dumped += len(zstandard.ZstdCompressor(level=3).compress(_written(columns)))
    outcome.say("bytes_a_row", sent / rows, "bytes")
    outcome.compare("wire_to_json", [float(sent)], [float(plain)], Budget(0.22))
    outcome.compare("wire_to_columns", [float(sent)], [float(dumped)], Budget(1.10))


def _first_sync(folder: Path, address: str, code: str) -> float:
    """Join with an empty caseload and fetch everything; joining itself is not counted."""
    shutil.rmtree(folder, ignore_errors=True)
    office = open_office(folder)
    try:
        office.sync.join(address, code)
        began = time.perf_counter()
        office.sync.now()
        return (time.perf_counter() - began) * 1000
    finally:
        office.close()


def _plainly(empty: Path, folder: Path, pages: Pages) -> float:
    """Insert the same rows into the same tables with the same indexes, a page a transaction."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copyfile(empty / FILE_NAME, folder / FILE_NAME)
    connection = sqlite3.connect(folder / FILE_NAME, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    for row in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{row[0]}"')
    read = [_tables(page) for page in pages]
    began = time.perf_counter()
    for tables in read:
        connection.execute("BEGIN IMMEDIATE")
        for entity, table in tables.items():
            marks = ", ".join("?" * len(table["c"]))
            names = ", ".join(table["c"])
            connection.executemany(
                f"INSERT OR IGNORE INTO {entity} ({names}) VALUES ({marks})", table["r"]
            )
        connection.execute("COMMIT")
    took = (time.perf_counter() - began) * 1000
    connection.close()
    return took


def _applied(folder: Path, hub: BenchHub, pages: Pages) -> float:
    """Take in the same pages without any network or hub."""
    shutil.rmtree(folder, ignore_errors=True)
    office = open_office(folder)
    try:
        from adviser_tui.storage.sync.device import Device

        device = Device(office.database)
        device.adopt(hub.hub.enrol({"code": hub.code("Taker")}))
        began = time.perf_counter()
        for page in pages:
            device.take_page(page)
        return (time.perf_counter() - began) * 1000
    finally:
        office.close()


@contextmanager
def _blob_server(blob: bytes, at: Path) -> Iterator[str]:
    """Serve some bytes and nothing else, from another process."""
    import subprocess
    import sys

    (at / "blob").write_bytes(blob)
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", str(at)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        port = process.stdout.readline().partition("port ")[2].split()[0]
        yield f"http://127.0.0.1:{port}/blob"
    finally:
        process.terminate()
        process.wait(10)


def _transfer(url: str, size: int) -> float:
    with httpx2.Client() as client:
        began = time.perf_counter()
        if len(client.get(url).content) != size:
            raise RuntimeError("the transfer was cut short")
        return (time.perf_counter() - began) * 1000
