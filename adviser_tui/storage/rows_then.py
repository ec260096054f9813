"""A row as it stood at an earlier moment, read back from the change record."""

import json
from datetime import datetime
from typing import Any

from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import sortable

_SINCE = """SELECT r.old FROM change_record r JOIN change_group g ON g.g = r.g
  WHERE r.row_id = ? AND r.entity = ? AND r.op = 'upd' AND g.at > ? ORDER BY r.lseq DESC"""


def row_then(database: Database, table: str, row_id: str, at: datetime) -> dict[str, Any] | None:
    """Return a row as it stood at a moment, nothing where it was not there yet.

    What was changed here since is taken back value by value. Of what a colleague changed, only
    the new value arrives: there, a row that was taken off the record after the moment counts as
    standing then, and other fields are as they are now.
    """
    found = database.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    moment = sortable(at)
    if found is None or str(found["created_at"]) > moment:
        return None
    row = {name: found[name] for name in found.keys()}  # noqa: SIM118 - a Row iterates its values
    changed: set[str] = set()
    for change in database.rows(_SINCE, (row_id, table, moment)):
        old = json.loads(change["old"] or "{}")
        changed |= set(old)
        row.update({name: value for name, value in old.items() if name in row})
    if "void_reason" not in changed and str(found["updated_at"]) > moment:
        row["void_reason"] = None
    return row
