"""The house itself: layers, sizes, and documents that tell what the program does."""

import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from adviser_tui.cli.overview import leaves
from adviser_tui.cli.parser import build_parser
from tests.package.documents import keys_page
from tests.package.sizes import PARTS, median_lines, problems

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
written = pytest.mark.skipif(not GUIDE.is_dir(), reason="the documents are not in this archive")


def test_nothing_has_grown_too_large() -> None:
    assert problems() == []
    assert 50 <= median_lines() <= 140


def test_no_statement_numbers_its_placeholders() -> None:
    # Python 3.14 refuses `?1` with a sequence, and from 3.12 on it warns: name them, or count.
    numbered = [
        f"{path.relative_to(ROOT).as_posix()}:{place}"
        for part in (each for each in PARTS if each != "tests")
        for path in sorted((ROOT / part).rglob("*.py"))
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\?[1-9]", line)
    ]
    assert numbered == []


@pytest.mark.skipif(find_spec("importlinter") is None, reason="import-linter is not installed")
def test_imports_point_downwards(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *(sys.executable, "-c"),
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            *("--cache-dir", str(tmp_path)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@written
def test_the_page_of_keys_is_as_made() -> None:
    # `python -m tests.package.documents` makes it anew.
    assert (GUIDE / "keys.md").read_text(encoding="utf-8") == keys_page()


@written
def test_the_page_of_the_command_line_shows_every_command() -> None:
    page = (GUIDE / "command-line.md").read_text(encoding="utf-8")
    missing = [
        name for name in leaves(build_parser()) if not re.search(rf"\badviser {name}\b", page)
    ]
    assert missing == []


def lines_to_type(page: Path) -> list[str]:
    """Return the lines of `adviser …` in the blocks of a page."""
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", page.read_text(encoding="utf-8"))
    lines = [line.split("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"adviser\b", line)]


@written
def test_every_line_in_the_documents_can_be_typed() -> None:
    lines = [
        line
        for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
        for line in lines_to_type(page)
    ]
    assert len(lines) > 40
    for line in lines:
        words = shlex.split(re.split(r" [>|] ", line)[0])[1:]
        if words not in (["--help"], ["--version"]):
            assert callable(build_parser().parse_args(words).run), line


@written
def test_every_link_in_the_documents_leads_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md"))):
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if not link.startswith(("http://", "https://", "mailto:")):
                assert (page.parent / link).exists(), f"{page.name}: {link}"


@written
def test_every_page_of_the_guide_is_in_its_index() -> None:
    index = (GUIDE / "README.md").read_text(encoding="utf-8")
    for page in GUIDE.glob("*.md"):
        if page.name != "README.md":
            assert f"]({page.name})" in index


@written
def test_the_picture_of_the_house_names_what_there_is() -> None:
    picture = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for part in (ROOT / "adviser_tui").iterdir():
        if part.is_dir() and (part / "__init__.py").exists():
            assert part.name in picture, part.name
