"""Hostile text in every widget: nothing crashes, nothing is run, nothing commands the terminal."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Label, Static

from adviser_tui.errors import InputError
from adviser_tui.widgets.card import CardLine, CardSection, CardView
from adviser_tui.widgets.choice_strip import ChoiceStrip
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.field_rows import FieldRow
from adviser_tui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    LongTextField,
    PickField,
    TextField,
)
from adviser_tui.widgets.form import FormScreen
from adviser_tui.widgets.pick_box import PickBox
from adviser_tui.widgets.picker import Picker
from adviser_tui.widgets.prompt_line import PromptLine, QuickAnswer
from adviser_tui.widgets.quick_line import QuickLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.tabs_bar import TabsBar
from adviser_tui.widgets.text import TerminalSafe, joined, plain, say, template, visible
from tests.pilot.hostile import HOSTILE
from tests.pilot.seen import strips
from tests.pilot.waiting import until

Maker = Callable[[str], Widget]
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_COMMAND = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class HostileApp(App[None]):
    """Shows one widget after another, and counts actions that nobody asked for."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.hits = 0
        self._safe = TerminalSafe()

    def get_line_filters(self) -> list[Any]:
        return [*super().get_line_filters(), self._safe]

    def compose(self) -> ComposeResult:
        yield Container()

    def action_hit(self, *_: object) -> None:
        self.hits += 1

    async def action_bell(self) -> None:
        self.hits += 1


def rows_of(*items: ListRow | Heading) -> Callable[[RowList], object]:
    return lambda listing: listing.set_rows(items)


class Filled(RowList):
    """A list that fills itself."""

    def __init__(
        self, fill: Callable[[RowList], object], title: str = "Title", narrow: bool = False
    ) -> None:
        super().__init__((Column(title), Column("B")), two_lines_below=500 if narrow else 0)
        self._fill = fill

    def on_mount(self) -> None:
        self._fill(self)


class Wrong(FieldRow):
    """A field that says what is wrong."""

    def __init__(self, text: str) -> None:
        super().__init__(TextField(name="a", label="A"))
        self._text = text

    def on_mount(self) -> None:
        self.call_after_refresh(self.say_wrong, InputError(self._text, "a"))


class Found(PickBox):
    """A search that found something."""

    def __init__(self, text: str) -> None:
        super().__init__(
            lambda _: [Choice("a", text, text, (0, 2))], create=text, search_empty=True
        )
        self.add_class("-tall")


def titled(text: str) -> Widget:
    widget = Static("x")
    widget.border_title = plain(text)
    widget.border_subtitle = plain(text)
    widget.styles.border = ("round", "red")
    return widget


def updated(text: str) -> Widget:
    widget = Static("before")
    widget.update(plain(text))
    return widget


def tipped(text: str) -> Widget:
    widget = Label("x")
    widget.tooltip = plain(text)
    return widget


def card(title: str = "T", label: str = "L", value: str = "V") -> Widget:
    return CardView([CardSection(title, (CardLine(label, value),))])


def date_shown(text: str) -> Widget:
    return FieldRow(DateField(name="d", label="D", value="x", parse=lambda _: ("", text)))


def pick(text: str) -> PickField:
    return PickField(name="p", label="P", value="1", shown=text, search=lambda _: [], create=text)


MAKERS: dict[str, Maker] = {
    "static": lambda text: Static(plain(text)),
    "label": lambda text: Label(plain(text)),
    "button": lambda text: Button(plain(text)),
    "template": lambda text: Static(template("[b]Name:[/b] $n", n=text)),
    "joined": lambda text: Static(joined(plain("a ", "bold"), plain(text, "bold"))),
    "updated": updated,
    "border titles": titled,
    "tooltip": tipped,
    "cell": lambda text: Filled(rows_of(ListRow("a", (text, "x")))),
    "toned cell": lambda text: Filled(rows_of(ListRow("a", ("x", Cell(text, "danger"))))),
    "found letters": lambda text: Filled(rows_of(ListRow("a", (Cell(text, matched=(0, 3)),)))),
    "row id and note": lambda text: Filled(rows_of(ListRow(text, ("x",), note=text)), narrow=True),
    "heading": lambda text: Filled(rows_of(Heading(text), ListRow("a", ("x",)))),
    "column title": lambda text: Filled(rows_of(ListRow("a", ("x",))), title=text),
    "empty list": lambda text: Filled(lambda listing: listing.set_empty(text, text)),
    "card title": lambda text: card(title=text),
    "card label": lambda text: card(label=text),
    "card value": lambda text: card(value=text),
    "card empty": lambda text: CardView([CardSection("T", empty=text)]),
    "choices": lambda text: ChoiceStrip((Choice("a", text), Choice("b", text)), "a"),
    "status": lambda text: StatusLine((StatusPart(text, "warning"), StatusPart(text))),
    "tabs note": lambda text: TabsBar("screen.today", text),
    "field label and help": lambda text: FieldRow(TextField(name="a", label=text, help=text)),
    "field value": lambda text: FieldRow(TextField(name="a", label="A", value=text)),
    "field placeholder": lambda text: FieldRow(TextField(name="a", label="A", placeholder=text)),
    "long field": lambda text: FieldRow(LongTextField(name="a", label="A", value=text)),
    "choice field": lambda text: FieldRow(
        ChoiceField(name="a", label="A", choices=(Choice("a", text),))
    ),
    "picked": lambda text: FieldRow(pick(text)),
    "date shown back": date_shown,
    "field error": Wrong,
    "found": Found,
}

