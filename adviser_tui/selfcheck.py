"""Refuse to run on another program's `models`, `screens` or `seed`.

They are ordinary top-level names, so another distribution or a file in the working folder can
stand in their place, and `pip` says nothing about it. Imports nothing of ours.
"""

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OURS: Mapping[str, bytes] = {
    "models": b'"""The tables of the caseload, one noun to a file.',
    "screens": b'"""Full-screen views, one to a file, each with its style beside it.',
    "seed": b'"""Reference data that ships with the program, and the invented demo caseload.',
}
"""The packages and how the file that makes each of them begins."""


def strangers() -> str:
    """Return what is in the way and how to mend it, or nothing when all is well."""
    home = Path(__file__).resolve().parent.parent
    for name, beginning in OURS.items():
        spec = find_spec(name)
        found = Path(spec.origin).resolve() if spec and spec.origin else None
        if found is None:
            return _sentence(name, "its beginning is gone, as when another program is uninstalled")
        if found != home / name / "__init__.py":
            return _sentence(name, f"Python finds {found} first")
        if not _begins_with(spec, beginning):
            return _sentence(name, f"another program's file lies in its place: {found}")
    return ""


def _begins_with(spec: Any, beginning: bytes) -> bool:
    try:
        return bool(spec.loader.get_data(spec.origin).startswith(beginning))
    except OSError:
        return False


def _sentence(name: str, what: str) -> str:
    return (
        f"Adviser cannot start. It needs its own package “{name}”, but {what}.{_claimants(name)} "
        "Your caseload is safe. Install Adviser anew, alone in an environment of its own, from the "
        "folder or file that it came in: python3 -m venv adviser-env, then adviser-env/bin/pip "
        "install and the name of that folder or file."
    )


def _claimants(name: str) -> str:
    """Name the other installed distributions that bring the same package."""
    from importlib.metadata import packages_distributions

    others = sorted(set(packages_distributions().get(name, ())))
    others = [each for each in others if each.replace("_", "-").lower() != "adviser-tui"]
    if not others:
        return ""
    brings = "bring" if len(others) > 1 else "brings"
    return f" Also {' and '.join(others)} {brings} a package of that name."
