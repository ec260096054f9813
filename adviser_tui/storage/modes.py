"""Who may read the caseload's files: their owner alone.

Windows gives a user's own data folder to that user; there is nothing to set.
"""

import os
import stat
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
DATABASE = "caseload.db"
_OURS = (
    *("caseload", "settings.toml", "backups", "exports", "profiles", "register"),
    *("hub.json", ".hub-"),
)
HAS_MODES = os.name == "posix"


def mend_modes(folder: Path) -> list[str]:
    """Make the caseload's files and folders private again; return what was wrong, in words.

    Call it with the lock held: a `-shm` file that may only be read is what a read-only opening
    leaves behind, and would make the whole caseload answer that it is read-only. A caseload that
    somebody made read-only on purpose stays so.
    """
    return [
        said
        for path, said in _wrong(folder)
        if (_is_open_to_others(path) or path.name != DATABASE) and _mend(path)
    ]


def wrong_modes(folder: Path) -> list[str]:
    """Return what is wrong with the modes, in words, and change nothing."""
    return [said for _, said in _wrong(folder)]


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter, where it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)


def private_file(path: Path) -> None:
    """Make an empty file that is private from its first byte, or leave the one that is there."""
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE_FILE))


def _wrong(folder: Path) -> list[tuple[Path, str]]:
    if not HAS_MODES or not folder.is_dir():
        return []
    backups = folder / "backups"
    files = [
        *folder.glob("caseload*"),
        *folder.glob("hub.json"),
        *backups.glob("caseload*"),
        *(folder / "profiles").glob("*.toml"),
    ]
    # A link leads to a file of somebody else's choosing, whose mode is none of ours.
    found = [
        (path, _file_trouble(path)) for path in files if path.is_file() and not path.is_symlink()
    ]
    if _is_ours_alone(folder):
        found.append((folder, _folder_trouble(folder)))
    for inner in (backups, folder / "profiles"):
        if inner.is_dir() and not inner.is_symlink():
            found.append((inner, _folder_trouble(inner)))
    return [(path, said) for path, said in found if said]


def _is_ours_alone(folder: Path) -> bool:
    """Say whether a folder holds the caseload only; others' folders keep the modes they have."""
    return all(entry.name.startswith(_OURS) for entry in folder.iterdir())


def _file_trouble(path: Path) -> str:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        return f"{path.name} could be read by others (mode {mode:04o})"
    is_live = path.name.startswith(DATABASE) or path.suffix == ".lock"
    if is_live and mode & 0o600 != 0o600:
        return f"{path.name} may not be written by you (mode {mode:04o})"
    return ""


def _folder_trouble(path: Path) -> str:
    mode = stat.S_IMODE(path.stat().st_mode)
    # A folder with the sticky bit, such as /tmp, is everybody's and stays so.
    if mode & 0o077 and not mode & stat.S_ISVTX:
        return f"the folder {path.name} is open to others (mode {mode:04o})"
    return ""


def _is_open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def _mend(path: Path) -> bool:
    try:
        path.chmod(PRIVATE_FOLDER if path.is_dir() else PRIVATE_FILE)
    except OSError:
        # Somebody else's file: opening it says so in its own words, and `doctor` names it.
        return False
    return True
