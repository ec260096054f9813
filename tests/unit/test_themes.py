"""Every theme can be read: contrast as WCAG counts it, for each pair that stands on the screen."""

import pytest
from textual.color import Color

from adviser_tui.config import THEMES as SETTINGS
from adviser_tui.themes import THEMES, next_theme, theme_for

BACKGROUNDS = ("background", "surface", "panel")
WORDS = (
    "text",
    "foreground",
    "text-muted",
    "text-disabled",
    "text-primary",
    "text-warning",
    "text-error",
    "text-success",
)
PAIRS = [
    *((word, ground) for word in WORDS for ground in BACKGROUNDS),
    *((word, "block-cursor-blurred-background") for word in WORDS),
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-key-foreground", "footer-background"),
    ("footer-foreground", "footer-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("link-color", "background"),
]


def luminance(colour: Color) -> float:
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_right_at_its_ends() -> None:
    assert round(contrast(Color.parse("#000"), Color.parse("#fff"))) == 21
    assert contrast(Color.parse("#777"), Color.parse("#777")) == 1


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_pair_can_be_read(theme: object) -> None:
    chosen = next(one for one in THEMES if one is theme)
    colours = chosen.to_color_system().generate()
    least = 7.0 if "contrast" in chosen.name else 4.5
    poor = {
        (word, ground): round(value, 2)
        for word, ground in PAIRS
        if (value := contrast(Color.parse(colours[word]), Color.parse(colours[ground]))) < least
    }
    assert poor == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_fields_and_bars_stand_out_from_the_ground(theme: object) -> None:
    chosen = next(one for one in THEMES if one is theme)
    colours = chosen.to_color_system().generate()
    grounds = {colours[name] for name in (*BACKGROUNDS, "block-cursor-background")}
    assert len(grounds) == 4


def test_the_settings_and_the_themes_have_the_same_names() -> None:
    assert {theme.name for theme in THEMES} | {"auto"} == set(SETTINGS)


def test_auto_follows_what_the_terminal_says() -> None:
    assert theme_for("auto", {}) == "adviser-dark"
    assert theme_for("auto", {"COLORFGBG": "0;15"}) == "adviser-light"
    assert theme_for("auto", {"COLORFGBG": "15;default;0"}) == "adviser-dark"
    assert theme_for("adviser-contrast-light", {"COLORFGBG": "15;0"}) == "adviser-contrast-light"


def test_the_next_theme_goes_around() -> None:
    name = "adviser-dark"
    seen = []
    for _ in THEMES:
        seen.append(name)
        name = next_theme(name)
    assert name == "adviser-dark"
    assert len(set(seen)) == len(THEMES)
    assert next_theme("nord") == "adviser-dark"
