"""The one door through which a value becomes something displayed.

Whatever a person, a file or another device wrote passes here: markup in it is never read, and
what could command a terminal is dropped, here and once more at the wire (`TerminalSafe`).
"""

import re
import unicodedata
from typing import Any, Literal

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

Severity = Literal["information", "warning", "error"]

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # commands of the terminal
    "\u00ad\u061c\u115f\u1160\u180e\u3164\uffa0"  # fillers that show as nothing
    "\u2028\u2029\u202a-\u202e\u2066-\u206f"  # line ends and direction overrides
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"  # byte order mark, annotations, non-characters
    "\ud800-\udfff"  # halves of pairs, which cannot be encoded
    "\U000e0000-\U000e007f"  # tags: text that hides in text
    "]"
)
_UNSAFE_KEEPING_LINES = re.compile(_UNSAFE.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_MOST_MARKS = 4
_LINK = re.compile(r"(https?://|mailto:|tel:)[\x21-\x7e]{1,2000}")


def visible(value: object, lines: bool = False) -> str:
    """Return the text of a value with everything dropped that is not meant for an eye.

    Tabs and line ends become a blank, unless `lines` asks for line ends to be kept.
    """
    text = str(value)
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not lines:
        text = text.replace("\n", " ")
    text = (_UNSAFE_KEEPING_LINES if lines else _UNSAFE).sub("", text)
    return text if text.isascii() else _few_marks(text)


def _few_marks(text: str) -> str:
    """Cap the accents piled on one letter, which would draw over the lines around it."""
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def plain(value: object, style: str = "") -> Content:
    """Return content that shows a value as it is, line ends kept; `style` is ours, never theirs."""
    return Content.styled(visible(value, lines=True), style)


def template(markup: str, **values: object) -> Content:
    """Return content from our own markup with `$name` put in as plain text."""
    return Content.from_markup(markup, **{name: visible(one) for name, one in values.items()})


def joined(*parts: Content) -> Content:
    """Return the parts one after another."""
    return Content("").join(parts)


def cell(value: object, width: int) -> str:
    """Return one line of exactly `width` cells; what is too long ends in an ellipsis."""
    text = visible(value)
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def wrapped(value: object, width: int) -> list[str]:
    """Return a value as lines of at most `width` cells, broken at blanks where there are any."""
    found: list[str] = []
    for line in visible(value, lines=True).split("\n"):
        found.extend(_wrapped_line(line, max(1, width)))
    return found


def _wrapped_line(line: str, width: int) -> list[str]:
    found: list[str] = []
    here = ""
    for word in line.split(" "):
        together = f"{here} {word}" if here else word
        if cell_len(together) <= width:
            here = together
            continue
        if here:
            found.append(here)
        here = word
        while cell_len(here) > width:
            first = set_cell_size(here, width)
            cut = len(first) if here.startswith(first) else max(1, len(first) - 1)
            found.append(here[:cut])
            here = here[cut:]
    return [*found, here]


def say(
    app: App[Any],
    message: object,
    severity: Severity = "information",
    title: str = "",
    seconds: float = 5,
) -> None:
    """Tell the adviser something in a toast; nothing in the message is read as markup."""
    app.notify(
        visible(message, lines=True),
        title=visible(title),
        severity=severity,
        timeout=seconds,
        markup=False,
    )


class TerminalSafe(LineFilter):
    """The last gate before the terminal: no control character and no odd link passes."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with their widths kept and everything unsafe gone."""
        return [_safe_segment(segment) for segment in segments]


def _safe_segment(segment: Segment) -> Segment:
    text, style, control = segment
    if control:
        return Segment("", style)
    unsafe_link = style is not None and style.link and not _LINK.fullmatch(style.link)
    if not unsafe_link and (text.isascii() and text.isprintable()):
        return segment
    if style is not None and unsafe_link:
        style = _without_link(style)
    if _UNSAFE.search(text):
        clean = _UNSAFE.sub("", text)
        text = clean + " " * max(0, cell_len(text) - cell_len(clean))
    return Segment(text, style)


def _without_link(style: Style) -> Style:
    return style.update_link(None)
