"""The database's errors as sentences of our own; nobody above this package sees another kind.

Drivers differ in their classes and codes but share SQLite's texts, so the texts decide.
"""

import sqlite3
from pathlib import Path

from adviser_tui.errors import AdviserError, InputError, NotFoundError, RuleError, StorageError

_ROOM_BESIDE = 1_000_000
_DAMAGED = ("not a database", "malformed", "could not decode")


def cannot_open(path: Path, error: Exception) -> StorageError:
    """Say in plain words why a file would not open."""
    text = str(error).lower()
    if any(word in text for word in _DAMAGED):
        return StorageError(
            f"{path.name} is not a caseload that can be read; it may be damaged. It was left as "
            "it is. `adviser doctor` looks closer, `adviser restore` brings back a backup."
        )
    if "readonly" in text or isinstance(error, PermissionError):
        return StorageError(
            f"{path} may not be written by you. Nothing was changed. Make the file and its folder "
            "yours again, or choose another folder with --data-dir."
        )
    if "is full" in text or "no space" in text or ("i/o error" in text and _is_full(path)):
        return StorageError(
            f"The disk is full, so {path} could not be opened; everything saved before is safe. "
            "Free some space and try again."
        )
    if "locked" in text or "busy" in text:
        return StorageError(
            f"Another program is using {path}. Nothing was changed. Close it and try again."
        )
    return StorageError(f"{path} could not be opened ({error}). Nothing was changed.")


def _is_full(path: Path) -> bool:
    """Say whether the disk has no room for what SQLite keeps beside a file."""
    import shutil  # slow, and needed on a bad day only

    try:
        return shutil.disk_usage(path.parent).free < _ROOM_BESIDE
    except OSError:
        return False


def failed_write(error: BaseException) -> AdviserError:
    """Say in plain words why a change was not saved; nothing of it is in the file."""
    text = str(error)
    lower = text.lower()
    if "never" in lower:  # the triggers' own sentences
        return RuleError(f"{text[0].upper()}{text[1:]}. Nothing was saved.")
    if "foreign key" in lower:
        return NotFoundError("Something this refers to is not here. Nothing was saved.")
    if "not null constraint" in lower:
        field = text.rpartition(".")[2].replace("_", " ")
        return InputError(f"The {field} must be given. Nothing was saved.", text.rpartition(".")[2])
    if "is full" in lower:
        return StorageError(
            "The disk is full, so nothing was saved; everything saved before is safe. "
            "Free some space and try again."
        )
    if "locked" in lower or "busy" in lower:
        return StorageError(
            "Another program is using the caseload's file, so nothing was saved. "
            "Close it and try again."
        )
    if "readonly" in lower:
        return StorageError(
            "The caseload's file may only be read, so nothing was saved. "
            "`adviser doctor` says which file is in the way."
        )
    if "i/o error" in lower:
        return StorageError(
            "The disk gave an error while writing, so nothing was saved; everything saved before "
            "is safe. Look whether it is full or was taken out, then try again."
        )
    return StorageError(
        "The change could not be saved and nothing of it was kept; everything saved before is "
        "safe. `adviser doctor` looks at the file."
    )


def no_caseload(folder: Path) -> StorageError:
    """Return the error of a folder in which no caseload was made yet."""
    return StorageError(f"There is no caseload in {folder} yet. `adviser init` makes one.")


def failed_read(error: sqlite3.Error) -> Exception:
    """Say in plain words why nothing could be read; a mistake in a query stays what it is."""
    text = str(error).lower()
    if any(word in text for word in _DAMAGED):
        return StorageError(
            "The caseload's file is damaged in places and could not be read there. "
            "`adviser doctor` looks closer, `adviser restore` brings back a backup."
        )
    if "i/o error" in text or "unable to open" in text:
        return StorageError(
            "The disk gave an error while reading. What was saved is probably safe; look whether "
            "the disk was taken out, then open the caseload again."
        )
    if "locked" in text or "busy" in text:
        return StorageError("Another program is holding the caseload's file. Try again.")
    if "closed database" in text or "interrupted" in text:
        return StorageError("The caseload was closed meanwhile. Open it again.")
    return error
