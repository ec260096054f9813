"""What lists and cards share: lines drawn one by one, and little to paint when the focus moves."""

from typing import Self

from textual import events
from textual.scroll_view import ScrollView


class LineView(ScrollView):
    """Draws lines; the focus is shown by the cursor alone.

    The framework would paint all of a widget anew, and look for its styles, when it gets or loses
    the focus. That is most of what opening a card costs, and only the cursor looks different.
    """

    def paint_cursor(self) -> None:
        """Paint anew where the cursor is."""

    def focus(self, scroll_visible: bool = True) -> Self:
        """Take the focus once what is under way is done, and paint nothing yet."""
        self.app.call_later(self._take_focus, scroll_visible)
        return self

    def _take_focus(self, scroll_visible: bool) -> None:
        if self.is_attached:
            self.screen.set_focus(self, scroll_visible=scroll_visible)

    def on_focus(self, event: events.Focus) -> None:
        """Show the cursor as the active one."""
        event.prevent_default()
        self.has_focus = True
        self.paint_cursor()
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Show the cursor as a resting one, or not at all."""
        event.prevent_default()
        self.has_focus = False
        self.paint_cursor()
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def watch_has_focus(self, has_focus: bool) -> None:
        """Leave the styles alone: none of a list or card depends on the focus."""
