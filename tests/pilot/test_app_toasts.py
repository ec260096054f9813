"""What is said in passing never hides where one types, nor how things stand."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from adviser_tui.widgets.text import say
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, copy_of, opened, press
from tests.pilot.waiting import settled

LONG = "12 put off until Fri 27 Nov, three of them for the fourth time. u takes it back."
TYPING = {
    "search": ("3", "slash"),
    "prompt": ("s",),
    "quick line": ("ctrl+n",),
    "form": ("l",),
    "long form": ("n", "v"),
    "palette": ("ctrl+p",),
}


async def _told(pilot: Pilot[str]) -> None:
    say(pilot.app, LONG)
    await settled(pilot)
    assert pilot.app.screen.query(Toast)


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
@pytest.mark.parametrize("place", TYPING)
async def test_a_toast_leaves_the_line_free_in_which_one_types(
    demo: Path, tmp_path: Path, place: str, size: tuple[int, int]
) -> None:
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        await press(pilot, *TYPING[place])
        await _told(pilot)
        line = pilot.app.focused
        assert line is not None
        for toast in pilot.app.screen.query(Toast):
            assert not toast.region.overlaps(line.region), (toast.region, line.region)


async def test_a_toast_leaves_the_status_line_and_the_keys_free(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        before = seen(pilot.app).splitlines()[-2:]
        await _told(pilot)
        text = seen(pilot.app)
        assert "12 put off until" in text
        assert text.splitlines()[-2:] == before
