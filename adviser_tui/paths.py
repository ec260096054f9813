"""Where files live; touches no disk."""

import os
from pathlib import Path


def data_dir(given: Path | None = None) -> Path:
    """Return the caseload's folder: given, else ADVISER_DATA_DIR, else the platform's own."""
    if given is not None:
        return given.expanduser().absolute()
    named = os.environ.get("ADVISER_DATA_DIR", "")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("adviser", appauthor=False, roaming=False)


def backups_dir(folder: Path) -> Path:
    """Return the folder in which the caseload in `folder` keeps its backups."""
    return folder / "backups"
