"""The styles of one widget on its own background, worked out once until the colours change."""

from rich.style import Style
from textual.widget import Widget

from adviser_tui.widgets.ink import ink


class InkPot:
    """Styles by name; asking the framework for each line would cost more than drawing it."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._styles: dict[str, Style] = {}
        self._colours: tuple[str, Style] | None = None

    def style(self, name: str) -> Style:
        """Return a style on the widget's background; `plain` is that of ordinary text."""
        found = self._styles.get(name)
        if found is None:
            found = self._widget.rich_style
            if name != "plain":
                found += ink(self._widget, name)
            self._styles[name] = found
        return found

    def has_dried(self) -> bool:
        """Say whether the colours changed since the last time, and begin anew if they did.

        A move of the focus is announced like a change of style, and is none here.
        """
        colours = (self._widget.app.theme, self._widget.rich_style)
        if colours == self._colours:
            return False
        self._colours = colours
        self._styles.clear()
        return True
