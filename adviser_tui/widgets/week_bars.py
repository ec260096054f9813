"""Weeks as bars beside each other, each with its own target drawn across; made of text alone.

A bar is exact to an eighth of a line. What it says is written under it as well, so that neither
colour nor height has to be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.widgets.columns import Tone
from adviser_tui.widgets.inkpot import InkPot
from adviser_tui.widgets.text import cell, visible

_EIGHTHS = " ▁▂▃▄▅▆▇█"
_LINES = ((1, "▁"), (4, "─"), (8, "▔"))
"""Characters that draw a thin line within a cell, and how many eighths up it runs."""
_FEET = 2
"""Lines below the bars: what each came to, and which week it is."""
_WIDEST = 12
LEAST = 5
"""Columns narrower than this are not drawn; the oldest weeks are left out instead."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: how high its bar is, where its target runs, and both in words."""

    label: str
    """`W47`."""
    value: int
    target: int | None
    words: str
    """`5/6`, short; cut where the column is narrower."""
    tone: Tone = "normal"
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one drawn line in one tone."""

    text: str
    tone: Tone


def bar_lines(bars: Sequence[Bar], width: int, height: int) -> list[list[Piece]]:
    """Draw bars into `height` lines of `width` cells, the newest at the right end.

    The highest of all bars and targets fills the lines above the two with words.
    """
    rows = max(1, height - _FEET)
    shown = list(bars)[-max(1, width // LEAST) :]
    if not shown:
        return [[] for _ in range(height)]
    column = min(_WIDEST, width // len(shown))
    most = max([1, *(each.value for each in shown), *(each.target or 0 for each in shown)])
    lines: list[list[Piece]] = []
    for row in range(rows - 1, -1, -1):
        line: list[Piece] = []
        for each in shown:
            line.extend(_cell_of(each, row, rows, most, column))
        lines.append(line)
    lines.append([_under(each.words, each.tone, column) for each in shown])
    lines.append([_under(_label(each, column), _label_tone(each), column) for each in shown])
    return lines


def _cell_of(bar: Bar, row: int, rows: int, most: int, column: int) -> list[Piece]:
    """Draw one line of one week: the target runs on both sides of the bar, and above it."""
    filled = _eighths(bar.value, rows, most) - 8 * row
    line = ""
    if bar.target is not None:
        at = _eighths(bar.target, rows, most) - 8 * row
        if 0 < at <= 8:
            line = min(_LINES, key=lambda each: abs(each[0] - at))[1]
    wide = max(1, column - 3)
    left = (column - wide) // 2
    right = column - wide - left
    inside = _EIGHTHS[max(0, min(8, filled))]
    tone: Tone = bar.tone
    if inside == " " and line:
        inside, tone = line, "muted"
    side = line or " "
    return [
        Piece(side * left, "muted"),
        Piece(inside * wide, tone),
        Piece(side * right, "muted"),
    ]


def _eighths(value: int, rows: int, most: int) -> int:
    """Return how many eighths of a line a value is high; what is not nought is seen."""
    exact = Fraction(value * rows * 8, most)
    return max(1, round(exact)) if value > 0 else 0


def _label(bar: Bar, column: int) -> str:
    """Put the present week in brackets, so that it is known without colour, or at least a mark."""
    if not bar.is_now:
        return bar.label
    in_brackets = f"[{bar.label}]"
    return in_brackets if cell_len(visible(in_brackets)) < column else f"›{bar.label}"


def _label_tone(bar: Bar) -> Tone:
    return "normal" if bar.is_now else "muted"


def _under(text: str, tone: Tone, column: int) -> Piece:
    shown = visible(text)
    room = column - 1
    if cell_len(shown) > room:
        return Piece(cell(shown, room) + " ", tone)
    before = (column - cell_len(shown)) // 2
    return Piece(" " * before + shown + " " * (column - before - cell_len(shown)), tone)


def level_line(value: int, target: int, pace: Fraction | int, width: int) -> list[Piece]:
    """Draw one week lying down: what was done, the target's end, and where the pace stands.

    `┃` stands at the target and `╵` where the week should be by now to get there evenly.
    """
    most = max(value, target, 1)
    cells = max(4, width)
    done = round(Fraction(value * cells * 8, most))
    whole, part = divmod(min(done, cells * 8), 8)
    text = list("█" * whole + ("▏▎▍▌▋▊▉"[part - 1] if part else "") + " " * cells)[:cells]
    marks: dict[int, str] = {}
    should = max(Fraction(0), Fraction(value) - Fraction(pace))
    marks[min(cells - 1, round(should * (cells - 1) / most))] = "╵"
    marks[min(cells - 1, round(Fraction(target * (cells - 1), most)))] = "┃"
    met: Tone = "good" if value >= target else "normal"
    pieces: list[Piece] = []
    for place, letter in enumerate(text):
        mark = marks.get(place)
        one = Piece(mark, "warning" if mark == "╵" else "muted") if mark else Piece(letter, met)
        if pieces and pieces[-1].tone == one.tone:
            pieces[-1] = Piece(pieces[-1].text + one.text, one.tone)
        else:
            pieces.append(one)
    return pieces


class WeekBars(Widget):
    """The chart as a widget: as wide and as high as it is given room."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WeekBars {
        height: 8;
        padding: 0 1;
        color: $text;
        background: $background;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._bars: tuple[Bar, ...] = ()
        self._ink = InkPot(self)
        self._drawn: tuple[Size, list[list[Piece]]] | None = None

    def show(self, bars: Sequence[Bar]) -> None:
        """Show other weeks."""
        if tuple(bars) != self._bars:
            self._bars = tuple(bars)
            self._drawn = None
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        size = self.size
        if self._drawn is None or self._drawn[0] != size:
            self._drawn = (size, bar_lines(self._bars, size.width, size.height))
        lines = self._drawn[1]
        plain = self._ink.style("plain")
        if y >= len(lines):
            return Strip.blank(size.width, plain)
        segments = [
            Segment(each.text, plain if each.tone == "normal" else self._ink.style(each.tone))
            for each in lines[y]
        ]
        return Strip(segments).adjust_cell_length(size.width, plain)

    def notify_style_update(self) -> None:
        """Draw all again after a change of colours."""
        super().notify_style_update()
        if self._ink.has_dried():
            self.refresh()
