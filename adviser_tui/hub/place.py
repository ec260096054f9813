"""Where a hub lives: a private folder with its keys, its journal, and the way to its database.

For several machines before one PostgreSQL database the folder is copied to each. What is secret in
the way to the database comes from the environment or a file, and is written nowhere.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adviser_tui.errors import NotFoundError, RuleError, StorageError, UsageError
from adviser_tui.hub.journal import FILE_NAME as JOURNAL
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.signing import HubKeys, key_file, read_keys

FILE_NAME = "hub.json"
DATABASE = "hub.db"
CASELOAD = "caseload.db"
"""What a caseload's folder holds, and a hub's never."""
FOLDER_VARIABLE = "ADVISER_HUB_DIR"
ADDRESS_VARIABLE = "ADVISER_HUB_DATABASE"
ADDRESS_FILE_VARIABLE = "ADVISER_HUB_DATABASE_FILE"
_FORMAT = "adviser hub 1"
_SERVERS = ("postgresql://", "postgres://")


@dataclass(frozen=True, slots=True)
class Place:
    """One hub's folder, and where its data is."""

    folder: Path
    hub_id: str
    database: str
    """A path, or an address of PostgreSQL; it may hold a password and is not to be shown."""

    def __repr__(self) -> str:
        return f"Place({self.folder!r}, {self.hub_id!r})"

    @property
    def keys(self) -> HubKeys:
        """Return the hub's keys from their file."""
        return read_keys(key_file(self.folder))

    @property
    def journal(self) -> Journal:
        """Return what outlives every restore."""
        return Journal(self.folder / JOURNAL)

    @property
    def backups(self) -> Path:
        """Return the folder of the backups that were given no other."""
        return self.folder / "backups"


def hub_folder(given: Path | None = None) -> Path:
    """Return the folder of the hub: as `given`, or ADVISER_HUB_DIR, or the platform's own place.

    It is not the folder of anybody's caseload, nor inside it.
    """
    if given is not None:
        return given.expanduser().absolute()
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("adviser-hub", appauthor=False, roaming=False)


def is_server(address: str) -> bool:
    """Say whether an address leads to PostgreSQL rather than to a file."""
    return address.startswith(_SERVERS)


def named_address() -> str:
    """Return the database that the environment names, or ""."""
    file = os.environ.get(ADDRESS_FILE_VARIABLE, "").strip()
    if not file:
        return os.environ.get(ADDRESS_VARIABLE, "").strip()
    try:
        return Path(file).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"The file {file}, which {ADDRESS_FILE_VARIABLE} names, cannot be read. Nothing was "
            "changed."
        ) from error


def refuse_password(address: str) -> None:
    """Raise `UsageError` for an address with a password: a command line is seen by everybody."""
    head = address.partition("://")[2].partition("/")[0]
    if ":" in head.rpartition("@")[0] or "password=" in address.lower():
        raise UsageError(
            "A password does not belong on the command line, where other programs can read it. "
            f"Nothing was changed. Put the whole address into {ADDRESS_VARIABLE}, or into a "
            f"private file that {ADDRESS_FILE_VARIABLE} names."
        )


def refuse_caseload(folder: Path) -> None:
    """Raise `RuleError` for the folder of a caseload: a device keeps a hub.json of its own there.

    A hub counts as one also where a caseload was put beside it by mistake.
    """
    try:
        document = json.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        document = None
    known = document if isinstance(document, dict) else {}
    if known.get("format") != _FORMAT and ("device_id" in known or (folder / CASELOAD).exists()):
        raise RuleError(
            f"This is the folder of a caseload, not of a hub: {folder}. Nothing was changed. Name "
            f"the folder of the hub with --at, or with {FOLDER_VARIABLE}."
        )


def read_place(folder: Path) -> Place:
    """Return the hub in a folder; raises `NotFoundError` where there is none."""
    refuse_caseload(folder)
    file = folder / FILE_NAME
    try:
        document = json.loads(file.read_text("utf-8"))
        if document["format"] != _FORMAT:
            raise ValueError(_FORMAT)
        hub_id, address = str(document["hub_id"]), str(document["database"])
    except FileNotFoundError as error:
        raise NotFoundError(
            f"There is no hub in {folder}. `adviser hub init` makes one; --at or "
            f"{FOLDER_VARIABLE} says where it is."
        ) from error
    except OSError as error:
        raise StorageError(f"{file} cannot be read ({error.strerror}).") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StorageError(
            f"{file} is damaged or of a newer version. Nothing was changed. Bring the file back "
            "from where you keep its copy."
        ) from error
    address = named_address() or address
    return Place(folder, hub_id, address if is_server(address) else str(folder / address))


def write_place(folder: Path, hub_id: str, address: str) -> Place:
    """Keep where a hub's data is, without what is secret in it; the file is replaced whole."""
    kept = address if is_server(address) else DATABASE
    document = {"format": _FORMAT, "hub_id": hub_id, "database": without_password(kept)}
    _replace(folder / FILE_NAME, document)
    return Place(folder, hub_id, address if is_server(address) else str(folder / kept))


def without_password(address: str) -> str:
    """Return an address as it can be shown and kept."""
    if not is_server(address):
        return address
    from sqlalchemy import URL, make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except ArgumentError as error:
        raise UsageError(
            "The address of the database cannot be read. It looks like "
            "postgresql://user@host/name. Nothing was changed."
        ) from error
    query = {key: value for key, value in url.query.items() if key.lower() != "password"}
    bare = URL.create(url.drivername, url.username, None, url.host, url.port, url.database, query)
    return bare.render_as_string(hide_password=False)


def _replace(file: Path, document: Mapping[str, Any]) -> None:
    part = file.with_name(f".{file.name}-{secrets.token_hex(4)}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(document, out, indent=1)
            out.write("\n")
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError as error:
        raise StorageError(f"{file} could not be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
