"""A form over the screen that forgets nothing: not on a mistake, not on Escape, not on a crash."""

import asyncio
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
_KEPT = "Kept from before: the draft you left. ^l empties the form."
_DRAFT_AFTER = 0.7
"""Seconds of rest after which what is typed is kept as a draft."""


class FormScreen(ServiceModal[Values | None]):
    """Asks for some fields and dismisses with their values, or None when left without saving.

    `save` and `keep_draft` run in the writer's thread and touch no widget. `save` may raise
    InputError, shown at its field. `notice` is asked for the words above the fields whenever one
    of them was gone through. `keep_draft` is given what stands in the fields while typing
    and on Escape, and an empty mapping once it is saved.
    """

    HELP = (
        "A form. Enter goes to the next field, ctrl+s saves, ctrl+l empties the form, Escape keeps "
        "a draft and closes. A draft comes back when the form is opened again, and says so."
    )
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
        #form-kept { color: $text-warning; text-style: bold; }
        #form-kept.-none { display: none; }
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
        *bindings("form.save", "form.empty", "back", priority=True),
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
        self._emptied: Values = {}
        self._kept = bool(draft)
        self._saving = False
        self.result: object = None
        """What `save` returned: what was made of the values."""
        self.waits_for = asyncio.Event()  # until a field has the focus

    def compose(self) -> ComposeResult:
        """Lay out the title, the fields and the two buttons."""
        with Vertical():
            yield Static(plain(self._heading), id="form-title")
            yield Static(
                plain(self._intro), id="form-intro", classes="" if self._intro else "-none"
            )
            yield Static(plain(_KEPT), id="form-kept", classes="" if self._kept else "-none")
            with VerticalScroll(id="form-fields", can_focus=False):
                for field in self._fields:
                    yield FieldRow(field)
            with HorizontalGroup(id="form-end"):
                # What is not kept as a draft is gone with the form.
                leaving = "closes" if self._keep_draft is None else "keeps a draft"
                yield Static(
                    plain(f"Enter next · ^s save · ^l empty · Esc {leaving}"), id="form-message"
                )
                yield Button("Save", id="form-save", compact=True, variant="primary")
                yield Button("Close", id="form-close", compact=True)

    def on_mount(self) -> None:
        """Put back a draft, and begin where the form begins without one."""
        self._begun = self._raw()
        start = self._start()
        if self._draft:
            self._put_back(self._draft)
        self.call_after_refresh(self._begin_at, start)

    def on_unmount(self) -> None:
        """Let go whatever is typed for a form that went before it was there."""
        self._let_keys_go()

    def _start(self) -> FieldRow | None:
        rows = self._rows
        asked_for = [row for row in rows if row.field.name == self._first]
        empty = [row for row in rows if not row.text.strip()]
        return next(iter([*asked_for, *empty, *rows]), None)

    def _begin_at(self, row: FieldRow | None) -> None:
        if row is not None:
            row.focus_editor()
        # The focus itself is moved by the app, after what it was told before.
        self.app.call_later(self._begun_at)

    def _begun_at(self) -> None:
        self._let_keys_go()
        expect_a_write()

    def _let_keys_go(self) -> None:
        if self.waits_for is not None:
            self.waits_for.set()
            self.waits_for = None

    def _put_back(self, values: Mapping[str, str]) -> None:
        for row in self._rows:
            row.restore(values)
            row.check(final=False)
        self._look_up_notice()

    def action_form_empty(self) -> None:
        """Make the form as it was before anything was entered; the same key brings it back."""
        if self._saving:
            return
        raw = self._raw()
        if raw != self._begun:
            self._emptied = raw
            self._put_back(self._begun)
            self._say("Emptied. ^l again brings back what stood here.")
        elif self._emptied:
            self._put_back(self._emptied)
            self._say("What stood here is back.")
        self.query_one("#form-kept").add_class("-none")
        if (row := self._start()) is not None:
            row.focus_editor()

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
        if self._keep_draft is None or self._saving:
            return
        if raw != self._begun:
            self._kept = True
            self.tell(partial(self._keep_draft, raw))
        elif self._kept:
            self._kept = False
            self.tell(partial(self._keep_draft, {}))

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
