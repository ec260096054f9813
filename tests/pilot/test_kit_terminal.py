"""The kit on a true terminal: hostile text commands nothing, and the keys work."""

import os
import re
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("a pty is needed", allow_module_level=True)

import pexpect
import pyte

ROOT = Path(__file__).parents[2]
LONGEST = 120
"""Seconds until a terminal has shown what is waited for, which other work must not shorten."""
_OURS = re.compile(
    rb"\x1b\[[?>=<]?[0-9;:]*[$ ]?[a-zA-Z]"  # CSI: colours, places, modes
    rb"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse pointer
    rb"|\x1bP[=>]?[0-9]*[a-z]\x1b\\"  # synchronised output, version queries
    rb"|\x1b[78=>]"
)
_HOSTILE = [
    b"\x1b]52",
    b"\x1b]0;",
    b"\x1b_G",
    b"\x1bP+q",
    b"\x1b[6n\x1b",
    b"\xc2\x9b",
    b"\xc2\x9d",
    b"\xc2\x90",
    b"\xc2\x85",
    b"\xe2\x80\xae",
    b"\xe2\x81\xa6",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\xf3\xa0\x81",
    b"\x00",
    b"\x7f",
]


class Terminal:
    """A program on a pty, with every byte it sent."""

    def __init__(self, module: str, rows: int = 40, columns: int = 120, **environment: str) -> None:
        self.raw = b""
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        fixed = {"NO_COLOR", "COLUMNS", "LINES"}
        inherited = {name: one for name, one in os.environ.items() if name not in fixed}
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", module],
            cwd=str(ROOT),
            dimensions=(rows, columns),
            env={**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            timeout=LONGEST,
        )

    def until(self, words: str) -> None:
        """Read until some words stand on the screen."""
        end = time.monotonic() + LONGEST
        while words not in self.text:
            assert time.monotonic() < end, f"never saw {words!r} in\n{self.text}"
            self.read()

    def read(self) -> None:
        try:
            got = self.child.read_nonblocking(65536, timeout=0.2)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += got
        self.stream.feed(got)

    @property
    def text(self) -> str:
        return "\n".join(self.screen.display)

    def leave(self) -> int:
        """Press ctrl+q and return the exit code."""
        self.child.send("\x11")
        end = time.monotonic() + LONGEST
        while self.child.isalive() and time.monotonic() < end:
            self.read()
        self.read()
        self.child.close()
        return int(self.child.exitstatus)


def test_no_hostile_byte_reaches_a_true_terminal() -> None:
    terminal = Terminal("tests.pilot.hostile_app")
    terminal.until("O'Brien [Leeds] Ltd")
    for _ in range(12):
        terminal.child.send("\x1b[6~")
        terminal.read()
    terminal.child.send("\t\x1b[6~\x1b[6~")
    terminal.read()
    terminal.child.send("\x1bOQ")
    terminal.until("Ready.")
    assert terminal.leave() == 0
    for hostile in _HOSTILE:
        assert hostile not in terminal.raw, hostile
    left = set(re.findall(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", _OURS.sub(b"", terminal.raw)))
    assert left == set()
    assert b"\x1b[?1049l" in terminal.raw


@pytest.mark.parametrize("colour", ["", "1"])
def test_the_kit_works_on_a_true_terminal(colour: str) -> None:
    environment = {"NO_COLOR": colour} if colour else {}
    terminal = Terminal("tests.pilot.kit_app", 24, 80, **environment)
    terminal.until("Turnip & Sons")
    terminal.until("F1 Help")
    terminal.child.send("s")
    terminal.until("Snooze 1 until?")
    terminal.child.send("w")
    terminal.until("Tuesday 1 December")
    terminal.child.send("\r")
    terminal.until("Answer: +1w")
    terminal.child.send("?")
    terminal.until("What this is")
    terminal.child.send("\x1b")
    terminal.until("F1 Help")
    assert terminal.leave() == 0
    colours = {
        tuple(map(int, one.split(b";")))
        for one in re.findall(rb"[34]8;2;(\d+;\d+;\d+)", terminal.raw)
    }
    greys = all(max(one) - min(one) <= 2 for one in colours)
    assert greys is bool(colour)
