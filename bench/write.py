"""`write`: one contact logged with its follow-up, durable on disk.

Reference: the same rows, those of the change record among them, by plain `sqlite3` in one
transaction on a copy of the same file without triggers, with the same durability.
"""

import shutil
import sqlite3
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from adviser_tui.ids import new_id
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from bench.caseloads import caseload
from bench.measuring import Budget, Outcome, alternate
from models.kinds import Channel, Purpose, Side

WRITES = 5
"""How many writes each run makes for every ten asked for; one write is too short a time."""


def measure(runs: int) -> Outcome:
    """Measure both kinds of writing in turns."""
    outcome = Outcome("write", runs * WRITES)
    with caseload() as folder:
        plain = _copy_without_triggers(folder)
        office = open_office(folder)
        try:
            employer = str(office.database.row("SELECT id FROM employer LIMIT 1")[0])
            _log(office, employer)
            rows = _rows_of_last_action(office)
            found = alternate(
                runs * WRITES,
                {
                    "logged_contact": lambda: _log(office, employer),
                    "plain_sqlite": lambda: _plainly(plain, rows),
                },
            )
        finally:
            office.close()
            plain.close()
    for key, values in found.items():
        outcome.add(key, values)
    outcome.compare("logged_contact", found["logged_contact"], found["plain_sqlite"], Budget(3.0))
    return outcome


def _log(office: Office, employer: str) -> float:
    now = office.desk.local_now
    step = FollowUpDraft(
        "Call about the rota", now.date() + timedelta(days=3), Side.EMPLOYER, employer_id=employer
    )
    draft = ContactDraft(
        Channel.VISIT,
        now,
        employer_id=employer,
        purpose=Purpose.NEEDS,
        minutes=25,
        note="Walked the site, two people leave in spring.",
        next_steps=(step,),
    )
    began = time.perf_counter()
    office.contacts.log(draft)
    return (time.perf_counter() - began) * 1000


def _copy_without_triggers(folder: Path) -> sqlite3.Connection:
    """Open a copy of the caseload with the same pragmas and nothing that fires."""
    copied = folder / "plain.db"
    shutil.copyfile(folder / "caseload.db", copied)
    connection = sqlite3.connect(copied, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for row in triggers.fetchall():
        connection.execute(f'DROP TRIGGER "{row[0]}"')
    return connection


def _rows_of_last_action(office: Office) -> list[tuple[str, dict[str, Any]]]:
    """Return every row that the last action wrote, with its table."""
    read = office.database.rows
    group = read("SELECT * FROM change_group ORDER BY g DESC LIMIT 1")[0]
    records = read("SELECT * FROM change_record WHERE g = ? ORDER BY lseq", (group["g"],))
    rows: list[tuple[str, dict[str, Any]]] = [("change_group", dict(group))]
    for record in records:
        table = str(record["entity"])
        row = read(f"SELECT * FROM {table} WHERE id = ?", (record["row_id"],))[0]
        rows += [(table, dict(row)), ("change_record", dict(record))]
    return rows


def _plainly(connection: sqlite3.Connection, rows: list[tuple[str, dict[str, Any]]]) -> float:
    ids = {str(row["id"]): new_id() for _, row in rows if "id" in row}
    group = connection.execute("SELECT max(g) + 1 FROM change_group").fetchone()[0]
    last = connection.execute("SELECT max(lseq) FROM change_record").fetchone()[0]
    fresh = []
    for table, row in rows:
        changed = {name: ids.get(str(value), value) for name, value in row.items()}
        if "g" in changed:
            changed["g"] = group
        if "lseq" in changed:
            last += 1
            changed["lseq"] = last
        fresh.append((table, changed))
    began = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, row in fresh:
        marks = ", ".join("?" * len(row))
        connection.execute(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )
    connection.execute("COMMIT")
    return (time.perf_counter() - began) * 1000
