"""The line of screens at the top, the present one in brackets as well as in colour."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.commands import COMMANDS, Command, shown_key
from adviser_tui.widgets.ink import ink
from adviser_tui.widgets.text import visible

SCREENS: tuple[Command, ...] = tuple(one for one in COMMANDS if one.id.startswith("screen."))


class TabsBar(Widget):
    """`1 Today  2 People …`; a click goes there. `note` stands at the right: a name, a date."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TabsBar {
        dock: top;
        height: 1;
        color: $text;
        background: $panel;
    }
    """

    def __init__(self, here: str, note: str = "") -> None:
        super().__init__()
        self._here = here
        self._note = note

    def set_note(self, note: str) -> None:
        """Change what stands at the right."""
        self._note = note
        self.refresh()

    @property
    def places(self) -> list[tuple[int, str, Command]]:
        """Return x, text and command of each screen."""
        x = 0
        found: list[tuple[int, str, Command]] = []
        for one in SCREENS:
            left, right = ("[", "]") if one.id == self._here else (" ", " ")
            key = shown_key(one.keys[0]) if one.keys else ""
            text = f"{left}{key} {one.label}{right}"
            found.append((x, text, one))
            x += cell_len(text)
        return found

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        base = self.rich_style
        here = base + ink(self, "cursor")
        key = base + ink(self, "title")
        segments: list[Segment] = []
        for _, text, one in self.places:
            if one.id == self._here:
                segments.append(Segment(text, here))
            else:
                segments.extend([Segment(text[:2], key), Segment(text[2:], base)])
        strip = Strip(segments)
        note = visible(self._note)
        room = self.size.width - strip.cell_length - cell_len(note) - 1
        if note and room > 0:
            style = base + ink(self, "muted")
            strip = Strip([*segments, Segment(" " * room, base), Segment(note, style)])
        return strip.adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Go to the screen under the mouse."""
        event.stop()
        for x, text, one in self.places:
            if x <= event.x < x + cell_len(text):
                await self.app.run_action(one.action)
