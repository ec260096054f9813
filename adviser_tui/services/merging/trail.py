"""Where an emptied record went: an old id, typed or linked, leads to the one that was kept.

The emptied row is voided with a reason that names the survivor. A later merge of the survivor
names the last one on every row before it, so the trail is one step long; what comes from another
device may be longer, and is followed to its end.
"""

from adviser_tui.storage.database import Database

MERGED = "merged into "
"""How the void reason of an emptied row begins; the id of the survivor follows."""
MERGEABLE = ("employer", "employer_site", "employer_person", "participant", "vacancy", "partner")
"""The tables in which two rows may be made one."""
MERGED_ROWS = (len(MERGED) + 1, f"{MERGED}%")
"""For a query: from which letter of a void reason the survivor's id stands, and its pattern."""
_LONGEST = 20


def reason(survivor_id: str) -> str:
    """Return the void reason of a row that was merged into another."""
    return f"{MERGED}{survivor_id}"


def merged_into(void_reason: str | None) -> str:
    """Return the id that a void reason leads to, empty where it leads nowhere."""
    return (void_reason or "").removeprefix(MERGED) if is_merged(void_reason) else ""


def is_merged(void_reason: str | None) -> bool:
    """Say whether a row is void because it was merged into another."""
    return (void_reason or "").startswith(MERGED)


def survivor(database: Database, table: str, row_id: str) -> str:
    """Return the record that counts for an id: itself, or the one that it was merged into.

    Empty where there is none, or where it was taken off the record for another reason.
    """
    if table not in MERGEABLE:
        return ""
    for _ in range(_LONGEST):
        row = database.row(f"SELECT void_reason FROM {table} WHERE id = ?", (row_id,))
        if row is None:
            return ""
        if row["void_reason"] is None:
            return row_id
        row_id = merged_into(row["void_reason"])
    return ""


def survivors_of(database: Database, table: str, beginning: str) -> tuple[str, ...]:
    """Return the survivors of the emptied rows whose ids begin with some letters."""
    if table not in MERGEABLE:
        return ()
    rows = database.rows(
        f"SELECT id FROM {table} WHERE id >= ? AND id <= ? AND void_reason LIKE ? LIMIT 20",
        (beginning, f"{beginning}~", f"{MERGED}%"),
    )
    found = (survivor(database, table, str(row["id"])) for row in rows)
    return tuple(dict.fromkeys(each for each in found if each))


def survivor_by_reference(database: Database, table: str, reference: str) -> str:
    """Return the survivor of the one emptied row that a list calls by `reference`, if any."""
    rows = database.rows(
        f"SELECT id FROM {table} WHERE reference = ? AND void_reason LIKE ? LIMIT 20",
        (reference, f"{MERGED}%"),
    )
    found = {survivor(database, table, str(row["id"])) for row in rows} - {""}
    return found.pop() if len(found) == 1 else ""


SAME_PARTICIPANT = """SELECT :participant UNION ALL SELECT id FROM participant
    WHERE void_reason = 'merged into ' || :participant"""
SAME_VACANCY = """SELECT :vacancy UNION ALL SELECT id FROM vacancy
    WHERE void_reason = 'merged into ' || :vacancy"""
"""The ids of a participant and of a vacancy with those of the rows merged into them.

What never changes, such as a submitted match sheet, still bears the id of the emptied row.
"""
