"""The questions of a caseload's match sheets: those of the program, and what a team asks as well.

A team's own questions lie beside the caseload, in files `checklists/*.toml` that each begin with
`extends = "right_person_first_time"` (domain.md section 4). They are added, never in the place of
ours, and hold for every sheet that is not frozen yet.
"""

from functools import cache
from pathlib import Path

from seed.checklists import CORE_FILE, Template, read_template, right_person_first_time

FOLDER = "checklists"
"""The folder, within the caseload's own, in which a team's questions lie."""


def questions_of(folder: Path) -> Template:
    """Return the sheet's template for the caseload in a folder.

    Raises `InputError` naming the file and the item where a team's file has a mistake.
    """
    files = tuple(sorted((folder / FOLDER).glob("*.toml")))
    if not files:
        return right_person_first_time()
    return _with_local(tuple((path, path.stat().st_mtime_ns) for path in files))


@cache
def _with_local(files: tuple[tuple[Path, int], ...]) -> Template:
    """Read the files once, and anew when one of them has changed."""
    return read_template(CORE_FILE, [path for path, _ in files])
