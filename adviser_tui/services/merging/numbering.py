"""Attempts and versions of two records in one row of numbers, the current one last."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from adviser_tui.services.merging.trail import reason
from adviser_tui.storage.reading import sortable

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

_SHEETS = """SELECT m.id, m.{across} AS pair, m.attempt, m.frozen_at,
    m.{column} <> :other AND m.{column} IN (SELECT :keep UNION ALL SELECT id FROM {table}
      WHERE void_reason = :in_kept) AS is_kept,
    (SELECT count(*) FROM match_answer a WHERE a.sheet_id = m.id AND a.void_reason IS NULL) AS said
  FROM match_sheet m WHERE m.void_reason IS NULL AND m.{column} IN (SELECT :keep
    UNION ALL SELECT :other
    UNION ALL SELECT id FROM {table} WHERE void_reason IN (:in_kept, :in_other))"""
_PROFILES = """SELECT id, version, participant_id = :keep AS is_kept FROM vocational_profile
  WHERE participant_id IN (:keep, :other) AND void_reason IS NULL
  ORDER BY state = 'draft', coalesce(agreed_on, substr(updated_at, 1, 10)), updated_at, version"""


def number_sheets(work: "UnitOfWork", column: str, keep_id: str, other_id: str) -> None:
    """Give match sheets that are still filled in attempts after all submitted ones.

    Where both records have one for the same pair, the one with more answers stays in work.
    """
    table, across = ("participant", "vacancy_id")
    if column == "vacancy_id":
        table, across = ("vacancy", "participant_id")
    sql = _SHEETS.format(column=column, across=across, table=table)
    values = {
        "keep": keep_id,
        "other": other_id,
        "in_kept": reason(keep_id),
        "in_other": reason(other_id),
    }
    rows = work.connection.execute(sql, values).fetchall()
    pairs: dict[str, list[Any]] = {}
    for row in rows:
        pairs.setdefault(str(row["pair"]), []).append(row)
    for sheets in pairs.values():
        if len({bool(row["is_kept"]) for row in sheets}) == 2:
            _number_open(work, sheets)


def _number_open(work: "UnitOfWork", sheets: Sequence[Any]) -> None:
    top = max((int(row["attempt"]) for row in sheets if row["frozen_at"]), default=0)
    still_open = [row for row in sheets if not row["frozen_at"]]
    still_open.sort(key=lambda row: (row["said"], row["is_kept"], row["id"]))
    for place, row in enumerate(still_open, top + 1):
        _set(work, "match_sheet", "attempt", row["id"], int(row["attempt"]), place)


def number_profiles(work: "UnitOfWork", keep_id: str, other_id: str) -> None:
    """Give the versions of two profiles one row of numbers: by the day agreed, drafts last."""
    both = {"keep": keep_id, "other": other_id}
    rows = work.connection.execute(_PROFILES, both).fetchall()
    if len({bool(row["is_kept"]) for row in rows}) < 2:
        return
    for place, row in enumerate(rows, 1):
        _set(work, "vocational_profile", "version", row["id"], int(row["version"]), place)


def _set(work: "UnitOfWork", table: str, column: str, row_id: str, before: int, after: int) -> None:
    if before != after:
        work.connection.execute(
            f"UPDATE {table} SET {column} = ?, updated_at = ?, updated_by = ? WHERE id = ?",
            (after, sortable(work.now), work.actor, row_id),
        )
