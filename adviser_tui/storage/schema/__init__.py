"""The shape of the file: frozen steps as SQL, and the triggers of the newest shape."""

from importlib.resources import files


def sql_of(name: str) -> str:
    """Return the text of one of the SQL files beside this module."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
