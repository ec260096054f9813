"""The window of the terminal is closed: the program ends and lets go of the caseload."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import open_office

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

ROOT = Path(__file__).parents[2]
WAIT = 60.0
"""Seconds after which a program that should have come so far has not."""
IN_A_WINDOW = """
import fcntl, runpy, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # the session's own terminal, as a window's is
sys.argv = ["adviser", *sys.argv[1:]]
runpy.run_module("adviser_tui", run_name="__main__")
"""


def test_the_program_ends_with_its_window(folder: Path, clock: FixedClock) -> None:
    office = open_office(folder, clock=clock)
    office.identity.introduce("Test Coach")
    office.close()
    window, inside = os.openpty()
    with _program(inside, "--data-dir", str(folder)) as program:
        os.close(inside)
        _read_until(window, b"Nothing is owed")
        os.close(window)
        assert program.wait(WAIT) == 143
    open_office(folder, clock=clock).close()


@contextmanager
def _program(terminal: int, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the program in a session of its own, as a window does; it never outlives the test."""
    program = subprocess.Popen(
        [sys.executable, "-c", IN_A_WINDOW, *arguments],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        yield program
    finally:
        program.kill()
        program.wait()


def _read_until(terminal: int, wanted: bytes) -> None:
    seen, end = b"", time.monotonic() + WAIT
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536)
    assert wanted in seen
