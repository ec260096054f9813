"""How each record stands with the team: one reading for as long as nothing is saved."""

from collections.abc import Iterable, Mapping
from typing import Literal

from adviser_tui.services.sync.outcome_words import told
from adviser_tui.storage.database import Database

Mark = Literal["two_versions", "refused", "set_aside", "held", "waiting", "confirmed"]
MARKS: tuple[Mark, ...] = (
    "two_versions",
    "refused",
    "set_aside",
    "held",
    "waiting",
    "confirmed",
)
"""The one that matters most first."""
_OF_STATE: dict[str, Mark] = {
    "two versions": "two_versions",
    "not accepted": "refused",
    "set aside": "set_aside",
    "held": "held",
}
MOST_WAITING = 5_000
"""Beyond this, as after an import, only what is seen is looked for."""
_DEALT_WITH = 2


class Marks:
    """The marks of records; a participant's or employer's stands for everything about them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_at = -1
        self._known: dict[str, Mark] = {}
        self._waits_much = False

    def of(self, ids: Iterable[str]) -> Mapping[str, Mark]:
        """Return the mark of each id."""
        wanted = list(ids)
        self._refresh()
        found: dict[str, Mark] = {each: self._known.get(each, "confirmed") for each in wanted}
        if self._waits_much:
            for row_id in self._waiting_of([each for each in wanted if found[each] == "confirmed"]):
                found[row_id] = "waiting"
        return found

    def one(self, row_id: str) -> Mark:
        """Return the mark of one id."""
        return self.of((row_id,))[row_id]

    def _refresh(self) -> None:
        if self._read_at == self._database.generation:
            return
        self._read_at = self._database.generation
        known: dict[str, Mark] = {}
        # Counted first: while much is delivered, this is asked anew with every key.
        counted = self._database.row(
            "SELECT count(*) FROM (SELECT 1 FROM change_record WHERE status = 0 LIMIT ?)",
            (MOST_WAITING + 1,),
        )
        self._waits_much = int(counted[0]) > MOST_WAITING
        if not self._waits_much:
            for row in self._database.rows(
                "SELECT DISTINCT agg, row_id FROM change_record WHERE status = 0"
            ):
                _note(known, "waiting", row["agg"], row["row_id"])
        issues = self._database.rows(
            "SELECT agg, row_id, outcome, why FROM sync_issue"
            f" WHERE seen < {_DEALT_WITH} AND outcome <> 'conflict'"
        )
        for row in issues:
            mark = _OF_STATE.get(told(str(row["outcome"]), str(row["why"])).state)
            if mark is not None:
                _note(known, mark, row["agg"], row["row_id"])
        pairs = self._database.rows(
            "SELECT whole_id, row_id FROM sync_conflict"
            " WHERE state = 'open' AND void_reason IS NULL"
        )
        for row in pairs:
            _note(known, "two_versions", row["whole_id"], row["row_id"])
        self._known = known

    def _waiting_of(self, ids: list[str]) -> list[str]:
        if not ids:
            return []
        places = ", ".join("?" for _ in ids)
        rows = self._database.rows(
            f"SELECT DISTINCT row_id FROM change_record WHERE status = 0 AND row_id IN ({places})",
            tuple(ids),
        )
        return [str(row["row_id"]) for row in rows]


def _note(known: dict[str, Mark], mark: Mark, *ids: object) -> None:
    """Keep the mark that matters most."""
    for each in ids:
        before = known.get(str(each))
        if before is None or MARKS.index(mark) < MARKS.index(before):
            known[str(each)] = mark
