"""Small things that the exchange remembers between two steps, each in the step's transaction."""

import sqlite3
from statistics import median
from typing import Any

from adviser_tui.storage.settings import put_setting, read_setting
from adviser_tui.sync.canonical import START

HOME = "sync.home"
"""Where something new of one's own is shared: `team:17`, or `user:…` without a team."""
NUMBERS = "sync.numbers"
"""Which device number applies from which change on: pairs of [change, number]."""
SINCE = "sync.since"
"""The last change before the device got the number that it has now."""
CONFIRM = "sync.confirm"
"""Outcomes that are kept here and of which the hub may forget that it told them."""
REBUILDING = "sync.rebuilding"
"""The round in which everything is compared anew, while that goes on."""
UNINDEXED = "sync.unindexed"
"""Whether so much is being taken in that the search follows when everything is here."""
KNOWN_SHAPE = "sync.shape"
"""The tables and columns that the program knew which last took something in."""
REFILL = "sync.refill"
"""Tables that are asked for again, with how far that has come: {entities, have}."""
CLEANING = "sync.cleaning"
"""What is still to be done after something was let go of: see `cleaning`."""
SHARED = "sync.shared"
"""The last change up to which it is known that what was made here is shared with this device."""
_OFFSETS = "sync.offsets"
_OFFSETS_KEPT = 5
_NOW_MS = "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"


def state_of(connection: sqlite3.Connection) -> Any:
    """Return the device's one row of state."""
    return connection.execute("SELECT * FROM sync_state").fetchone()


def recall(connection: sqlite3.Connection, key: str, default: Any = None) -> Any:
    """Return what is remembered under one of the keys above."""
    return read_setting(connection, key, default)


def remember(connection: sqlite3.Connection, key: str, value: Any) -> None:
    """Remember something under one of the keys above; nothing forgets it."""
    put_setting(connection, key, value)


def chain_of(state: Any) -> str:
    """Return the chain up to what was confirmed, in hexadecimal."""
    return bytes(state["chain"]).hex() if state["chain"] else START


def numbers(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return which device number applies from which change on, the first change first."""
    return [(int(a), int(b)) for a, b in recall(connection, NUMBERS, [])]


def number_at(known: list[tuple[int, int]], lseq: int, now: int) -> int:
    """Return the device number under which a change of this device is known."""
    found = [number for first, number in known if first <= lseq]
    return found[-1] if found else now


def note_clock(connection: sqlite3.Connection, server_ms: Any, newest: int = 0) -> None:
    """Keep how far this machine's clock is off, and never fall behind what was taken in.

    The middle of the last five answers counts, so that one slow answer does not.
    """
    if type(server_ms) is int and server_ms > 0:
        off = server_ms - int(connection.execute(_NOW_MS).fetchone()[0])
        kept = [*recall(connection, _OFFSETS, []), off][-_OFFSETS_KEPT:]
        remember(connection, _OFFSETS, kept)
        connection.execute("UPDATE sync_state SET offset_ms = ?", (int(median(kept)),))
    if newest:
        connection.execute("UPDATE sync_state SET hlc = max(hlc, ?)", (newest,))
