"""A form over the screen that forgets nothing: not on a mistake, not on Escape, not on a crash."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Button, Static

from adviser_tui.errors import AdviserError, InputError
from adviser_tui.widgets.field_rows import FieldRow
from adviser_tui.widgets.fields import Field
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import plain
from adviser_tui.widgets.writer import expect_a_write

Values = dict[str, str]
_DRAFT_AFTER = 0.7
"""Seconds of rest after which what is typed is kept as a draft."""


class FormScreen(ServiceModal[Values | None]):
    """Asks for some fields and dismisses with their values, or None when left without saving.

    `save` and `keep_draft` run in the writer's thread and touch no widget. `save` may raise
    InputError, shown at its field. `notice` is asked for the words above the fields whenever one
    of them was gone through. `keep_draft` is given what stands in the fields while typing
    and on Escape, and an empty mapping once it is saved.
    """

    HELP = "A form. Enter goes to the next field, ctrl+s saves, Escape keeps a draft and closes."
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    FormScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 90;
            max-width: 100%;
            height: auto;
            max-height: 100%;
            background: $background;
            border: round $border;
            padding: 0 1;
        }
        #form-title { text-style: bold; color: $text-primary; margin-bottom: 1; }
        #form-intro { color: $text-muted; margin-bottom: 1; }
        #form-intro.-none { display: none; }
        #form-fields { height: auto; max-height: 100%; overflow-x: hidden; }
        #form-fields FieldRow { margin-bottom: 1; }
        #form-end { height: auto; }
        #form-message { width: 1fr; height: auto; max-height: 6; color: $text-muted; }
        #form-message.-wrong { color: $text-error; text-style: bold; }
        #form-end Button { margin-left: 1; min-width: 8; }
        &.-small #form-fields FieldRow { margin-bottom: 0; }
        &.-small #form-title { margin-bottom: 0; }
    }
    """
    VERTICAL_BREAKPOINTS = [(0, "-small"), (30, "-roomy")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("form.save", "back", priority=True),
        *bindings("help", on="app."),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[Values], object],
        *,
        intro: str = "",
        draft: Mapping[str, str] | None = None,
        keep_draft: Callable[[Mapping[str, str]], object] | None = None,
        focus: str = "",
        notice: Callable[[Mapping[str, str]], str] | None = None,
    ) -> None:
        super().__init__()
        self._heading = title
        self._intro = intro
        self._fields = tuple(fields)
        self._save = save
        self._draft = dict(draft or {})
        self._keep_draft = keep_draft
        self._first = focus
        self._notice = notice
        self._timer: Timer | None = None
        self._begun: Values = {}
        self._saving = False
        self.result: object = None
        """What `save` returned: what was made of the values."""

    def compose(self) -> ComposeResult:
        """Lay out the title, the fields and the two buttons."""
        with Vertical():
            yield Static(plain(self._heading), id="form-title")
            yield Static(
                plain(self._intro), id="form-intro", classes="" if self._intro else "-none"
            )
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self._fields:
                    yield FieldRow(field)
            with HorizontalGroup(id="form-end"):
                yield Static("Enter next · ^s save · Esc close, kept as a draft", id="form-message")
                yield Button("Save", id="form-save", compact=True, variant="primary")
                yield Button("Close", id="form-close", compact=True)

    def on_mount(self) -> None:
        """Put back a draft and begin at the field that was asked for, else the first empty one."""
        expect_a_write()
        self._begun = self._raw()
        if self._draft:
            for row in self._rows:
                row.restore(self._draft)
            self._say("This is the draft you left; Save keeps it, changing it is fine.")
            self._look_up_notice()
        start = next((row for row in self._rows if row.field.name == self._first), None)
        if start is None:
            start = next((row for row in self._rows if not row.text.strip()), None)
        if start is None and self._rows:
            start = self._rows[0]
        if start is not None:
            self.call_after_refresh(start.focus_editor)

    @property
    def _rows(self) -> list[FieldRow]:
        return list(self.query(FieldRow))

    def _raw(self) -> Values:
        raw: Values = {}
        for row in self._rows:
            raw.update(row.raw())
        return raw

    @on(FieldRow.Entered)
    def _next(self, event: FieldRow.Entered) -> None:
        event.stop()
        rows = self._rows
        self._look_up_notice()
        place = rows.index(event.row) + 1
        if place < len(rows):
            rows[place].focus_editor()
        else:
            self.action_form_save()

    def _look_up_notice(self) -> None:
        if self._notice is not None:
            self.ask("notice", partial(self._notice, self._raw()), self._show_notice)

    def _show_notice(self, words: str) -> None:
        intro = self.query_one("#form-intro", Static)
        intro.update(plain(words))
        intro.set_class(not words, "-none")

    @on(FieldRow.Changed)
    def _changed(self, event: FieldRow.Changed) -> None:
        event.stop()
        if self._keep_draft is None:
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_DRAFT_AFTER, self._store_draft)

    def _store_draft(self) -> None:
        raw = self._raw()
        if self._keep_draft is not None and not self._saving and raw != self._begun:
            self.tell(partial(self._keep_draft, raw))

    @on(Button.Pressed, "#form-save")
    def action_form_save(self) -> None:
        """Save, unless a field is wrong; then go to the first that is."""
        if self._saving:
            return
        wrong = [row for row in self._rows if not row.check()]
        if wrong:
            wrong[0].focus_editor()
            self._say("Not saved yet: see the field marked ✗.", wrong=True)
            return
        values: Values = {}
        for row in self._rows:
            values.update(row.take())
        self._saving = True
        self._say("Saving …")
        self.tell(partial(self._save_all, values), lambda _: self.dismiss(values), self._refused)

    def _save_all(self, values: Values) -> None:
        self.result = self._save(dict(values))
        if self._keep_draft is not None:
            self._keep_draft({})

    def _refused(self, error: AdviserError) -> None:
        self._saving = False
        name = error.field if isinstance(error, InputError) else ""
        for row in self._rows:
            if row.field.name == name and isinstance(error, InputError):
                row.say_wrong(error)
                row.focus_editor()
                self._say("Not saved yet: see the field marked ✗.", wrong=True)
                return
        self._say(f"✗ {error}", wrong=True)

    @on(Button.Pressed, "#form-close")
    def action_back(self) -> None:
        """Close; what was typed is kept as a draft."""
        self._store_draft()
        self.dismiss(None)

    def _say(self, words: str, wrong: bool = False) -> None:
        line = self.query_one("#form-message", Static)
        line.update(plain(words))
        line.set_class(wrong, "-wrong")
