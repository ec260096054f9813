"""Instructions that a device obeys only when they carry the signature of its own hub.

A wrong answer of a network, a proxy or a portal must never remove anybody's work; only the hub
whose key was taken over at joining can ask for that, and only of this one device.
"""

from collections.abc import Mapping
from typing import Any

from adviser_tui.sync.canonical import canonical

WIPE = "wipe"
_DOMAIN = b"adviser hub notice 1\x00"


def signable(notice: Mapping[str, Any]) -> bytes:
    """Return the bytes that a hub signs for a notice."""
    return _DOMAIN + canonical(dict(notice))


def is_genuine(signed: object, hub_key: str, device_id: str, act: str = WIPE) -> bool:
    """Say whether `signed` is this hub's own word to do `act` on this device; never raises.

    `signed` is {notice: {act, device_id, nonce, at}, signature}; `hub_key` is the Ed25519 public
    key in hex that the device took over when it joined.
    """
    if not isinstance(signed, Mapping):
        return False
    notice, signature = signed.get("notice"), signed.get("signature")
    if not isinstance(notice, Mapping) or not isinstance(signature, str):
        return False
    if notice.get("act") != act or notice.get("device_id") != device_id:
        return False
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(hub_key))
        public.verify(bytes.fromhex(signature), signable(notice))
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
