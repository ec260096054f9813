"""Forms: quick to fill by key, shown back, corrected in place, and never forgetting anything."""

import threading
from collections.abc import Mapping

import pytest
from textual.app import App
from textual.widgets import Input, TextArea

from adviser_tui.errors import InputError, RuleError
from adviser_tui.themes import register_themes
from adviser_tui.widgets.choice_strip import ChoiceStrip
from adviser_tui.widgets.fields import Choice, ChoiceField, MinutesField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from adviser_tui.widgets.pick_box import PickBox
from tests.pilot.kit_app import fields
from tests.pilot.seen import seen
from tests.pilot.waiting import settled, until


class FormApp(App[None]):
    """A form and what came of it."""

    def __init__(self, draft: Mapping[str, str] | None = None, refuse: str = "") -> None:
        super().__init__()
        register_themes(self)
        self.theme = "adviser-dark"
        self.draft = draft
        self.refuse = refuse
        self.saved: list[Values] = []
        self.drafts: list[Mapping[str, str]] = []
        self.answers: list[Values | None] = []
        self.writers: set[str] = set()

    def on_mount(self) -> None:
        form = FormScreen(
            "Log a contact",
            fields(),
            self.save,
            draft=self.draft,
            keep_draft=self.drafts.append,
        )
        self.push_screen(form, self.answers.append)

    def save(self, values: Values) -> None:
        self.writers.add(threading.current_thread().name)
        if self.refuse == "rule":
            raise RuleError("This employer asked not to be contacted.")
        if self.refuse and values[self.refuse]:
            raise InputError("That name is taken.", self.refuse)
        self.saved.append(values)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_form_is_filled_and_saved_with_the_keyboard(size: tuple[int, int]) -> None:
    app = FormApp()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*"tesc", "enter")
        await settled(pilot)
        await pilot.press("c", "enter")
        await pilot.press(*"Sam", "enter", *"1h30", "enter")
        assert "1 h 30 min" in seen(app)
        await pilot.press(*"needs two", "tab", *"fri")
        await pilot.pause()
        assert "Friday 27 November" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert app.saved == [
            {
                "employer": "e2",
                "employer_new": "",
                "channel": "call",
                "person": "Sam",
                "minutes": "90",
                "note": "needs two",
                "due": "2026-11-27",
            }
        ]
        assert app.answers == app.saved
        assert app.drafts[-1] == {}
        assert all("writer" in name for name in app.writers)


async def test_an_employer_not_known_yet_is_made_on_the_way() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"Tesco", "down", "enter")
        await settled(pilot)
        assert "New: it is added when you save." in seen(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert app.saved[0]["employer"] == ""
        assert app.saved[0]["employer_new"] == "Tesco"


async def test_enter_waits_for_the_search_instead_of_taking_nothing() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"gregg", "enter")
        await settled(pilot)
        box = app.screen.query_one(PickBox)
        assert box.picked is not None
        assert box.picked.label == "Greggs"
        assert isinstance(app.focused, ChoiceStrip)


async def test_a_mistake_is_said_at_its_field_and_costs_nothing() -> None:
    app = FormApp(refuse="person")
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Employer is needed." in seen(app)
        assert app.saved == []
        await pilot.press(*"gregg", "enter")
        await settled(pilot)
        await pilot.press("enter", *"Sam", "ctrl+s")
        await settled(pilot)
        assert "That name is taken." in seen(app)
        assert isinstance(app.focused, Input)
        assert app.focused.value == "Sam"
        await pilot.press("backspace", "backspace", "backspace", "ctrl+s")
        await settled(pilot)
        assert app.saved[0]["employer"] == "e0"


async def test_a_rule_that_says_no_is_told_in_the_form() -> None:
    app = FormApp(refuse="rule", draft={"employer": "e0", "employer_text": "Greggs"})
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert "asked not to be contacted" in seen(app)
        assert app.answers == []


async def test_a_wrong_date_and_wrong_minutes_are_said_while_typing() -> None:
    app = FormApp(draft={"minutes": "soon", "due": "never"})
    async with app.run_test() as pilot:
        await settled(pilot)
        text = seen(app)
        assert "'soon' is not a length of time" in text
        assert "'never' is not a date" in text


