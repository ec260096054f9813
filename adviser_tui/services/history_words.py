"""An action in a few words, read off the change record."""

import json
from datetime import date
from typing import Any

from adviser_tui.storage.database import Database


def describe(database: Database, group: int, today: date) -> str:
    """Return what the changes of one group did, such as `logged a visit with Acme`."""
    records = database.rows(
        "SELECT entity, row_id, op, fields, old FROM change_record WHERE g = ? "
        "ORDER BY lseq LIMIT 20",
        (group,),
    )
    if not records:
        return "nothing"
    first: Any = records[0]
    verb = "added" if first["op"] == "ins" else "changed"
    fields = json.loads(first["fields"])
    name = fields.get("name") or fields.get("preferred_name") or fields.get("what") or ""
    return f"{verb} {first['entity'].replace('_', ' ')} {name}".strip()
