"""Make the pictures of the README: `python -m tests.package.pictures`.

Today and Targets are those of the demo; Sync that of a team of two with two versions of one
participant.

Needs `rsvg-convert` and the font Fira Code for the step from SVG to PNG.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from textual.app import App

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import open_office
from tests.pilot.stage import NOW, press
from tests.pilot.team_stage import NOW_MS, Colleagues, at_desk
from tests.snapshot.test_sync_screens import at_the_same_time
from tests.sync.desks import a_team, add_person, change

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = (120, 36)
SIZE_OF_SYNC = (120, 24)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(0)))


async def today(folder: Path) -> str:
    """Return Today over the demo as SVG."""
    office = open_office(folder, clock=FixedClock(AT))
    make_demo(office.database, 1, "small", AT.date())
    app = AdviserApp(office)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        await pilot.press("j")
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        svg = drawn(app)
    office.close()
    return svg


async def targets(folder: Path) -> str:
    """Return Targets over the demo as SVG."""
    office = open_office(folder, clock=FixedClock(AT))
    make_demo(office.database, 1, "small", AT.date())
    app = AdviserApp(office)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "6")
        svg = drawn(app)
    office.close()
    return svg


async def two_versions(folder: Path) -> str:
    """Return two versions of a participant in a team as SVG."""
    team = a_team(folder, FixedClock(NOW))
    team.founded.now = NOW_MS
    colleagues = Colleagues(team)
    vilma, bo = colleagues.desk("Vilma Testesen"), colleagues.desk("Bo Invented")
    amira = add_person(vilma, "Amira Made Up", phone="0113 2001", town="Leeds")
    colleagues.sync(vilma, bo)
    change(bo, amira, phone="0470 12", town="Bradford")
    change(vilma, amira, phone="0113 9999", town="Otley")
    colleagues.sync(bo, vilma)
    at_the_same_time(vilma)
    async with at_desk(vilma, SIZE_OF_SYNC) as pilot:
        await press(pilot, "7", "enter", "right")
        svg = drawn(pilot.app)
    team.close()
    return svg


def drawn(app: App[Any]) -> str:
    """Return what is on the screen as SVG, without the address of a font from elsewhere."""
    svg = app.export_screenshot(title="Adviser")
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def main() -> int:
    """Write the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for name, picture in {"today": today, "targets": targets, "sync": two_versions}.items():
        with tempfile.TemporaryDirectory() as folder:
            svg = Path(folder) / f"{name}.svg"
            svg.write_text(asyncio.run(picture(Path(folder) / "caseload")), encoding="utf-8")
            target = IMAGES / f"{name}.png"
            subprocess.run(["rsvg-convert", "-w", "1400", "-o", str(target), str(svg)], check=True)
        sys.stdout.write(f"{target.name} made\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
