"""What the hub has confirmed, proven by the chain of hashes before it is believed."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adviser_tui.storage.sync.issues import keep_outcomes
from adviser_tui.storage.sync.leaving import note_unseen
from adviser_tui.storage.sync.memory import SINCE, chain_of, note_clock, recall, state_of
from adviser_tui.storage.sync.troubles import ForkedError
from adviser_tui.sync.canonical import START, linked

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer to a push changed."""

    acked: int
    confirmed: int
    """Changes that were confirmed by this answer."""
    moved_back: int
    """Changes that the hub had confirmed and has lost; they wait again."""
    waiting: int
    issues: int
    """Outcomes in this answer that somebody should look at."""


def take_acks(database: "Database", reply: Mapping[str, Any]) -> Taken:
    """Take in the answer to a push, or what a refused push said of the hub's state.

    Raises `ForkedError` where the hub knows other changes under this device's numbers.
    """
    with database.writing() as connection:
        confirmed, moved = follow_chain(connection, int(reply["acked"]), str(reply["chain"]))
        note_unseen(connection, reply.get("outcomes", ()))
        issues = keep_outcomes(connection, reply.get("outcomes", ()), database.now())
        note_clock(connection, reply.get("server_time"))
        waiting = connection.execute(
            "SELECT count(*) FROM change_record WHERE status = 0"
        ).fetchone()[0]
        return Taken(int(reply["acked"]), confirmed, moved, int(waiting), issues)


def follow_chain(connection: sqlite3.Connection, acked: int, chain: str) -> tuple[int, int]:
    """Believe the hub as far as its chain is ours; return what it confirmed and what it lost."""
    state = state_of(connection)
    if acked > state["lseq"] or _chain_at(connection, state, acked) != chain:
        raise ForkedError
    since = int(recall(connection, SINCE, 0))
    confirmed = connection.execute(
        "UPDATE change_record SET status = 1 WHERE status = 0 AND lseq <= ?", (acked,)
    ).rowcount
    moved = 0
    if acked < state["acked"]:
        moved = connection.execute(
            "UPDATE change_record SET status = 0 WHERE lseq > ? AND status = 1",
            (max(acked, since),),
        ).rowcount
    connection.execute(
        "UPDATE sync_state SET acked = ?, chain = ?",
        (acked, bytes.fromhex(chain) if acked else None),
    )
    return confirmed, moved


def _chain_at(connection: sqlite3.Connection, state: Any, acked: int) -> str:
    """Return this device's chain up to a change, empty where it never sent all of them."""
    if acked == state["acked"]:
        return chain_of(state)
    first, chain = int(recall(connection, SINCE, 0)), START
    if acked > state["acked"] > 0:
        first, chain = int(state["acked"]), chain_of(state)
    if 0 < acked <= first:
        return ""
    for row in connection.execute(
        "SELECT hh FROM change_record WHERE lseq > ? AND lseq <= ? ORDER BY lseq", (first, acked)
    ):
        if row["hh"] is None:
            return ""
        chain = linked(chain, bytes(row["hh"]).hex())
    return chain
