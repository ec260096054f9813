"""Removing the caseload from this device, on the signed word of its own hub and on nothing else.

What waits is delivered first. Where that cannot be done nothing is removed: the caseload is shut
behind a sentence, so that neither the work nor the hub's wish is lost.
"""

import json
import shutil
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from adviser_tui.clock import Clock
from adviser_tui.errors import AdviserError, StorageError
from adviser_tui.paths import backups_dir
from adviser_tui.services.sync.membership import FILE_NAME, Membership, MembershipFile
from adviser_tui.services.sync.stops import ShutOutError
from adviser_tui.storage.connection import open_connection
from adviser_tui.storage.database import Database

RECEIPT = "removed-by-the-hub.json"
_REMOVED = (
    "Your team's hub asked this device to remove its caseload, and it was removed with its "
    "backups. Everything recorded here was delivered before. Ask your team lead if that is not "
    "what you expected."
)


def let_go(
    database: Database,
    mine: Membership,
    notice: Mapping[str, Any],
    deliver: Callable[[], int],
    clock: Clock,
) -> str:
    """Deliver what waits, then remove everything; return what to tell the adviser.

    Raises `ShutOutError` where something could not be delivered: then nothing is removed, and the
    caseload stays shut until it is. The database is closed in both cases.
    """
    folder = database.folder
    try:
        deliver()
    except AdviserError:
        pass  # what counts is whether anything still waits
    finally:
        database.close()
    left = undelivered(database.path)
    if left:
        sentence = shut_words(left)
        MembershipFile(folder).change(locked=sentence)
        raise ShutOutError(sentence)
    remove_everything(folder)
    _write_receipt(folder, mine, notice, clock)
    return _REMOVED


def told_of_removal(folder: Path) -> str:
    """Return what to say in a folder whose caseload the hub had removed; empty in any other."""
    try:
        found = json.loads((folder / RECEIPT).read_text("utf-8"))
        on = str(found["removed_at"])[:10]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return (
        f"The caseload in this folder was removed on {on} because your team's hub asked for it; "
        "everything recorded here was delivered before. Ask your team lead if that is not what "
        "you expected; with a new code you can join again."
    )


def undelivered(path: Path) -> int:
    """Return how many changes in a closed caseload no hub has confirmed."""
    with closing(open_connection(path, "visitor")) as reader:
        row = reader.execute(
            "SELECT (SELECT count(*) FROM change_record WHERE status = 0 AND scrub = 0) "
            "+ (SELECT count(*) FROM sync_parked)"
        ).fetchone()
    return int(row[0])


def shut_words(left: int) -> str:
    """Return what is said instead of opening a caseload that was to be removed and could not."""
    return (
        f"Your team's hub has asked this device to remove its caseload, but {left:,} "
        f"change{'' if left == 1 else 's'} made here could not be delivered yet. Nothing was "
        "removed, and the caseload stays shut. Ask your team lead to let this device deliver, "
        "then run `adviser sync`."
    )


def refuse_shut(folder: Path) -> None:
    """Raise `StorageError` for a caseload that was to be removed and could not be."""
    if not (folder / FILE_NAME).exists():
        return
    try:
        mine = MembershipFile(folder).read()
    except StorageError:
        return  # the caseload itself is as it was; the sync says what is wrong with the file
    if mine is not None and mine.locked:
        raise StorageError(mine.locked)


def remove_everything(folder: Path) -> None:
    """Remove the caseload, its backups and exports, and who this device was; other files stay."""
    for inner in (backups_dir(folder), folder / "exports"):
        if inner.is_dir() and not inner.is_symlink():
            shutil.rmtree(inner, ignore_errors=True)
    for pattern in ("caseload-*", "caseload.db*"):
        for path in folder.glob(pattern):
            if path.is_file():
                path.unlink(missing_ok=True)
    # Last, so that a removal that was torn off is asked for again and finished.
    MembershipFile(folder).remove()
    with suppress(OSError):
        (folder / "caseload.lock").unlink(missing_ok=True)


def _write_receipt(folder: Path, mine: Membership, notice: Mapping[str, Any], clock: Clock) -> None:
    """Write down that it was done and on whose word; nothing in it is about a participant."""
    document = {
        "what": "The caseload in this folder was removed on the signed word of the team's hub.",
        "hub_id": mine.hub_id,
        "device_id": mine.device_id,
        "asked_at": notice.get("at"),
        "nonce": notice.get("nonce"),
        "removed_at": clock.now().isoformat(timespec="seconds"),
        "undelivered": 0,
    }
    path = folder / RECEIPT
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    with suppress(OSError):
        path.chmod(0o600)
