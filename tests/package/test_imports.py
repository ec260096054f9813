"""What a start brings in: every module that comes too early is time that somebody waits."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adviser_tui.cli import main

ROOT = Path(__file__).parents[2]
HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "xlsxwriter",
    "python_calamine",
    "rapidfuzz",
    "shtab",
)
SCREEN = ("textual", "rich")


def brought_in(program: str) -> set[str]:
    """Return the top-level names of all modules that a program had when it ended."""
    code = f"{program}\nimport sys\nsys.stderr.write(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def command(*words: str) -> str:
    return (
        f"import sys\nsys.argv[1:] = {list(words)!r}\nfrom adviser_tui.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code"
    )


@pytest.fixture
def demo(folder: Path) -> Path:
    assert main(["init", "--demo"]) == 0
    return folder


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("today", "--help")])
def test_what_only_prints_brings_in_nearly_nothing(words: tuple[str, ...]) -> None:
    found = brought_in(command(*words))
    assert not found & {*HEAVY, *SCREEN, "sqlite3", "ctypes", "asyncio"}


@pytest.mark.parametrize("words", [("today", "--plain"), ("people",), ("diary",), ("history",)])
def test_reading_brings_in_no_screen_and_no_tables(demo: Path, words: tuple[str, ...]) -> None:
    found = brought_in(command(*words))
    assert not found & {*HEAVY, *SCREEN}
    assert "sqlite3" in found


def test_the_first_frame_waits_for_no_tables(demo: Path) -> None:
    found = brought_in("import adviser_tui.app, screens.today")
    assert "textual" in found
    assert not found & {*HEAVY}


def test_the_first_frame_is_shown_without_them(demo: Path) -> None:
    """Run the app up to its first frame, not only its imports."""
    found = brought_in(
        "import asyncio\n"
        "from adviser_tui.app import AdviserApp\n"
        "from adviser_tui.paths import data_dir\n"
        "from adviser_tui.services.office import open_office\n"
        "async def first_frame():\n"
        "    app = AdviserApp(open_office(data_dir()))\n"
        "    app.set_timer = lambda *args, **named: None\n"
        "    async with app.run_test() as pilot:\n"
        "        await pilot.pause()\n"
        "asyncio.run(first_frame())"
    )
    assert not found & {*HEAVY}
