"""The line that says in words how things stand: whose caseload, encrypted or not, what is saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.widgets.columns import Tone
from adviser_tui.widgets.ink import ink
from adviser_tui.widgets.text import cell, visible

_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class StatusPart:
    """A few words of state; with little room the parts of the highest priority go first."""

    words: str
    tone: Tone = "muted"
    priority: int = 0


class StatusLine(Widget):
    """Parts of state beside each other; stands last in a screen, above the docked footer."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StatusLine {
        height: 1;
        padding: 0 1;
        color: $text-muted;
        background: $surface;
    }
    """

    def __init__(self, parts: Sequence[StatusPart] = ()) -> None:
        super().__init__()
        self._parts = tuple(parts)

    def show(self, parts: Sequence[StatusPart]) -> None:
        """Show another state."""
        self._parts = tuple(parts)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        base = self.rich_style
        width = self.size.width
        shown = [part for part in self._parts if part.words]
        while len(shown) > 1 and self._length(shown) > width:
            shown.remove(max(reversed(shown), key=lambda part: part.priority))
        segments: list[Segment] = []
        for number, part in enumerate(shown):
            style = base + ink(self, part.tone)
            words = visible(part.words)
            if cell_len(words) > width:
                words = cell(words, width)
            segments.append(Segment(_BETWEEN if number else "", base))
            segments.append(Segment(words, style))
        return Strip(segments).adjust_cell_length(width, base)

    @staticmethod
    def _length(parts: Sequence[StatusPart]) -> int:
        return sum(cell_len(visible(part.words)) + len(_BETWEEN) for part in parts) - len(_BETWEEN)
