"""A line of parts of one screen, the present one in brackets as well as in colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.widgets.columns import Tone
from adviser_tui.widgets.ink import ink
from adviser_tui.widgets.text import visible


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its id, its name, and how much it holds."""

    id: str
    label: str
    count: int = 0
    tone: Tone = "normal"
    """What a count that is not 0 is painted in."""

    @property
    def words(self) -> str:
        """What stands in the line."""
        return f"{self.label} {self.count:,}" if self.count else self.label


class PartsBar(Widget):
    """`[Waiting 3]  To look at 2  …`; a click goes to a part."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    PartsBar {
        height: 1;
        padding: 0 1;
        color: $text;
        background: $surface;
    }
    """

    class Chosen(Message):
        """A part was clicked."""

        def __init__(self, part_id: str) -> None:
            super().__init__()
            self.part_id = part_id

    def __init__(self) -> None:
        super().__init__()
        self._parts: tuple[Part, ...] = ()
        self._here = ""

    def show(self, parts: Sequence[Part], here: str) -> None:
        """Show these parts, one of them as the present one."""
        self._parts, self._here = tuple(parts), here
        self.refresh()

    @property
    def places(self) -> list[tuple[int, str, Part]]:
        """Return x, text and part of each."""
        x = 0
        found: list[tuple[int, str, Part]] = []
        for part in self._parts:
            left, right = ("[", "]") if part.id == self._here else (" ", " ")
            text = f"{left}{visible(part.words)}{right}"
            found.append((x, text, part))
            x += cell_len(text) + 1
        return found

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        base = self.rich_style
        segments: list[Segment] = []
        for _, text, part in self.places:
            tone = "cursor" if part.id == self._here else part.tone if part.count else "muted"
            segments.extend([Segment(text, base + ink(self, tone)), Segment(" ", base)])
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Go to the part under the mouse."""
        event.stop()
        at = event.get_content_offset_capture(self).x
        for x, text, part in self.places:
            if x <= at < x + cell_len(text):
                self.post_message(self.Chosen(part.id))
