"""Pages of what others did, each taken in as a whole or not at all."""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import AdviserError
from adviser_tui.storage.finding.soundness import keep_true_anew, keep_true_of
from adviser_tui.storage.finding.upkeep import places_of
from adviser_tui.storage.sync.acknowledging import follow_chain
from adviser_tui.storage.sync.arriving import Arrived, put_rows
from adviser_tui.storage.sync.erasing import erase_hashed
from adviser_tui.storage.sync.issues import keep_outcomes
from adviser_tui.storage.sync.leaving import (
    count_here,
    leaving_wholes,
    note_back,
    note_gone,
    note_leaving,
    note_unseen,
    note_unshared,
    note_withdrawn,
    settle_leaving,
)
from adviser_tui.storage.sync.memory import (
    CONFIRM,
    REBUILDING,
    REFILL,
    UNINDEXED,
    note_clock,
    recall,
    remember,
    state_of,
)
from adviser_tui.storage.sync.refilling import note_shape, take_refill
from adviser_tui.storage.sync.sweeping import note_homes, note_seen, sweep
from adviser_tui.storage.sync.troubles import (
    BadPageError,
    ForkedError,
    PageStaleError,
    RebuildNeededError,
)
from adviser_tui.sync.clocks import at_most
from adviser_tui.sync.limits import CONFIRMED_AT_ONCE, PAGE_ROWS
from adviser_tui.sync.older import SCHEMA

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_CROOKED = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
"""What SQLite says of a value that a row cannot have, and not of the file."""
_FURTHEST = 1 << 62
"""Cursors are below it; the hub would refuse any other."""
_MANY = 5_000
"""Rows still to come from which on the search follows when everything is here."""


@dataclass(frozen=True, slots=True)
class PageTaken:
    """What a page changed here."""

    put: int
    """Rows written."""
    left: int
    """Participants, employers and partners let go of since they are not shared any more."""
    erased: int
    """Wholes that were erased for good."""
    withdrawn: tuple[str, ...]
    """Scopes that this device may not see any more."""
    complete: bool
    """Whether everything there was has been taken in."""
    must_push: bool = False
    """Whether something that was withdrawn still waits to be told before it is let go of."""


def request(database: "Database", limit: int = PAGE_ROWS) -> dict[str, Any]:
    """Return what is to be asked of the hub next."""
    with database.reading() as reader:
        state = state_of(reader)
        have = reader.execute("SELECT scope, seq FROM sync_cursor ORDER BY scope").fetchall()
        return {
            "epoch": str(state["epoch"]),
            "erase_cursor": int(state["erase_cursor"]),
            "have": {str(row["scope"]): int(row["seq"]) for row in have},
            "limit": limit,
            "schema": SCHEMA,
            "confirm": recall(reader, CONFIRM, [])[:CONFIRMED_AT_ONCE],
            **({"refill": refill} if (refill := recall(reader, REFILL)) else {}),
        }


def take_page(database: "Database", page: Mapping[str, Any], *, courier: bool = False) -> PageTaken:
    """Take in one page; what became complete by it is settled right after.

    A page has to begin where this device stands. One that came in a bundle (`courier`) may begin
    earlier, since another may have been read meanwhile: scopes that it leads no further are passed
    over, and of the rest the newer state comes again. Raises `PageStaleError`,
    `RebuildNeededError`, `BadPageError`, and `SweepRefusedError` when the page was taken in but
    too much would go by it.
    """
    try:
        state = _check_form(page)
        # Only what the hub is told that it is kept here must be on the disk for certain.
        durably = bool(page.get("outcomes") or state["h"])
        with database.taking_in(durably=durably) as connection:
            taken = _take(connection, database, page, courier)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadPageError(type(error).__name__) from error
    except AdviserError as error:
        if not isinstance(error.__cause__, _CROOKED):
            raise
        raise BadPageError(type(error.__cause__).__name__) from error
    return _complete(database, taken, page) if taken.complete else taken


def _check_form(page: Mapping[str, Any]) -> Mapping[str, Any]:
    erase = page.get("erase") or {}
    if not isinstance(page.get("scopes"), dict) or not isinstance(erase, dict):
        raise BadPageError("no scopes")
    if not all(map(_are_cursors, (*page["scopes"].values(), *((erase,) if erase else ())))):
        raise BadPageError("cursors")
    return {"h": erase.get("h") or ()}


