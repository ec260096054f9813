"""Building and installing what is handed out, once for all tests that look at it."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("adviser_tui", "models", "screens", "seed")
STRAYS = ("caseload.db", "export.csv", "notes.txt", "seed/data/people.db", "adviser_tui/x.db-wal")
"""Files that lie about in the folder of whoever builds, and must not get out with it."""


@dataclass(frozen=True)
class Archives:
    """A wheel and a source archive."""

    wheel: Path
    sdist: Path

    def in_wheel(self) -> set[str]:
        with zipfile.ZipFile(self.wheel) as archive:
            return {name for name in archive.namelist() if not name.endswith("/")}

    def in_sdist(self) -> set[str]:
        with tarfile.open(self.sdist) as archive:
            names = [member.name for member in archive.getmembers() if member.isfile()]
        return {name.partition("/")[2] for name in names}


def archives(scratch: Path) -> Archives:
    """Return what ADVISER_DIST holds, else build it from a folder with strays in it."""
    given = os.environ.get("ADVISER_DIST", "")
    return _found(Path(given)) if given else _found(_built(scratch))


def _found(folder: Path) -> Archives:
    (wheel,) = folder.glob("adviser_tui-*.whl")
    (sdist,) = folder.glob("adviser_tui-*.tar.gz")
    return Archives(wheel, sdist)


def _built(scratch: Path) -> Path:
    for needed in ("build", "hatchling"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed, and ADVISER_DIST names no built archives")
    source = scratch / "source"
    source.mkdir()
    for name in (*listed(), "pyproject.toml", ".gitignore"):
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.exists():
            shutil.copy(path, source / name)
    for stray in STRAYS:
        (source / stray).write_text("somebody's data", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(scratch / "dist"), "."],
        cwd=source,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return scratch / "dist"


def listed() -> tuple[str, ...]:
    """Return what pyproject.toml says the source archive holds."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return tuple(table["tool"]["hatch"]["build"]["targets"]["sdist"]["only-include"])


def source_files(folder: str) -> set[str]:
    """Return what lies in one of our folders, by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@dataclass(frozen=True)
class Installed:
    """An environment of its own that holds the wheel."""

    folder: Path

    @property
    def packages(self) -> Path:
        (found,) = self.folder.glob("lib/python*/site-packages")
        return found

    def run(self, *words: str, cwd: Path | str = "/", data: Path) -> tuple[int, str, str]:
        """Run the console script, or with `-m` first the module, as somebody else would."""
        bin_folder = self.folder / "bin"
        command = [str(bin_folder / "python"), *words]
        if words[0] != "-m":
            command = [str(bin_folder / "adviser"), *words]
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
        }
        done = subprocess.run(
            command,
            cwd=cwd,
            env={**environment, "ADVISER_DATA_DIR": str(data)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr


def install(wheel: Path, folder: Path) -> Installed:
    """Install the wheel alone; what it depends on is lent by the environment of the tests."""
    if importlib.util.find_spec("pip") is None or importlib.util.find_spec("venv") is None:
        pytest.skip("pip and venv are needed to install the wheel")
    run = {"check": True, "capture_output": True, "timeout": 300}
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], **run)  # type: ignore[call-overload]
    made = Installed(folder)
    # After its own packages, so that ours come from the wheel; no path file in there is read.
    import textual

    lent = Path(textual.__file__).parents[1]
    (made.packages / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    subprocess.run(  # type: ignore[call-overload]
        [
            *(sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")),
            *("install", "--no-deps", "--no-index", "--disable-pip-version-check", "--quiet"),
            *("--force-reinstall", str(wheel)),
        ],
        **run,
    )
    return made
