"""The hub's own keys: one signs notices, one opens sealed bundles, one makes codes unguessable.

They lie in a private file beside the hub or where ADVISER_HUB_KEY_FILE says, never in the
database, so that neither a backup nor a stolen database can speak for the hub.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import NotFoundError, StorageError
from adviser_tui.sync.notices import WIPE, signable

if TYPE_CHECKING:
    from adviser_tui.sync.sealing import Keys

FILE_NAME = "hub.key"
VARIABLE = "ADVISER_HUB_KEY_FILE"
_FORMAT = "adviser hub key 1"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class HubKeys:
    """Three secrets of 32 random bytes each."""

    sign: bytes
    """Ed25519, private."""
    box: bytes
    """X25519, private; used by bundles alone."""
    pepper: bytes

    def __repr__(self) -> str:
        return f"HubKeys(sign_public={self.sign_public!r})"

    @property
    def sign_public(self) -> str:
        """Return the key that devices pin at enrolment, in hex."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.sign).public_key().public_bytes_raw().hex()

    @property
    def courier(self) -> "Keys":
        """Return the two keys that bundles are signed with and opened by."""
        from adviser_tui.sync.sealing import Keys

        return Keys(self.sign, self.box)

    @property
    def box_public(self) -> str:
        """Return the key that bundles for the hub are sealed to, in hex."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.from_private_bytes(self.box).public_key().public_bytes_raw().hex()

    def signed(self, notice: Mapping[str, Any]) -> dict[str, Any]:
        """Return a notice with the signature that only this hub can make."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        signature = Ed25519PrivateKey.from_private_bytes(self.sign).sign(signable(notice))
        return {"notice": dict(notice), "signature": signature.hex()}


def new_keys() -> HubKeys:
    """Make keys that nobody ever had."""
    return HubKeys(*(secrets.token_bytes(_BYTES) for _ in range(3)))


def new_nonce() -> str:
    """Return what makes one notice unlike every other."""
    return secrets.token_hex(16)


def wipe_notice(keys: HubKeys, device_id: str, nonce: str, at: str) -> dict[str, Any]:
    """Return the signed instruction for one device to remove its caseload; `at` is UTC text."""
    return keys.signed({"act": WIPE, "device_id": device_id, "nonce": nonce, "at": at})


def key_file(folder: Path) -> Path:
    """Return where the keys of the hub in `folder` lie."""
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).expanduser().absolute() if named else folder / FILE_NAME


def write_keys(keys: HubKeys, file: Path) -> None:
    """Keep keys in a new private file; raises `StorageError` rather than write over one."""
    document = {
        "format": _FORMAT,
        "sign": keys.sign.hex(),
        "box": keys.box.hex(),
        "pepper": keys.pepper.hex(),
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(document, out, indent=1)
            out.write("\n")
            out.flush()
            os.fsync(out.fileno())
    except FileExistsError as error:
        raise StorageError(
            f"There is a file {file} already. It may be the key of another hub, so it was left as "
            "it is and no hub was made."
        ) from error
    except OSError as error:
        raise StorageError(
            f"The hub's key could not be written to {file} ({error.strerror}). No hub was made."
        ) from error


def read_keys(file: Path) -> HubKeys:
    """Return the keys in a file; raises `NotFoundError` or `StorageError` where there are none."""
    try:
        text = file.read_text("utf-8")
        is_open = os.name == "posix" and bool(file.stat().st_mode & 0o077)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"The hub's key is not there: {file}. Bring the file back from where you keep its "
            f"copy, or name its place in {VARIABLE}. Nothing was changed."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"The hub's key {file} cannot be read. Look who may read that file."
        ) from error
    if is_open:
        raise StorageError(
            f"The hub's key {file} can be read by others on this machine, so it is not used. Make "
            "it private (chmod 600), and consider whether somebody has read it."
        )
    try:
        document = json.loads(text)
        if document["format"] != _FORMAT:
            raise ValueError(_FORMAT)
        found = [bytes.fromhex(document[name]) for name in ("sign", "box", "pepper")]
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(file) from error
    if any(len(each) != _BYTES or not any(each) for each in found):
        raise _damaged(file)
    return HubKeys(*found)


def _damaged(file: Path) -> StorageError:
    return StorageError(
        f"The hub's key {file} is damaged or no key of a hub. Bring the file back from where you "
        "keep its copy. Nothing was changed."
    )
