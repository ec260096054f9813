"""Finding a file by a part of its path, and what a pasted path may look like."""

import os
import sys
from pathlib import Path

import pytest

from adviser_tui.exchange.folders import lying_there, typed_path, usual_folder


@pytest.fixture
def files(tmp_path: Path) -> Path:
    there = tmp_path / "my files"
    (there / "older").mkdir(parents=True)
    for age, name in enumerate(("new.csv", "Old List.XLSX", "letter.docx", ".hidden.csv")):
        path = there / name
        path.write_text("x" * 2_000)
        os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))
    return there


def names(text: str) -> list[str]:
    return [one.path.name for one in lying_there(text)]


def test_tables_come_first_and_the_newest_of_them(files: Path) -> None:
    assert names(f"{files}/") == ["new.csv", "Old List.XLSX", "older"]
    (first, *_, last) = lying_there(f"{files}/")
    assert (first.is_folder, first.size, last.is_folder) == (False, 2_000, True)


def test_a_part_of_a_name_is_enough(files: Path) -> None:
    assert names(f"{files}/li") == ["Old List.XLSX"]
    assert names(f"{files}/old") == ["Old List.XLSX", "older"]
    assert names(f"{files}/.h") == [".hidden.csv"]
    assert names(f"{files}/zzz") == []


def test_a_folder_that_is_not_there_or_makes_no_sense_holds_nothing(files: Path) -> None:
    assert names(f"{files}/nowhere/") == []
    assert names("a\0b/") == []
    assert names("~nobody-of-this-name/") == []


def test_a_link_to_nowhere_is_passed_over(files: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("links need a privilege there")
    (files / "broken.csv").symlink_to(files / "gone.csv")
    assert "broken.csv" not in names(f"{files}/")


def test_a_dropped_path_loses_its_wrapping(files: Path) -> None:
    path = files / "new.csv"
    assert typed_path(f"'{path}'") == path
    assert typed_path(f' "{path}" ') == path
    assert typed_path(str(path).replace(" ", "\\ ")) == path
    if sys.platform != "win32":
        assert typed_path(path.as_uri()) == path


def test_the_home_folder_is_understood(tmp_path: Path) -> None:
    home = Path.home()
    home.mkdir(parents=True, exist_ok=True)
    assert typed_path(usual_folder()) == home
    (home / "Downloads").mkdir()
    assert typed_path(usual_folder()) == home / "Downloads"
