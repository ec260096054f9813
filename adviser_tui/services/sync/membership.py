"""What this device keeps of its hub: who it is there and the token that proves it.

It lies in a private file beside the caseload and not in it, so that neither a backup nor a copy of
the caseload can speak for the device.
"""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from adviser_tui.errors import StorageError

FILE_NAME = "hub.json"
ASKING = "hub-joining.json"
"""What is kept while this device asks to join, until it has heard the answer."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_KEPT = (("nonce", str), ("courier", dict))


def refuse_hub(folder: Path) -> None:
    """Raise `StorageError` for the folder of a hub, which keeps a file of the same name there."""
    try:
        known = json.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return
    if isinstance(known, dict) and str(known.get("format", "")).startswith("adviser hub"):
        raise StorageError(
            f"This is the folder of a hub, not of a caseload: {folder}. Nothing was changed. Name "
            "another folder with --data-dir; a caseload has one of its own."
        )


@dataclass(frozen=True, slots=True)
class Membership:
    """Who this device is at its hub; neither its text nor anything printed shows a token."""

    url: str
    hub_id: str
    device_id: str
    dev_no: int
    user_id: str
    user_name: str = ""
    role: str = ""
    teams: tuple[Mapping[str, Any], ...] = ()
    """Each with `id` and `name`."""
    token: str = field(default="", repr=False)
    next_token: str = field(default="", repr=False)
    """The one that takes the token's place once the hub has answered to it."""
    token_ms: int = 0
    """When the token was given out, in milliseconds on this device's clock."""
    hub_key: str = ""
    """The hub's Ed25519 public key in hex: what it signs is its own word."""
    ca_file: str = ""
    """Whom to believe about the hub's name, where that is not an ordinary authority."""
    courier: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, repr=False)
    grant: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, repr=False)
    """What the hub said at joining, as long as the caseload has not taken it over."""
    audit: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, repr=False)
    """What the hub last told about its account of acts; shown to it again later."""
    locked: str = ""
    """Why the caseload is shut, in a sentence; empty while it may be opened."""
    more: Mapping[str, Any] = field(default_factory=lambda: _NOTHING, repr=False)
    """What a newer program keeps here; written back as it was."""

    @property
    def shown_token(self) -> str:
        """The token to show the hub: the newest there is."""
        return self.next_token or self.token

    @property
    def is_online(self) -> bool:
        """Whether the hub can be asked directly; some teams only exchange bundles."""
        return bool(self.url and self.token)


_NAMES = tuple(each.name for each in fields(Membership) if each.name != "more")


class MembershipFile:
    """The file in a caseload's folder; it is replaced whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._asking = folder / ASKING

    def asking(self, made: Callable[[], Mapping[str, Any]]) -> dict[str, Any]:
        """Return what this device asks to join with: what it kept when no answer came, else new.

        On the disk before this returns, so that the hub knows who asks again.
        """
        try:
            found = json.loads(self._asking.read_text("utf-8"))
            if isinstance(found, dict) and all(
                isinstance(found[each], kind) for each, kind in _KEPT
            ):
                return found
        except (OSError, ValueError, KeyError):
            pass
        fresh = {"nonce": secrets.token_urlsafe(32), "courier": dict(made())}
        self._replace(self._asking, json.dumps(fresh) + "\n")
        return fresh

    @property
    def is_asking(self) -> bool:
        """Whether the answer to joining may have been lost."""
        return self._asking.exists()

    def heard(self) -> None:
        """Forget what this device asked to join with: there was an answer."""
        with suppress(OSError):
            self._asking.unlink(missing_ok=True)

    def read(self) -> Membership | None:
        """Return who this device is, or nothing before it joined; raises `StorageError`."""
        try:
            text = self.path.read_text("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise self._unreadable() from error
        try:
            return _understood(json.loads(text))
        except (ArithmeticError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._unreadable() from error

    def write(self, membership: Membership) -> None:
        """Keep it, on the disk before this returns."""
        document = dict(membership.more)
        document.update({name: _plain(getattr(membership, name)) for name in _NAMES})
        self._replace(self.path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")

    @staticmethod
    def _replace(path: Path, text: str) -> None:
        temporary = path.with_name(f".hub-{secrets.token_hex(8)}.part")
        try:
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            os.replace(temporary, path)
            _keep_name(path.parent)
        except OSError as error:
            raise StorageError(
                f"{path} could not be written ({error.strerror}). What is recorded in the "
                "caseload is safe. Look who may write there and how much room is left."
            ) from error
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def change(self, **values: Any) -> Membership:
        """Write some of it anew and return the whole; there must be a membership."""
        found = self.read()
        if found is None:
            raise self._unreadable()
        changed = replace(found, **values)
        self.write(changed)
        return changed

    def remove(self) -> None:
        """Remove the file and what an interrupted writing left of it."""
        for path in (self.path, self._asking, *self.path.parent.glob(".hub-*.part")):
            path.unlink(missing_ok=True)

    def _unreadable(self) -> StorageError:
        return StorageError(
            f"{self.path} cannot be read, so this device cannot prove to the hub who it is. The "
            "caseload is safe. Move that file away and join again with a new code; nothing that "
            "waits here is lost by that."
        )


def _understood(document: Mapping[str, Any]) -> Membership:
    known = {name: document[name] for name in _NAMES if name in document}
    known["dev_no"] = int(known["dev_no"])
    known["teams"] = tuple(dict(team) for team in known.get("teams", ()))
    texts = ("url", "hub_id", "device_id", "user_id", "token", "next_token", "hub_key", "locked")
    if not all(isinstance(known.get(name, ""), str) for name in texts):
        raise TypeError("a text is no text")
    if not all(isinstance(known.get(name, {}), dict) for name in ("courier", "grant", "audit")):
        raise TypeError("a part has no parts")
    if type(known.get("token_ms", 0)) is not int:
        raise TypeError("a moment is no number")
    more = {name: value for name, value in document.items() if name not in _NAMES}
    return Membership(**known, more=more)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return [dict(each) for each in value] if isinstance(value, tuple) else value


def _keep_name(folder: Path) -> None:
    """Bring the name itself to the disk, where the system can."""
    if os.name == "posix":
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
