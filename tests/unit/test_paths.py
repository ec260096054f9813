"""The caseload's folder is the one named, else the platform's own; asking makes nothing."""

from pathlib import Path

import pytest

from adviser_tui.paths import backups_dir, data_dir


def test_the_command_line_comes_first(tmp_path: Path) -> None:
    assert data_dir(tmp_path / "here") == tmp_path / "here"
    assert data_dir(Path("~/here")) == Path.home() / "here"
    assert data_dir(Path("here")).is_absolute()


def test_then_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISER_DATA_DIR", str(tmp_path / "there"))
    assert data_dir() == tmp_path / "there"


@pytest.mark.parametrize("empty", ["", "  "])
def test_then_the_platform(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: str) -> None:
    monkeypatch.setenv("ADVISER_DATA_DIR", empty)
    found = data_dir()
    assert found.is_relative_to(tmp_path)
    assert found.name == "adviser"


def test_asking_makes_nothing(tmp_path: Path) -> None:
    before = sorted(tmp_path.rglob("*"))
    backups_dir(data_dir())
    assert sorted(tmp_path.rglob("*")) == before
