"""The list: its cursor, marks, headings, width and mouse, and that it draws only what is seen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from adviser_tui.themes import register_themes
from adviser_tui.widgets.columns import Cell, Column, Heading, LazyRows, ListRow, fitted
from adviser_tui.widgets.row_list import RowList
from tests.pilot.seen import seen
from tests.pilot.waiting import until_seen

COLUMNS = (
    Column("Name", least=10),
    Column("Town", 8),
    Column("Why", least=10, priority=1, one_line_only=True),
)


def row(number: int) -> ListRow:
    return ListRow(f"id{number}", (f"name {number}", "Leeds", "due"), note=f"because {number}")


class ListApp(App[None]):
    """A list and what it said."""

    def __init__(self, rows: Sequence[ListRow | Heading] = (), two_lines_below: int = 0) -> None:
        super().__init__()
        register_themes(self)
        self.theme = "adviser-dark"
        self.rows = rows
        self.two_lines_below = two_lines_below
        self.said: list[tuple[str, object]] = []

    def compose(self) -> ComposeResult:
        yield RowList(COLUMNS, two_lines_below=self.two_lines_below)

    def on_mount(self) -> None:
        self.listing.set_empty("Nothing due.", "n adds one.")
        self.listing.set_rows(self.rows)

    @property
    def listing(self) -> RowList:
        return self.query_one(RowList)

    @property
    def here(self) -> str:
        row = self.listing.cursor_row
        return row.id if row else ""

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.said.append(("highlighted", event.row and event.row.id))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        self.said.append(("opened", event.row.id))

    def on_row_list_marked(self, event: RowList.Marked) -> None:
        self.said.append(("marked", event.ids))


GROUPS: list[ListRow | Heading] = [
    Heading("Overdue"),
    row(1),
    row(2),
    Heading("Today"),
    row(3),
    Heading("Later"),
]


async def test_the_cursor_passes_over_headings() -> None:
    app = ListApp(GROUPS)
    async with app.run_test() as pilot:
        assert app.here == "id1"
        for key, there in (
            ("up", "id1"),
            ("j", "id2"),
            ("j", "id3"),
            ("down", "id3"),
            ("k", "id2"),
            ("G", "id3"),
            ("g", "id1"),
            ("end", "id3"),
            ("home", "id1"),
            ("pagedown", "id3"),
            ("pageup", "id1"),
            ("ctrl+d", "id3"),
            ("ctrl+u", "id1"),
        ):
            await pilot.press(key)
            assert app.here == there, key


async def test_enter_and_double_click_open() -> None:
    app = ListApp(GROUPS)
    async with app.run_test() as pilot:
        await pilot.press("j", "enter")
        assert app.said[-1] == ("opened", "id2")
        await pilot.click(RowList, offset=(8, 2), times=2)
        assert app.said[-1] == ("opened", "id1")
        await pilot.click(RowList, offset=(8, 1))
        assert app.here == "id1", "a heading takes no cursor"


async def test_marks_go_with_space_star_and_the_gutter() -> None:
    app = ListApp(GROUPS)
    async with app.run_test() as pilot:
        assert list(app.listing.targets) == ["id1"]
        await pilot.press("space", "space")
        assert list(app.listing.targets) == ["id1", "id2"]
        assert app.here == "id3"
        await pilot.press("asterisk")
        assert app.said[-1] == ("marked", ("id1", "id2", "id3"))
        await pilot.press("asterisk")
        assert list(app.listing.marked) == []
        await pilot.click(RowList, offset=(1, 2))
        assert list(app.listing.marked) == ["id1"]
        assert "✓" in seen(app)
        app.listing.clear_marks()
        assert list(app.listing.targets) == ["id1"]


async def test_a_refill_keeps_the_row_under_the_cursor_and_drops_marks_out_of_sight() -> None:
    app = ListApp([row(n) for n in range(9)])
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "j", "j")
        assert app.here == "id4"
        app.listing.set_rows([Heading("New"), row(40), row(1), row(4)])
        await pilot.pause()
        assert app.here == "id4"
        assert list(app.listing.marked) == ["id1"]
        app.listing.set_rows([row(7), row(8)])
        await pilot.pause()
        assert app.here == "id8", "the row is gone: the same place, as far as there is one"
        assert app.listing.go_to("id7")
        assert not app.listing.go_to("id99")
        assert app.here == "id7"


async def test_an_empty_list_says_which_key_fills_it() -> None:
    app = ListApp([])
    async with app.run_test() as pilot:
        assert "Nothing due." in seen(app)
        assert "n adds one." in seen(app)
        await pilot.press("j", "k", "G", "enter", "space", "asterisk", "pagedown")
        await pilot.click(RowList, offset=(4, 4))
        assert app.here == ""
        assert list(app.listing.targets) == []
        app.listing.set_rows([row(5)])
        await pilot.pause()
        assert app.here == "id5"
        assert "Nothing due." not in seen(app)
        app.listing.set_rows([Heading("Only this")])
        await pilot.pause()
        assert app.here == ""


async def test_a_hundred_thousand_rows_are_made_only_when_seen() -> None:
    made: list[int] = []

    def make(number: int) -> ListRow:
        made.append(number)
        return row(number)

    app = ListApp()
    async with app.run_test(size=(80, 24)) as pilot:
        app.listing.set_rows(LazyRows(range(100_000), make))
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        assert app.here == "id99999"
        assert "name 99999" in seen(app)
        await pilot.press("pageup", "pageup", "g", "j")
        await pilot.pause()
        assert app.here == "id1"
        assert len(set(made)) < 300


async def test_a_narrow_list_gives_each_row_a_second_line_for_the_reason() -> None:
    app = ListApp(GROUPS, two_lines_below=60)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "because 1" not in seen(app)
        assert "Why" in seen(app)
        await pilot.resize_terminal(50, 24)
        await until_seen(pilot, "because 1")
        assert "Town" in seen(app)
        assert "Why" not in seen(app), "the second line says it"
        await pilot.click(RowList, offset=(8, 6))
        assert app.here == "id2"


async def test_the_wheel_scrolls_and_the_cursor_is_brought_back_by_a_key() -> None:
    app = ListApp([row(n) for n in range(200)])
    async with app.run_test(size=(60, 10)) as pilot:
        for _ in range(12):
            app.listing.scroll_down(animate=False)
        await pilot.pause()
        assert "name 0 " not in seen(app)
        await pilot.press("j")
        await pilot.pause()
        assert "name 1 " in seen(app)
        for _ in range(30):
            await pilot.press("j")
        await pilot.pause()
        assert "name 31" in seen(app)


async def test_state_is_seen_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ListApp([ListRow("a", (Cell("overdue", "danger"), "x", "y")), row(2)])
    async with app.run_test() as pilot:
        await pilot.press("space")
        text = seen(app)
        assert "overdue" in text
        assert "✓" in text
        assert "▌ name 2" in text


async def test_found_letters_are_marked_by_more_than_colour() -> None:
    app = ListApp([row(0), ListRow("a", (Cell("Greggs", matched=(0, 1, 2)), "", ""))])
    async with app.run_test():
        strips = [app.listing.render_line(y) for y in range(4)]
        marked = [
            segment.text
            for strip in strips
            for segment in strip
            if segment.style is not None and segment.style.underline
        ]
        assert marked == ["Gre"]


@given(
    st.lists(
        st.builds(
            Column,
            st.just("x"),
            st.none() | st.integers(1, 20),
            st.integers(1, 4),
            st.integers(1, 12),
            st.integers(0, 3),
        ),
        max_size=7,
    ),
    st.integers(0, 160),
    st.integers(0, 3),
)
def test_columns_never_need_more_than_the_width(
    columns: list[Column], width: int, gap: int
) -> None:
    found = fitted(columns, width, gap)
    assert sum(wide for _, wide in found) + gap * max(0, len(found) - 1) <= max(0, width)
    assert all(wide > 0 for _, wide in found)
    shown = {index for index, _ in found}
    if shown and any(columns[i].width is None for i in shown) and len(shown) == len(columns):
        assert sum(wide for _, wide in found) + gap * (len(found) - 1) == width
    hidden = [c.priority for i, c in enumerate(columns) if i not in shown]
    if hidden and 0 not in hidden:
        assert min(hidden) >= 1
