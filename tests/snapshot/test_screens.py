"""Every screen as text, at two sizes and once without colour, on the same invented day.

After a change that is meant, `UPDATE_SNAPSHOTS=1 pytest tests/snapshot` writes the files anew;
look at what changed before it is kept.
"""

import difflib
import os
import sys
from pathlib import Path

import pytest

from adviser_tui.services.office import open_office
from tests.pilot.register_stage import with_register
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, copy_of, opened, press, running

GOLDEN = Path(__file__).parent / "golden"
SCREENS = {
    "today": (),
    "today_card": ("enter",),
    "people": ("2",),
    "people_card": ("2", "j", "enter"),
    "employers": ("3",),
    "employers_card": ("3", "j", "enter"),
    "vacancies": ("4",),
    "vacancies_card": ("4", "enter"),
    "board": ("4", "b"),
    "diary": ("5",),
    "history": ("s", "w", "enter", "H"),
    "help": ("f1",),
    "new": ("n",),
    "new_participant": ("2", "n"),
    "snooze": ("s",),
    "find_anything": ("ctrl+f", "=acorn crner"),
    "employers_searched": ("3", "/", "=acorn crner"),
}
WITH_REGISTER = {
    "find_anything_register": ("ctrl+f", "=voxley"),
    "employers_register": ("3", "/", "=voxley", "enter"),
    "company_card": ("ctrl+f", "=voxley wick", "enter"),
    "field_register": ("4", "n", "=voxley"),
}
SIZES = {"80x24": SMALL, "120x40": MIDDLE}

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are kept for one version of Python"
)


def same_as_before(name: str, text: str) -> None:
    """Compare with the picture that is kept, or keep this one when that is asked for."""
    path = GOLDEN / f"{name}.txt"
    shown = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="\n")
        return
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    difference = difflib.unified_diff(kept.splitlines(), shown.splitlines(), "kept", "now", n=1)
    assert kept == shown, "\n".join(difference)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCREENS)
async def test_screen(demo: Path, tmp_path: Path, name: str, size: str) -> None:
    """The screen looks as it did."""
    async with opened(copy_of(demo, tmp_path), SIZES[size]) as pilot:
        await press(pilot, *SCREENS[name])
        pilot.app.clear_notifications()
        await press(pilot)
        same_as_before(f"{name}_{size}", seen(pilot.app))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", WITH_REGISTER)
async def test_screen_with_a_register(demo: Path, tmp_path: Path, name: str, size: str) -> None:
    """Companies of the national register look as they did."""
    async with with_register(demo, tmp_path, SIZES[size]) as pilot:
        same_as_before(f"{name}_{size}", await press(pilot, *WITH_REGISTER[name]))


async def test_three_panes(demo: Path, tmp_path: Path) -> None:
    """List, card and what happened stand beside each other on a wide screen."""
    async with opened(copy_of(demo, tmp_path), (200, 50)) as pilot:
        same_as_before("employers_200x50", await press(pilot, "3", "j"))


async def test_welcome(tmp_path: Path) -> None:
    """The first thing anybody sees."""
    office = open_office(tmp_path / "new")
    async with running(office, SMALL) as pilot:
        same_as_before("welcome_80x24", seen(pilot.app))
    office.close()


async def test_without_colour_everything_is_still_said(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With NO_COLOR no line has a hue, and the words are the same as with it."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        same_as_before("today_80x24", seen(pilot.app))
        from tests.pilot.seen import strips

        for strip in strips(pilot.app):
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    triplet = colour.triplet if colour else None
                    assert triplet is None or len(set(triplet)) == 1
