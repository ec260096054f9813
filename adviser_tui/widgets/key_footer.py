"""The line of keys at the bottom: the most important that fit, F1 for all the others."""

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.commands import shown_key
from adviser_tui.widgets.active_commands import ActiveCommand, active_commands
from adviser_tui.widgets.ink import ink

_GAP = 2
_AFTER_ENTER = 6


class KeyFooter(Widget):
    """Keys and what they do, in the order of their rank; the mouse can press them."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyFooter {
        dock: bottom;
        height: 1;
        padding: 0 1;
        color: $footer-foreground;
        background: $footer-background;
    }
    """

    def __init__(self, early: str = "") -> None:
        super().__init__()
        self._early = early
        """A command that matters more here than elsewhere; it stands right after Enter's."""
        self._active: list[ActiveCommand] = []

    def on_mount(self) -> None:
        """Follow what the focus makes possible."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.call_after_refresh(self._changed, self.screen)

    def on_unmount(self) -> None:
        """Follow no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._active = [
                one for one in active_commands(screen) if one.command.rank < 99 and one.keys
            ]
            self.refresh()

    @property
    def places(self) -> list[tuple[int, ActiveCommand]]:
        """Return x of each key shown at the present width, in order of rank."""
        x = 0
        found: list[tuple[int, ActiveCommand]] = []
        for one in sorted(self._active, key=self._rank):
            length = cell_len(self._words(one))
            if x + length <= self.size.width:
                found.append((x, one))
                x += length + _GAP
        return found

    def _rank(self, one: ActiveCommand) -> int:
        return _AFTER_ENTER if one.command.id == self._early else one.command.rank

    def render_line(self, y: int) -> Strip:
        """Draw the keys."""
        base = self.rich_style
        key_style = base + ink(self, "key")
        off = base + ink(self, "muted")
        segments: list[Segment] = []
        for _, one in self.places:
            key = shown_key(one.keys[0])
            segments.append(Segment(key, key_style if one.enabled else off))
            rest = f" {one.command.label}" + " " * _GAP
            segments.append(Segment(rest, base if one.enabled else off))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: events.Click) -> None:
        """Do what a key shown would do."""
        event.stop()
        at = event.get_content_offset_capture(self).x
        for x, one in self.places:
            if x <= at < x + cell_len(self._words(one)):
                await self.app.run_action(one.action, one.node)

    @staticmethod
    def _words(one: ActiveCommand) -> str:
        return f"{shown_key(one.keys[0])} {one.command.label}"
