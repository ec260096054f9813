"""The words that the demo is made of, read from its data files."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data" / "demo"


@cache
def words(name: str) -> dict[str, Any]:
    """Return one of the data files: `names`, `people`, `vacancies` or `notes`."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
