"""The triggers that write the change record, generated from the tables' metadata.

Triggers see every way of writing, raw SQL and bulk inserts among them, and are in the same
transaction as the write. One record holds the new and the old values of what changed and the
version of each field that it was changed from. Taking a row off the record names the versions of
all its fields, so that nobody's change that was not seen goes with it.
"""

from models.base import Record
from models.matches import MatchAnswer, MatchOverride, MatchSheet

UNTRACKED = frozenset({"versions", "updated_at", "updated_by"})
"""Columns that follow from the change record itself."""

_TICK = """UPDATE sync_state SET lseq = lseq + 1, hlc = max(hlc + 1,
    (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) + offset_ms) << 16);"""
_OURS = "(SELECT applying FROM sync_state) = 0"


def tracked_columns(table: type[Record]) -> tuple[str, ...]:
    """Return the columns of `table` whose changes are recorded."""
    return tuple(c.name for c in table.__table__.columns if c.name not in UNTRACKED)  # type: ignore[attr-defined]


def triggers_of(table: type[Record]) -> list[str]:
    """Return the statements that make the triggers of one synced table."""
    name = str(table.__tablename__)
    columns = tracked_columns(table)
    owners = ", ".join(f"new.{owner}" for owner in (*table.aggregate, "id"))
    owner = f"coalesce({owners})" if table.aggregate else "new.id"
    fields = ", ".join(f"'{c}', new.{c}" for c in columns)
    changed = " UNION ALL ".join(
        f"SELECT '{c}' AS field, new.{c} AS n, old.{c} AS o WHERE new.{c} IS NOT old.{c}"
        for c in columns
    )
    base = (
        "json_group_object(field, "
        "json(coalesce(json_extract(old.versions, '$.' || field), 'null')))"
    )
    differs = " OR ".join(f"new.{c} IS NOT old.{c}" for c in columns)
    return [
        f"""CREATE TRIGGER capture_insert_{name} AFTER INSERT ON {name} WHEN {_OURS}
BEGIN
  {_TICK}
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, hlc)
  SELECT lseq, g, '{name}', new.id, {owner}, 'ins', json_object({fields}), hlc FROM sync_state;
END;""",
        f"""CREATE TRIGGER capture_update_{name} AFTER UPDATE OF {", ".join(columns)} ON {name}
WHEN {_OURS} AND ({differs})
BEGIN
  {_TICK}
  INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, base, hlc)
  SELECT s.lseq, s.g, '{name}', new.id, {owner}, 'upd', json_group_object(field, n),
    json_group_object(field, o),
    CASE WHEN new.void_reason IS NOT old.void_reason THEN json_patch(old.versions, {base})
      ELSE {base} END, s.hlc
  FROM sync_state AS s, ({changed});
  UPDATE {name} SET versions = json_patch(old.versions,
    (SELECT json_group_object(key, json_array(s.hlc, s.dev_no, s.lseq))
     FROM sync_state AS s, change_record AS r, json_each(r.fields) WHERE r.lseq = s.lseq))
  WHERE id = new.id;
END;""",
        f"""CREATE TRIGGER keep_{name} BEFORE DELETE ON {name} WHEN {_OURS}
BEGIN
  SELECT RAISE(ABORT, 'rows are voided, never deleted');
END;""",
    ]


_UNDOING = """(SELECT kind FROM change_group
  WHERE g = (SELECT g FROM sync_state)) IS 'undo'"""


def _frozen_sheet() -> str:
    """Return the guard of a submitted sheet: only its undoing thaws it, only a void passes by."""
    columns = [c for c in tracked_columns(MatchSheet) if c != "void_reason"]
    differs = " OR ".join(f"new.{c} IS NOT old.{c}" for c in columns)
    return f"""CREATE TRIGGER frozen_match_sheet BEFORE UPDATE ON match_sheet
WHEN old.frozen_at IS NOT NULL AND {_OURS} AND ({differs})
 AND NOT (new.frozen_at IS NULL AND {_UNDOING})
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;"""


def _frozen_part(table: str, verb: str) -> str:
    """Return the guard of what hangs on a submitted sheet."""
    sheets = "new.sheet_id" if verb == "INSERT" else "new.sheet_id, old.sheet_id"
    return f"""CREATE TRIGGER frozen_{verb.lower()}_{table} BEFORE {verb} ON {table}
WHEN {_OURS}
 AND EXISTS (SELECT 1 FROM match_sheet WHERE id IN ({sheets}) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a submitted match sheet never changes');
END;"""


def all_triggers(tables: tuple[type[Record], ...]) -> str:
    """Return the SQL of every trigger, in a stable order."""
    statements = [sql for table in tables for sql in triggers_of(table)]
    frozen = [_frozen_sheet()]
    for part in (MatchAnswer, MatchOverride):
        frozen += [_frozen_part(str(part.__tablename__), verb) for verb in ("INSERT", "UPDATE")]
    return "\n\n".join([*statements, *frozen]) + "\n"
