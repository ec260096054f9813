"""What is not shared with this device any more, and goes once it surely does not come back.

An aggregate may leave one team and arrive by another in the same exchange, so it is only noted
that it left. When everything has been taken in, what no scope brings any more is let go of, but
never before what waits of it has been told to the hub.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from adviser_tui.storage.sync.arriving import waiting_of
from adviser_tui.storage.sync.cleaning import note_cleaning
from adviser_tui.storage.sync.kept_elsewhere import forget_kept, note_kept
from adviser_tui.storage.sync.memory import SHARED, recall, remember
from adviser_tui.storage.sync.mentions import forget_mentions, telling_words
from adviser_tui.storage.sync.removing import (
    Rows,
    forget_beside,
    listed,
    owner_of,
    remove_rows,
    rows_of,
    scrub,
    scrub_records,
)
from adviser_tui.sync.canonical import hashed_id
from adviser_tui.sync.scopes import need_of
from adviser_tui.sync.shapes import need_of_row, shapes
from models.merging import NeedToKnow

_MARK = "#"
"""Before the class of rows, in place of a table's name, where an aggregate is noted as leaving."""
_GONE = "-"
"""Before a scope, in place of a table's name, where one row is noted as gone from it."""
_UNSEEN = "!"
"""In place of a table's name, where a row was changed here that its author may not see any more."""
_WHOLES = ("participant", "employer", "partner")
_MANY = 1_000
"""Rows from which on the whole file is written anew after they went."""


def note_leaving(connection: sqlite3.Connection, scope: str, aggregates: Iterable[str]) -> None:
    """Note that aggregates do not come through a scope any more."""
    gone = list(aggregates)
    connection.executemany(
        "DELETE FROM sync_home WHERE agg = ? AND scope = ?", [(each, scope) for each in gone]
    )
    connection.executemany(
        "INSERT OR IGNORE INTO sync_seen (entity, row_id, gen) VALUES (?, ?, 0)",
        [(_MARK + need_of(scope), each) for each in gone],
    )


def note_gone(connection: sqlite3.Connection, scope: str, rows: Iterable[str]) -> None:
    """Note that rows belong to something now that is not shared through a scope."""
    connection.executemany(
        "INSERT OR IGNORE INTO sync_seen (entity, row_id, gen) VALUES (?, ?, 0)",
        [(_GONE + scope, each) for each in rows],
    )


def note_back(connection: sqlite3.Connection, scope: str, rows: Collection[str]) -> None:
    """Forget that rows were gone from a scope; they are told in it again."""
    noted = "SELECT EXISTS (SELECT 1 FROM sync_seen WHERE entity IN (?, ?))"
    if not connection.execute(noted, (_GONE + scope, _UNSEEN)).fetchone()[0]:
        return
    connection.execute(
        "DELETE FROM sync_seen WHERE entity IN (?, ?) AND row_id IN "
        "(SELECT value FROM json_each(?))",
        (_GONE + scope, _UNSEEN, listed(rows)),
    )


def note_withdrawn(connection: sqlite3.Connection, scope: str) -> None:
    """Note that this device may not see a scope any more."""
    rows = connection.execute("SELECT agg FROM sync_home WHERE scope = ?", (scope,)).fetchall()
    note_leaving(connection, scope, [str(row["agg"]) for row in rows])
    connection.execute("DELETE FROM sync_cursor WHERE scope = ?", (scope,))


def note_unseen(connection: sqlite3.Connection, outcomes: Iterable[Mapping[str, Any]]) -> None:
    """Note rows of which a change was not taken and which are not told either: they are not ours.

    Outcomes that are known here already were dealt with; the row may have come back since.
    """
    for each in outcomes:
        detail = each.get("detail") or {}
        if each["o"] == "quarantined" and each.get("why") == "no_access" and not detail.get("told"):
            connection.execute(
                "INSERT OR IGNORE INTO sync_seen (entity, row_id, gen) SELECT :unseen, row_id, 0 "
                "FROM change_record WHERE lseq = :lseq AND op = 'upd' AND scrub = 0 AND NOT EXISTS "
                "(SELECT 1 FROM sync_issue WHERE lseq = :lseq)",
                {"unseen": _UNSEEN, "lseq": int(each["l"])},
            )


