"""Our own colours: dark, light, and two with high contrast; every pair is tested for reading.

Colour never says anything alone: whatever a colour marks is a word or a sign as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class _Palette:
    background: str
    surface: str
    panel: str
    text: str
    muted: str
    primary: str
    warning: str
    error: str
    success: str
    cursor: str
    on_cursor: str
    resting: str
    """The cursor row of a list that does not have the focus."""
    border: str
    selection: str


_PALETTES: dict[str, tuple[bool, _Palette]] = {
    "adviser-dark": (
        True,
        _Palette(
            background="#14191f",
            surface="#1b2129",
            panel="#232b35",
            text="#e2e6ea",
            muted="#a4afba",
            primary="#84bdf0",
            warning="#f0bd6a",
            error="#ff938a",
            success="#8fd3a0",
            cursor="#2b5c8c",
            on_cursor="#ffffff",
            resting="#2a3541",
            border="#4a5866",
            selection="#3d6a96",
        ),
    ),
    "adviser-light": (
        False,
        _Palette(
            background="#faf8f4",
            surface="#f1eee7",
            panel="#e7e3da",
            text="#20252b",
            muted="#545c66",
            primary="#17568f",
            warning="#7a4a00",
            error="#a3211a",
            success="#1a6136",
            cursor="#17568f",
            on_cursor="#ffffff",
            resting="#dbe3ea",
            border="#a09a8d",
            selection="#b9d3ea",
        ),
    ),
    "adviser-contrast-dark": (
        True,
        _Palette(
            background="#000000",
            surface="#0f0f0f",
            panel="#1c1c1c",
            text="#ffffff",
            muted="#d4d4d4",
            primary="#8fcbff",
            warning="#ffd866",
            error="#ffa8a0",
            success="#8dffab",
            cursor="#ffe066",
            on_cursor="#000000",
            resting="#333333",
            border="#c8c8c8",
            selection="#1f4f7f",
        ),
    ),
    "adviser-contrast-light": (
        False,
        _Palette(
            background="#ffffff",
            surface="#f4f4f4",
            panel="#e8e8e8",
            text="#000000",
            muted="#363636",
            primary="#003a78",
            warning="#573300",
            error="#860000",
            success="#00481a",
            cursor="#002b57",
            on_cursor="#ffffff",
            resting="#d6e2ee",
            border="#3c3c3c",
            selection="#a8cdf0",
        ),
    ),
}


def _theme(name: str, dark: bool, colours: _Palette) -> Theme:
    said = {
        "primary": colours.primary,
        "secondary": colours.primary,
        "accent": colours.primary,
        "warning": colours.warning,
        "error": colours.error,
        "success": colours.success,
    }
    variables = {
        "text": colours.text,
        "text-muted": colours.muted,
        "text-disabled": colours.muted,
        "foreground-muted": colours.muted,
        "foreground-disabled": colours.muted,
        **{f"text-{name}": colour for name, colour in said.items()},
        "border": colours.primary,
        "border-blurred": colours.border,
        "block-cursor-background": colours.cursor,
        "block-cursor-foreground": colours.on_cursor,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": colours.resting,
        "block-cursor-blurred-foreground": colours.text,
        "block-cursor-blurred-text-style": "none",
        "block-hover-background": colours.panel,
        "footer-background": colours.panel,
        "footer-foreground": colours.text,
        "footer-key-foreground": colours.primary,
        "footer-key-background": colours.panel,
        "footer-description-foreground": colours.text,
        "footer-description-background": colours.panel,
        "input-cursor-background": colours.text,
        "input-cursor-foreground": colours.background,
        "input-selection-background": colours.selection,
        "input-selection-foreground": colours.text,
        "scrollbar": colours.border,
        "scrollbar-hover": colours.primary,
        "scrollbar-active": colours.primary,
        "scrollbar-background": colours.surface,
        "scrollbar-background-hover": colours.surface,
        "scrollbar-background-active": colours.surface,
        "scrollbar-corner-color": colours.surface,
        "button-foreground": colours.text,
        "button-color-foreground": colours.background,
        "link-color": colours.primary,
        "screen-selection-background": colours.selection,
        "screen-selection-foreground": colours.text,
    }
    return Theme(
        name=name,
        dark=dark,
        primary=colours.primary,
        secondary=colours.primary,
        accent=colours.primary,
        warning=colours.warning,
        error=colours.error,
        success=colours.success,
        foreground=colours.text,
        background=colours.background,
        surface=colours.surface,
        panel=colours.panel,
        text_alpha=1.0,
        variables=variables,
    )


THEMES: tuple[Theme, ...] = tuple(
    _theme(name, dark, colours) for name, (dark, colours) in _PALETTES.items()
)


def register_themes(app: App[Any]) -> None:
    """Give the app our themes; the choice of one is the caller's."""
    for theme in THEMES:
        app.register_theme(theme)


def theme_for(setting: str, environment: Mapping[str, str]) -> str:
    """Return the theme's name for a setting; `auto` reads what the terminal says of itself.

    `COLORFGBG` ends in the number of the background colour, 7 and 15 being the light ones.
    """
    if setting != "auto":
        return setting
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "adviser-light" if background in {"7", "15"} else "adviser-dark"


def next_theme(name: str) -> str:
    """Return the theme after this one, around the circle."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
