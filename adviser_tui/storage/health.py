"""The examination of a caseload: what is in order, what is not, and what to do about it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.clock import Clock
from adviser_tui.errors import StorageError
from adviser_tui.paths import backups_dir
from adviser_tui.storage import checks, lock
from adviser_tui.storage.allowance import kept_reason
from adviser_tui.storage.connection import open_connection
from adviser_tui.storage.finding import examining
from adviser_tui.storage.findings import Finding, Report, bad, fine, warn
from adviser_tui.storage.location import trouble_with
from adviser_tui.storage.modes import HAS_MODES, wrong_modes

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

FILE_NAME = "caseload.db"
LITTLE_SPACE = 500_000_000
NO_SPACE = 50_000_000
OLD_BACKUP_DAYS = 7
_SAFE_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def doctor(folder: Path, clock: Clock | None = None, *, thorough: bool = False) -> Report:
    """Examine the caseload in `folder`, also while it is open elsewhere; changes nothing.

    `thorough` reads every page and index, which takes seconds for a large caseload.
    """
    path = folder / FILE_NAME
    findings = [_location(folder, path), *_surroundings(folder)]
    if not path.exists():
        findings.insert(0, warn("file", f"There is no caseload in {folder} yet.", "adviser init"))
        return Report(tuple(findings))
    findings.insert(0, fine("file", f"The caseload is {path}, {path.stat().st_size:,} bytes."))
    findings += [_window(folder), *_modes(folder), _encryption(path), _backups(folder, clock)]
    findings += _inside(path, clock or Clock(), thorough)
    return Report(tuple(findings))


def open_check(database: "Database") -> Report:
    """Look quickly at an open caseload, as after every start; takes some tens of milliseconds."""
    mended = [fine("modes", f"{said}; it is private again.") for said in database.mended]
    found = [*mended, *_surroundings(database.folder)]
    try:
        with database.reading() as reader:
            found += [checks.core_tables(reader), checks.last_change(reader)]
    except sqlite3.Error as error:
        found.append(_damaged(error))
    return Report(tuple(found))


def _inside(path: Path, clock: Clock, thorough: bool) -> Iterator[Finding]:
    try:
        with closing(open_connection(path, "visitor")) as reader:
            version = checks.version(reader)
            yield version
            if version.subject == "version" and version.grade != "ok":
                return
            yield checks.triggers(reader)
            yield checks.journal(reader)
            yield checks.whole_file(reader) if thorough else checks.core_tables(reader)
            yield checks.references(reader)
            yield from checks.change_record(reader)
            yield checks.device_clock(reader, clock)
            yield checks.sync(reader, (path.parent / "hub.json").exists())
            yield examining.index(reader, thorough=thorough)
            yield examining.short_names(path.parent)
    except StorageError as error:
        yield bad("contents", str(error))
    except sqlite3.Error as error:
        yield _damaged(error)


def _damaged(error: sqlite3.Error) -> Finding:
    return bad(
        "contents",
        f"The file is damaged and cannot be read in places ({error}).",
        "adviser restore",
    )


def _location(folder: Path, path: Path) -> Finding:
    trouble = trouble_with(folder)
    if not trouble:
        return fine("location", f"{folder} is on this machine's own disk, as far as can be seen.")
    reason = kept_reason(folder, path)
    if reason:
        return warn("location", f"{folder} {trouble}; allowed because: {reason}.")
    return bad("location", f"{folder} {trouble}.", "move the caseload to this machine's own disk")


def _surroundings(folder: Path) -> Iterator[Finding]:
    place = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    free = shutil.disk_usage(place).free
    said = f"{free // 1_000_000:,} MB are free on the disk."
    if free < NO_SPACE:
        yield bad("disk", said, "free some space before the next change")
    elif free < LITTLE_SPACE:
        yield warn("disk", said, "free some space soon")
    else:
        yield fine("disk", said)
    yield _engine()


def _engine() -> Finding:
    found = sqlite3.sqlite_version_info
    said = f"SQLite {sqlite3.sqlite_version}."
    is_mended = found >= _SAFE_SQLITE[0] or any(
        found[:2] == safe[:2] and found >= safe for safe in _SAFE_SQLITE[1:]
    )
    if is_mended:
        return fine("engine", said)
    return fine(
        "engine",
        f"{said} Its write-ahead log is unsafe with two writers; only one connection ever writes.",
    )


def _window(folder: Path) -> Finding:
    if lock.is_free(folder):
        return fine("window", "No other window has the caseload open.")
    return fine("window", "The caseload is open in a window now.")


def _modes(folder: Path) -> list[Finding]:
    if not HAS_MODES:
        return [fine("modes", "Windows keeps this folder to its user.")]
    wrong = wrong_modes(folder)
    return [
        bad("modes", f"{said}.", "open the caseload once; it mends this") for said in wrong
    ] or [fine("modes", "Nobody else on this machine can read the files.")]


def _encryption(path: Path) -> Finding:
    with path.open("rb") as file:
        is_plain = file.read(16) == b"SQLite format 3\0"
    if is_plain or path.stat().st_size == 0:
        return warn(
            "encryption",
            "The file is not encrypted; whoever holds this disk can read it.",
            "turn on the disk encryption of this machine",
        )
    return bad("encryption", "The file has not the form of a caseload.", "adviser restore")


def _backups(folder: Path, clock: Clock | None) -> Finding:
    from adviser_tui.storage.backup import own_backups

    found = own_backups(backups_dir(folder))
    if not found:
        return warn("backup", "There is no backup yet.", "adviser backup")
    day, path = found[0]
    age = ((clock or Clock()).today() - day).days
    said = f"The newest backup is {path.name}; there are {len(found)}."
    return warn("backup", said, "adviser backup") if age > OLD_BACKUP_DAYS else fine("backup", said)
