"""How far the exchange has come, for whoever shows or drives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adviser_tui.storage.sync.memory import REBUILDING, chain_of, recall

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class DeviceState:
    """This device as its caseload knows it."""

    joined: bool
    device_id: str
    dev_no: int
    hub_id: str
    epoch: str
    lseq: int
    acked: int
    chain: str
    """The chain of hashes up to there, in hexadecimal."""
    waiting: int
    """Changes that the hub has not confirmed yet."""
    waiting_since: str
    """When the oldest of them was made, as UTC text; empty where none waits or it is not known."""
    issues: int
    """Changes that were not simply taken and that nobody has looked at yet."""
    parked: int
    """Changes that wait in part or whole until the hub's program is newer."""
    erase_cursor: int
    offset_ms: int
    cursors: Mapping[str, int]
    heads: Mapping[str, int]
    rebuilding: bool


def read_state(database: "Database") -> DeviceState:
    """Return how far the exchange has come."""
    with database.reading() as reader:
        state = reader.execute("SELECT * FROM sync_state").fetchone()
        waiting = reader.execute(
            "SELECT count(*), min(lseq) FROM change_record WHERE status = 0"
        ).fetchone()
        since = reader.execute(
            "SELECT g.at FROM change_record r JOIN change_group g ON g.g = r.g WHERE r.lseq = ?",
            (waiting[1],),
        ).fetchone()
        issues = reader.execute("SELECT count(*) FROM sync_issue WHERE seen = 0").fetchone()[0]
        parked = reader.execute("SELECT count(*) FROM sync_parked").fetchone()[0]
        cursors = reader.execute("SELECT scope, seq, head FROM sync_cursor").fetchall()
        return DeviceState(
            bool(state["hub_id"]),
            str(state["device_id"]),
            int(state["dev_no"]),
            str(state["hub_id"]),
            str(state["epoch"]),
            int(state["lseq"]),
            int(state["acked"]),
            chain_of(state),
            int(waiting[0]),
            str(since[0]) if since else "",
            int(issues),
            int(parked),
            int(state["erase_cursor"]),
            int(state["offset_ms"]),
            {str(row["scope"]): int(row["seq"]) for row in cursors},
            {str(row["scope"]): int(row["head"]) for row in cursors},
            recall(reader, REBUILDING) is not None,
        )
