"""What is handed out holds the whole program and nothing else."""

import json
import sys
from pathlib import Path

import pytest

from adviser_tui import __version__
from tests.package.archives import (
    PACKAGES,
    ROOT,
    STRAYS,
    Archives,
    Installed,
    archives,
    install,
    listed,
    source_files,
)

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="looks where Unix keeps scripts")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    return archives(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def installed(built: Archives, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(built.wheel, tmp_path_factory.mktemp("installed") / "env")


def test_the_wheel_brings_four_packages(built: Archives) -> None:
    tops = {name.partition("/")[0] for name in built.in_wheel()}
    assert tops == {*PACKAGES, f"adviser_tui-{__version__}.dist-info"}


def test_the_wheel_holds_every_file_of_them(built: Archives) -> None:
    inside = {name for name in built.in_wheel() if ".dist-info/" not in name}
    wanted = {name for package in PACKAGES for name in source_files(package)}
    assert inside == {name for name in wanted if not name.endswith((".db", ".db-wal", ".db-shm"))}
    kinds = {Path(name).suffix for name in inside}
    assert kinds == {".py", ".tcss", ".toml", ".csv", ".txt", ".sql", ".typed"}
    assert {f"{package}/py.typed" for package in PACKAGES} <= inside


def test_the_source_archive_holds_what_is_listed(built: Archives) -> None:
    inside = built.in_sdist()
    tops = {name.partition("/")[0] for name in inside}
    assert tops == {*listed(), "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert not inside & set(STRAYS)
    strange = {name for name in inside if name.endswith((".db", ".db-wal", ".db-shm", ".pyc"))}
    assert strange == set()
    for name in listed():
        if (ROOT / name).is_dir():
            assert {each for each in inside if each.startswith(f"{name}/")} <= source_files(name)


@posix_only
def test_the_wheel_works_from_anywhere(installed: Installed, tmp_path: Path) -> None:
    data = tmp_path / "caseload"
    assert installed.run("--version", data=data) == (0, f"adviser {__version__}\n", "")
    code, out, err = installed.run("init", "--demo", "--json", data=data)
    assert (code, err) == (0, "")
    assert json.loads(out)["adviser"]["is_demo"]
    code, out, err = installed.run("today", "--json", data=data)
    assert (code, err) == (0, "")
    assert json.loads(out)["rows"]
    code, out, _ = installed.run("doctor", "--json", data=data)
    assert (code, json.loads(out)["ok"]) == (0, True)
