"""Making a hub: its keys, its tables, its first team, and last the file that says it is there."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from adviser_tui.errors import InputError, RuleError, StorageError
from adviser_tui.hub import audit
from adviser_tui.hub.journal import FILE_NAME as JOURNAL
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.people import NAME_LETTERS, Act, Team, add_team
from adviser_tui.hub.place import (
    CASELOAD,
    DATABASE,
    FILE_NAME,
    Place,
    is_server,
    refuse_caseload,
    write_place,
)
from adviser_tui.hub.signing import key_file, new_keys, read_keys, write_keys
from adviser_tui.hub.store import Store, Transaction, open_store
from adviser_tui.ids import new_id
from adviser_tui.text import clean_text


@dataclass(frozen=True, slots=True)
class Founded:
    """A hub that was just made."""

    place: Place
    name: str
    team: Team


def found(folder: Path, address: str, name: str, team: str, now_ms: int) -> Founded:
    """Make a hub in `folder`, with its data at `address` or, where that is "", beside it.

    Raises `RuleError` where there is a hub already or the folder belongs to a caseload. What an
    attempt left that was cut off is taken up again.
    """
    name = clean_text(name).strip()
    if not name or len(name) > NAME_LETTERS:
        raise InputError(f"The name of a hub has 1 to {NAME_LETTERS} letters.", "name")
    refuse_caseload(folder)
    if (folder / FILE_NAME).exists():
        raise RuleError(f"There is a hub in {folder} already. Nothing was changed.")
    _refuse_caseload(folder)
    file = key_file(folder)
    if not file.exists():
        write_keys(new_keys(), file)
    read_keys(file)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(open_store(address if is_server(address) else folder / DATABASE)) as store:
        act = Act(Journal(folder / JOURNAL), now_ms)
        with store.transaction() as t:
            t.alone("people")
            hub_id, made = _begun(store, t, act, name, team)
    return Founded(write_place(folder, hub_id, address), name, made)


def set_up(t: Transaction, act: Act, name: str, hub_id: str = "") -> str:
    """Write the hub's own row into empty tables and return its id."""
    hub_id = hub_id or new_id()
    t.run(
        "INSERT INTO hub_state (k, hub_id, name, made_at) VALUES (1, :id, :name, :at)",
        id=hub_id,
        name=name,
        at=act.at,
    )
    audit.note(t, act.at_ms, act.actor, "hub made", hub_id)
    act.journal.append("hub", at=act.at_ms, hub_id=hub_id, name=name)
    return hub_id


def check_same(t: Transaction, place: Place) -> None:
    """Raise `StorageError` where the database is not that of the hub in this folder."""
    row = t.one("SELECT hub_id FROM hub_state WHERE k = 1")
    if row is None:
        raise StorageError(
            "The hub's database is empty, although this folder says that there is a hub. Nothing "
            "was changed. `adviser hub restore` brings a backup back."
        )
    if row.hub_id != place.hub_id:
        raise StorageError(
            "The database belongs to another hub than this folder. Nothing was changed. Look at "
            "the address of the database."
        )


def _begun(store: Store, t: Transaction, act: Act, name: str, team: str) -> tuple[str, Team]:
    there = t.one("SELECT hub_id FROM hub_state WHERE k = 1")
    if there is None:
        return set_up(t, act, name), add_team(t, act, team)
    # The file beside it is what an attempt of ours writes last; a server may be anybody's.
    first = t.one("SELECT id, name FROM team ORDER BY id LIMIT 1")
    if store.path is None or first is None or t.one("SELECT id FROM account LIMIT 1"):
        raise RuleError(
            "There is a hub in this database already. Nothing was changed. On a further machine, "
            "copy the folder of the hub there instead of making one."
        )
    return there.hub_id, Team(int(first.id), first.name)


def _refuse_caseload(folder: Path) -> None:
    for each in (folder, *folder.parents):
        if (each / CASELOAD).exists():
            raise RuleError(
                f"{each} is the folder of a caseload. A hub does not live inside one, since it "
                "would be copied and locked with it. Nothing was made. Name another with --at."
            )
