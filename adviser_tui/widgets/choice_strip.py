"""A few choices side by side, one of them chosen by its first letter, arrows or the mouse."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.text import visible

_GAP = 2


class ChoiceStrip(Widget, can_focus=True):
    """All choices in view, the chosen one with a filled dot before it."""

    HELP = "A few choices. Type the first letter of one, or use the arrows; Enter goes on."
    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice--chosen", "choice--active"}
    DEFAULT_CSS = """
    ChoiceStrip {
        height: auto;
        width: 1fr;
        color: $text;
        & > .choice--chosen { text-style: bold; color: $text-primary; }
        & > .choice--active {
            text-style: bold;
            color: $block-cursor-foreground;
            background: $block-cursor-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "choose_by(-1)", "Before", show=False),
        Binding("right,space", "choose_by(1)", "After", show=False),
        Binding("enter", "go_on", "Next", show=False),
        Binding("backspace,delete", "clear", "None", show=False),
    ]

    class Changed(Message):
        """Another choice was made."""

    class Entered(Message):
        """Enter was pressed: go on to the next field."""

    def __init__(self, choices: Sequence[Choice], chosen: str = "") -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.chosen = chosen

    @property
    def places(self) -> list[tuple[int, int, Choice]]:
        """Return x, y of each choice at the present width."""
        found: list[tuple[int, int, Choice]] = []
        x = y = 0
        for choice in self._choices:
            length = self._length(choice)
            if x and x + length > max(1, self.size.width):
                x, y = 0, y + 1
            found.append((x, y, choice))
            x += length + _GAP
        return found

    def choose(self, choice_id: str) -> None:
        """Make a choice; an unknown id chooses nothing."""
        self.chosen = choice_id
        self.refresh()
        self.post_message(self.Changed())

    def action_choose_by(self, step: int) -> None:
        """Choose the one before or after."""
        ids = [choice.id for choice in self._choices]
        place = ids.index(self.chosen) + step if self.chosen in ids else min(0, step)
        self.choose(ids[place % len(ids)])

    def action_go_on(self) -> None:
        """Go to the next field."""
        self.post_message(self.Entered())

    def action_clear(self) -> None:
        """Choose nothing."""
        self.choose("")

    def on_key(self, event: events.Key) -> None:
        """Choose by first letter; again for the next with that letter."""
        letter = event.character
        if letter is None or not letter.isalnum():
            return
        event.stop()
        event.prevent_default()
        fits = [one.id for one in self._choices if one.label[:1].casefold() == letter.casefold()]
        if fits:
            place = fits.index(self.chosen) + 1 if self.chosen in fits else 0
            self.choose(fits[place % len(fits)])

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        for x, y, choice in self.places:
            if y == event.y and x <= event.x < x + self._length(choice):
                event.stop()
                self.choose(choice.id)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many lines as the choices need at this width."""
        lines, x = 1, 0
        for choice in self._choices:
            length = self._length(choice)
            if x and x + length > width:
                lines, x = lines + 1, 0
            x += length + _GAP
        return lines

    def render_line(self, y: int) -> Strip:
        """Draw one line of choices."""
        base = self.rich_style
        kind = "active" if self.has_focus else "chosen"
        chosen = base + self.get_component_rich_style(f"choice--{kind}", partial=True)
        segments: list[Segment] = []
        for _, line, choice in self.places:
            if line == y:
                here = choice.id == self.chosen
                dot = "●" if here else "○"
                text = f"{dot} {visible(choice.label)}"
                segments.append(Segment(text, chosen if here else base))
                segments.append(Segment(" " * _GAP, base))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_focus(self) -> None:
        """Show which choice has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the choice at rest."""
        self.refresh()

    @staticmethod
    def _length(choice: Choice) -> int:
        return 2 + cell_len(visible(choice.label))
