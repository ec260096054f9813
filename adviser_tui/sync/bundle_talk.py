"""What is said in a bundle: a head, then what would have gone over the network, then an end.

    up      head · push … · pull · end         or head · fork · end
    down    head · answer or refused … · end

Every message is an object whose `t` says what it is. What a newer program may add is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from adviser_tui.sync.bundle_file import BundleError
from adviser_tui.sync.sealing import NotGenuineError, PublicKeys
from adviser_tui.sync.transport import HubRefusedError

TALK = 1
"""The version of what is said; another one is refused in words."""
_MOST = 1 << 62


@dataclass(frozen=True, slots=True)
class UpHead:
    """Who speaks in a bundle to the hub, and how far it had heard the hub."""

    number: int
    """Milliseconds of the device's clock, never twice the same."""
    heard: int
    """The number of the last bundle of the hub that was read to its end; 0 for none."""
    hub_id: str
    device_id: str
    dev_no: int
    token: str
    keys: PublicKeys
    app: str = ""


@dataclass(frozen=True, slots=True)
class DownHead:
    """Which bundle of the hub this is, for which device, and which of the device's it answers."""

    number: int
    """Milliseconds of the hub's clock, never twice the same."""
    answers: int
    hub_id: str
    device_id: str
    dev_no: int


def up_head(head: UpHead) -> dict[str, Any]:
    """Return the message that begins a bundle to the hub."""
    return {
        "t": "up",
        "v": TALK,
        "number": head.number,
        "heard": head.heard,
        "hub_id": head.hub_id,
        "device_id": head.device_id,
        "dev_no": head.dev_no,
        "token": head.token,
        "keys": head.keys.as_dict(),
        "app": head.app,
    }


def down_head(head: DownHead) -> dict[str, Any]:
    """Return the message that begins a bundle of the hub."""
    return {
        "t": "down",
        "v": TALK,
        "number": head.number,
        "answers": head.answers,
        "hub_id": head.hub_id,
        "device_id": head.device_id,
        "dev_no": head.dev_no,
    }


def read_up_head(message: Mapping[str, Any], name: str) -> UpHead:
    """Return the head of a bundle to the hub; raises `BundleError`."""
    _check(message, "up", name)
    try:
        keys = PublicKeys.read(message.get("keys"))
    except NotGenuineError as error:
        raise _unreadable(name) from error
    return UpHead(
        _whole(message, "number", name),
        _whole(message, "heard", name),
        _text(message, "hub_id", name),
        _text(message, "device_id", name),
        _whole(message, "dev_no", name),
        _text(message, "token", name),
        keys,
        str(message.get("app", ""))[:40],
    )


def read_down_head(message: Mapping[str, Any], name: str) -> DownHead:
    """Return the head of a bundle of the hub; raises `BundleError`."""
    _check(message, "down", name)
    return DownHead(
        _whole(message, "number", name),
        _whole(message, "answers", name),
        _text(message, "hub_id", name),
        _text(message, "device_id", name),
        _whole(message, "dev_no", name),
    )


def question(name: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a device would have asked over the network."""
    return {"t": name, "body": dict(body)}


def answer(name: str, reply: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the hub would have answered, without its clock, since a bundle takes days."""
    return {
        "t": "answer",
        "to": name,
        "reply": {part: value for part, value in reply.items() if part != "server_time"},
    }


def refused(name: str, error: HubRefusedError) -> dict[str, Any]:
    """Return the hub's no, as it would have been said over the network."""
    return {
        "t": "refused",
        "to": name,
        "status": error.status,
        "code": error.code,
        "msg": str(error),
        "details": error.details,
    }


def read_refused(message: Mapping[str, Any]) -> HubRefusedError:
    """Return the hub's no as it would have come over the network."""
    details = message.get("details")
    status = message.get("status")
    return HubRefusedError(
        str(message.get("msg", "")),
        status=status if isinstance(status, int) else 400,
        code=str(message.get("code", "")),
        details=details if isinstance(details, Mapping) else {},
    )


def body_of(message: Mapping[str, Any], part: str, name: str) -> dict[str, Any]:
    """Return the `body` or `reply` of a message; raises `BundleError` where it has none."""
    found = message.get(part)
    if not isinstance(found, dict):
        raise _unreadable(name)
    return found


def first_of(messages: Iterable[dict[str, Any]], name: str) -> tuple[dict[str, Any], Iterator[Any]]:
    """Return the first message and the rest; raises `BundleError` where there is none."""
    rest = iter(messages)
    try:
        return next(rest), rest
    except StopIteration:
        raise _unreadable(name) from None


def _check(message: Mapping[str, Any], kind: str, name: str) -> None:
    if message.get("t") == kind and message.get("v") != TALK:
        raise BundleError(
            f"{name} was written by a newer version of the program. Nothing was taken from it. "
            "Install that version here too, then read it again."
        )
    if message.get("t") != kind:
        raise _unreadable(name)


def _whole(message: Mapping[str, Any], part: str, name: str) -> int:
    found = message.get(part)
    if type(found) is not int or not 0 <= found < _MOST:
        raise _unreadable(name)
    return found


def _text(message: Mapping[str, Any], part: str, name: str) -> str:
    found = message.get(part)
    if not isinstance(found, str) or not 0 < len(found) <= 200:
        raise _unreadable(name)
    return found


def _unreadable(name: str) -> BundleError:
    return BundleError(
        f"{name} is genuine, but what it says makes no sense here. Nothing was taken from it. "
        "Bring both sides up to the same version and write it anew."
    )
