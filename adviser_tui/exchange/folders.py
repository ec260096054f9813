"""Finding a file to import: what lies in a folder, told from what was typed so far."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

ENDINGS = frozenset({".csv", ".xlsx", ".tsv", ".tab", ".txt"})
REGISTER_ENDINGS = frozenset({".csv", ".zip", ".gz", ".json", ".jsonl", ".ndjson", ".txt"})
"""What the files of a national register end in."""
MOST = 300
"""Files and folders that are offered at once."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A file or folder that fits what was typed."""

    path: Path
    is_folder: bool
    size: int = 0
    changed: datetime | None = None
    """On the wall clock; None for a folder."""


def usual_folder() -> str:
    """Return where files arrive: the downloads, else the home folder, as it is typed."""
    downloads = Path.home() / "Downloads"
    return f"~{os.sep}Downloads{os.sep}" if downloads.is_dir() else f"~{os.sep}"


def typed_path(text: str) -> Path:
    """Return the path that is meant: quotation marks and `file://` of a dropped file taken off."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    path = Path(text)
    try:
        path = path.expanduser()
        plain = Path(text.replace("\\ ", " ")).expanduser()
        if "\\ " in text and not path.exists() and plain.exists():
            return plain
    except (OSError, RuntimeError, ValueError):
        pass
    return path


def lying_there(text: str, endings: frozenset[str] = ENDINGS) -> tuple[Lying, ...]:
    """Return what fits a half-typed path: files, the newest first, then folders.

    A folder that cannot be read holds nothing; hidden ones are offered when asked for.
    """
    path = typed_path(text)
    ends_open = not text.strip() or text.rstrip().endswith(("/", os.sep))
    folder, beginning = (path, "") if ends_open else (path.parent, path.name.casefold())
    try:
        found = sorted(_fitting(folder, beginning, endings), key=_newest_first)
    except (OSError, ValueError):
        return ()
    return tuple(found[:MOST])


def _fitting(folder: Path, beginning: str, endings: frozenset[str]) -> Iterator[Lying]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name.casefold()
            if beginning not in name or (name.startswith(".") and not beginning.startswith(".")):
                continue
            try:
                if entry.is_dir():
                    yield Lying(Path(entry.path), is_folder=True)
                elif Path(name).suffix in endings:
                    about = entry.stat()
                    changed = datetime.fromtimestamp(about.st_mtime).astimezone()
                    yield Lying(Path(entry.path), False, about.st_size, changed)
            except (OSError, ValueError, OverflowError):
                continue  # Gone in the meantime, or a link to nowhere.


def _newest_first(one: Lying) -> tuple[bool, float, str]:
    age = -one.changed.timestamp() if one.changed else 0.0
    return one.is_folder, age, one.path.name.casefold()
