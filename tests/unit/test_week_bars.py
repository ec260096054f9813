"""Bars of text: exact, never wider than their room, and readable without colour."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from adviser_tui.widgets.week_bars import Bar, Piece, bar_lines, level_line

COUNTS = st.integers(0, 60)
BARS = st.lists(
    st.builds(
        Bar,
        label=st.integers(1, 53).map(lambda week: f"W{week:02d}"),
        value=COUNTS,
        target=st.none() | st.integers(1, 40),
        words=st.text(max_size=9),
        is_now=st.booleans(),
    ),
    max_size=10,
)


def text(line: list[Piece]) -> str:
    return "".join(piece.text for piece in line)


@given(BARS, st.integers(5, 120), st.integers(3, 20))
def test_a_chart_keeps_to_its_room(bars: list[Bar], width: int, height: int) -> None:
    lines = bar_lines(bars, width, height)

    assert len(lines) == height
    assert all(cell_len(text(line)) <= width for line in lines)
    assert len({cell_len(text(line)) for line in lines}) == 1


def heights(values: list[int]) -> list[int]:
    """Return how many eighths are filled in the middle of each bar."""
    bars = [Bar("W01", value, None, "") for value in values]
    lines = [text(line) for line in bar_lines(bars, 8 * len(bars), 12)[:-2]]
    return [
        sum(" ▁▂▃▄▅▆▇█".index(line[place * 8 + 4]) for line in lines)
        for place in range(len(values))
    ]


@given(st.lists(COUNTS, min_size=2, max_size=8))
def test_more_is_never_drawn_lower_and_something_is_never_drawn_as_nothing(
    values: list[int],
) -> None:
    drawn = heights(values)

    for one, high in zip(values, drawn, strict=True):
        assert (high > 0) == (one > 0)
        for other, its in zip(values, drawn, strict=True):
            assert one < other or high >= its
            assert one != other or high == its


def test_the_target_runs_beside_a_bar_that_passed_it_and_above_one_that_did_not() -> None:
    bars = [Bar("W46", 8, 4, "8/4 ✓"), Bar("W47", 2, 4, "2/4", is_now=True)]

    lines = [text(line) for line in bar_lines(bars, 20, 10)]

    assert lines[3] == " ███████         " + "   "
    assert lines[4] == "▔███████▔▔▔▔▔▔▔▔▔▔▔▔"
    assert lines[-2:] == ["  8/4 ✓      2/4    ", "   W46      [W47]   "]


def test_where_there_is_no_room_the_oldest_weeks_are_left_out() -> None:
    bars = [Bar(f"W{week}", 1, 1, "1/1", is_now=week == 17) for week in range(10, 18)]

    feet = text(bar_lines(bars, 20, 6)[-1])

    assert feet.split() == ["W14", "W15", "W16", "›W17"]


def test_a_week_lying_down_shows_what_is_done_where_it_should_be_and_the_target() -> None:
    behind = text(level_line(2, 6, Fraction(-1), 40))
    beyond = text(level_line(8, 6, Fraction(3), 40))

    assert len(behind) == len(beyond) == 40
    assert behind.startswith("█" * 13)
    assert behind.index("╵") == 20
    assert behind.index("┃") == 39
    assert beyond.index("┃") == 29
    assert beyond.endswith("█" * 10)
