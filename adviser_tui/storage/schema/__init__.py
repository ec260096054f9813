"""The shape of the file: frozen steps as SQL, and the triggers of the newest shape."""

from pathlib import Path


def sql_of(name: str) -> str:
    """Return the text of one of the SQL files beside this module."""
    # Not by importlib.resources, whose import alone takes longer than opening the caseload.
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
