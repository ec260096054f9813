"""The window of the terminal is closed: the program ends and lets go of the caseload."""

import os
import select
import sys
import time
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import open_office

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import pty

WAIT = 30.0
"""Seconds after which a program that should have ended has not."""


def test_the_program_ends_with_its_window(folder: Path, clock: FixedClock) -> None:
    office = open_office(folder, clock=clock)
    office.identity.introduce("Test Coach")
    office.close()
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(sys.executable, [sys.executable, "-m", "adviser_tui", "--data-dir", str(folder)])
    _read_until(terminal, b"Nothing is owed")
    os.close(terminal)
    assert _exit_code(child) == 143
    open_office(folder, clock=clock).close()


def _read_until(terminal: int, wanted: bytes) -> None:
    seen, end = b"", time.monotonic() + WAIT
    while wanted not in seen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65536)
    assert wanted in seen


def _exit_code(child: int) -> int:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.1)
    os.kill(child, 9)
    os.waitpid(child, 0)
    raise AssertionError("the program went on without its window")
