"""Everything that anybody wrote, so that afterwards nothing can have been lost unnoticed.

For each field of each row: which value took the place of which. A value is accounted for where it
is the hub's, is kept in a record of two versions, waits for somebody's decision, or where
somebody saw it and wrote another one that is accounted for.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.storage.database import Database
from adviser_tui.sync.shapes import shapes
from models.merging import Rule

Place = tuple[str, str, str]
"""Table, row and field."""
UNTOLD = frozenset({"id", "created_at", "created_by", "device_id", "updated_at", "moves"})


@dataclass(slots=True)
class Written:
    """One value that somebody gave to a field."""

    place: Place
    value: Any
    before: Any
    """What stood there; its place is taken knowingly."""
    laptop: int
    lseq: int
    agg: str
    step: int
    is_new: bool
    reached: int = -1
    """The step at which the hub first had it in hand; -1 while it did not."""


@dataclass
class Ledger:
    """All values, in the order in which they were written."""

    all: list[Written] = field(default_factory=list)
    excused: dict[int, str] = field(default_factory=dict)
    """Numbers in `all` of what was lost rightly, such as with a disk, and why."""
    _by_place: dict[Place, list[int]] = field(default_factory=dict)

    def note(self, database: Database, laptop: int, since: int, step: int) -> None:
        """Take over what the change record says happened after change `since`."""
        rows = database.rows(
            "SELECT lseq, entity, row_id, agg, op, fields, old FROM change_record"
            " WHERE lseq > ? AND scrub = 0 ORDER BY lseq",
            (since,),
        )
        for row in rows:
            new, old = json.loads(row["fields"]), json.loads(row["old"])
            is_new = row["op"] == "ins"
            for name, value in new.items():
                if name in UNTOLD or (is_new and not _is_telling(value)):
                    continue
                place = (str(row["entity"]), str(row["row_id"]), name)
                self._add(
                    Written(
                        place,
                        value,
                        old.get(name),
                        laptop,
                        int(row["lseq"]),
                        str(row["agg"]),
                        step,
                        is_new,
                    )
                )

    def _add(self, written: Written) -> None:
        self._by_place.setdefault(written.place, []).append(len(self.all))
        self.all.append(written)

    def reached_hub(self, laptop: int, lseqs: set[int], step: int) -> None:
        """Note that the hub has had these changes of a laptop in hand."""
        for written in self.all:
            if written.laptop == laptop and written.lseq in lseqs and written.reached < 0:
                written.reached = step

    def at(self, place: Place) -> Iterator[tuple[int, Written]]:
        """Yield what was written at a place, with its number."""
        for number in self._by_place.get(place, ()):
            yield number, self.all[number]

    def places(self) -> list[Place]:
        """Return every place that anything was written at."""
        return list(self._by_place)

    def seen_after(self, place: Place, value: Any) -> list[Any]:
        """Return the values that took the place of `value` knowingly.

        Who writes again has read what became of their own first value, also where it was refused.
        """
        wrote = [(n, w.laptop) for n, w in self.at(place) if w.value == value]
        return [
            w.value
            for n, w in self.at(place)
            if not w.is_new
            and (w.before == value or any(n > m and w.laptop == who for m, who in wrote))
        ]

    def came_from(self, place: Place, later: Any, earlier: Any) -> bool:
        """Say whether whoever wrote `later` had seen `earlier`, through whatever hands.

        Of a value that was written more than once, by an undo, it cannot be told which is meant.
        """
        met = [later]
        while True:
            wrote = [w for _, w in self.at(place) if w.value == met[-1]]
            if len(wrote) != 1 or wrote[0].is_new or not _is_telling(wrote[0].before):
                return False
            if wrote[0].before == earlier:
                return sum(1 for _, w in self.at(place) if w.value == earlier) == 1
            met.append(wrote[0].before)


def _is_telling(value: Any) -> bool:
    """Say whether a value of a new row is one of those by which it is found again."""
    return isinstance(value, str) and value.startswith("w-")


def is_state(place: Place) -> bool:
    """Say whether a place holds a state, which others may pass through unseen."""
    return shapes()[place[0]].columns[place[2]].rule is Rule.STATE
