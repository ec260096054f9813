"""That somebody answered a question of fair access, where the answer itself was let go of.

Whoever asked sees that it was asked and when, and does not ask again; what was said is with those
alone who watch over fair access. The note stays on this device and goes with the person.
"""

import json
import sqlite3
from collections.abc import Collection

from adviser_tui.storage.sync.removing import Rows, listed

_KEY = "equity.kept."
_ANSWERED = """SELECT participant_id, characteristic, asked_on, answer <> '' OR is_withheld AS said
  FROM equity_record WHERE id IN (SELECT value FROM json_each(?)) AND void_reason IS NULL
    AND participant_id IN (SELECT id FROM participant)
  ORDER BY asked_on, created_at, id"""


def kept_key(participant_id: str) -> str:
    """Return under which setting it is noted what somebody was asked."""
    return f"{_KEY}{participant_id}"


def note_kept(connection: sqlite3.Connection, rows: Rows) -> None:
    """Note what was asked of people who stay here, before the answers among `rows` go."""
    ids = rows.get("equity_record", set())
    if not ids:
        return
    noted: dict[str, dict[str, str]] = {}
    for row in connection.execute(_ANSWERED, (listed(ids),)).fetchall():
        person = str(row["participant_id"])
        if person not in noted:
            noted[person] = _noted(connection, person)
        if row["said"]:
            noted[person][str(row["characteristic"])] = str(row["asked_on"])
        else:
            noted[person].pop(str(row["characteristic"]), None)
    connection.executemany(
        "INSERT INTO setting (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(kept_key(person), json.dumps(asked)) for person, asked in noted.items()],
    )


def forget_kept(connection: sqlite3.Connection, people: Collection[str]) -> None:
    """Forget what people were asked, who are not here any more."""
    connection.execute(
        "DELETE FROM setting WHERE key IN (SELECT ? || value FROM json_each(?))",
        (_KEY, listed(people)),
    )


def _noted(connection: sqlite3.Connection, person: str) -> dict[str, str]:
    row = connection.execute(
        "SELECT value FROM setting WHERE key = ?", (kept_key(person),)
    ).fetchone()
    found: dict[str, str] = json.loads(row["value"]) if row else {}
    return found
