"""One line at the top that says what a screen is about."""

from textual.content import Content
from textual.widgets import Static


class TitleLine(Static):
    """The title of a screen that is not one of the five."""

    DEFAULT_CSS = """
    TitleLine {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-primary;
        text-style: bold;
    }
    """

    def __init__(self, words: Content) -> None:
        super().__init__(words)
