"""What stands on a card, and how it is broken into lines of a given width; draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len

from adviser_tui.widgets.columns import Tone
from adviser_tui.widgets.text import cell, visible, wrapped

_LABEL_MOST = 16
_LABEL_SHARE = 2.6
"""A label takes at most this part of the width, and wraps beyond it."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A labelled value; `field` names what `e` edits, `ref` what Enter opens."""

    label: str
    value: str
    tone: Tone = "normal"
    field: str = ""
    ref: str = ""
    sensitive: bool = False
    """Whether copying it is asked about first."""


@dataclass(frozen=True, slots=True)
class CardSection:
    """A titled group of lines; `empty` is shown, dimmed, where there are none."""

    title: str
    lines: tuple[CardLine, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line on the screen; `item` counts the card's lines, -1 where the cursor cannot stand."""

    label: str
    value: str
    tone: Tone
    item: int
    title: bool = False


def laid_out(sections: Sequence[CardSection], width: int) -> list[DrawnLine]:
    """Break sections into drawn lines: long labels and values wrap under themselves."""
    labels = [cell_len(visible(line.label)) for part in sections for line in part.lines]
    label_width = min(max(labels, default=0), _LABEL_MOST, max(4, int(width / _LABEL_SHARE)))
    value_width = max(4, width - label_width - 2)
    drawn: list[DrawnLine] = []
    item = 0
    for section in sections:
        if section.title:
            if drawn:
                drawn.append(DrawnLine("", "", "normal", -1))
            drawn.extend(
                DrawnLine("", piece, "normal", -1, title=True)
                for piece in wrapped(section.title, width)
            )
        for line in section.lines:
            beside = zip_longest(_label(line, label_width), wrapped(line.value, value_width))
            for label, piece in beside:
                label = cell(label or "", label_width)
                drawn.append(DrawnLine(label, piece or "", line.tone, item))
            item += 1
        if not section.lines and section.empty:
            for piece in wrapped(section.empty, width):
                drawn.append(DrawnLine("", piece, "muted", -1))
    return drawn


def _label(line: CardLine, width: int) -> list[str]:
    return wrapped(visible(line.label), width) if width else []
