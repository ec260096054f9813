"""The styles that our own widgets draw with, taken straight from the theme.

Textual's component classes say the same in CSS, but each is matched against every rule whenever a
widget is styled; on the way to the first frame that cost more than drawing it.
"""

from dataclasses import dataclass

from rich.style import Style
from textual.theme import Theme
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class _Ink:
    """Which colours of the theme a style takes; nothing leaves what is below."""

    front: str = ""
    back: str = ""
    bold: bool | None = None
    underline: bool | None = None


_INKS = {
    "normal": _Ink("text"),
    "muted": _Ink("text-muted"),
    "warning": _Ink("text-warning"),
    "danger": _Ink("text-error", bold=True),
    "good": _Ink("text-success"),
    "title": _Ink("text-primary", bold=True),
    "rule": _Ink("border-blurred"),
    "header": _Ink("text-muted", "surface", bold=True),
    "cursor": _Ink("block-cursor-foreground", "block-cursor-background", bold=True),
    "resting": _Ink("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    "marked": _Ink(back="panel"),
    "match": _Ink(bold=True, underline=True),
    "key": _Ink("footer-key-foreground", bold=True),
}
_mixed: dict[tuple[str, str], Style] = {}


def ink(widget: Widget, name: str) -> Style:
    """Return a style by its name, in the colours of the theme that is on."""
    theme = widget.app.current_theme
    found = _mixed.get((theme.name, name))
    if found is None:
        one = _INKS[name]
        found = _mixed[theme.name, name] = Style(
            color=_colour(theme, one.front),
            bgcolor=_colour(theme, one.back),
            bold=one.bold,
            underline=one.underline,
        )
    return found


def _colour(theme: Theme, name: str) -> str | None:
    """Return a colour of the theme; one that a foreign theme leaves out is that of the text."""
    found: str | None = theme.variables.get(name) or getattr(theme, name, None)
    return found if name else None
