"""Text on its way to the terminal: what may pass, what is dropped, and that nothing goes around."""

import ast
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

import adviser_tui
from adviser_tui.widgets.text import TerminalSafe, cell, joined, plain, template, visible, wrapped

BLACK = Color(0, 0, 0)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
DANGEROUS = ("\x1b", "\x9b", "\x07", "\x00", "\x7f", "\x85", "\u202e", "\u2066", "\ufeff")


def unsafe(text: str) -> list[str]:
    """Return every character that could command a terminal or cannot be encoded."""
    return [
        letter
        for letter in text
        if unicodedata.category(letter) in {"Cc", "Cs"}
        or letter in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
        or 0xE0000 <= ord(letter) <= 0xE007F
    ]


@given(ANY_TEXT)
@example("[red]x[/] [@click=app.bell]press[/]")
def test_visible_text_is_safe_and_settled(text: str) -> None:
    shown = visible(text)
    assert unsafe(shown) == []
    assert visible(shown) == shown
    assert unsafe(visible(text, lines=True).replace("\n", "")) == []


@pytest.mark.parametrize("sign", DANGEROUS)
def test_each_dangerous_character_is_dropped(sign: str) -> None:
    assert visible(f"a{sign}b") == "ab"


def test_what_people_write_is_kept() -> None:
    for text in ("O'Brien [Leeds] Ltd", "Ærø & Søn", "丸亀", "نان", "👩‍👩‍👧", "a\u200db", "é"):
        assert visible(text) == text
        assert plain(text).plain == text


def test_accents_are_not_piled_up() -> None:
    assert visible("a" + "\u0301" * 50) == "a" + "\u0301" * 4


@given(ANY_TEXT, st.integers(0, 40))
def test_a_cell_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    shown = cell(text, width)
    assert cell_len(shown) == width
    assert unsafe(shown) == []


@given(ANY_TEXT, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_no_letter(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    squeezed = "".join("".join(lines).split())
    assert squeezed == "".join(visible(text, lines=True).split())


@given(ANY_TEXT)
@example("[/] $n [bold]")
def test_a_value_in_a_template_is_never_markup(text: str) -> None:
    content = template("[b]Employer:[/b] $n", n=text)
    assert content.plain == f"Employer: {visible(text)}"
    assert joined(plain("a"), plain(text)).plain == "a" + visible(text, lines=True)


@given(st.lists(ANY_TEXT, max_size=5))
def test_no_unsafe_character_passes_the_wire(texts: list[str]) -> None:
    before = [Segment(text, Style(bold=True)) for text in texts]
    after = TerminalSafe().apply(before, BLACK)
    assert unsafe("".join(segment.text for segment in after)) == []
    assert Strip(after).cell_length == Strip(before).cell_length


def test_an_odd_link_is_dropped_and_a_plain_one_kept() -> None:
    for target in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://x/\x1b]52;c;",
        "http://a b",
    ):
        (segment,) = TerminalSafe().apply([Segment("x", Style(link=target))], BLACK)
        assert segment.style is not None
        assert segment.style.link is None
    good = Segment("x", Style(link="https://example.org/a?b=c"))
    assert TerminalSafe().apply([good], BLACK) == [good]


def test_a_control_segment_loses_its_commands() -> None:
    control = Segment("\x1b[2J", None, [(ControlType.CLEAR,)])
    assert TerminalSafe().apply([control], BLACK)[0].text == ""


# Nothing goes around the door: what is shown is written in the source, or went through it.

SHOWING = {
    "Static",
    "Label",
    "Button",
    "Option",
    "Checkbox",
    "RadioButton",
    "Collapsible",
    "Tab",
    "TabPane",
    "Placeholder",
    "notify",
    "add_row",
    "add_column",
    "add_option",
    "Markdown",
    "Text",
    "Content",
    "from_markup",
}
TITLES = {"border_title", "border_subtitle", "tooltip"}
DOOR = {"plain", "template", "joined", "cell"}
PACKAGE = Path(adviser_tui.__file__).parent
SOURCES = sorted(
    path
    for path in [
        *(PACKAGE / "widgets").rglob("*.py"),
        *(PACKAGE.parent / "screens").rglob("*.py"),
        PACKAGE / "app.py",
    ]
    if path.exists() and path != PACKAGE / "widgets" / "text.py"
)


def passes(value: ast.expr) -> bool:
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.IfExp):
        return passes(value.body) and passes(value.orelse)
    return (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in DOOR
    )


def around_the_door(source: str) -> list[int]:
    """Return the lines where something is shown that did not go through the door."""
    lines: list[int] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else ""
            name = function.id if isinstance(function, ast.Name) else name
            shown = node.args[:1] if name in SHOWING else []
            if name == "update" and node.args and not isinstance(node.args[0], ast.Dict | ast.Call):
                shown = node.args[:1] if isinstance(node.args[0], ast.JoinedStr) else []
            if name != "Binding":
                shown += [word.value for word in node.keywords if word.arg in TITLES]
            lines.extend(value.lineno for value in shown if not passes(value))
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named = [one.attr for one in targets if isinstance(one, ast.Attribute)]
            if set(named) & TITLES and node.value is not None and not passes(node.value):
                lines.append(node.lineno)
    return lines


@pytest.mark.parametrize(
    "source",
    [
        "Static(name)",
        "Static(f'{name}')",
        "widgets.Label(row.name)",
        "self.app.notify('Done: ' + name)",
        "table.add_row(name)",
        "self.border_title = name",
        "line.update(f'{name}')",
        "Button('a' if yes else name)",
        "Content.from_markup(name)",
    ],
)
def test_the_lint_finds_what_goes_around(source: str) -> None:
    assert around_the_door(source) == [1]


@pytest.mark.parametrize(
    "source",
    [
        "Static('[b]ours[/b]')",
        "Static()",
        "Static(plain(name), id=name)",
        "Label(template('$n', n=name))",
        "self.border_title = plain(name)",
        "line.update(plain(name))",
        "values.update(row.take())",
    ],
)
def test_the_lint_lets_pass_what_went_through(source: str) -> None:
    assert around_the_door(source) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_is_shown_around_the_door(path: Path) -> None:
    assert around_the_door(path.read_text(encoding="utf-8")) == []
