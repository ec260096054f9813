"""What is looked at inside the file; every check only reads."""

import sqlite3
from collections.abc import Iterator

from adviser_tui.clock import Clock
from adviser_tui.storage.findings import Finding, bad, fine, warn
from adviser_tui.storage.migrations import NEWEST, triggers_fit, version_of
from adviser_tui.storage.settings import read_setting

CORE_TABLES = (
    "sync_state",
    "change_group",
    "adviser",
    "participant",
    "consent",
    "vacancy",
    "match_sheet",
    "submission",
    "placement",
    "follow_up",
    "promise",
)
"""Small, and what hurts most to lose; looked at on every start."""
_DAY_MS = 86_400_000


def version(reader: sqlite3.Connection) -> Finding:
    """Say whether the file has the shape of this version of the program."""
    found = version_of(reader)
    if found == NEWEST:
        return fine("version", f"The file has the newest shape ({found}).")
    return warn(
        "version",
        f"The file has shape {found} and will be brought to {NEWEST}, after a backup.",
        "open the caseload once",
    )


def triggers(reader: sqlite3.Connection) -> Finding:
    """Say whether the change record is kept by exactly the program's own triggers."""
    if triggers_fit(reader):
        return fine("triggers", "Every change is recorded by the program's own triggers.")
    return bad(
        "triggers",
        "The triggers that record changes are not the program's own.",
        "open the caseload once; it makes them anew",
    )


def journal(reader: sqlite3.Connection) -> Finding:
    """Say whether reading and writing can go on side by side."""
    mode = str(reader.execute("PRAGMA journal_mode").fetchone()[0])
    if mode == "wal":
        return fine("journal", "Reading and writing go on side by side.")
    return warn("journal", f"The disk does not allow a write-ahead log (it is “{mode}”).")


def core_tables(reader: sqlite3.Connection) -> Finding:
    """Look through the tables that hurt most to lose."""
    for table in CORE_TABLES:
        said = str(reader.execute(f"PRAGMA quick_check({table})").fetchone()[0])
        if said != "ok":
            return bad("contents", f"The table {table} is damaged ({said}).", "adviser restore")
    return fine("contents", "The most important tables are whole.")


def whole_file(reader: sqlite3.Connection) -> Finding:
    """Look through every page and index."""
    rows = (str(row[0]) for row in reader.execute("PRAGMA integrity_check"))
    # Newer SQLite looks into the search index as well, which is examined by itself.
    said = next((row for row in rows if row != "ok" and "find_" not in row), "")
    if said:
        return bad("contents", f"The file is damaged ({said}).", "adviser restore")
    return fine("contents", "Every page and index of the file is whole.")


def references(reader: sqlite3.Connection) -> Finding:
    """Say whether everything that a row refers to is there, or withheld from this device."""
    rows = reader.execute("PRAGMA foreign_key_check").fetchall()
    if not rows:
        return fine("references", "Everything that is referred to is there.")
    if _works_in_a_team(reader):
        return fine(
            "references",
            f"{len(rows):,} references lead to what the team does not share with this device.",
        )
    first = rows[0]
    return bad(
        "references", f"A row of {first[0]} refers to a missing {first[2]}.", "adviser restore"
    )


def _works_in_a_team(reader: sqlite3.Connection) -> bool:
    """Say whether rows come from a hub, which need not share all that they refer to."""
    row = reader.execute("SELECT hub_id FROM sync_state").fetchone()
    return bool(row and row[0])


def change_record(reader: sqlite3.Connection) -> Iterator[Finding]:
    """Say whether the history is complete: every row's making, every number, every action."""
    wrong = [*_rows_without_record(reader), *_broken_numbers(reader)]
    for said in wrong:
        yield bad("history", said, "adviser restore, or keep the file and ask for help")
    loose = _count(reader, "SELECT count(*) FROM change_record WHERE g = 0")
    if loose:
        yield warn("history", f"{loose} changes were made past the program and cannot be undone.")
    if not wrong:
        total = _count(reader, "SELECT count(*) FROM change_record")
        yield fine("history", f"The history is complete ({total:,} changes).")


