"""The top of the Targets screen: the week in a sentence, its bar, the four parts of the work."""

from collections.abc import Mapping

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from adviser_tui.services.measures.figure import Component, Figure
from adviser_tui.services.measures.figure import plain as number
from adviser_tui.services.measures.parts import Part as WorkPart
from adviser_tui.widgets.inkpot import InkPot
from adviser_tui.widgets.text import joined, plain
from adviser_tui.widgets.week_bars import Piece, level_line
from screens.targets_reading import Head

_BAR = 40
"""Cells of the bar at most; a longer one says no more."""
_LEAST_BAR = 20


def week_words(head: Head) -> Content:
    """Say where the week stands: what counts, the target, the pace and four weeks' mean."""
    period, target = head.period, head.target.figure("target")
    first, last = period.first, period.last
    days = f"{first.day} {first:%b} to {last.day} {last:%b}"
    if first.month == last.month:
        days = f"{first.day} to {last.day} {last:%b}"
    when = f"Week {period.number}, {days}"
    counted = head.bars[-1].value
    parts = [plain(f"{when}: ", "bold")]
    if target.value is None:
        parts.append(plain(f"{counted} employer contacts; no target, {target.missing}"))
    else:
        met = counted >= target.value
        style = "bold $text-success" if met else "bold"
        parts.append(plain(f"{counted} of {target.words} employer contacts", style))
        parts.append(plain(f", {pace_words(head.target.figure('pace'), met, head.is_now)}"))
    parts.append(plain("."))
    return joined(*parts)


def pace_words(pace: Figure, met: bool, is_now: bool) -> str:
    """Say how the week goes against an even pace over the days there are to work."""
    if met:
        return "target reached"
    if pace.value is None:
        return pace.missing
    if not is_now:
        return f"{number(-pace.value)} short"
    if pace.value >= 0:
        ahead = number(pace.value)
        return "on an even pace" if pace.value == 0 else f"{ahead} ahead of an even pace"
    return f"{number(-pace.value)} behind an even pace"


_SHORT = {
    Component.EMPLOYER: "employers",
    Component.INTERNAL: "internal",
    Component.CITIZEN: "citizens",
    Component.ACROSS: "municipalities",
}
"""The parts of the work where there is no room for their names."""


def work_words(work: tuple[WorkPart, ...], width: int) -> Content:
    """Say what was done in each of the four parts of the work; an empty one is said aloud."""
    in_full = _work_words(work, {each.component: each.name for each in work})
    return in_full if in_full.cell_length <= width else _work_words(work, _SHORT)


def _work_words(work: tuple[WorkPart, ...], names: Mapping[Component, str]) -> Content:
    parts = [plain("Done: ", "$text-muted")]
    for place, each in enumerate(work):
        if place:
            parts.append(plain(" · ", "$text-muted"))
        name = names[each.component]
        if each.is_empty:
            parts.append(plain(f"{name}: nothing", "$text-warning"))
        else:
            parts.append(plain(f"{name} "))
            parts.append(plain(f"{each.done}", "bold"))
    return joined(*parts)


class WeekLevel(Widget):
    """This week lying down, beside the words of what its marks mean."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WeekLevel {
        height: 1;
        padding: 0 1;
        color: $text;
        background: $surface;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._head: Head | None = None
        self._ink = InkPot(self)

    def show(self, head: Head) -> None:
        """Show another week; without a target there is nothing to draw."""
        self._head = head
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        width, base = self.size.width, self._ink.style("plain")
        segments = [
            Segment(each.text, base if each.tone == "normal" else self._ink.style(each.tone))
            for each in self._pieces(width)
        ]
        return Strip(segments).adjust_cell_length(width, base)

    def _pieces(self, width: int) -> list[Piece]:
        head = self._head
        if head is None:
            return []
        target = head.target.figure("target").value
        pace = head.target.figure("pace").value
        if target is None or pace is None:
            mean = head.target.figure("four_week_mean").words
            return [Piece(f"{mean} a week over four weeks", "muted")]
        mean = head.target.figure("four_week_mean").words
        marks = "┃ target  ╵ even pace" if head.is_now else "┃ target"
        legend = f"  {marks}  ·  {mean} a week over four"
        bar = min(_BAR, max(_LEAST_BAR, width - len(legend)))
        pieces = level_line(head.bars[-1].value, int(target), pace, bar)
        return [*pieces, Piece(legend, "muted")]

    def notify_style_update(self) -> None:
        """Draw again after a change of colours."""
        super().notify_style_update()
        if self._ink.has_dried():
            self.refresh()
