"""Letters on every part of the screen; pressing one goes there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Offset
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Label

from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import plain

_LETTERS = "asdfhlqwertyuiopzxcvbnmgkj"


@runtime_checkable
class HasPlaces(Protocol):
    """A part that offers places inside itself, as a list offers its rows."""

    def jump_places(self) -> list[tuple[int, int, Callable[[], None]]]:
        """Return x and y within the content, and what goes there."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where a letter stands on the screen, and what it does."""

    x: int
    y: int
    go: Callable[[], None]


def places_on(screen: Screen[object]) -> list[Place]:
    """Return every place that can be jumped to on a screen, from the top."""
    found: list[Place] = []
    for widget in screen.focus_chain:
        if isinstance(widget, HasPlaces):
            for x, y, go in widget.jump_places():
                at = widget.content_region.offset + Offset(x, y)
                found.append(Place(at.x, at.y, _go_into(widget, go)))
            if not widget.jump_places():
                found.append(_front_of(widget))
        else:
            found.append(_front_of(widget))
    seen = [place for place in found if screen.region.contains(place.x, place.y)]
    return sorted(seen, key=lambda place: (place.y, place.x))


def _front_of(widget: Widget) -> Place:
    return Place(widget.content_region.x, widget.content_region.y, _focus(widget))


def _focus(widget: Widget) -> Callable[[], None]:
    def act() -> None:
        widget.screen.set_focus(widget)

    return act


def _go_into(widget: Widget, go: Callable[[], None]) -> Callable[[], None]:
    def act() -> None:
        widget.screen.set_focus(widget)
        go()

    return act


def names_for(count: int) -> list[str]:
    """Return as many names as there are places, all of one letter or all of two."""
    if count <= len(_LETTERS):
        return list(_LETTERS[:count])
    return [one + other for one in _LETTERS for other in _LETTERS][:count]


class JumpScreen(ModalScreen[None]):
    """Shows the letters over a screen and takes one; any other key closes it."""

    HELP = "Press the letter of the place you want to go to; Escape goes nowhere."
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    JumpScreen {
        background: $background 25%;
        layers: letters;
        Label {
            layer: letters;
            position: absolute;
            width: auto;
            height: 1;
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(self, screen: Screen[object]) -> None:
        super().__init__()
        places = places_on(screen)[: len(_LETTERS) ** 2]
        self._places = dict(zip(names_for(len(places)), places, strict=True))
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Put each letter where its place is."""
        for name, place in self._places.items():
            label = Label(plain(name))
            label.styles.offset = (place.x, place.y)
            yield label

    def on_key(self, event: events.Key) -> None:
        """Take a letter; go when the name is whole, close when there is no such name."""
        if event.key == "escape":
            return
        event.stop()
        event.prevent_default()
        self._typed += (event.character or "").casefold()
        if (place := self._places.get(self._typed)) is not None:
            self.dismiss(None)
            self.app.call_later(place.go)
        elif not self._typed or not any(name.startswith(self._typed) for name in self._places):
            self.dismiss(None)

    def on_click(self, event: events.Click) -> None:
        """Close; the mouse needs no letters."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
