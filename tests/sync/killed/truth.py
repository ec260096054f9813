"""What must be true of devices and their hub, whoever was killed meanwhile."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from adviser_tui.hub.store import Store
from adviser_tui.storage.health import doctor
from adviser_tui.sync.canonical import hashed_id


def at_device(folder: Path, sql: str, *values: object) -> list[Any]:
    """Ask the file of a caseload, whoever died while it was open."""
    with closing(sqlite3.connect(folder / "caseload.db")) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute(sql, values).fetchall()


def lost(folder: Path, store: Store) -> list[str]:
    """Return what the device holds as confirmed and the hub does not have."""
    state = at_device(folder, "SELECT * FROM sync_state")[0]
    confirmed = at_device(
        folder,
        "SELECT DISTINCT entity, row_id FROM change_record WHERE status = 1 AND op <> 'del' "
        "AND scrub = 0",
    )
    with store.reading() as t:
        there = {row.id for row in t.rows("SELECT id FROM row_state")}
        gone = {row.row_hash for row in t.rows("SELECT row_hash FROM erased_row")}
        gone |= {row.agg_hash for row in t.rows("SELECT agg_hash FROM erasure")}
        device = t.one("SELECT acked FROM device WHERE dev_no = :n", n=int(state["dev_no"]))
    missing = [
        f"{row['entity']} {row['row_id']}"
        for row in confirmed
        if row["row_id"] not in there and hashed_id(row["row_id"]) not in gone
    ]
    if state["hub_id"] and (device is None or int(state["acked"]) > int(device.acked)):
        missing.append(f"the numbers up to {state['acked']} of device {state['dev_no']}")
    return missing


def stuck(folder: Path, store: Store) -> list[str]:
    """Return what is not through at a device after its sync, or not the same at its hub."""
    state = at_device(folder, "SELECT * FROM sync_state")[0]
    found = []
    waiting = at_device(folder, "SELECT count(*) FROM change_record WHERE status = 0")[0][0]
    if waiting:
        found.append(f"{waiting} waiting")
    if state["applying"]:
        found.append("a page is half taken in")
    if at_device(folder, "SELECT 1 FROM setting WHERE key IN ('sync.cleaning', 'sync.rebuilding')"):
        found.append("something is left to do")
    with store.reading() as t:
        device = t.one("SELECT acked, chain FROM device WHERE dev_no = :n", n=int(state["dev_no"]))
    chain = bytes(state["chain"]).hex() if state["chain"] else ""
    if device is None:
        return [*found, f"the hub does not know device {state['dev_no']}"]
    if int(device.acked) != int(state["acked"]) or (chain and chain != device.chain):
        found.append(f"the chain is at {state['acked']} here, at {device.acked} at the hub")
    return found


def notes_at(folder: Path) -> list[str]:
    """Return the notes of all contacts of a caseload, as often as they are there."""
    return sorted(row[0] for row in at_device(folder, "SELECT note FROM contact"))


def notes_at_hub(store: Store) -> list[str]:
    """Return the notes of all contacts at a hub, as often as they are there."""
    with store.reading() as t:
        rows = t.rows("SELECT fields FROM row_state WHERE entity = 'contact'")
    return sorted(json.loads(row.fields)["note"] for row in rows)


def is_sound(folder: Path) -> list[str]:
    """Return what `adviser doctor` finds to be wrong with a caseload."""
    report = doctor(folder, thorough=True)
    return [each.said for each in report.findings if each.grade == "bad" and each.subject != "disk"]