async def test_escape_keeps_a_draft_and_the_draft_comes_back() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"gregg", "enter")
        await settled(pilot)
        await pilot.press("v", "enter", *"Sam", "escape")
        await settled(pilot)
        assert app.answers == [None]
        draft = app.drafts[-1]
    again = FormApp(draft)
    async with again.run_test() as pilot:
        await pilot.pause()
        text = seen(again)
        for words in ("Greggs", "Sam", "draft"):
            assert words in text
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert again.saved[0]["employer"] == "e0"
        assert again.saved[0]["channel"] == "vm"
        assert again.saved[0]["person"] == "Sam"


async def test_a_draft_says_that_it_is_one_and_begins_at_the_first_field() -> None:
    """Whoever starts on somebody new writes over what was left, not into its next gap."""
    draft = {"employer": "e0", "employer_text": "Greggs", "person": "Sam"}
    app = FormApp(draft)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Kept from before" in seen(app)
        assert "^l empties the form" in seen(app)
        box = app.screen.query_one(PickBox)
        assert app.focused is box.query_one(Input)


async def test_one_key_empties_the_form_with_its_draft_and_brings_it_back() -> None:
    draft = {"employer": "e0", "employer_text": "Greggs", "person": "Sam", "minutes": "soon"}
    app = FormApp(draft)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("tab", "tab", "ctrl+l")
        await settled(pilot)
        for gone in ("Greggs", "Sam", "soon", "Kept from before"):
            assert gone not in seen(app)
        assert app.focused is app.screen.query_one(PickBox).query_one(Input)
        await pilot.press("ctrl+l")
        await settled(pilot)
        assert "Greggs" in seen(app)
        assert "Sam" in seen(app)
        await pilot.press("ctrl+l", "escape")
        await settled(pilot)
        assert app.drafts[-1] == {}


async def test_what_is_typed_is_kept_even_without_escape() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press(*"gre")
        await until(pilot, lambda: app.drafts and app.drafts[-1]["employer_text"] == "gre")
        assert app.drafts[-1]["employer_text"] == "gre"


async def test_an_untouched_form_leaves_no_draft() -> None:
    app = FormApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await settled(pilot)
        assert app.drafts == []
        assert app.answers == [None]


async def test_the_mouse_fills_and_saves_a_form() -> None:
    app = FormApp(draft={"employer": "e0", "employer_text": "Greggs"})
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        strip = app.screen.query_one(ChoiceStrip)
        x, y, _ = strip.places[1]
        await pilot.click(ChoiceStrip, offset=(x + 1, y))
        assert strip.chosen == "call"
        await pilot.click(TextArea)
        await pilot.press("a", "enter", "b")
        await pilot.click("#form-save")
        await settled(pilot)
        assert app.saved[0]["note"] == "a\nb"
        assert app.saved[0]["channel"] == "call"


async def test_choices_wrap_and_go_round() -> None:
    app = FormApp()
    async with app.run_test(size=(44, 24)) as pilot:
        await pilot.pause()
        strip = app.screen.query_one(ChoiceStrip)
        assert len({y for _, y, _ in strip.places}) == 2
        strip.focus()
        for key, chosen in (
            ("right", "call"),
            ("space", "vm"),
            ("right", "visit"),
            ("left", "vm"),
            ("v", "visit"),
            ("v", "vm"),
            ("x", "vm"),
            ("backspace", ""),
        ):
            await pilot.press(key)
            assert strip.chosen == chosen, key


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("25", "25"), ("25m", "25"), ("1h", "60"), ("1h30", "90"), ("2 h 5 min", "125"), ("", "")],
)
def test_minutes_as_people_write_them(typed: str, minutes: str) -> None:
    assert MinutesField(name="m", label="Minutes").read(typed) == minutes


@pytest.mark.parametrize("typed", ["0", "soon", "25h", "-5", "1:30", "h", "999 999"])
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        MinutesField(name="m", label="Minutes").read(typed)
    assert caught.value.field == "m"


def test_fields_name_themselves_when_they_refuse() -> None:
    def no(_: str) -> None:
        raise InputError("No.")

    text = TextField(name="t", label="Text", limit=3, check=no)
    choice = ChoiceField(name="c", label="Choice", choices=(Choice("a", "A"),))
    for field, typed in ((text, "abcd"), (text, "ab"), (choice, "b")):
        with pytest.raises(InputError) as caught:
            field.read(typed)
        assert caught.value.field == field.name
