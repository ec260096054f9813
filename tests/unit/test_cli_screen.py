"""Opening the screen from the command line, in a real terminal."""

import os
import sys
import time
from pathlib import Path

import pexpect
import pytest

from adviser_tui.cli import main

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")

ROOT = Path(__file__).parents[2]
QUIT = "\x11"


def terminal(*words: str, **variables: str) -> pexpect.spawn:
    return pexpect.spawn(
        sys.executable,
        ["-m", "adviser_tui", *words],
        cwd=str(ROOT),
        env={**os.environ, **variables},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=60,
    )


def ended(process: pexpect.spawn) -> int:
    process.expect(pexpect.EOF)
    process.close()
    return int(process.exitstatus if process.exitstatus is not None else -1)


def test_the_demo_leaves_nothing_behind(tmp_path: Path, folder: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = terminal("demo", TMPDIR=str(scratch))
    process.expect("Today")
    made = list(scratch.glob("adviser-demo-*/caseload.db"))
    assert len(made) == 1
    assert made[0].parent.stat().st_mode & 0o777 == 0o700
    process.send(QUIT)
    assert ended(process) == 0
    assert list(scratch.iterdir()) == []
    assert not folder.exists()


def test_the_demo_stays_where_it_was_told_to(tmp_path: Path) -> None:
    for _ in range(2):
        process = terminal("demo", "--data-dir", str(tmp_path / "kept"))
        process.expect("Today")
        process.send(QUIT)
        assert ended(process) == 0
        assert (tmp_path / "kept" / "caseload.db").is_file()


@pytest.mark.parametrize(
    ("name", "value"),
    [("TEXTUAL_LOG", "log.txt"), ("TEXTUAL_SCREENSHOT", "3"), ("TEXTUAL", "devtools,debug")],
)
def test_what_would_copy_the_screen_is_refused(name: str, value: str) -> None:
    process = terminal(**{name: value})
    process.expect("is set and would copy what is on the")
    assert ended(process) == 2


def test_a_terminal_that_hangs_up_ends_the_program(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = terminal("demo", TMPDIR=str(scratch))
    process.expect("Today")
    process.kill(15)
    assert ended(process) == 143
    assert list(scratch.iterdir()) == []


def test_the_first_start_of_a_day_makes_a_backup(folder: Path) -> None:
    main(["init", "--name", "Vilma Testesen"])
    process = terminal()
    process.expect("Today")
    patience = time.monotonic() + 60
    while not list(folder.glob("backups/caseload-*.db")) and time.monotonic() < patience:
        process.expect(pexpect.TIMEOUT, timeout=0.2)
    process.send(QUIT)
    assert ended(process) == 0
    assert len(list(folder.glob("backups/*"))) == 1


def test_leaving_at_once_is_not_held_up(folder: Path) -> None:
    main(["init", "--name", "Vilma Testesen"])
    process = terminal()
    process.expect("Today")
    process.send(QUIT)
    assert ended(process) == 0
