"""The demo caseload: invented rows written into an empty file in one go.

The rows are written past SQLModel, whose import alone would take as long, but not past the
triggers: every row has its record of change. They form one group of the kind `seed`, which is no
action of a person, so that undo never offers to take the whole demo back.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import RuleError
from adviser_tui.storage.database import Database

if TYPE_CHECKING:
    from seed.demo import DemoRows

ORDER = (
    *("adviser", "participant", "vocational_profile", "barrier_action", "employer"),
    *("employer_site", "employer_person", "vacancy", "consent", "quality_fact", "partner"),
    *("contact", "need"),
    *("match_sheet", "match_answer", "match_override", "submission", "placement"),
    *("follow_up", "promise", "hand_over"),
    *("working_pattern", "absence", "time_entry", "target"),
    *("course_event", "outcome_check", "equity_record"),
)
"""The tables in an order in which each row finds what it refers to."""


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What a demo caseload holds."""

    me: str
    """The id of the adviser whose caseload it is."""
    name: str
    counts: dict[str, int]
    """Rows by table."""


def make_demo(database: Database, seed: int, size: str, today: date, name: str = "") -> DemoSummary:
    """Fill an empty caseload; the same seed, size and day always fill it alike.

    `size` is `small` or `large`. Raises `RuleError` when the caseload is in use already.
    """
    from seed.demo import DEMO_NAME, make_rows

    if database.row("SELECT 1 FROM change_record LIMIT 1"):
        raise RuleError(
            "This caseload is in use, and invented people must not get among real ones. "
            "Nothing was changed. Make the demo in a folder of its own with --data-dir."
        )
    name = name.strip() or DEMO_NAME
    made = make_rows(seed, size, today, name)
    with database.writing() as connection:
        _write(connection, made, database)
    return DemoSummary(made.me, name, {table: len(made.tables[table]) for table in ORDER})


def _write(connection: sqlite3.Connection, made: "DemoRows", database: Database) -> None:
    at = database.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    group = connection.execute(
        "INSERT INTO change_group (at, actor, kind) VALUES (?, ?, 'seed')", (at, made.me)
    ).lastrowid
    connection.execute("UPDATE sync_state SET g = ?", (group,))
    device = connection.execute("SELECT device_id FROM sync_state").fetchone()[0]
    for table in ORDER:
        for columns, rows in groupby(made.tables[table], key=tuple):
            _fill(connection, table, columns, rows, device)
    for sheet in made.freezes:
        _freeze(connection, sheet)
    connection.execute("UPDATE sync_state SET g = 0")
    for key, value in (("me", made.me), ("programme", made.programme), ("demo", "1")):
        connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (key, value))


def _fill(
    connection: sqlite3.Connection,
    table: str,
    columns: tuple[str, ...],
    rows: Iterable[dict[str, Any]],
    device: str,
) -> None:
    """Add rows by one statement, for which the triggers run faster than for one a row."""
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    connection.execute(f"CREATE TEMP TABLE staged ({names})")
    connection.executemany(
        f"INSERT INTO temp.staged VALUES ({marks})", (tuple(row.values()) for row in rows)
    )
    connection.execute(
        f"INSERT INTO {table} ({names}, device_id) SELECT {names}, ? FROM temp.staged", (device,)
    )
    connection.execute("DROP TABLE temp.staged")


def _freeze(connection: sqlite3.Connection, sheet: dict[str, Any]) -> None:
    """Freeze a sheet as it stood when it was submitted."""
    connection.execute(
        "UPDATE match_sheet SET state = 'frozen', frozen = ?, frozen_at = ?, updated_at = ?, "
        "updated_by = ? WHERE id = ?",
        (_as_it_stood(connection, sheet), sheet["at"], sheet["at"], sheet["by"], sheet["id"]),
    )


def _as_it_stood(connection: sqlite3.Connection, sheet: dict[str, Any]) -> str:
    kept = connection.execute(
        "SELECT template, template_version, attempt, state, pitch FROM match_sheet WHERE id = ?",
        (sheet["id"],),
    ).fetchone()
    answers = connection.execute(
        "SELECT item, value, source, note, detail, answered_at FROM match_answer "
        "WHERE sheet_id = ? ORDER BY answered_at",
        (sheet["id"],),
    ).fetchall()
    overrides = connection.execute(
        "SELECT item, reason, action, action_due_on FROM match_override WHERE sheet_id = ?",
        (sheet["id"],),
    ).fetchall()
    whole = {
        **dict(kept),
        "frozen_at": sheet["at"],
        "answers": [dict(each) for each in answers],
        "overrides": [dict(each) for each in overrides],
    }
    return json.dumps(whole, ensure_ascii=False)
