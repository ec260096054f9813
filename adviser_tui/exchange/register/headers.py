"""From a table's headers to the places of the cells that a register needs."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from adviser_tui.errors import ImportFileError

NOWHERE = -1
"""The place of a column that is not there: readers put an empty cell at a row's end."""


class Places:
    """Where each column stands; headers are compared by their letters and digits alone."""

    def __init__(self, headers: Mapping[str, int], file: str, product: str) -> None:
        self._headers = headers
        self._file = file
        self._product = product

    def of(self, *names: str) -> int:
        """Return the place of the first of these names that there is, `NOWHERE` for none."""
        return next((self._headers[name] for name in names if name in self._headers), NOWHERE)

    def all_of(self, *names: str) -> tuple[int, ...]:
        """Return the places of those of these names that there are."""
        return tuple(self._headers[name] for name in names if name in self._headers)

    def need(self, spoken: str, *names: str) -> int:
        """Return the place of a column, or refuse the file and say which one is missing."""
        place = self.of(*names)
        if place == NOWHERE:
            raise ImportFileError(
                f"{self._file} looks like {self._product}, but has no column {spoken}. Nothing "
                "was imported, and the register in use stays as it is. Download the file again "
                "and import it as it comes, with all its columns."
            )
        return place


def needed_cells(places: Sequence[int]) -> int:
    """Return how many cells a row must have at least to reach all of these places."""
    return max(places, default=NOWHERE) + 1


def picking(places: Sequence[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Return what takes these cells out of a row, quickly."""
    if len(places) > 1:
        pick: Callable[[Sequence[str]], tuple[str, ...]] = itemgetter(*places)
        return pick
    return lambda row: tuple(row[place] for place in places)
