"""What people say for large employers, and the beginnings of the names that are registered.

Every line of a table is `said | said another way = registered words ; another company's words`.
What follows a number sign is a note.
"""

from functools import cache
from pathlib import Path

from adviser_tui.errors import ImportFileError
from adviser_tui.text import fold

OWN_FILE = "short_names.txt"
"""What a team's own table is called, in the folder of its caseload."""
SIZE_LIMIT = 1_000_000
"""The most bytes that a team's own table may have."""


def short_names(own: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Return what is said with the registered words it stands for, likeliest first, both folded.

    A name in `own` takes the place of the same name in the table that ships with the program; a
    file that is not there adds nothing. Each caller gets a dictionary of its own. Raises
    `ImportFileError`, with the line in `row`, for a line that cannot be understood.
    """
    names = dict(_shipped())
    if own is not None and own.is_file():
        names.update(_own(own))
    return names


@cache
def _shipped() -> dict[str, tuple[str, ...]]:
    from importlib import resources

    file = resources.files("seed") / "data" / "short_names.txt"
    return read_short_names(file.read_text(encoding="utf-8"), "the table of short names")


_kept: dict[Path, tuple[int, int, dict[str, tuple[str, ...]]]] = {}


def _own(file: Path) -> dict[str, tuple[str, ...]]:
    """Read a team's table once, and again only after somebody changed it."""
    try:
        status = file.stat()
        changed, size = status.st_mtime_ns, status.st_size
        kept = _kept.get(file)
        if kept is not None and kept[:2] == (changed, size):
            return kept[2]
        if size > SIZE_LIMIT:
            raise ImportFileError(
                f"“{file.name}” is too large for a table of short names, so nothing of it is "
                "used. One line for each employer is enough."
            )
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise ImportFileError(
            f"“{file.name}” could not be read, so nothing of it is used. "
            "Save it as plain text in UTF-8, where you may read it."
        ) from problem
    names = read_short_names(text, f"“{file.name}”")
    _kept[file] = (changed, size, names)
    return names


def read_short_names(text: str, called: str) -> dict[str, tuple[str, ...]]:
    """Return the names of a table; `called` is what a message calls it.

    Raises `ImportFileError`, with the line in `row`.
    """
    names: dict[str, tuple[str, ...]] = {}
    line_of: dict[str, int] = {}
    for row, line in enumerate(text.splitlines(), start=1):
        entry = line.partition("#")[0]
        if not entry.strip():
            continue
        left, _, right = entry.partition("=")
        said = tuple(dict.fromkeys(fold(name) for name in left.split("|")))
        registered = tuple(dict.fromkeys(fold(name) for name in right.split(";")))
        if entry.count("=") != 1 or not all(said) or not all(registered):
            raise _refusal(row, called, "does not read “said = registered name”")
        for name in said:
            if name in names:
                raise _refusal(
                    row, called, f"says “{name[:40]}”, which line {line_of[name]} says already"
                )
            names[name], line_of[name] = registered, row
    return names


def _refusal(row: int, called: str, what: str) -> ImportFileError:
    return ImportFileError(
        f"Line {row} of {called} {what}, so nothing of it is used. Mend that line; several "
        "ways of saying it are parted by “|”, several registered names by “;”.",
        row=row,
    )
