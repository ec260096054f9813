"""The widgets of a form, one for each kind of field, all with the same few methods."""

from collections.abc import Mapping

from textual import events, on
from textual.app import ComposeResult
from textual.containers import HorizontalGroup, VerticalGroup
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Static, TextArea

from adviser_tui.errors import InputError
from adviser_tui.widgets.choice_strip import ChoiceStrip
from adviser_tui.widgets.fields import (
    Choice,
    ChoiceField,
    Field,
    LongTextField,
    PickField,
    TextField,
)
from adviser_tui.widgets.pick_box import PickBox
from adviser_tui.widgets.text import plain, visible


class FieldRow(VerticalGroup):
    """A label, an editor, and a line below that explains, shows back, or says what is wrong."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        margin-bottom: 0;
        & > HorizontalGroup > .field-label { width: 18; color: $text-muted; padding-right: 1; }
        &:focus-within > HorizontalGroup > .field-label { color: $text; text-style: bold; }
        & > .field-says { display: none; padding-left: 18; color: $text-muted; height: auto; }
        &:focus-within > .field-says.-help { display: block; }
        & > .field-says.-shown { display: block; color: $text-primary; }
        & > .field-says.-wrong { display: block; color: $text-error; text-style: bold; }
        Input, TextArea { width: 1fr; background: $surface; padding: 0; }
        &:even Input, &:even TextArea { background: $panel; }
        Input:focus, TextArea:focus { background: $block-cursor-blurred-background; }
        &:even Input:focus, &:even TextArea:focus {
            background: $block-cursor-blurred-background;
        }
    }
    """

    class Entered(Message):
        """Enter: go on to the next field."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.row = row

    class Changed(Message):
        """Something was typed or chosen."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._editor = self._make_editor()

    def compose(self) -> ComposeResult:
        """Lay out label, editor and the line below."""
        with HorizontalGroup():
            yield Label(plain(self.field.label), classes="field-label")
            yield self._editor
        yield Static(plain(self.field.help), classes="field-says")

    def on_mount(self) -> None:
        """Show back what is there already."""
        self.check(final=False)

    def on_focus(self) -> None:
        """Pass the focus on to the editor."""
        self.focus_editor()

    def focus_editor(self) -> None:
        """Put the keys into this field."""
        target = self._editor
        if isinstance(target, PickBox):
            target = target.query_one(Input)
        target.focus()

    @property
    def text(self) -> str:
        """What is typed, or the id of what is chosen."""
        editor = self._editor
        if isinstance(editor, Input):
            return editor.value
        if isinstance(editor, TextArea):
            return editor.text
        if isinstance(editor, ChoiceStrip):
            return editor.chosen
        if isinstance(editor, PickBox):
            return editor.text
        raise AssertionError(type(editor).__name__)

    def raw(self) -> dict[str, str]:
        """Return what a draft keeps of this field: the text as it stands, right or wrong."""
        name = self.field.name
        if isinstance(self._editor, PickBox):
            picked = self._editor.picked
            return {name: picked.id if picked else "", f"{name}_text": self._editor.text}
        return {name: self.text}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Put back what a draft kept of this field."""
        name = self.field.name
        if name not in draft:
            return
        editor = self._editor
        if isinstance(editor, PickBox):
            text = draft.get(f"{name}_text", "")
            editor.restore(text, Choice(draft[name], text) if draft[name] else None)
        elif isinstance(editor, Input):
            editor.value = visible(draft[name])
        elif isinstance(editor, TextArea):
            editor.text = visible(draft[name], lines=True)
        elif isinstance(editor, ChoiceStrip):
            editor.choose(draft[name])

    def take(self) -> dict[str, str]:
        """Return the values of this field, or raise InputError with its name."""
        name = self.field.name
        if not isinstance(self.field, PickField) or not isinstance(self._editor, PickBox):
            return {name: self.field.read(self.text)}
        box = self._editor
        typed = self.field.read(box.text)
        if box.picked is not None:
            return {name: box.picked.id, f"{name}_new": ""}
        if typed and not box.new:
            raise InputError(
                f"{self.field.label}: press Enter on '{visible(typed)}' to choose which is meant.",
                name,
            )
        return {name: "", f"{name}_new": typed}

    def check(self, final: bool = True) -> bool:
        """Show below what is wrong or how it is understood; a required gap only when `final`."""
        try:
            self.take()
            shown = self.field.preview(self.text)
            if isinstance(self._editor, PickBox) and self._editor.new:
                shown = "New: it is added when you save."
        except InputError as error:
            if final or (self.text.strip() and not isinstance(self._editor, PickBox)):
                self.say_wrong(error)
                return False
            shown = ""
        self._say(shown or self.field.help, "-shown" if shown else "-help")
        return True

    def say_wrong(self, error: InputError) -> None:
        """Show under the field what is wrong with it."""
        self._say(f"✗ {error}", "-wrong")

    def _say(self, words: str, kind: str) -> None:
        line = self.query_one(".field-says", Static)
        line.update(plain(words))
        for other in ("-help", "-shown", "-wrong"):
            line.set_class(other == kind and bool(words), other)

    def _make_editor(self) -> Widget:
        field = self.field
        if isinstance(field, LongTextField):
            area = TextArea(visible(field.value, lines=True), compact=True)
            area.styles.height = field.lines
            return area
        if isinstance(field, ChoiceField):
            return ChoiceStrip(field.choices, field.value)
        if isinstance(field, PickField):
            picked = Choice(field.value, field.shown) if field.value else None
            return PickBox(field.search, more=field.more, create=field.create, picked=picked)
        hint = field.placeholder if isinstance(field, TextField) else ""
        return Input(visible(field.value), placeholder=visible(hint), compact=True)

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceStrip.Changed)
    @on(PickBox.Changed)
    def _changed(self, event: Message) -> None:
        event.stop()
        self.check(final=False)
        self.post_message(self.Changed())

    @on(Input.Submitted)
    @on(ChoiceStrip.Entered)
    @on(PickBox.Picked)
    def _entered(self, event: Message) -> None:
        event.stop()
        if self.check():
            self.post_message(self.Entered(self))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check what was typed when the field is left."""
        self.check(final=False)
