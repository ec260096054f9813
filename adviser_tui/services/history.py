"""What was done here, in words, with undo and redo; all of it from the change record alone."""

from dataclasses import dataclass
from datetime import datetime

from adviser_tui.services.desk import Desk
from adviser_tui.storage import reading


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One action of a person."""

    group: int
    at: datetime
    author: str
    words: str
    is_undone: bool


class History:
    """The actions of this caseload, newest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undo(self) -> str:
        """Take the newest action back and say in words which one it was."""
        from adviser_tui.storage.undo import undo

        return self.words_of(undo(self._desk.database))

    def redo(self) -> str:
        """Do the action taken back last once more and say in words which one it was.

        Raises `RuleError` where it would put somebody forward whose sheet no longer allows it.
        """
        from adviser_tui.services.submissions.submitting import require_still_submittable
        from adviser_tui.storage.undo import next_to_redo, redo

        group = next_to_redo(self._desk.database)
        if group is not None:
            require_still_submittable(self._desk, group)
        return self.words_of(redo(self._desk.database))

    def rows(self, limit: int = 100) -> tuple[HistoryRow, ...]:
        """Return the newest actions, those that were taken back among them."""
        rows = self._desk.database.rows(
            "SELECT g.g, g.at, g.undone_by, a.name FROM change_group g "
            "LEFT JOIN adviser a ON a.id = g.actor WHERE g.kind = 'act' ORDER BY g.g DESC LIMIT ?",
            (limit,),
        )
        zone = self._desk.local_now.tzinfo
        return tuple(
            HistoryRow(
                int(row["g"]),
                reading.moment(row["at"]).astimezone(zone),
                str(row["name"] or ""),
                self.words_of(int(row["g"])),
                row["undone_by"] is not None,
            )
            for row in rows
        )

    def words_of(self, group: int) -> str:
        """Return what an action did, in a few words."""
        from adviser_tui.services.history_words import describe

        return describe(self._desk.database, group, self._desk.today)
