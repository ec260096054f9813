"""What stands on the screen of an app under test, as text."""

from typing import Any

from textual.app import App
from textual.strip import Strip


def strips(app: App[Any]) -> list[Strip]:
    """Return the lines of the screen as they would go to the terminal, filters applied."""
    filters = app.get_line_filters()
    lines = app.screen._compositor.render_strips()
    for one in filters:
        lines = [line.apply_filter(one, app.screen.background_colors[1]) for line in lines]
    return lines


def seen(app: App[Any]) -> str:
    """Return the text of the screen."""
    return "\n".join(line.text.rstrip() for line in strips(app))
