"""Look that no file or class has grown past what fits in a reader's head.

Run as `python -m tests.package.sizes`; a test calls it too.
"""

import ast
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = ("adviser_tui", "models", "screens", "seed", "bench", "tests")
FILE_LINES = 400
CLASS_LINES = 250


def problems() -> list[str]:
    """Return what is too large, in words."""
    found = []
    for path in sorted(each for part in PARTS for each in (ROOT / part).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        if (lines := text.count("\n")) > FILE_LINES:
            found.append(f"{name} has {lines} lines, more than {FILE_LINES}")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ClassDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > CLASS_LINES:
                    found.append(f"{name}: {node.name} has {length} lines, over {CLASS_LINES}")
    return found


def median_lines() -> float:
    """Return the median length of the files that hold code."""
    counts = [
        path.read_text(encoding="utf-8").count("\n")
        for part in PARTS
        for path in (ROOT / part).rglob("*.py")
        if path.name != "__init__.py"
    ]
    return statistics.median(counts)


def main() -> int:
    """Print what is too large."""
    found = problems()
    for line in found:
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"median file: {median_lines():.0f} lines\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
