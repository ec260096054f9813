"""From an older shape of the file to the newest: named steps, each in one transaction.

A step that was released never changes. Before the first step on an existing file a backup is
made. Triggers are not steps: they are made anew whenever their text differs from the file's.
"""

import hashlib
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from adviser_tui.errors import StorageError
from adviser_tui.storage.schema import sql_of

APPLICATION_ID = 0x41445652
"""Written into the file's header, so that a stranger's database is not taken for a caseload."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the file's shape."""

    number: int
    name: str

    @property
    def sql(self) -> str:
        """The statements, from the file of the same name."""
        return sql_of(f"{self.number:04d}_{self.name}.sql")


STEPS: tuple[Step, ...] = (Step(1, "first_release"),)
NEWEST = STEPS[-1].number


def bring_up_to_date(
    connection: sqlite3.Connection, before_first_step: Callable[[], None]
) -> list[str]:
    """Apply what is missing and return the names of the steps taken.

    Raises `StorageError` for a file of a newer program or of another one. `before_first_step` is
    called once when an existing caseload is about to change.
    """
    found = version_of(connection)
    taken: list[str] = []
    for step in STEPS:
        if step.number <= found:
            continue
        if found and not taken:
            before_first_step()
        _apply(connection, step)
        taken.append(step.name)
    renew_triggers(connection)
    return taken


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the newest step in the file, 0 for an empty one."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not is_empty and owner != APPLICATION_ID:
        raise StorageError(
            "The file is a database of another program, not a caseload. It was left as it is. "
            "Choose another folder with --data-dir."
        )
    if version > NEWEST:
        raise StorageError(
            "This caseload was last opened by a newer version of Adviser, and this older one "
            "could damage it. Nothing was changed. Install the newer version and open it again."
        )
    return version


def _apply(connection: sqlite3.Connection, step: Step) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
        for statement in step.sql.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        if step.number == 1:
            connection.execute(
                "INSERT INTO sync_state (k, device_id) VALUES (1, ?)", (str(uuid.uuid4()),)
            )
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise StorageError(
            f"The caseload could not be brought to its new shape ({step.name}: {error}). It was "
            "left as it was, and the backup made just before is beside it."
        ) from error


def trigger_hash(sql: str) -> str:
    """Return the fingerprint by which the file's triggers are compared with the program's."""
    return hashlib.sha256(sql.encode()).hexdigest()


def renew_triggers(connection: sqlite3.Connection) -> bool:
    """Make the triggers anew when the file has others than the program; say whether it did."""
    sql = sql_of("triggers.sql")
    wanted = trigger_hash(sql)
    kept = connection.execute("SELECT value FROM setting WHERE key = 'triggers'").fetchone()
    names = [
        row[0]
        for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    ]
    if kept is not None and kept[0] == wanted and len(names) == sql.count("CREATE TRIGGER"):
        return False
    connection.execute("BEGIN IMMEDIATE")
    for name in names:
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in sql.split("\n\n"):
        connection.execute(statement)
    connection.execute(
        "INSERT INTO setting (key, value) VALUES ('triggers', ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (wanted,),
    )
    connection.execute("COMMIT")
    return True