def _take(
    connection: sqlite3.Connection, database: "Database", page: Mapping[str, Any], courier: bool
) -> PageTaken:
    state = state_of(connection)
    if str(page["epoch"]) != state["epoch"]:
        raise RebuildNeededError(str(page["epoch"]))
    cursors = {
        str(row["scope"]): int(row["seq"])
        for row in connection.execute("SELECT scope, seq FROM sync_cursor").fetchall()
    }
    erase = page.get("erase") or {"from": state["erase_cursor"], "to": state["erase_cursor"]}
    if not _goes_on_from(page["scopes"], erase, cursors, int(state["erase_cursor"]), courier):
        raise PageStaleError
    if page.get("more") and not page.get("refill") and _leads_nowhere(page["scopes"], erase):
        raise PageStaleError
    _follow_acks(connection, page, int(state["acked"]))
    withdrawn = tuple(sorted(set(cursors) - set(page["scopes"])))
    for scope in withdrawn:
        note_withdrawn(connection, scope)
    note_unseen(connection, page.get("outcomes") or ())
    arrived = Arrived()
    for name, told in page["scopes"].items():
        if courier and _is_behind(told, cursors.get(name, 0)):
            continue
        _take_scope(connection, str(name), told, arrived, int(state["gen"]))
    note_shape(connection)
    take_refill(connection, page, arrived)
    if recall(connection, REBUILDING) is not None:
        note_seen(connection, arrived.touched, int(state["gen"]))
    if not _search_follows_later(connection, page["scopes"]):
        keep_true_of(connection, places_of(connection, arrived.touched))
    hashes = [str(each) for each in erase.get("h") or ()]
    erased = erase_hashed(connection, hashes) if hashes else 0
    connection.execute("UPDATE sync_state SET erase_cursor = ?", (int(erase["to"]),))
    keep_outcomes(connection, page.get("outcomes") or (), database.now(), is_complete=True)
    server_ms = page.get("server_time")
    newest = arrived.newest
    if isinstance(server_ms, int) and server_ms > 0:
        newest = at_most(newest, server_ms)
    note_clock(connection, server_ms, newest)
    return PageTaken(arrived.count, 0, erased, withdrawn, not page.get("more"))


def _search_follows_later(connection: sqlite3.Connection, scopes: Mapping[str, Any]) -> bool:
    """Say whether the search is made anew at the end, as is quicker for a first sync.

    Otherwise an employer would be taken in with its name, and again with each of its branches.
    """
    if recall(connection, UNINDEXED):
        return True
    behind = sum(int(told.get("head", told["to"])) - int(told["to"]) for told in scopes.values())
    if behind > _MANY:
        remember(connection, UNINDEXED, True)
    return behind > _MANY


def _goes_on_from(
    scopes: Mapping[str, Any],
    erase: Mapping[str, Any],
    cursors: Mapping[str, int],
    erased: int,
    courier: bool,
) -> bool:
    """Say whether a page begins where this device stands, or in a bundle at least not later.

    One that was written before an erasure that is known here could bring the erased back.
    """
    if not courier:
        begins = all(int(told["from"]) == cursors.get(name, 0) for name, told in scopes.items())
        return begins and int(erase["from"]) == erased
    begins = all(int(told["from"]) <= cursors.get(name, 0) for name, told in scopes.items())
    return begins and int(erase["from"]) <= erased <= int(erase["to"])


def _leads_nowhere(scopes: Mapping[str, Any], erase: Mapping[str, Any]) -> bool:
    """Say whether the same would be asked again after a page, and so on for ever."""
    parts = (*scopes.values(), erase)
    return all(int(told["to"]) <= int(told["from"]) for told in parts)


def _are_cursors(told: Mapping[str, Any]) -> bool:
    """Say whether a scope is led on, and to where it can be asked for again."""
    return int(told["from"]) <= int(told["to"]) <= int(told.get("head", told["to"])) < _FURTHEST


def _is_behind(told: Mapping[str, Any], cursor: int) -> bool:
    """Say whether what a page tells of a scope has been taken in from a newer one."""
    return int(told["to"]) < cursor or int(told["from"]) < int(told["to"]) == cursor


def _follow_acks(connection: sqlite3.Connection, page: Mapping[str, Any], acked: int) -> None:
    """Learn from a page what was confirmed by an answer that never came."""
    if "chain" not in page or int(page.get("acked", 0)) <= acked:
        return
    # A fork is found at the next push; what others did is welcome all the same.
    with suppress(ForkedError):
        follow_chain(connection, int(page["acked"]), str(page["chain"]))


def _take_scope(
    connection: sqlite3.Connection,
    name: str,
    told: Mapping[str, Any],
    arrived: Arrived,
    gen: int,
) -> None:
    leaving = [str(each) for each in told.get("leave") or ()]
    note_leaving(connection, name, leaving)
    note_gone(connection, name, [str(each) for each in told.get("gone") or ()])
    homes: set[str] = set()
    for entity, table in (told.get("put") or {}).items():
        homes.update(put_rows(connection, entity, table, arrived))
        if entity in arrived.touched:
            note_back(connection, name, arrived.touched[entity])
    if recall(connection, REBUILDING) is not None:
        note_homes(connection, name, homes, gen)
    connection.executemany(
        "INSERT OR IGNORE INTO sync_home (agg, scope) VALUES (?, ?)",
        [(agg, name) for agg in sorted(homes)],
    )
    connection.execute(
        "INSERT INTO sync_cursor (scope, seq, head, gen) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET seq = excluded.seq, head = excluded.head, gen = excluded.gen",
        (name, int(told["to"]), int(told.get("head", told["to"])), gen),
    )


def _complete(database: "Database", taken: PageTaken, page: Mapping[str, Any]) -> PageTaken:
    """Let go of what left and was not brought back by another scope, and of what is not there."""
    with database.taking_in() as connection:
        note_unshared(connection, int(page.get("acked") or 0))
        leaving = leaving_wholes(connection)
        must_push = settle_leaving(connection)
        left = len(leaving) - count_here(connection, leaving)
    with database.writing() as connection:
        if recall(connection, UNINDEXED):
            keep_true_anew(connection)
            remember(connection, UNINDEXED, None)
    sweep(database)
    return PageTaken(taken.put, left, taken.erased, taken.withdrawn, True, must_push)


__all__ = ["PageTaken", "request", "take_page"]
