"""What every test stands on: a held clock, a private folder, no network, a fixed terminal."""

import ipaddress
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from adviser_tui.clock import FixedClock

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser

hypothesis.settings.register_profile("untimed", deadline=None)
# Where a change is judged, the same examples are tried each time; chance looks further elsewhere.
hypothesis.settings.register_profile("same", deadline=None, derandomize=True)
hypothesis.settings.load_profile(os.environ.get("ADVISER_EXAMPLES", "untimed"))

FOLDERS = ("DATA", "CONFIG", "CACHE", "STATE")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder of the platform lies in `tmp_path`, the terminal is fixed, nothing dials out."""
    home = tmp_path / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in FOLDERS:
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("LOCAL_APPDATA", "APPDATA", "COMMON_APPDATA"):
        monkeypatch.setenv(f"WIN_PD_OVERRIDE_{name}", str(home / name.lower()))
    monkeypatch.setenv("ADVISER_DATA_DIR", str(tmp_path / "caseload"))
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")
    _stay_here(monkeypatch)


def _stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a socket reach this machine alone; the event loop of Windows needs that much."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not _is_here(str(address[0])):
            raise AssertionError(f"a test tried to reach {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture
def clock() -> FixedClock:
    """A clock held at half past nine on Friday 20 November 2026."""
    return FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the caseload, not made yet; ADVISER_DATA_DIR names it too."""
    return tmp_path / "caseload"


@pytest.fixture
def database(folder: Path, clock: FixedClock) -> "Iterator[Database]":
    """An open, empty caseload."""
    from adviser_tui.storage.database import Database

    opened = Database(folder, clock).open()
    yield opened
    opened.close()


@pytest.fixture
def me(database: "Database") -> "Adviser":
    """Oneself in the caseload; what is written afterwards is written by them.

    Not an action of a person, so that a test can undo everything and still be somebody.
    """
    from models.tables import Adviser

    with database.write("setup") as work:
        myself = work.add(Adviser(name="Vilma Testesen", initials="VT", team="Fjord"))
    with database.writing() as connection:
        connection.execute("INSERT INTO setting (key, value) VALUES ('me', ?)", (myself.id,))
    return myself
