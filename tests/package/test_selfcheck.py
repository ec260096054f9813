"""Another program's `models`, `screens` or `seed` is noticed at the start, however it came."""

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from adviser_tui.selfcheck import OURS, strangers
from tests.package.archives import ROOT, Archives, Installed, archives, install

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="looks where Unix keeps scripts")
STRANGER = '"""Tables of a shop."""\n\n\nclass Client:\n    pass\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    return archives(tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def clean(built: Archives, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(built.wheel, tmp_path_factory.mktemp("clean") / "env")


@pytest.fixture
def installed(built: Archives, tmp_path: Path) -> Installed:
    return install(built.wheel, tmp_path / "env")


def claim(installed: Installed, name: str) -> None:
    """Let another distribution say that it brought a package, as `pip` would write it down."""
    info = installed.packages / "shopkeeper-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shopkeeper\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"{name}/__init__.py,,\nshopkeeper-1.0.dist-info/METADATA,,\n")


def test_the_packages_begin_as_they_are_known_by() -> None:
    for name, beginning in OURS.items():
        assert (ROOT / name / "__init__.py").read_bytes().startswith(beginning)


def test_an_editable_install_is_well() -> None:
    spec = find_spec("models")
    assert spec is not None
    assert Path(str(spec.origin)) == ROOT / "models" / "__init__.py"
    assert strangers() == ""


@posix_only
def test_a_clean_wheel_is_well(clean: Installed, tmp_path: Path) -> None:
    assert clean.run("init", "--name", "Vilma Testesen", data=tmp_path / "c")[0] == 0


@posix_only
def test_a_strangers_file_in_the_working_folder(clean: Installed, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "models.py").write_text(STRANGER)
    # The script does not look into the working folder; the module does.
    assert clean.run("init", "--name", "Vilma", cwd=here, data=tmp_path / "c")[0] == 0
    code, out, err = clean.run("-m", "adviser_tui", "today", cwd=here, data=tmp_path / "c")
    assert (code, out) == (2, "")
    assert f"Python finds {(here / 'models.py').resolve()} first" in err
    assert "Your caseload is safe." in err


@posix_only
@pytest.mark.parametrize("name", ["models", "screens", "seed"])
def test_a_package_that_was_overwritten(installed: Installed, tmp_path: Path, name: str) -> None:
    (installed.packages / name / "__init__.py").write_text(STRANGER)
    claim(installed, name)
    code, out, err = installed.run("today", data=tmp_path / "c")
    assert (code, out) == (2, "")
    assert f"“{name}”" in err
    assert "another program's file lies in its place" in err
    assert "Also shopkeeper brings a package of that name." in err
    assert err.count("\n") == 1


@posix_only
def test_a_package_that_was_half_removed(installed: Installed, tmp_path: Path) -> None:
    (installed.packages / "seed" / "__init__.py").unlink()
    shutil.rmtree(installed.packages / "seed" / "__pycache__", ignore_errors=True)
    code, out, err = installed.run("today", data=tmp_path / "c")
    assert (code, out) == (2, "")
    assert "“seed”, but its beginning is gone" in err
    assert "Install Adviser anew" in err