def last_change(reader: sqlite3.Connection) -> Finding:
    """Say whether the newest change is the one that the device remembers as its last."""
    wrong = _broken_end(reader)
    if wrong:
        return bad("history", wrong, "adviser doctor")
    return fine("history", "The history ends with the last change.")


def device_clock(reader: sqlite3.Connection, clock: Clock) -> Finding:
    """Say whether this machine's clock was once far ahead of what it says now."""
    last_ms = _count(reader, "SELECT coalesce(max(hlc), 0) FROM sync_state") >> 16
    ahead = last_ms - int(clock.now().timestamp() * 1000)
    if ahead <= _DAY_MS:
        return fine("clock", "The clock runs on from the last change.")
    return warn(
        "clock",
        f"The last change was made {ahead // _DAY_MS} days ahead of today's clock. "
        "The order of changes is safe.",
        "look at the date of this machine",
    )


def _rows_without_record(reader: sqlite3.Connection) -> Iterator[str]:
    tracked = reader.execute(
        "SELECT name FROM sqlite_master AS t WHERE type = 'table' AND name NOT GLOB 'find_*' "
        "AND EXISTS (SELECT 1 FROM pragma_table_info(t.name) WHERE name = 'versions')"
    ).fetchall()
    # What others made has its record with them; the version of its making tells that it came.
    ours = "instr(t.versions, '\"*\"') = 0 AND " if _works_in_a_team(reader) else ""
    for name in (str(row[0]) for row in tracked):
        missing = _count(
            reader,
            f"SELECT count(*) FROM {name} AS t WHERE {ours}NOT EXISTS (SELECT 1 FROM "
            "change_record AS r "
            f"WHERE r.row_id = t.id AND r.entity = '{name}' AND r.op = 'ins')",
        )
        if missing:
            yield f"{missing} rows of {name} have no record of their making."


def _broken_numbers(reader: sqlite3.Connection) -> Iterator[str]:
    gaps = _count(
        reader,
        "SELECT coalesce(max(lseq), 0) - count(*) FROM change_record",
    )
    if gaps:
        yield f"{gaps} changes are missing from the history."
    strays = _count(
        reader,
        "SELECT count(*) FROM change_record WHERE g <> 0 AND g NOT IN (SELECT g FROM change_group)",
    )
    if strays:
        yield f"{strays} changes belong to no action."
    end = _broken_end(reader)
    if end:
        yield end


def _broken_end(reader: sqlite3.Connection) -> str:
    row = reader.execute(
        "SELECT (SELECT coalesce(max(lseq), 0) FROM change_record) AS last, lseq, g, applying "
        "FROM sync_state"
    ).fetchone()
    if row is None:
        return "The file has lost which device it belongs to."
    if row["last"] != row["lseq"]:
        return f"The history ends at {row['last']}, but {row['lseq']} changes were made."
    if row["g"] or row["applying"]:
        return "An action was left half done."
    return ""


def _count(reader: sqlite3.Connection, sql: str) -> int:
    return int(reader.execute(sql).fetchone()[0])


def sync(reader: sqlite3.Connection, is_member: bool) -> Finding:
    """Say how the exchange with the team's hub stands, as far as this device knows."""
    row = reader.execute("SELECT hub_id FROM sync_state").fetchone()
    hub_id = str(row[0]) if row else ""
    if not is_member and not hub_id:
        return fine("sync", "The caseload works alone, without a hub.")
    if not is_member:
        return warn(
            "sync",
            "The caseload belongs to a team's hub, but this device cannot prove who it is.",
            "ask for a code and run `adviser join`",
        )
    waiting = int(
        reader.execute("SELECT count(*) FROM change_record WHERE status = 0").fetchone()[0]
    )
    last = read_setting(reader, "sync.last", None)
    at = f"last synced {str(last['at'])[:16].replace('T', ' ')} UTC" if last else "never synced"
    said = f"{waiting:,} change{'' if waiting == 1 else 's'} wait for the hub, {at}."
    trouble = str(read_setting(reader, "sync.trouble", ""))
    if trouble:
        return warn("sync", f"{said} {trouble}", "adviser sync")
    return fine("sync", said) if last else warn("sync", said, "adviser sync")
