"""Where the cursor and the marks are in a list of rows and headings; draws nothing."""

from adviser_tui.widgets.columns import Heading, ListRow, RowSource

_SCAN = 5_000
"""Longest list in which every row is looked at to find one again."""
_NEAR = 200


class RowCursor:
    """A place in a row source that is always on a row, never on a heading."""

    def __init__(self, rows: RowSource, index: int = 0, marked: dict[str, None] | None = None):
        self._rows = rows
        self._count = len(rows)
        self.marked: dict[str, None] = marked if marked is not None else {}
        self.index = self.step(min(index, self._count - 1), 1) if self._count else -1

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> ListRow | Heading:
        return self._rows[index]

    @property
    def row(self) -> ListRow | None:
        """The row at the cursor."""
        item = self._rows[self.index] if 0 <= self.index < self._count else None
        return item if isinstance(item, ListRow) else None

    def step(self, index: int, direction: int) -> int:
        """Return the first row at or after an index in a direction, else the nearest one back."""
        for way, start in ((direction, index), (-direction, index - direction)):
            place = start
            while 0 <= place < self._count:
                if isinstance(self._rows[place], ListRow):
                    return place
                place += way
        return -1

    def find(self, row_id: str) -> int | None:
        """Return where the row with this id is.

        A source may offer `index_of(row_id)`; without it a long one is only searched near the
        cursor, since looking at every row would make them all.
        """
        look_up = getattr(self._rows, "index_of", None)
        if look_up is not None:
            found = look_up(row_id)
            return found if isinstance(found, int) else None
        near = range(max(0, self.index - _NEAR), min(self._count, self.index + _NEAR))
        places = range(self._count) if self._count <= _SCAN else near
        for place in places:
            item = self._rows[place]
            if isinstance(item, ListRow) and item.id == row_id:
                return place
        return None

    def refilled(self, rows: RowSource) -> "RowCursor":
        """Return the cursor for new rows: on the same id, else at the same place.

        Marks of rows that are gone from sight are dropped: nobody acts on what is not shown.
        """
        row = self.row
        new = RowCursor(rows, max(0, self.index))
        if row is not None and (place := new.find(row.id)) is not None:
            new.index = place
        if self.marked and new._count <= _SCAN:
            here = {item.id for i in range(new._count) if isinstance(item := rows[i], ListRow)}
            new.marked = {row_id: None for row_id in self.marked if row_id in here}
        return new

    def is_marked(self, index: int) -> bool:
        """Tell whether the row at an index is marked."""
        if not self.marked:
            return False
        item = self._rows[index]
        return isinstance(item, ListRow) and item.id in self.marked

    def toggle(self, row_id: str) -> None:
        """Mark a row, or take its mark away."""
        if row_id in self.marked:
            del self.marked[row_id]
        else:
            self.marked[row_id] = None

    def toggle_all(self) -> None:
        """Mark every row, or none if all are marked already."""
        rows = (self._rows[index] for index in range(self._count))
        ids = [one.id for one in rows if isinstance(one, ListRow) and one.can_be_marked]
        if len(self.marked) == len(ids):
            self.marked.clear()
        else:
            self.marked.update(dict.fromkeys(ids))
