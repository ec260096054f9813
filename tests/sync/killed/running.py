"""Starting devices and hubs as processes of their own, and killing them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adviser_tui.hub import people
from adviser_tui.services.office import Office, open_office
from tests.sync.founded import Founded, a_hub

_TREE = Path(__file__).parents[3]
_DEATH = Path(__file__).parent / "death"
LONGEST_S = 120.0


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


def start(words: Sequence[str], dies_at: str = "") -> "subprocess.Popen[str]":
    """Start Python with these words; `dies_at` is where it kills itself."""
    given = {**os.environ, "PYTHONPATH": os.pathsep.join([str(_DEATH), str(_TREE)])}
    given["TEST_DIES_AT"] = dies_at
    return subprocess.Popen(
        [sys.executable, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_TREE,
        env=given,
    )


def adviser(*words: str, dies_at: str = "", after_s: float | None = None) -> Ended:
    """Run a command to its end, or kill it after some seconds."""
    process = start(["-m", "adviser_tui", *words], dies_at)
    try:
        if after_s is not None:
            try:
                process.wait(after_s)
            except subprocess.TimeoutExpired:
                process.kill()
        out, err = process.communicate(timeout=LONGEST_S)
    finally:
        process.kill()
    return Ended(process.returncode, out, err)


def a_free_port() -> int:
    """Return a port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class ServedHub:
    """A hub in a process of its own; `founded` is the way to it past that process."""

    founded: Founded
    port: int = field(default_factory=a_free_port)
    process: "subprocess.Popen[str] | None" = None
    said: list[str] = field(default_factory=list)
    """What its processes wrote to standard error."""

    @property
    def folder(self) -> Path:
        return self.founded.place.folder

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, dies_at: str = "") -> None:
        """Start it and wait until it answers."""
        words = ["-m", "adviser_tui", "hub", "serve", "--at", str(self.folder)]
        self.process = start([*words, "--port", str(self.port)], dies_at)
        until = time.monotonic() + LONGEST_S
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > until:
                raise AssertionError(f"the hub did not start: {self.process.communicate()}")
            time.sleep(0.02)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> bool:
        """Kill it and wait for that; say whether it was still running."""
        process, self.process = self.process, None
        if process is None:
            return False
        was_running = process.poll() is None
        process.kill()
        self.said.append(process.communicate()[1])
        return was_running

    def close(self) -> None:
        self.kill()
        self.founded.store.close()

    def joined(self, folder: Path, name: str) -> Path:
        """Let a new person join in a folder."""
        code = self.founded.code(self.founded.person(name, "lead"))
        return self.join(folder, code)

    def code_for(self, name: str) -> str:
        with self.founded.transaction() as t:
            whose = people.account_called(t, name)
        return self.founded.code(whose)

    def join(self, folder: Path, code: str) -> Path:
        office = open_office(folder)
        try:
            office.sync.join(self.url, code)
        finally:
            office.close()
        return folder


def a_served_hub(folder: Path, address: str = "") -> ServedHub:
    """Make a hub that does not run yet, on SQLite or at an address of PostgreSQL."""
    founded = a_hub(folder, address)
    founded.now = time.time_ns() // 1_000_000
    return ServedHub(founded)


def opened(folder: Path) -> Office:
    return open_office(folder)


def sync(folder: Path, dies_at: str = "", after_s: float | None = None) -> Ended:
    """Run `adviser sync`."""
    return adviser("sync", "--data-dir", str(folder), dies_at=dies_at, after_s=after_s)


def writer(folder: Path, name: str, dies_at: str = "") -> "subprocess.Popen[str]":
    """Start a process that logs contacts and syncs beside that; see `at_work`."""
    return start(["-m", "tests.sync.killed.at_work", str(folder), name], dies_at)