MODALS: dict[str, Callable[[str], Screen[Any]]] = {
    "confirm": lambda text: Confirm(text, text),
    "chooser": lambda text: Chooser(text, (Choice("a", text, text),)),
    "prompt": lambda text: PromptLine(
        text, quick=(QuickAnswer("1", "a", text),), value=text, reading=lambda _: text, hint=text
    ),
    "picker": lambda text: Picker(text, lambda _: [Choice("a", text, text)], hint=text),
    "form": lambda text: FormScreen(
        text, [TextField(name="a", label=text, value=text)], lambda _: None, intro=text
    ),
    "quick line": lambda text: QuickLine(
        lambda _: [CardLine(text, text)], lambda _: None, value=text or "x", example=text
    ),
}
WORST = [text for text in HOSTILE if len(text) < 200][::5]


def look(app: HostileApp, text: str) -> None:
    """Check what would go to the terminal at this moment."""
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
    lines = strips(app)
    for line in lines:
        for segment in line:
            meta = segment.style.meta if segment.style is not None else {}
            assert "@click" not in meta, f"an action came out of {text!r}"
        left = _COMMAND.findall(_STYLE.sub("", line.render(console)))
        assert left == [], f"{left!r} came through from {text!r}"
    assert app.hits == 0


async def shows_brackets(app: HostileApp, pilot: Pilot[None], text: str, widget: Widget) -> None:
    """Check that short text with brackets stands on the screen as it was written.

    A widget that is laid out in more than one step gets the time for them.
    """
    shown = visible(text)
    if "[" not in shown or len(shown) >= 30:
        return

    def there() -> str:
        lines = strips(app)[widget.region.y : widget.region.bottom]
        return " ".join(" ".join(line.text for line in lines).split())

    await until(pilot, lambda: shown in there())


NAMES = tuple(MAKERS)
CUT = {"tooltip", "card label", "field label and help", "found", "tabs note"}
"""Places that cut or break what is long, or do not show it at once."""


@pytest.mark.parametrize("names", [NAMES[at : at + 8] for at in range(0, len(NAMES), 8)])
async def test_hostile_text_in_widgets(names: tuple[str, ...]) -> None:
    app = HostileApp()
    async with app.run_test(size=(100, 60)) as pilot:
        for text in HOSTILE:
            widgets = [MAKERS[name](text) for name in names]
            for widget in widgets:
                widget.styles.max_height = 7
                if isinstance(widget, RowList | CardView | PickBox):
                    widget.styles.height = 7
            await show(app, pilot, widgets)
            look(app, text)
            for name, widget in zip(names, widgets, strict=True):
                if name not in CUT:
                    await shows_brackets(app, pilot, text, widget)


async def show(app: HostileApp, pilot: Pilot[None], widgets: list[Widget]) -> None:
    holder = app.query_one(Container)
    await holder.remove_children()
    await holder.mount(*widgets)
    await pilot.pause()


@pytest.mark.parametrize("name", MODALS)
async def test_hostile_text_in_a_modal(name: str) -> None:
    app = HostileApp()
    async with app.run_test(size=(100, 30)) as pilot:
        for text in WORST:
            await app.push_screen(MODALS[name](text))
            await pilot.pause(0.01)
            look(app, text)
            await app.pop_screen()


async def test_hostile_text_in_toasts() -> None:
    app = HostileApp()
    async with app.run_test(size=(100, 30)) as pilot:
        for text in HOSTILE:
            say(app, text[:400], title=text[:400])
            await pilot.pause()
            look(app, text)
            app.clear_notifications()


async def test_a_click_on_hostile_text_runs_nothing() -> None:
    app = HostileApp()
    async with app.run_test(size=(100, 30)) as pilot:
        for text in (text for text in HOSTILE if "click" in text):
            names = ("static", "label", "status", "choices", "template", "card value")
            await show(app, pilot, [MAKERS[name](text) for name in names])
            for y in range(8):
                await pilot.click(offset=(3, y))
            assert app.hits == 0


def test_there_are_enough_cases() -> None:
    assert len(HOSTILE) == len(set(HOSTILE)) == 69
    assert len(MAKERS) >= 22
    assert len(MAKERS) * len(HOSTILE) >= 1_500