def note_unshared(connection: sqlite3.Connection, acked: int) -> None:
    """Note what was made here, was taken by the hub, and comes back by no scope.

    The hub may share something new with others only, such as a restricted participant whose coach
    somebody else is. `acked` is what the hub had taken when it told all that there is.
    """
    settled = int(recall(connection, SHARED, 0))
    if acked <= settled:
        return
    for need in NeedToKnow:
        tables = [name for name in shapes() if need_of_row(name, {}) == need]
        rows = connection.execute(
            "SELECT DISTINCT r.agg FROM change_record r WHERE r.lseq > ? AND r.lseq <= ? "
            "AND r.op = 'ins' AND r.status = 1 AND r.scrub = 0 AND r.entity IN "
            "(SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM sync_home h "
            "WHERE h.agg = r.agg AND h.scope GLOB ?) AND NOT EXISTS (SELECT 1 FROM sync_issue i "
            "WHERE i.lseq = r.lseq)",
            (settled, acked, json.dumps(tables), f"*#{need}"),
        ).fetchall()
        # Whoever does not see somebody's plain record sees nothing of them.
        needs = list(NeedToKnow) if need == NeedToKnow.CORE else [need]
        connection.executemany(
            "INSERT OR IGNORE INTO sync_seen (entity, row_id, gen) VALUES (?, ?, 0)",
            [(_MARK + each, str(row["agg"])) for row in rows for each in needs],
        )
    remember(connection, SHARED, acked)


def leaving_wholes(connection: sqlite3.Connection) -> set[str]:
    """Return the participants, employers and partners that are here and noted as leaving."""
    found: set[str] = set()
    for table in _WHOLES:
        rows = connection.execute(
            f"SELECT t.id FROM sync_seen s JOIN {table} t ON t.id = s.row_id WHERE s.entity = ?",
            (_MARK + NeedToKnow.CORE,),
        )
        found.update(str(row["id"]) for row in rows)
    return found


def count_here(connection: sqlite3.Connection, wholes: Collection[str]) -> int:
    """Return how many of some participants, employers and partners are here."""
    if not wholes:
        return 0
    these = "id IN (SELECT value FROM json_each(:ids))"
    counts = (f"(SELECT count(*) FROM {table} WHERE {these})" for table in _WHOLES)
    row = connection.execute(f"SELECT {' + '.join(counts)}", {"ids": listed(wholes)}).fetchone()
    return int(row[0])


def settle_leaving(connection: sqlite3.Connection) -> bool:
    """Let go of what left for good; say whether something stays until it has been told."""
    noted: dict[str, set[str]] = {}
    for row in connection.execute(
        "SELECT entity, row_id FROM sync_seen WHERE entity GLOB ?", (f"{_MARK}*",)
    ).fetchall():
        noted.setdefault(str(row["entity"]).removeprefix(_MARK), set()).add(str(row["row_id"]))
    must_push = False
    for need, aggregates in noted.items():
        back = _at_home(connection, aggregates, need)
        waiting = _waiting(connection, aggregates - back)
        must_push = must_push or bool(waiting)
        # Whoever does not see somebody's plain record sees nothing of them.
        for each in NeedToKnow if need == NeedToKnow.CORE else [need]:
            let_go(connection, aggregates - back - waiting, each)
        connection.execute(
            "DELETE FROM sync_seen WHERE entity = ? AND row_id NOT IN "
            "(SELECT value FROM json_each(?))",
            (_MARK + need, listed(waiting)),
        )
    return _settle_gone(connection) or must_push


