"""Make the picture of the README from the demo: `python -m tests.package.pictures`.

Needs `rsvg-convert` and the font Fira Code for the step from SVG to PNG.
"""

import asyncio
import re
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import open_office

IMAGES = Path(__file__).parents[2] / "docs" / "images"
SIZE = (120, 36)
AT = datetime(2026, 11, 20, 9, 30, tzinfo=timezone(timedelta(0)))


async def picture(folder: Path) -> str:
    """Return Today over the demo as SVG, without the address of a font from elsewhere."""
    office = open_office(folder, clock=FixedClock(AT))
    make_demo(office.database, 1, "small", AT.date())
    app = AdviserApp(office)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.5)
        await pilot.press("j")
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        svg = app.export_screenshot(title="Adviser")
    office.close()
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)


def main() -> int:
    """Write the picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        svg = Path(folder) / "today.svg"
        svg.write_text(asyncio.run(picture(Path(folder) / "caseload")), encoding="utf-8")
        target = IMAGES / "today.png"
        subprocess.run(["rsvg-convert", "-w", "1400", "-o", str(target), str(svg)], check=True)
    sys.stdout.write(f"{target.name} made\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
