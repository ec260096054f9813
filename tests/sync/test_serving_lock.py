"""A hub that is served is neither restored nor, with SQLite, served a second time."""

import subprocess
import sys
from pathlib import Path

import pytest

from adviser_tui.cli import main
from adviser_tui.errors import RuleError
from adviser_tui.hub.serving_lock import FILE_NAME, replaced, served

Told = pytest.CaptureFixture[str]
HOLDING = """
import sys, pathlib
from adviser_tui.hub.serving_lock import served
with served(pathlib.Path(sys.argv[1]), alone=True):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told) -> Path:
    for name in ("DIR", "DATABASE", "DATABASE_FILE", "KEY_FILE"):
        monkeypatch.delenv(f"ADVISER_HUB_{name}", raising=False)
    folder = tmp_path / "hub"
    monkeypatch.setenv("ADVISER_HUB_DIR", str(folder))
    assert main(["hub", "init", "--team", "Fjord"]) == 0
    assert main(["hub", "backup", str(tmp_path / "stick")]) == 0
    capsys.readouterr()
    return folder


def test_neither_restore_nor_a_second_serve_while_the_hub_is_served(
    made: Path, tmp_path: Path, capsys: Told
) -> None:
    (backup,) = (tmp_path / "stick").iterdir()
    before = sorted(path.name for path in made.iterdir())
    command = [sys.executable, "-c", HOLDING, str(made)]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        assert main(["hub", "restore", str(backup)]) == 1
        assert "is being served" in capsys.readouterr().err
        assert main(["hub", "serve", "--port", "0"]) == 1
        assert "being served already" in capsys.readouterr().err
        assert sorted(path.name for path in made.iterdir()) == sorted({*before, FILE_NAME})
        assert main(["hub", "people", "add", "Vilma Testesen"]) == 0
        other.kill()
    # Whoever held it is dead, and left the file there.
    assert (made / FILE_NAME).exists()
    assert main(["hub", "restore", str(backup)]) == 0
    capsys.readouterr()


def test_several_serve_a_hub_with_postgresql_and_all_must_end_before_it_is_restored(
    tmp_path: Path,
) -> None:
    with served(tmp_path, alone=False), served(tmp_path, alone=False):
        with pytest.raises(RuleError, match="is being served"), replaced(tmp_path):
            pass
        with pytest.raises(RuleError, match="already"), served(tmp_path, alone=True):
            pass
    with (
        replaced(tmp_path),
        pytest.raises(RuleError, match="restored just now"),
        served(tmp_path, alone=False),
    ):
        pass
