"""What refers to a record, found in the tables themselves, and its way to the survivor.

No list of tables is kept here: a table that is added later and refers to an employer moves with
it. What never changes stays: a submitted match sheet with what hangs on it, and whose way through
the programme a turn was of.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from adviser_tui.services.history_change import kind_words
from adviser_tui.services.merging.comparison import MoveCount
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import sortable

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

_ON_OPEN_SHEET = "sheet_id IN (SELECT id FROM match_sheet WHERE frozen_at IS NULL)"
_STAYS = {
    "match_sheet": "frozen_at IS NULL",
    "match_answer": _ON_OPEN_SHEET,
    "match_override": _ON_OPEN_SHEET,
    "course_event": "0",
}
"""What must hold of a row that moves, where some of a table never change."""
_COME_FIRST = ("contact", "vacancy", "promise", "follow_up")
_UNSAID = ("match_answer", "match_override", "quality_fact")
"""What moves with something that is named already."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that holds the id of a row in some table."""

    table: str
    column: str

    @property
    def may_move(self) -> str:
        """The condition under which a row of the table may change, as SQL."""
        return _STAYS.get(self.table, "1")


@cache
def references_to(table: str) -> tuple[Reference, ...]:
    """Return every column of a synced table that refers to `table`, read off the tables."""
    from models.tables import RECORDS

    return tuple(
        Reference(str(record.__tablename__), column.name)
        for record in RECORDS
        for column in record.__table__.columns  # type: ignore[attr-defined]
        for key in column.foreign_keys
        if key.column.table.name == table
    )


def count_moves(database: Database, table: str, row_id: str) -> tuple[MoveCount, ...]:
    """Return how many rows of each kind refer to a record and would move, the most told first."""
    tables: dict[str, list[Reference]] = {}
    for reference in references_to(table):
        tables.setdefault(reference.table, []).append(reference)
    found = [
        MoveCount(name, _words(name, table, count), count)
        for name, references in tables.items()
        if name not in _UNSAID and (count := _count(database, name, references, row_id))
    ]
    return tuple(sorted(found, key=_place))


def move_all(work: "UnitOfWork", table: str, gone_id: str, kept_id: str) -> None:
    """Let everything that refers to one record refer to another, also what counts no more."""
    for reference in references_to(table):
        work.connection.execute(
            f"UPDATE {reference.table} SET {reference.column} = ?, updated_at = ?, updated_by = ?"
            f" WHERE {reference.column} = ? AND {reference.may_move}",
            (kept_id, sortable(work.now), work.actor, gone_id),
        )


def _count(database: Database, table: str, references: list[Reference], row_id: str) -> int:
    points_here = " OR ".join(f"{one.column} = ?" for one in references)
    row = database.row(
        f"SELECT count(*) FROM {table} WHERE ({points_here}) AND void_reason IS NULL"
        f" AND {references[0].may_move}",
        [row_id] * len(references),
    )
    return int(row[0])


def _words(table: str, target: str, count: int) -> str:
    if table == target == "employer":
        return f"{count:,} branch{'' if count == 1 else 'es'}"
    return f"{count:,} {kind_words(table, count)}"


def _place(move: MoveCount) -> tuple[int, str]:
    known = move.table in _COME_FIRST
    return (_COME_FIRST.index(move.table) if known else len(_COME_FIRST), move.table)


def frozen_sheets(database: Database, column: str, row_id: str) -> int:
    """Return how many submitted match sheets stay with an emptied record."""
    row = database.row(
        f"SELECT count(*) FROM match_sheet WHERE {column} = ? AND frozen_at IS NOT NULL"
        " AND void_reason IS NULL",
        (row_id,),
    )
    return int(row[0])
