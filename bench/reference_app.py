"""The least that a Textual app can be: one label. What Adviser's start is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import Label


class ReferenceApp(App[None]):
    """Shows one label."""

    def compose(self) -> ComposeResult:
        """Put the label on the screen."""
        yield Label("Reference label")


if __name__ == "__main__":
    ReferenceApp().run()
