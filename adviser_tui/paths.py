"""Where the caseload lies; names places only and never touches the disk."""

import os
from pathlib import Path

VARIABLE = "ADVISER_DATA_DIR"


def data_dir(given: Path | None = None) -> Path:
    """Return the folder of the caseload.

    What was `given` on the command line comes first, then ADVISER_DATA_DIR, then the place that
    this platform keeps a user's own data in: on this machine, not one that roams over a network.
    """
    if given is not None:
        return given.expanduser().absolute()
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    # Only here, since most starts in tests and scripts name their folder.
    from platformdirs import user_data_path

    return user_data_path("adviser", appauthor=False, roaming=False)


def backups_dir(folder: Path) -> Path:
    """Return the folder of the backups that the program makes by itself."""
    return folder / "backups"


def profiles_dir(folder: Path) -> Path:
    """Return the folder of the programme profiles that were copied and edited here."""
    return folder / "profiles"
