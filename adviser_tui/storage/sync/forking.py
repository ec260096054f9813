"""A new number for a device whose caseload was restored from a backup or copied.

Only what the hub has not confirmed is told under the new number. What it has stays known under the
old one, on this device as everywhere else.
"""

import json
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.storage.sync.joining import home_of_grant
from adviser_tui.storage.sync.memory import (
    HOME,
    NUMBERS,
    SINCE,
    number_at,
    numbers,
    remember,
    state_of,
)

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

Versions = dict[str, list[int] | None]


def fork(database: "Database", grant: Mapping[str, Any], *, everything: bool = False) -> None:
    """Take over a new number; doing it twice does no harm.

    With `everything` also what was confirmed before is told anew: for a hub that does not know
    the device at all.
    """
    with database.writing() as connection:
        state = state_of(connection)
        number = int(grant["dev_no"])
        if state["dev_no"] == number:
            return
        since = 0 if everything else int(state["acked"]) or _last_confirmed(connection)
        if everything:
            connection.execute("UPDATE change_record SET status = 0")
        clocks = {
            int(row["lseq"]): int(row["hlc"])
            for row in connection.execute(
                "SELECT lseq, hlc FROM change_record WHERE status = 0"
            ).fetchall()
        }
        known = numbers(connection) or [(1, int(state["dev_no"]))]
        _renumber(connection, _Renumbering(clocks, known, int(state["dev_no"]), number))
        connection.execute("UPDATE change_record SET hh = NULL WHERE status = 0 AND scrub = 0")
        connection.execute("UPDATE sync_state SET dev_no = ?, acked = 0, chain = NULL", (number,))
        kept = [list(each) for each in known if each[0] <= since]
        remember(connection, NUMBERS, [*kept, [since + 1, number]])
        remember(connection, SINCE, since or None)
        if grant.get("user"):
            remember(connection, HOME, home_of_grant(grant))


def _last_confirmed(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT coalesce(max(lseq), 0) FROM change_record WHERE status = 1")
    return int(row.fetchone()[0])


class _Renumbering:
    """Rewrites versions that name one of this device's own unconfirmed changes.

    A copy of this device may have used the same numbers for other changes; the clock tells those
    of this one.
    """

    def __init__(
        self, clocks: Mapping[int, int], known: list[tuple[int, int]], before: int, number: int
    ) -> None:
        self._clocks = clocks
        self._known = known
        self._before = before
        self._number = number

    def of(self, text: str) -> str | None:
        """Return versions with the new number, or nothing where none of them is meant."""
        versions: Versions = json.loads(text or "{}")
        renumbered = {name: self._one(version) for name, version in versions.items()}
        if renumbered == versions:
            return None
        return json.dumps(renumbered, separators=(",", ":"))

    def _one(self, version: list[int] | None) -> list[int] | None:
        if version is None:
            return None
        hlc, number, lseq = version
        is_ours = number == number_at(self._known, lseq, self._before)
        if is_ours and self._clocks.get(lseq) == hlc:
            return [hlc, self._number, lseq]
        return version


def _renumber(connection: sqlite3.Connection, anew: _Renumbering) -> None:
    records = connection.execute(
        "SELECT lseq, entity, row_id, base FROM change_record WHERE status = 0 AND scrub = 0"
    ).fetchall()
    connection.executemany(
        "UPDATE change_record SET base = ? WHERE lseq = ?",
        [(text, each["lseq"]) for each in records if (text := anew.of(each["base"]))],
    )
    for entity, row_id in sorted({(str(each["entity"]), str(each["row_id"])) for each in records}):
        row = connection.execute(
            f"SELECT versions FROM {entity} WHERE id = ?", (row_id,)
        ).fetchone()
        text = anew.of(row["versions"]) if row else None
        if text:
            # No column that is recorded, so that no record is made of it.
            connection.execute(f"UPDATE {entity} SET versions = ? WHERE id = ?", (text, row_id))
