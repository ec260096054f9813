"""A program on a terminal of its own: what it has painted, and how soon (POSIX only)."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence

from bench.surroundings import environment

COLUMNS, LINES = 120, 40
LONGEST_WAIT = 30.0
"""Seconds after which something that was to be painted is given up."""
_CONTROL = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]",
    re.DOTALL,
)


class Terminal:
    """One program under a pseudo-terminal of 120 by 40."""

    def __init__(self, command: Sequence[str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        surroundings = environment()
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=surroundings,
            start_new_session=True,
        )
        os.close(slave)
        self._bytes = b""
        self._ended = False

    @property
    def pid(self) -> int:
        """The process that runs in it."""
        return self._process.pid

    def text(self) -> str:
        """Return every letter painted so far, without what steers the terminal."""
        return _CONTROL.sub(b"", self._bytes).decode("utf-8", "replace")

    def until(self, *wanted: str) -> float:
        """Return the milliseconds from the start until all of `wanted` is painted.

        Nothing wanted is any letter at all. Raises `TimeoutError` when it never comes.
        """
        while not self._shows(wanted):
            if not self.read(LONGEST_WAIT) or self._ended:
                shown = self.text()[-400:]
                raise TimeoutError(f"{wanted or 'anything'} was never painted; last: {shown!r}")
        return (time.perf_counter() - self.started) * 1000

    def _shows(self, wanted: Sequence[str]) -> bool:
        text = self.text()
        return all(each in text for each in wanted) if wanted else bool(re.search(r"\w", text))

    def read(self, seconds: float) -> bytes:
        """Return what comes next within some seconds, nothing when nothing comes."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says so when the program is gone
            data = b""
        self._ended = not data
        self._bytes += data
        return data

    def settle(self, quiet: float = 0.25, longest: float = 5.0) -> None:
        """Wait until nothing has been painted for a while; a blinking cursor never rests."""
        end = time.perf_counter() + longest
        while time.perf_counter() < end and self.read(quiet):
            pass

    def forget(self) -> None:
        """Start `text` anew."""
        self._bytes = b""

    def send(self, keys: str) -> None:
        """Press keys and wait for nothing; several may share a frame."""
        os.write(self._master, keys.encode())

    def press(self, keys: str) -> float:
        """Press keys and return the milliseconds until the next frame is painted."""
        while self.read(0):
            pass
        began = time.perf_counter()
        os.write(self._master, keys.encode())
        if not self.read(LONGEST_WAIT):
            raise TimeoutError(f"nothing was painted after {keys!r}")
        return (time.perf_counter() - began) * 1000

    def resident(self) -> float:
        """Return the resident memory of the program in MB."""
        if sys.platform == "linux":
            with open(f"/proc/{self.pid}/statm", encoding="ascii") as file:
                return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        told = subprocess.run(
            ["ps", "-o", "rss=", "-p", str(self.pid)], capture_output=True, text=True, check=True
        )
        return int(told.stdout) * 1024 / 1e6

    def close(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)
