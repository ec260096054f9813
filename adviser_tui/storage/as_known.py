"""The caseload as it was known at a moment: only what had been written down by then."""

import sqlite3
from datetime import datetime

from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import sortable

_TABLES = """SELECT m.name FROM main.sqlite_master m WHERE m.type = 'table' AND EXISTS (
    SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'created_at')
  AND m.name <> 'adviser' ORDER BY m.name"""


class AsKnown(Database):
    """Reads an open caseload without the rows that were written down after a moment.

    Every table is hidden behind a view of its own name, so that whoever asks needs to know nothing
    of it. What was changed in a row since, such as its being taken off the record, shows all the
    same. It only reads; `close` closes its connections and nothing else.
    """

    def __init__(self, database: Database, until: datetime) -> None:
        super().__init__(database.folder, database.clock, visiting=database.visiting)
        self._is_open = True
        self._until = sortable(until)

    def reader(self) -> sqlite3.Connection:
        """Return this thread's own connection, the views in their places."""
        known: sqlite3.Connection | None = getattr(self._local, "reader", None)
        if known is not None:
            return known
        found = super().reader()
        names = [str(row[0]) for row in found.execute(_TABLES)]
        found.execute("PRAGMA query_only = OFF")
        for name in names:
            # A view takes no parameters; the text is digits, dashes, colons and two letters.
            found.execute(
                f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name}"
                f" WHERE created_at <= '{self._until}'"
            )
        found.execute("PRAGMA query_only = ON")
        return found

    def close(self) -> None:
        """Close what was opened to read."""
        self._is_open = False
        self._close_readers()
