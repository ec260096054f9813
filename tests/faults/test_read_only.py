"""A caseload that may only be read is not pretended to be writable."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.storage.database import Database
from tests.faults.run import like_an_ordinary_user
from tests.faults.writer import act

pytestmark = pytest.mark.skipif(
    os.name != "posix" or (sys.platform != "linux" and os.geteuid() == 0),
    reason="needs POSIX modes, and a user that they hold for",
)

ATTEMPT = """
import sys
from pathlib import Path
from adviser_tui.errors import StorageError
from adviser_tui.storage.database import Database
folder = Path(sys.argv[1])
try:
    Database(folder).open().close()
    print("opened")
except StorageError as error:
    print(error)
try:
    visitor = Database(folder, visiting=True).open()
    print("read", visitor.row("SELECT count(*) FROM employer")[0])
    visitor.close()
except StorageError as error:
    print(error)
"""


@pytest.fixture
def caseload(folder: Path) -> Path:
    """A closed caseload with one employer."""
    with closing(Database(folder).open()) as database:
        act(database, "0")
    return folder


def attempt(folder: Path) -> list[str]:
    """Open and visit the caseload as a user who has no more rights than the modes give."""
    done = subprocess.run(
        [sys.executable, "-c", ATTEMPT, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent.parent,
        preexec_fn=like_an_ordinary_user,
    )
    return done.stdout.splitlines()


def test_a_read_only_folder(caseload: Path) -> None:
    (caseload / "caseload.lock").unlink()
    caseload.chmod(0o500)
    opened, seen = attempt(caseload)
    caseload.chmod(0o700)
    assert "cannot be written" in opened
    assert "--data-dir" in opened
    assert seen == "read 1"


def test_a_read_only_file(caseload: Path) -> None:
    (caseload / "caseload.db").chmod(0o400)
    opened, seen = attempt(caseload)
    assert "may not be written by you" in opened
    assert seen == "read 1"
    assert (caseload / "caseload.db").stat().st_mode & 0o777 == 0o400
    (caseload / "caseload.db").chmod(0o600)
    assert attempt(caseload) == ["opened", "read 1"]


@pytest.mark.skipif(
    os.name == "posix" and os.geteuid() != 0, reason="only root can give a file away"
)
def test_somebody_elses_file(caseload: Path) -> None:
    os.chown(caseload / "caseload.db", 65534, 65534)
    opened, seen = attempt(caseload)
    assert "may not be written by you. Nothing was changed" in opened
    assert "could not be opened" in seen
