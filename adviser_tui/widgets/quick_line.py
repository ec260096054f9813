"""The one-line quick entry, with how it is understood shown below while typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, Vertical
from textual.timer import Timer
from textual.widgets import Input, Label, Static

from adviser_tui.errors import AdviserError
from adviser_tui.widgets.card_lines import CardLine
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import joined, plain, visible
from adviser_tui.widgets.writer import expect_a_write

_PAUSE = 0.08
_DRAFT_AFTER = 0.7
"""Seconds of rest after which the line is kept as a draft, as in forms."""
_TONE_STYLES = {
    "normal": "$text",
    "muted": "$text-muted",
    "warning": "$text-warning",
    "danger": "bold $text-error",
    "good": "$text-success",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What must be chosen before a line can be taken; `answer` takes it with the choice's id."""

    title: str
    choices: tuple[Choice, ...]
    answer: Callable[[str], object]


class QuickLine(ServiceModal[str | None]):
    """Dismisses with the line once `submit` has taken it, or None on Escape.

    `preview` and `submit` run in a thread and may raise AdviserError, shown below; the line stays.
    What `submit` returns is a `Question` where something must be chosen first: a menu asks it.
    The line is given to `keep_draft` when typing rests, and on Escape.
    """

    HELP = "Write a contact or promise in one line; below stands how it is understood."
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    QuickLine {
        align: left bottom;
        background: $background 30%;
        & > Vertical {
            height: auto;
            background: $panel;
            border-top: solid $border;
            padding: 0 1;
        }
        #quick-name { color: $text-primary; text-style: bold; padding-right: 1; }
        Input { width: 1fr; background: $panel; }
        #quick-says { height: auto; min-height: 2; max-height: 16; color: $text; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(
        self,
        preview: Callable[[str], Sequence[CardLine]],
        submit: Callable[[str], object],
        *,
        value: str = "",
        keep_draft: Callable[[str], object] | None = None,
        example: str = 'tesco leeds f2f needs "2 night fillers" 25m fu fri',
    ) -> None:
        super().__init__()
        self._preview = preview
        self._submit = submit
        self._value = value
        self._keep_draft = keep_draft
        self._example = example
        self._timer: Timer | None = None
        self._draft_timer: Timer | None = None
        self._kept = value.strip()
        """What the draft holds."""
        self._busy = False

    def on_mount(self) -> None:
        """Get ready for the answer to be written."""
        expect_a_write()

    def compose(self) -> ComposeResult:
        """Lay out the line and what is understood."""
        with Vertical():
            with HorizontalGroup():
                yield Label("Quick entry", id="quick-name")
                yield Input(visible(self._value), compact=True)
            yield Static(plain(f"For example: {self._example}", "$text-muted"), id="quick-says")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self._look)
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(_DRAFT_AFTER, self._store_draft)

    def _store_draft(self) -> None:
        """Keep what stands in the line, so that no crash and no closed lid takes it."""
        text = self.query_one(Input).value
        if self._keep_draft is not None and not self._busy and text.strip() != self._kept:
            self._kept = text.strip()
            self.tell(partial(self._keep_draft, text))

    def _look(self) -> None:
        text = self.query_one(Input).value.strip()
        if text and not self._busy:
            self.ask("preview", partial(self._preview, text), self._show, self._refused)

    def _show(self, lines: Sequence[CardLine]) -> None:
        shown = []
        for number, line in enumerate(lines):
            end = "\n" if number < len(lines) - 1 else ""
            shown.append(plain(f"{line.label}: " if line.label else "", "$text-muted"))
            shown.append(plain(f"{visible(line.value)}{end}", _TONE_STYLES[line.tone]))
        self.query_one("#quick-says", Static).update(joined(*shown))

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        if text and not self._busy:
            self._busy = True
            self._take(text, partial(self._submit, text))

    def _take(self, text: str, call: Callable[[], object]) -> None:
        self.tell(call, partial(self._taken, text), self._refused)

    def _taken(self, text: str, answer: object) -> None:
        if not isinstance(answer, Question):
            self.dismiss(text)
            return
        question = answer

        def chosen(choice: str | None) -> None:
            if choice is None:
                self._busy = False
            else:
                self._take(text, partial(question.answer, choice))

        self.app.push_screen(Chooser(question.title, question.choices), chosen)

    def _refused(self, error: AdviserError) -> None:
        self._busy = False
        self.query_one("#quick-says", Static).update(plain(f"✗ {error}", "bold $text-error"))

    def action_back(self) -> None:
        """Close; the line is kept as a draft."""
        self._store_draft()
        self.dismiss(None)
