"""One way of writing a value down, so that both sides work out the same hash."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

START = "0" * 64
"""The chain before the first change."""
_SEALED = ("l", "g", "e", "id", "op", "f", "b", "t")
"""The parts of a change that its hash stands for."""
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
)


def canonical(value: Any) -> bytes:
    """Return the one spelling of a JSON value: sorted keys, no spaces, UTF-8."""
    return _ENCODER.encode(value).encode("utf-8", "surrogatepass")


def digest(change: Mapping[str, Any]) -> str:
    """Return the hash of a change as it is sent, in hexadecimal."""
    return hashlib.sha256(canonical({k: change.get(k) for k in _SEALED})).hexdigest()


def linked(chain: str, hh: str) -> str:
    """Return the chain with one more change in it."""
    return hashlib.sha256(bytes.fromhex(chain or START) + bytes.fromhex(hh)).hexdigest()


def hashed_id(aggregate: str) -> str:
    """Return what stands for an aggregate whose erasure must be remembered, and it must not."""
    return hashlib.sha256(aggregate.encode()).hexdigest()


def epoch_of(hub_id: str, restores: int, timeline: int = 0) -> str:
    """Return the name of a hub's life since it was last restored or replaced by its stand-by."""
    return hashlib.sha256(f"{hub_id}|{restores}|{timeline}".encode()).hexdigest()[:16]
