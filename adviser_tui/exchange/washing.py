"""Cleaning the cells of a file on their way in, and keeping count of what had to go."""

from collections.abc import Sequence

from adviser_tui.exchange.formulas import unguarded
from adviser_tui.text import NOTE_LIMIT, cleaned

_SHOWN = 3


class Washing:
    """Cleans row after row; `places` holds the first cells that lost something, and what."""

    def __init__(self) -> None:
        self.cells = 0
        self.places: list[tuple[int, int, str]] = []

    def row(self, line: int, cells: Sequence[str]) -> list[str]:
        """Return the cells clean, without blanks at the ends and without a guarding apostrophe."""
        joined = "".join(cells)
        # Nearly every row is short printable ASCII, which holds nothing to clean.
        if joined.isascii() and joined.isprintable() and len(joined) < NOTE_LIMIT:
            clean = [cell.strip() for cell in cells]
        else:
            clean = [self._cell(line, place, cell) for place, cell in enumerate(cells, 1)]
        if "'" in joined:
            clean = [unguarded(cell).strip() for cell in clean]
        return clean

    def remarks(self) -> list[str]:
        """Say what was removed and where first; nothing when nothing was."""
        if not self.cells:
            return []
        first = "; ".join(
            f"line {line}, column {column}: {what}" for line, column, what in self.places[:_SHOWN]
        )
        more = " and so on" if self.cells > _SHOWN else ""
        cells = "1 cell" if self.cells == 1 else f"{self.cells:,} cells"
        return [f"Removed from {cells}, and not kept: {first}{more}."]

    def _cell(self, line: int, column: int, text: str) -> str:
        clean, gone = cleaned(text, multiline=True)
        if gone:
            self.cells += 1
            if len(self.places) < _SHOWN:
                self.places.append((line, column, gone))
        return clean
