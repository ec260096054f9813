"""A device whose answer was lost on the way asks again with the same code, and is told the same.

It sends a number that it made up and kept before it first asked. From that, the code and the hub's
own secret follow its id and its token, so that nothing has to be kept for it, and nobody who lacks
one of the three can come to the same.
"""

import base64
import hashlib
import hmac
import uuid
from dataclasses import dataclass

from adviser_tui.hub import codes
from adviser_tui.hub.callers import hashed
from adviser_tui.hub.signing import HubKeys
from adviser_tui.hub.store import Transaction

LEAST_LETTERS = 32
"""Of the number that the device made up, so that nobody guesses it."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a device is known by at the hub, and what it proves that with."""

    device_id: str
    token: str


def identity_of(keys: HubKeys, code: str, nonce: str) -> Identity:
    """Return the one identity that a code and the number of a device lead to."""

    def derived(what: str) -> bytes:
        content = "\x00".join(("adviser joining 1", what, codes.plain_code(code), nonce))
        return hmac.new(keys.pepper, content.encode(), hashlib.sha256).digest()

    token = base64.urlsafe_b64encode(derived("token")).decode().rstrip("=")
    return Identity(str(uuid.UUID(bytes=derived("device")[:16], version=4)), token)


def joined_before(
    t: Transaction, keys: HubKeys, code: str, identity: Identity, now_ms: int
) -> int | None:
    """Return the number of the device that joined as this one, while its code would be good."""
    whose = codes.was_used_by(t, keys, code, now_ms)
    row = t.one(
        "SELECT dev_no FROM device WHERE device_id = :id AND account = :account "
        "AND token_hash = :token AND state = 'active'",
        id=identity.device_id,
        account=whose,
        token=hashed(identity.token),
    )
    return int(row.dev_no) if row else None
