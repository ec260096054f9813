"""One question on one line at the bottom of the screen, its answer shown back while typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from adviser_tui.errors import InputError
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import plain, visible
from adviser_tui.widgets.writer import expect_a_write


@dataclass(frozen=True, slots=True)
class QuickAnswer:
    """A short answer and what it stands for: `w`, `+1w`, "a week"."""

    key: str
    answer: str
    says: str


Reading = Callable[[str], str]
"""Says how an answer is understood; raises InputError with a sentence when it is not."""


class PromptLine(ModalScreen[str | None]):
    """Dismisses with the answer, quick answers written out, or None on Escape.

    Enter is always needed, since `w` may be the beginning of "wed". With `optional` an empty
    answer is an answer.
    """

    HELP = "A question. Type the answer and press Enter; Escape asks no more and changes nothing."
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    PromptLine {
        align: left bottom;
        background: $background 30%;
        & > Vertical {
            height: auto;
            background: $panel;
            border-top: solid $border;
            padding: 0 1;
        }
        #prompt-question { color: $text-primary; text-style: bold; padding-right: 1; }
        Input { width: 1fr; background: $panel; }
        #prompt-says { color: $text-muted; height: auto; min-height: 1; }
        #prompt-says.-wrong { color: $text-error; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(
        self,
        question: str,
        *,
        quick: Sequence[QuickAnswer] = (),
        reading: Reading | None = None,
        optional: bool = False,
        value: str = "",
        hint: str = "",
    ) -> None:
        super().__init__()
        self._question = question
        self._quick = {one.key: one for one in quick}
        self._reading = reading
        self._optional = optional
        self._value = value
        self._hint = hint

    def on_mount(self) -> None:
        """Get ready for the answer to be written."""
        expect_a_write()

    def compose(self) -> ComposeResult:
        """Lay out the question, the line, and what is understood."""
        with Vertical():
            with HorizontalGroup():
                yield Label(plain(self._question), id="prompt-question")
                yield Input(visible(self._value), compact=True)
            yield Static(plain(self._choices), id="prompt-says")

    @property
    def _choices(self) -> str:
        ways = [f"{one.key} {one.says}" for one in self._quick.values()]
        return " · ".join([*ways, *([self._hint] if self._hint else []), "Esc back"])

    def _answer(self, text: str) -> str:
        typed = text.strip()
        return self._quick[typed].answer if typed in self._quick else typed

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._understood(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        answer = self._answer(event.value)
        if not answer and not self._optional:
            self._say("An answer is needed; Escape leaves everything as it is.", wrong=True)
        elif self._understood(event.value):
            self.dismiss(answer)

    def _understood(self, text: str) -> bool:
        answer = self._answer(text)
        if not answer or self._reading is None:
            self._say(self._choices)
            return True
        try:
            self._say(f"→ {self._reading(answer)} · Enter")
        except InputError as error:
            self._say(f"✗ {error}", wrong=True)
            return False
        return True

    def _say(self, words: str, wrong: bool = False) -> None:
        line = self.query_one("#prompt-says", Static)
        line.update(plain(words))
        line.set_class(wrong, "-wrong")

    def action_back(self) -> None:
        """Ask no more."""
        self.dismiss(None)
