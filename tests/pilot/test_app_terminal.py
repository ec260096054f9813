"""On a true terminal: a crash shows nobody's data, and every way out leaves the terminal whole."""

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

import pexpect
import pyte

from tests.pilot.broken_app import CANARY
from tests.pilot.stage import copy_of

ROOT = Path(__file__).parents[2]
LEFT_ALTERNATE = b"\x1b[?1049l"
MOUSE_OFF = b"\x1b[?1000l"
LONGEST = 120
"""Seconds until a terminal has shown what is waited for, which other work must not shorten."""
CURSOR_BACK = b"\x1b[?25h"


class Terminal:
    """The program on a pty, with everything it sent."""

    def __init__(self, *arguments: str) -> None:
        self.raw = b""
        self.screen = pyte.Screen(100, 30)
        self.stream = pyte.ByteStream(self.screen)
        fixed = {"NO_COLOR", "COLUMNS", "LINES"}
        inherited = {name: one for name, one in os.environ.items() if name not in fixed}
        self.child = pexpect.spawn(
            sys.executable,
            list(arguments),
            cwd=str(ROOT),
            dimensions=(30, 100),
            env={**inherited, "TERM": "xterm-256color"},
            timeout=LONGEST,
        )

    def until(self, words: str) -> None:
        """Read until some words stand on the screen."""
        end = time.monotonic() + LONGEST
        while words not in "\n".join(self.screen.display):
            assert time.monotonic() < end, f"never saw {words!r} in\n{self.screen.display}"
            self._read()

    def to_the_end(self) -> int | None:
        """Read until the program has ended; return its exit code, or None for a signal."""
        end = time.monotonic() + LONGEST
        while self.child.isalive():
            assert time.monotonic() < end, "the program did not end"
            self._read()
        self._read()
        self.child.close()
        code: int | None = self.child.exitstatus
        return code

    def _read(self) -> None:
        try:
            got = self.child.read_nonblocking(65536, timeout=0.2)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += got
        self.stream.feed(got)

    def after_the_screen(self) -> bytes:
        """Return what came once the program had given the screen back."""
        return self.raw.rpartition(LEFT_ALTERNATE)[2]


def test_a_crash_shows_where_and_nobody(demo: Path, tmp_path: Path) -> None:
    """Kind and place of the mistake are told; the name that was at hand is nowhere."""
    folder = copy_of(demo, tmp_path)
    terminal = Terminal("-m", "tests.pilot.broken_app", str(folder))
    terminal.until("NOT ENCRYPTED")
    before = len(terminal.raw)
    terminal.child.send("Q")
    assert terminal.to_the_end() == 1
    told = terminal.raw[before:]
    assert CANARY.split()[0].encode() not in told
    assert b"ValueError at broken_app.py" in told
    assert b"saved" in told
    assert LEFT_ALTERNATE in told
    assert MOUSE_OFF in told
    shown = terminal.after_the_screen().decode()
    assert "Traceback" not in shown
    assert "locals" not in shown


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_the_terminal_is_given_back_whole(
    demo: Path, tmp_path: Path, number: signal.Signals
) -> None:
    """The alternate screen is left, the mouse let go, the cursor shown, and no name stays."""
    folder = copy_of(demo, tmp_path)
    terminal = Terminal("-m", "adviser_tui", "--data-dir", str(folder))
    terminal.until("NOT ENCRYPTED")
    terminal.child.kill(number)
    assert terminal.to_the_end() == 143
    assert LEFT_ALTERNATE in terminal.raw
    assert MOUSE_OFF in terminal.raw
    assert CURSOR_BACK in terminal.raw
    words = re.sub(rb"\x1b\[[?>=<]?[0-9;]*[ $]?[a-zA-Z]|\x1b.", b"", terminal.after_the_screen())
    assert not words.strip()


def test_quitting_leaves_nothing_behind(demo: Path, tmp_path: Path) -> None:
    """ctrl+q ends with 0 and an empty terminal."""
    folder = copy_of(demo, tmp_path)
    terminal = Terminal("-m", "adviser_tui", "--data-dir", str(folder))
    terminal.until("NOT ENCRYPTED")
    terminal.child.send("\x11")
    assert terminal.to_the_end() == 0
    words = re.sub(rb"\x1b\[[?>=<]?[0-9;]*[ $]?[a-zA-Z]|\x1b.", b"", terminal.after_the_screen())
    assert not words.strip()
