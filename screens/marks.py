"""How each record stands with the team, as a sign in lists and as a sign and words on cards."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from adviser_tui.services.office import Office
from adviser_tui.widgets.card_lines import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, ListRow, Tone

if TYPE_CHECKING:
    from adviser_tui.services.sync.marks import Mark

_SIGNS: "dict[Mark, tuple[str, str, Tone]]" = {
    "waiting": ("↑", "waits to be sent", "warning"),
    "held": ("…", "held at the hub until what it belongs to arrives", "muted"),
    "set_aside": ("◇", "set aside for the team lead", "warning"),
    "refused": ("✗", "not accepted; 7 says why", "danger"),
    "two_versions": ("≠", "two versions; 7 shows both", "danger"),
    "confirmed": ("·", "confirmed by the hub", "muted"),
}
_SHORT: "dict[Mark, str]" = {
    "waiting": "waiting",
    "held": "held",
    "set_aside": "set aside",
    "refused": "not accepted",
    "two_versions": "two versions",
}
LEGEND = "Sync: ↑ waiting, … held, ◇ set aside, ✗ not accepted, ≠ two versions, · confirmed."
_COLUMN = Column("Sync", 4)


class SyncMarks:
    """Adds the sync column to the rows of a list; for a caseload that works alone, nothing."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @cached_property
    def is_on(self) -> bool:
        """Whether this caseload works with a hub; looked at once, when a list is made."""
        return self._office.desk.is_in_team

    def columns(self, columns: Sequence[Column]) -> tuple[Column, ...]:
        """Return the columns of a list, with that of the signs."""
        return (*columns, _COLUMN) if self.is_on else tuple(columns)

    def row(self, row: ListRow, record_id: str = "") -> ListRow:
        """Return a row with its sign; `record_id` names the record where the row's own id is not
        that."""
        if not self.is_on:
            return row
        mark = self._office.marks.one(record_id or row.id)
        sign, _, tone = _SIGNS[mark]
        note = row.note
        if (word := _SHORT.get(mark, "")) and note:
            before = note if isinstance(note, Cell) else Cell(note)
            note = replace(before, text=f"{sign} {word} · {before.text}", matched=())
        return replace(row, cells=(*row.cells, Cell(f" {sign}", tone)), note=note)

    def sections(self, record_id: str, sections: Sequence[CardSection]) -> Sequence[CardSection]:
        """Return the parts of a card, the first one saying how the record stands."""
        if not self.is_on or not sections or not record_id:
            return sections
        sign, words, tone = _SIGNS[self._office.marks.one(record_id)]
        line = CardLine("Sync", f"{sign} {words}", tone)
        first = sections[0]
        return (replace(first, lines=(*first.lines, line)), *sections[1:])
