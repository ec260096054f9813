"""What goes with a change and is not told of by itself: the turn of somebody's way that it made."""

from adviser_tui.storage.database import Database

_WITH_ANOTHER = """SELECT 1 FROM change_record r JOIN change_record o ON o.g = r.g AND r.g > 0
    JOIN sync_issue i ON i.lseq = o.lseq AND i.entity <> 'course_event'
      AND i.seen = sync_issue.seen
  WHERE r.lseq = sync_issue.lseq"""
TOLD = f"(entity <> 'course_event' OR NOT EXISTS ({_WITH_ANOTHER}))"
"""Of issues: whether one is told of by itself, as SQL."""


def turns_beside(database: Database, number: int) -> tuple[int, ...]:
    """Return the numbers of the turns that the hub did not take either, with a change of theirs."""
    rows = database.rows(
        "SELECT i.lseq FROM sync_issue i JOIN change_record r ON r.lseq = i.lseq "
        "WHERE i.entity = 'course_event' AND i.seen < 2 AND r.g > 0 "
        "AND r.g = (SELECT g FROM change_record WHERE lseq = :number "
        "AND entity <> 'course_event') ORDER BY i.lseq",
        {"number": number},
    )
    return tuple(int(row["lseq"]) for row in rows)
