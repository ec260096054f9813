"""From an older shape of the file to the newest: named steps, each in one transaction.

A step that was released never changes. Before the first step on an existing file a backup is
made. Triggers are not steps: they are made anew whenever the file's differ from the program's.
"""

import sqlite3
from collections.abc import Callable, Iterator
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


STEPS: tuple[Step, ...] = (
    Step(1, "first_release"),
    Step(2, "partners"),
    Step(3, "known_as_two"),
    Step(4, "places"),
    Step(5, "sync"),
    Step(6, "measures"),
)
NEWEST = STEPS[-1].number


def bring_up_to_date(
    connection: sqlite3.Connection,
    before_first_step: Callable[[], None],
    steps: tuple[Step, ...] = STEPS,
) -> list[str]:
    """Apply what is missing and return the names of the steps taken.

    Raises `StorageError` for a file of a newer program or of another one. `before_first_step` is
    called once when an existing caseload is about to change.
    """
    found = version_of(connection, steps[-1].number)
    missing = [step for step in steps if step.number > found]
    if found and missing:
        before_first_step()
    for step in missing:
        _apply(connection, step)
    renew_triggers(connection)
    return [step.name for step in missing]


def version_of(connection: sqlite3.Connection, newest: int = NEWEST) -> int:
    """Return the number of the newest step in the file, 0 for an empty one.

    Only reads, so that a file that is refused stays exactly as it was.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    is_empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if owner != APPLICATION_ID and not (is_empty and owner == version == 0):
        raise StorageError(
            "The file is a database of another program, not a caseload. It was left as it is. "
            "Choose another folder with --data-dir."
        )
    if version > newest:
        raise StorageError(
            "This caseload was last opened by a newer version of Adviser, and this older one "
            "could damage it. Nothing was changed. Install the newer version and open it again."
        )
    return version


def statements(sql: str) -> Iterator[str]:
    """Split a text into statements; a semicolon in a string, comment or trigger ends nothing."""
    pending = ""
    for piece in sql.split(";"):
        pending += piece + ";"
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    rest = pending[:-1].strip()
    if rest:
        yield rest


def _apply(connection: sqlite3.Connection, step: Step) -> None:
    # Rebuilding a table would else break the references to it; they are checked at the end.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        _drop_triggers(connection)
        for statement in statements(step.sql):
            connection.execute(statement)
        if step.number == 1:
            import uuid

            connection.execute(
                "INSERT INTO sync_state (k, device_id) VALUES (1, ?)", (str(uuid.uuid4()),)
            )
        # What a team does not share with this device may be referred to before and after.
        if len(connection.execute("PRAGMA foreign_key_check").fetchall()) > loose:
            raise sqlite3.IntegrityError("rows would refer to nothing")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {step.number}")
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        safe = "" if step.number == 1 else " The backup made just before lies in its backups."
        raise StorageError(
            f"The caseload could not be brought to its new shape ({step.name}: {error}). It was "
            f"left as it was.{safe} `adviser doctor` looks closer."
        ) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def is_up_to_date(connection: sqlite3.Connection, steps: tuple[Step, ...] = STEPS) -> bool:
    """Say whether the file has the newest shape and exactly the program's triggers."""
    return version_of(connection) == steps[-1].number and triggers_fit(connection)


def triggers_fit(connection: sqlite3.Connection) -> bool:
    """Say whether the file has exactly the program's triggers and no view."""
    found = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY rowid"
    )
    return "\n\n".join(f"{row[0]};" for row in found) + "\n" == sql_of("triggers.sql")


def renew_triggers(connection: sqlite3.Connection) -> bool:
    """Make the triggers anew when the file has others than the program; say whether it did."""
    if triggers_fit(connection):
        return False
    connection.execute("BEGIN IMMEDIATE")
    try:
        _drop_triggers(connection)
        for statement in statements(sql_of("triggers.sql")):
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return True


def _drop_triggers(connection: sqlite3.Connection) -> None:
    """Drop every trigger and view; the program has views of its own in no version."""
    for kind in ("trigger", "view"):
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = ?", (kind,)
        ).fetchall()
        for name in names:
            quoted = str(name[0]).replace('"', '""')
            connection.execute(f'DROP {kind.upper()} "{quoted}"')
