"""The screen of a merge as text, at two sizes."""

import sys
from pathlib import Path

import pytest

from tests.pilot.doubles import with_double
from tests.pilot.seen import seen
from tests.pilot.stage import opened, press
from tests.snapshot.test_screens import SIZES, same_as_before

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are kept for one version of Python"
)


@pytest.mark.parametrize("size", SIZES)
async def test_merge_screen(demo: Path, tmp_path: Path, size: str) -> None:
    """Two employers side by side, with one choice made."""
    folder, first, second = with_double(demo, tmp_path, number="ZZ900002")
    async with opened(folder, SIZES[size]) as pilot:
        await press(pilot, "3")
        pilot.app.screen.open_merge("employer", first, second)  # type: ignore[attr-defined]
        await press(pilot)
        await press(pilot, "right", "down")
        same_as_before(f"merge_{size}", seen(pilot.app))
