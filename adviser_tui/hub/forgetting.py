"""Erasing again, in data that came back from a backup, whoever was erased since.

Nothing is told to devices from here: after a restore they read everything anew, and the list of
erasures with it.
"""

from collections.abc import Mapping
from typing import Any

from adviser_tui.hub.erasing import wipe
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.canonical import hashed_id

_WHOSE = ("row_state", "agg_home", "outcome", "held", "quarantine")
"""Tables with the aggregate that each row belongs to."""


def forget_again(t: Transaction, erased: Mapping[str, Mapping[str, Any]]) -> int:
    """Remove what belongs to erased aggregates and return how many of them had come back.

    `erased` has, by the hash of each, what the journal says: `n_erasure`, `at`, `reason` and, in
    `rows`, the hashes of the rows that were erased with it.
    """
    known = {row.agg_hash: int(row.n) for row in t.rows("SELECT n, agg_hash FROM erasure")}
    taken = set(known.values())
    for digest, values in erased.items():
        if digest in known:
            continue
        n = int(values["n_erasure"])
        if n in taken:
            n = max(taken) + 1
        taken.add(n)
        known[digest] = n
        row = (n, digest, int(values["at"]), str(values["reason"]))
        t.insert_many("erasure", ("n", "agg_hash", "at_ms", "reason"), [row])
        rows = [(str(each), n) for each in values["rows"]]
        t.put_many("erased_row", ("row_hash", "n"), rows, ("row_hash",))
    back = [agg for agg in _aggregates(t) if hashed_id(agg) in known]
    for agg in back:
        wipe(t, agg, known[hashed_id(agg)], ())
    _forget_rows(t)
    return len(back)


def _forget_rows(t: Transaction) -> None:
    """Remove rows that belonged to the erased when they were, and to another when backed up.

    So it is where two were made one in between, and every device was told to let go of them.
    """
    erased = {row.row_hash for row in t.rows("SELECT row_hash FROM erased_row")}
    back = [row.id for row in t.rows("SELECT id FROM row_state") if hashed_id(row.id) in erased]
    for table, column in (("row_state", "id"), ("feed", "row_id")):
        t.run(f"DELETE FROM {table} WHERE {column} = ANY(:ids)", ids=back)
    for table in ("held", "quarantine"):
        t.run(f"DELETE FROM {table} WHERE row_id = ANY(:ids) OR waits_for = ANY(:ids)", ids=back)


def _aggregates(t: Transaction) -> list[str]:
    found: set[str] = set()
    for table in _WHOSE:
        found.update(row.agg for row in t.rows(f"SELECT DISTINCT agg FROM {table}"))
    return sorted(found)