def _settle_gone(connection: sqlite3.Connection) -> bool:
    """Let go of single rows that moved to what is not shared; say whether one must wait."""
    noted: dict[str, set[str]] = {}
    unseen = set()
    for row in connection.execute(
        "SELECT entity, row_id FROM sync_seen WHERE entity GLOB ? OR entity = ?",
        (f"{_GONE}*", _UNSEEN),
    ).fetchall():
        scopes = noted.setdefault(str(row["row_id"]), set())
        if row["entity"] == _UNSEEN:
            unseen.add(str(row["row_id"]))
        else:
            scopes.add(str(row["entity"]).removeprefix(_GONE))
    if not noted:
        return False
    waiting = waiting_of(connection, sorted(noted)).keys()
    rows: Rows = {}
    for entity in shapes():
        for row in connection.execute(
            f"SELECT id, {owner_of(entity)} AS agg FROM {entity} WHERE id IN "
            "(SELECT value FROM json_each(?))",
            (listed(noted),),
        ).fetchall():
            row_id = str(row["id"])
            elsewhere = _homes_of(connection, str(row["agg"])) - noted[row_id]
            needs = {need_of(scope) for scope in noted[row_id]}
            is_back = row_id not in unseen and any(need_of(each) in needs for each in elsewhere)
            if row_id not in waiting and not is_back:
                rows.setdefault(entity, set()).add(row_id)
    hashes = [hashed_id(each) for ids in rows.values() for each in ids]
    note_cleaning(connection, whole=remove_rows(connection, rows) > _MANY, hashes=hashes)
    scrub(connection, rows)
    forget_beside(connection, rows)
    connection.execute(
        "DELETE FROM sync_seen WHERE (entity GLOB ? OR entity = ?) AND row_id NOT IN "
        "(SELECT value FROM json_each(?))",
        (f"{_GONE}*", _UNSEEN, listed(waiting)),
    )
    return bool(waiting)


def _homes_of(connection: sqlite3.Connection, aggregate: str) -> set[str]:
    rows = connection.execute("SELECT scope FROM sync_home WHERE agg = ?", (aggregate,))
    return {str(row["scope"]) for row in rows}


def _at_home(connection: sqlite3.Connection, aggregates: Collection[str], need: str) -> set[str]:
    rows = connection.execute(
        "SELECT agg, scope FROM sync_home WHERE agg IN (SELECT value FROM json_each(?))",
        (listed(aggregates),),
    ).fetchall()
    return {str(row["agg"]) for row in rows if need_of(str(row["scope"])) == need}


def _waiting(connection: sqlite3.Connection, aggregates: Collection[str]) -> set[str]:
    rows = connection.execute(
        "SELECT DISTINCT agg FROM change_record WHERE status = 0 AND scrub = 0 AND agg IN "
        "(SELECT value FROM json_each(?))",
        (listed(aggregates),),
    ).fetchall()
    return {str(row["agg"]) for row in rows}


def let_go(connection: sqlite3.Connection, aggregates: Collection[str], need: str) -> int:
    """Remove one class of rows of some aggregates with everything that tells of them."""
    if not aggregates:
        return 0
    rows = rows_of(connection, aggregates, need)
    if need == NeedToKnow.CORE:
        forget_mentions(connection, rows, telling_words(connection, rows))
        forget_kept(connection, aggregates)
    note_kept(connection, rows)
    count = remove_rows(connection, rows)
    scrub(connection, rows)
    tables = [name for name in shapes() if need_of_row(name, {}) == need]
    scrub_records(
        connection,
        "r.agg IN (SELECT value FROM json_each(?)) AND r.entity IN "
        "(SELECT value FROM json_each(?))",
        listed(aggregates),
        json.dumps(tables),
    )
    forget_beside(connection, rows)
    connection.execute(
        "DELETE FROM sync_issue WHERE agg IN (SELECT value FROM json_each(?)) AND entity IN "
        "(SELECT value FROM json_each(?))",
        (listed(aggregates), json.dumps(tables)),
    )
    # Whoever stays here may be in older copies; only those with the answers themselves go.
    unknown = rows.get("equity_record", ()) if need == NeedToKnow.EQUITY else aggregates
    hashes = [hashed_id(each) for each in unknown]
    note_cleaning(connection, whole=count > _MANY, hashes=hashes)
    return count
