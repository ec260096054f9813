"""What a list shows beside a record: whether the team has it, and whether somebody should look."""

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

WAITING = "waiting"
HELD = "held"
SET_ASIDE = "set_aside"
REFUSED = "refused"
TWO_VERSIONS = "two_versions"
CONFIRMED = "confirmed"

_RANKS = (CONFIRMED, WAITING, HELD, SET_ASIDE, REFUSED, TWO_VERSIONS)
"""Of several that are true of a record, the last is shown."""
_NO_RIGHT = ("no_access", "quota", "group")
"""Why something is set aside for the team lead; anything else the hub could not take as it was."""
_SQL = """SELECT row_id, '' AS outcome, '' AS why FROM change_record
    WHERE status = 0 AND entity = :entity AND row_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT row_id, '', '' FROM sync_parked
    WHERE entity = :entity AND row_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT row_id, outcome, why FROM sync_issue
    WHERE seen < 2 AND entity = :entity AND row_id IN (SELECT value FROM json_each(:ids))
  UNION ALL SELECT row_id, 'two', '' FROM sync_conflict
    WHERE state = 'open' AND void_reason IS NULL AND entity = :entity
      AND row_id IN (SELECT value FROM json_each(:ids))"""


def marks(database: "Database", entity: str, ids: Collection[str]) -> dict[str, str]:
    """Return for each record one word about it; nothing at all before the device joined a team."""
    state = database.row("SELECT hub_id FROM sync_state")
    if not ids or state is None or not state["hub_id"]:
        return {}
    found = dict.fromkeys(ids, CONFIRMED)
    for row in database.rows(_SQL, {"entity": entity, "ids": json.dumps(list(ids))}):
        mark = _mark(str(row["outcome"]), str(row["why"]))
        row_id = str(row["row_id"])
        if _RANKS.index(mark) > _RANKS.index(found.get(row_id, CONFIRMED)):
            found[row_id] = mark
    return found


def _mark(outcome: str, why: str) -> str:
    if outcome == "two":
        return TWO_VERSIONS
    if outcome == "held":
        return HELD
    if outcome == "quarantined":
        return SET_ASIDE if why in _NO_RIGHT else REFUSED
    if outcome == "erased":
        return REFUSED
    return CONFIRMED if outcome else WAITING
