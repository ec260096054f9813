"""Targets as text, at two sizes: the week, its parts, a figure's rows, the report."""

import sys
from pathlib import Path

import pytest

from tests.pilot.seen import seen
from tests.pilot.stage import copy_of, opened, press
from tests.snapshot.test_screens import SIZES, same_as_before

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are kept for one version of Python"
)
SCREENS = {
    "targets_week": (),
    "targets_longer": ("right",),
    "targets_fair": ("right", "right"),
    "targets_outcomes": ("right", "right", "right"),
    "targets_fidelity": ("left", "left"),
    "targets_lessons": ("right", "G"),
    "targets_team": ("left",),
    "targets_before": ("[",),
    "targets_figure": ("enter",),
    "targets_report": ("r",),
}


@pytest.mark.parametrize("size", SIZES)
async def test_targets_screens(demo: Path, tmp_path: Path, size: str) -> None:
    """The demo on its Friday morning."""
    folder = copy_of(demo, tmp_path)
    for name, keys in SCREENS.items():
        async with opened(folder, SIZES[size]) as pilot:
            await press(pilot, "6", *keys)
            same_as_before(f"{name}_{size}", seen(pilot.app))
