"""Everything around a restore: finding the hub's place or making it anew, keeping what was there.

Used where the hub is broken, so nothing here relies on the database that is to be replaced.
"""

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from adviser_tui.errors import NotFoundError, RuleError, UsageError
from adviser_tui.hub.backup import back_up
from adviser_tui.hub.backup_file import Head
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.people import Act
from adviser_tui.hub.place import (
    DATABASE,
    Place,
    is_server,
    named_address,
    read_place,
    refuse_password,
    write_place,
)
from adviser_tui.hub.restoring import Restored, entries_for, restore
from adviser_tui.hub.serving_lock import replaced
from adviser_tui.hub.signing import key_file, read_keys
from adviser_tui.hub.store import Store, open_store

IN_A_FILE = "file"
"""Said instead of an address: the data lies in a file beside the hub's key."""
_BESIDE = ("", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Back:
    """A hub that came back."""

    place: Place
    restored: Restored
    kept_aside: Path | None
    """A backup of what was there before, or the file that could not be read; nothing for none."""


def come_back(
    folder: Path,
    file: Path,
    head: Head,
    now_ms: int,
    *,
    database: str = "",
    journals: Sequence[Path] = (),
    without_journal: bool = False,
) -> Back:
    """Bring the backup `file` back into the hub in `folder`, which may have lost everything else.

    `database` moves the hub to another one. Raises `RuleError` where that holds another hub,
    and where the hub is being served.
    """
    for each in journals:
        if not each.is_file():
            raise NotFoundError(f"There is no journal {each}. Nothing was changed.")
    read_keys(key_file(folder))
    was = _place(folder)
    if was is not None and was.hub_id != head.hub_id:
        raise RuleError(
            f"{file} is a backup of another hub than the one here. Nothing was changed."
        )
    address = _address(folder, was, database)
    act = Act(Place(folder, head.hub_id, address).journal, now_ms)
    known = [Journal(each) for each in journals]
    # Refused before anything is moved.
    entries_for(head, [act.journal, *known], without_journal=without_journal)
    with replaced(folder):
        aside = None if is_server(address) else _set_damaged_aside(Path(address))
        with closing(open_store(address)) as store:
            if _holds(store, head.hub_id):
                aside = back_up(store, folder / "backups", now_ms).file
            done = restore(
                file,
                store,
                act,
                hub_id=head.hub_id,
                journals=known,
                without_journal=without_journal,
            )
        place = write_place(folder, head.hub_id, address if is_server(address) else "")
    return Back(place, done, aside)


def _place(folder: Path) -> Place | None:
    try:
        return read_place(folder)
    except NotFoundError:
        return None


def _address(folder: Path, was: Place | None, database: str) -> str:
    """Return where the data is to be."""
    refuse_password(database)
    if database == IN_A_FILE:
        return str(folder / DATABASE)
    if database and not is_server(database):
        raise UsageError("--database takes postgresql://user@host/name, or the word file.")
    named = named_address()
    if named and (not database or is_server(named)):
        return named
    return database or (was.database if was else str(folder / DATABASE))


def _holds(store: Store, hub_id: str) -> bool:
    """Say whether there is data of this hub; raises `RuleError` where it is another's."""
    with store.reading() as t:
        row = t.one("SELECT hub_id FROM hub_state WHERE k = 1")
    if row is not None and row.hub_id != hub_id:
        raise RuleError(
            "The database holds another hub. Nothing was changed. Look at its address, or take an "
            "empty one."
        )
    return row is not None


def _set_damaged_aside(path: Path) -> Path | None:
    """Move a file that cannot be read out of the way and return where it is now."""
    if not path.exists():
        return None
    try:
        with closing(open_store(path)) as store, store.reading() as t:
            is_sound = t.rows("PRAGMA quick_check(1)")[0][0] == "ok"
    except HubError as error:
        if error.code == "busy":
            raise
        is_sound = False
    if is_sound:
        return None
    stem = f"{path.name}.damaged-{time.strftime('%Y-%m-%d-%H%M%S')}"
    for ending in _BESIDE:
        part = path.with_name(path.name + ending)
        if part.exists():
            part.replace(path.with_name(stem + ending))
    return path.with_name(stem)
