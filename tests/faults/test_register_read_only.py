"""A register where nothing may be written is searched all the same, and nothing else is said."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.storage.register.store import FOLDER
from tests.faults.run import like_an_ordinary_user
from tests.register_case import companies, made

pytestmark = pytest.mark.skipif(
    os.name != "posix" or (sys.platform != "linux" and os.geteuid() == 0),
    reason="needs POSIX modes, and a user that they hold for",
)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    made(tmp_path / FOLDER, companies(["Tallow Bakery Ltd", "Quennel Freight"]))
    yield tmp_path
    for place in (tmp_path / FOLDER, *(tmp_path / FOLDER).glob("uk-*")):
        place.chmod(0o700)


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "adviser_tui", "register", *words, "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=like_an_ordinary_user,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_register_that_may_only_be_read_is_searched(folder: Path) -> None:
    register = folder / FOLDER
    for path in (*register.rglob("*"), register):
        path.chmod(0o500 if path.is_dir() else 0o400)

    code, said = run(folder, "find", "quennel")
    assert (code, said.split(".")[0]) == (0, "Quennel Freight")
    code, said = run(folder, "remove")
    assert code == 3
    assert "may not be written by you" in said
    assert run(folder, "find", "quennel")[0] == 0


def test_a_register_that_may_not_even_be_read_is_as_if_it_was_not_there(folder: Path) -> None:
    (inner,) = (folder / FOLDER).glob("uk-*")
    inner.chmod(0)

    code, said = run(folder, "status")

    assert code == 0
    assert said.startswith("No register was imported yet.")
