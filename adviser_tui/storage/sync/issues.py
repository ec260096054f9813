"""What the hub did not simply take: kept until somebody has looked at it."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from adviser_tui.storage.reading import sortable
from adviser_tui.storage.sync.memory import CONFIRM, recall, remember

GOOD = ("applied", "equal")

_KEEP = """INSERT INTO sync_issue (lseq, outcome, why, detail, entity, row_id, agg, at)
  SELECT :lseq, :outcome, :why, :detail, coalesce(r.entity, ''),
    coalesce(r.row_id, ''), coalesce(r.agg, ''), :at
  FROM (SELECT 1) LEFT JOIN change_record r ON r.lseq = :lseq
  WHERE true
  ON CONFLICT (lseq) DO UPDATE SET why = excluded.why, detail = excluded.detail,
    seen = CASE WHEN outcome = excluded.outcome AND why = excluded.why THEN seen ELSE 0 END,
    outcome = excluded.outcome"""


def keep_outcomes(
    connection: sqlite3.Connection,
    outcomes: Iterable[Mapping[str, Any]],
    now: datetime,
    *,
    is_complete: bool = False,
) -> int:
    """Keep what became of changes and return how many need to be looked at.

    A good outcome clears what was kept before, and so does an erasure that was done here as well:
    then there is nothing left to look at. With `is_complete` these are all that the hub
    still tells of; of others it knows already that they are kept here.
    """
    told, count = [], 0
    for each in outcomes:
        lseq, outcome = int(each["l"]), str(each["o"])
        if outcome in GOOD or (outcome == "erased" and _is_erased_here(connection, lseq)):
            cleared = connection.execute("DELETE FROM sync_issue WHERE lseq = ?", (lseq,))
            # What was taken at once the hub does not keep telling, so it waits for no word of ours.
            if is_complete or cleared.rowcount or outcome not in GOOD:
                told.append(lseq)
            continue
        told.append(lseq)
        count += 1
        values = {
            "lseq": lseq,
            "outcome": outcome,
            "why": str(each.get("why") or ""),
            "detail": json.dumps(each.get("detail") or {}, ensure_ascii=False),
            "at": sortable(now),
        }
        connection.execute(_KEEP, values)
    before = [] if is_complete else recall(connection, CONFIRM, [])
    confirm = sorted({*before, *told})
    if confirm != recall(connection, CONFIRM, []):
        remember(connection, CONFIRM, confirm or None)
    return count


def _is_erased_here(connection: sqlite3.Connection, lseq: int) -> bool:
    """Say whether the contents of a change are gone here too."""
    row = connection.execute("SELECT scrub FROM change_record WHERE lseq = ?", (lseq,)).fetchone()
    return row is not None and bool(row["scrub"])
