"""The whole program on an invented caseload, for tests that press keys and look."""

import os
import re
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.reader import finish_reads
from tests.pilot.seen import seen
from tests.pilot.waiting import settled

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
"""Half past nine on a Friday."""
SMALL = (80, 24)
MIDDLE = (120, 40)
LARGE = (200, 50)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo caseload of seed 1, made once; tests work on copies of it."""
    os.environ["TZ"] = "UTC"
    if hasattr(time, "tzset"):
        time.tzset()
    folder = tmp_path_factory.mktemp("demo") / "caseload"
    office = open_office(folder, clock=FixedClock(NOW))
    make_demo(office.database, 1, "small", office.desk.today)
    office.close()
    return folder


@asynccontextmanager
async def opened(folder: Path, size: tuple[int, int] = MIDDLE) -> AsyncIterator[Pilot[str]]:
    """Run the program on the caseload in a folder."""
    office = open_office(folder, clock=FixedClock(NOW))
    try:
        async with running(office, size) as pilot:
            yield pilot
    finally:
        finish_reads()
        office.close()


@asynccontextmanager
async def running(office: Office, size: tuple[int, int] = MIDDLE) -> AsyncIterator[Pilot[str]]:
    """Run the program on a caseload that is open."""
    app = AdviserApp(office)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(pilot)
        yield pilot
        await settled(pilot)


async def press(pilot: Pilot[str], *keys: str) -> str:
    """Press keys, `=text` types a text, and return what is seen afterwards.

    As somebody does who looks before the next key; a text is typed without looking.
    """
    for key in keys:
        if key.startswith("="):
            await pilot.press(*("space" if letter == " " else letter for letter in key[1:]))
        else:
            await pilot.press(key)
        await settled(pilot, looks=1)
    await settled(pilot)
    return seen(pilot.app)


async def choose(pilot: Pilot[str], label: str) -> str:
    """Take a choice of the menu shown, by the letter that stands before it."""
    letter = re.search(rf"(\w)  {label}", seen(pilot.app))
    assert letter, f"no {label} in\n{seen(pilot.app)}"
    return await press(pilot, letter[1])


def copy_of(demo: Path, tmp_path: Path) -> Path:
    """Return a copy of the demo for one test."""
    folder = tmp_path / "caseload"
    shutil.copytree(demo, folder)
    return folder


def office_of(pilot: Pilot[str]) -> Office:
    """Return the services of the running program."""
    assert isinstance(pilot.app, AdviserApp)
    return pilot.app.office
