"""What a list shows: columns, rows, headings, and how columns share the width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, Protocol, TypeVar, overload

Tone = Literal["normal", "muted", "warning", "danger", "good"]
TONES: tuple[Tone, ...] = ("normal", "muted", "warning", "danger", "good")

Source = TypeVar("Source")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `width` in cells, or None to share what is left over."""

    title: str
    width: int | None = None
    share: int = 1
    """How many parts of the left-over width, against the other flexible columns."""
    least: int = 8
    """The narrowest a flexible column may get before another one is hidden."""
    priority: int = 0
    """0 is never hidden; the highest number goes first when there is little room."""
    right: bool = False
    """Whether the text stands at the right edge, as figures do."""
    one_line_only: bool = False
    """Whether it goes away when rows have a second line, which then says the same."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column; the tone adds colour to a meaning that is in the words."""

    text: str
    tone: Tone = "normal"
    matched: tuple[int, ...] = ()
    """Positions of the letters that a search found."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: an id that stays the same over refills, a cell for each column, a reason below."""

    id: str
    cells: tuple[Cell | str, ...]
    note: Cell | str = ""
    """The second line, shown where the list has two lines a row."""
    can_be_marked: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A label inside the list, such as Overdue; the cursor passes over it."""

    text: str
    tone: Tone = "normal"


class RowSource(Protocol):
    """Anything with a length and an index; rows are only asked for when they are seen."""

    def __len__(self) -> int:
        """Return how many rows and headings there are."""
        ...

    def __getitem__(self, index: int, /) -> ListRow | Heading:
        """Return the row or heading at a place counted from 0."""
        ...


class LazyRows(Generic[Source]):
    """A source that makes a row of each value only when it is looked at."""

    def __init__(self, values: Sequence[Source], make: Callable[[Source], ListRow | Heading]):
        self._values = values
        self._make = make

    @property
    def index_of(self) -> Callable[[str], int | None] | None:
        """What finds a row's place by its id, where the values know it without making rows."""
        return getattr(self._values, "index_of", None)

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self._values)

    @overload
    def __getitem__(self, index: int, /) -> ListRow | Heading: ...
    @overload
    def __getitem__(self, index: slice, /) -> list[ListRow | Heading]: ...
    def __getitem__(self, index: int | slice, /) -> ListRow | Heading | list[ListRow | Heading]:
        """Return the row of the value at this place."""
        if isinstance(index, slice):
            return [self._make(value) for value in self._values[index]]
        return self._make(self._values[index])


def fitted(
    columns: Sequence[Column], width: int, gap: int, two_lines: bool = False
) -> list[tuple[int, int]]:
    """Return (index, width) of the columns that fit, sharing all of the width.

    Columns are hidden from the highest priority number down; those of priority 0 stay, and the
    last of them is cut where even that is too much.
    """
    shown = [i for i, one in enumerate(columns) if not (two_lines and one.one_line_only)]

    def needed() -> int:
        least = sum(columns[i].least if (w := columns[i].width) is None else w for i in shown)
        return least + gap * max(0, len(shown) - 1)

    while needed() > width:
        hidden = max(shown, key=lambda i: (columns[i].priority, i), default=None)
        if hidden is None or columns[hidden].priority == 0:
            break
        shown.remove(hidden)
    left = width - needed()
    flexible = [i for i in shown if columns[i].width is None]
    parts = sum(columns[i].share for i in flexible)
    widths: list[tuple[int, int]] = []
    room = width
    for i in shown:
        fixed = columns[i].width
        if fixed is None:
            extra = max(0, left) * columns[i].share // parts
            if i == flexible[-1]:
                used = sum(max(0, left) * columns[j].share // parts for j in flexible[:-1])
                extra = max(0, left) - used
            fixed = columns[i].least + extra
        fixed = max(0, min(fixed, room))
        room -= fixed + gap
        if fixed:
            widths.append((i, fixed))
    return widths
