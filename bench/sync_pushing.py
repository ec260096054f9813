"""G1: changes sent over HTTP and confirmed, beside the same rows written plainly in SQL."""

import json
import time
from typing import Any

from adviser_tui.services.sync.over_http import OverHttp
from bench.measuring import Budget, Outcome, alternate
from bench.postgres import connected
from bench.sync_hub import BenchHub, Device

BATCHES = 6
SIZE = 500
_TABLE = (
    "CREATE TABLE plain (id text PRIMARY KEY, entity text, agg text, made_by bigint, fields text,"
    " versions text, updated_at text, updated_by text, schema bigint)"
)
_TYPES = ("text", "text", "text", "bigint", "text", "text", "text", "text", "bigint")
_INSERT = "INSERT INTO plain SELECT * FROM unnest({})".format(
    ", ".join(f"%s::{each}[]" for each in _TYPES)
)


def measure_pushing(outcome: Outcome, runs: int, hub: BenchHub, address: str, where: str) -> None:
    """Add the ratio; `where` says how PostgreSQL itself is reached."""
    device = hub.device("Pusher")
    with OverHttp(address) as way, connected(where) as connection:
        connection.execute(_TABLE)
        connection.execute("CREATE INDEX plain_agg ON plain (agg)")
        connection.autocommit = False

        def push() -> float:
            batches = [device.batch(SIZE) for _ in range(BATCHES)]
            began = time.perf_counter()
            for changes in batches:
                reply = way.call("push", device.body(changes), device.token)
                if reply["acked"] != changes[-1]["l"]:
                    raise RuntimeError("the hub did not take it all")
                device.took(changes)
            return (time.perf_counter() - began) * 1000

        def plainly() -> float:
            batches = [_rows(device, device.batch(SIZE)) for _ in range(BATCHES)]
            device.lseq -= BATCHES * SIZE
            began = time.perf_counter()
            for columns in batches:
                connection.execute(_INSERT, columns)
                connection.commit()
            return (time.perf_counter() - began) * 1000

        push(), plainly()
        found = alternate(runs, {"push_over_http": push, "plain_insert": plainly})
    for key, values in found.items():
        outcome.add(f"{key}_{BATCHES * SIZE}_rows", values)
    per_second = [BATCHES * SIZE / each * 1000 for each in found["push_over_http"]]
    outcome.add("changes_confirmed", per_second, "a second")
    outcome.compare(
        "push_over_http", found["push_over_http"], found["plain_insert"], Budget(1 / 0.6)
    )


def _rows(device: Device, changes: list[dict[str, Any]]) -> list[list[Any]]:
    rows = [
        (
            change["id"],
            change["e"],
            change["f"].get("employer_id") or change["id"],
            device.dev_no,
            json.dumps(change["f"], ensure_ascii=False, separators=(",", ":")),
            f'{{"*":[{change["t"]},{device.dev_no},{change["l"]}]}}',
            change["at"],
            "",
            5,
        )
        for change in changes
    ]
    return [list(column) for column in zip(*rows, strict=True)]
