"""Refuse to run on another program's `models`, `screens` or `seed`.

They are ordinary top-level names, so another distribution or a file in the working folder can
stand in their place. Imports nothing of ours.
"""

from importlib.util import find_spec
from pathlib import Path

OURS = ("models", "screens", "seed")


def strangers() -> str:
    """Return what is in the way and how to mend it, or nothing when all is well."""
    home = Path(__file__).resolve().parent.parent
    for name in OURS:
        spec = find_spec(name)
        found = Path(spec.origin).resolve() if spec and spec.origin else None
        if found == home / name / "__init__.py":
            continue
        where = f"found {found}" if found else "found none"
        return (
            f"Adviser cannot start: its own package “{name}” should be beside it, but Python "
            f"{where}.{_claimants(name)} Your caseload is safe. Install Adviser alone in an "
            "environment of its own: python -m venv adviser-env, then "
            "adviser-env/bin/pip install adviser-tui."
        )
    return ""


def _claimants(name: str) -> str:
    """Name the other installed distributions that bring the same package."""
    from importlib.metadata import packages_distributions

    others = sorted({each for each in packages_distributions().get(name, ()) if each})
    others = [each for each in others if each.replace("_", "-").lower() != "adviser-tui"]
    return f" {' and '.join(others)} brings the same name." if others else ""
