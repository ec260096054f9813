"""Pairs that somebody looked at and found to be two; nobody is asked about them again."""

from typing import TYPE_CHECKING

from adviser_tui.errors import RuleError
from adviser_tui.ids import derived_id
from adviser_tui.storage.database import Database

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork


def in_order(one: str, two: str) -> tuple[str, str]:
    """Return two ids in the order in which a pair is kept."""
    return (one, two) if one < two else (two, one)


def known_two(database: Database, table: str) -> frozenset[tuple[str, str]]:
    """Return the pairs of a table that are known to be two, each with the lower id first."""
    rows = database.rows(
        "SELECT first_id, second_id FROM known_as_two WHERE entity = ? AND void_reason IS NULL",
        (table,),
    )
    return frozenset((str(row["first_id"]), str(row["second_id"])) for row in rows)


def are_known_two(database: Database, table: str, one: str, two: str) -> bool:
    """Say whether a pair is known to be two."""
    row = database.row(
        "SELECT 1 FROM known_as_two WHERE entity = ? AND first_id = ? AND second_id = ?"
        " AND void_reason IS NULL",
        (table, *in_order(one, two)),
    )
    return row is not None


def note_two(work: "UnitOfWork", table: str, one: str, two: str) -> None:
    """Note that a pair is two; noting it again changes nothing."""
    from models.tables import KnownAsTwo

    if one == two:
        raise RuleError("That is the same record twice. Nothing was changed.")
    first, second = in_order(one, two)
    pair_id = derived_id("known_as_two", table, first, second)
    held = work.connection.execute(
        "SELECT void_reason FROM known_as_two WHERE id = ?", (pair_id,)
    ).fetchone()
    if held is None:
        work.add(KnownAsTwo(id=pair_id, entity=table, first_id=first, second_id=second))
    elif held[0] is not None:
        row = work.session.get(KnownAsTwo, pair_id)
        assert row is not None
        work.change(row, void_reason=None)


def follow_merge(work: "UnitOfWork", table: str, gone: str, kept: str) -> None:
    """Let what the emptied record was told apart from be told apart from the survivor."""
    from models.tables import KnownAsTwo

    for column, across in (("first_id", "second_id"), ("second_id", "first_id")):
        for pair in work.find(KnownAsTwo, entity=table, **{column: gone}):
            third = str(getattr(pair, across))
            work.void(pair, "merged" if third == kept else "told apart from the one it went into")
            if third != kept:
                note_two(work, table, kept, third)
