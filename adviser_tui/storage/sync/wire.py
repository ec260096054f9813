"""A change of this device as it is told to the hub, made from the change record."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from adviser_tui.storage.sync.memory import HOME, number_at, numbers, recall, state_of
from adviser_tui.sync.canonical import digest
from adviser_tui.sync.clocks import millis
from adviser_tui.sync.pages import INSERT

COLUMNS = (
    "r.lseq, r.g, r.entity, r.row_id, r.agg, r.scope, r.op, r.fields, r.base, r.hlc, r.hh, "
    "r.scrub, r.status, g.at"
)
FROM = "change_record r LEFT JOIN change_group g ON g.g = r.g"


class Teller:
    """Tells changes; `records` are those that it will be asked for, read with `COLUMNS`."""

    def __init__(self, connection: sqlite3.Connection, records: Iterable[Any]) -> None:
        self._home = str(recall(connection, HOME, ""))
        self._numbers = numbers(connection)
        self._now = int(state_of(connection)["dev_no"])
        changed = {str(each["row_id"]) for each in records if each["op"] == "upd"}
        self._made = {
            str(row["row_id"]): int(row["lseq"])
            for row in connection.execute(
                "SELECT row_id, lseq FROM change_record "
                "WHERE row_id IN (SELECT value FROM json_each(?)) AND op = 'ins'",
                (json.dumps(sorted(changed)),),
            )
        }

    def tell(self, record: Any, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return a change as it is sent; with `fields` only those of it."""
        if record["scrub"]:
            return slot(int(record["lseq"]), bytes(record["hh"]).hex())
        values = json.loads(record["fields"]) if fields is None else dict(fields)
        told: dict[str, Any] = {
            "l": int(record["lseq"]),
            "g": int(record["g"]),
            "e": str(record["entity"]),
            "id": str(record["row_id"]),
            "op": str(record["op"]),
            "f": values,
            "b": {},
            "t": int(record["hlc"]),
            "at": str(record["at"] or _moment(int(record["hlc"]))),
            "n": 1,
        }
        if record["op"] == "ins":
            told["s"] = str(record["scope"] or self._home)
        else:
            base = json.loads(record["base"] or "{}")
            is_whole = "void_reason" in values
            made = self._made.get(told["id"])
            told["b"] = {
                name: self._dot(version, made)
                for name, version in base.items()
                if name != INSERT and (is_whole or name in values)
            }
        told["hh"] = bytes(record["hh"]).hex() if record["hh"] else digest(told)
        return told

    def _dot(self, version: Any, made: int | None) -> list[int] | None:
        """Return which change a field was changed from; nothing where others made the row."""
        if version is None:
            return None if made is None else [number_at(self._numbers, made, self._now), made]
        number, lseq = int(version[1]), int(version[2])
        # Before there was a hub, one's own changes bore the number nought.
        return [number or number_at(self._numbers, lseq, self._now), lseq]


def slot(lseq: int, hh: str) -> dict[str, Any]:
    """Return the empty place of a change whose contents are not sent."""
    return {"l": lseq, "scrub": 1, "hh": hh}


def seal(connection: sqlite3.Connection, records: list[Any]) -> None:
    """Give records that have none their hash, before they are sent or lose their contents."""
    open_ones = [each for each in records if each["hh"] is None]
    teller = Teller(connection, open_ones)
    keep_hashes(connection, {int(each["lseq"]): teller.tell(each)["hh"] for each in open_ones})


def keep_hashes(connection: sqlite3.Connection, hashes: Mapping[int, str]) -> None:
    """Write hashes, by change number."""
    connection.executemany(
        "UPDATE change_record SET hh = ? WHERE lseq = ?",
        [(bytes.fromhex(hh), lseq) for lseq, hh in hashes.items()],
    )


def _moment(hlc: int) -> str:
    """Return when a change was made that belongs to no action, by its clock."""
    at = datetime.fromtimestamp(millis(hlc) / 1000, UTC)
    return at.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
