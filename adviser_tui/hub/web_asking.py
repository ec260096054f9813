"""What is asked of a request before the hub hears of it; nothing that was sent is ever repeated."""

import asyncio
import hashlib
import ipaddress
import re
from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import ClientDisconnect, Request

from adviser_tui.hub.errors import HubError, bad_request, not_known
from adviser_tui.sync import packing, strict_json
from adviser_tui.sync.limits import PROTO

_TOKEN = re.compile(r"[!-~]{16,200}\Z")
_NUMBER = re.compile(r"[0-9]{1,9}\Z")
_WHY: Final = {
    "parts": "it has too many parts",
    "depth": "it is nested too deeply",
    "utf8": "it is not text in UTF-8",
    "json": "it is not JSON",
    "object": "it is not an object",
    "twice": "a name comes twice in it",
    "number": "it holds a number that is not whole or too large",
    "text": "it holds characters that cannot be kept",
}


def token_of(request: Request) -> str:
    """Return the token that was shown; raises `HubError` 401 for none, two or an impossible one."""
    shown = request.headers.getlist("authorization")
    kind, _, token = shown[0].partition(" ") if len(shown) == 1 else ("", "", "")
    if kind.lower() != "bearer" or not _TOKEN.match(token):
        raise not_known()
    return token


def device_key(token: str) -> str:
    """Return what stands for a device in buckets and logs; the token cannot be told from it."""
    return hashlib.sha256(b"log " + token.encode()).hexdigest()[:12]


def address_of(request: Request) -> str:
    """Return whom to count for an address: of IPv6 the network, since a home has billions."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host[:45]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def check_versions(request: Request, name: str, ranges: Mapping[str, Any]) -> None:
    """Refuse a device that is too old to be understood; what it recorded it may always push.

    A newer device is welcome: it keeps what this hub does not know to itself.
    """
    proto = _number(request, "sync-proto", PROTO)
    schema = _number(request, "sync-schema", 0)
    if name == "push":
        return
    lowest, highest = ranges["proto"]
    if not lowest <= proto <= highest:
        raise HubError(
            426,
            "proto",
            "The program on this device and the hub do not speak the same version. What was "
            "recorded is safe; the older of the two needs an update.",
            {"proto": [lowest, highest]},
        )
    oldest = ranges["schema"]["pull"][0]
    if name == "pull" and 0 < schema < oldest:
        raise HubError(
            426,
            "schema",
            "The program on this device is too old to read what the team has now. What was "
            "recorded here is still delivered; update the program to receive again.",
            {"schema": ranges["schema"]["pull"]},
        )


def _number(request: Request, header: str, missing: int) -> int:
    found = request.headers.get(header)
    if found is None:
        return missing
    if not _NUMBER.match(found):
        raise bad_request(f"the header {header} is not a number")
    return int(found)


def encoding_of(request: Request) -> str:
    """Return how the body is packed; raises `HubError` 415 for more than one way or another."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise HubError(415, "content_type", "The hub reads application/json alone.")
    encoding = ",".join(request.headers.getlist("content-encoding")).strip().lower()
    if encoding in ("", "identity"):
        return "identity"
    if encoding not in packing.ENCODINGS:
        raise HubError(
            415,
            "encoding",
            "The hub reads bodies that are packed once, by zstd or gzip, or not at all.",
            {"enc": list(packing.ENCODINGS)},
        )
    return encoding


async def body_of(request: Request, most: int, seconds: float) -> bytes:
    """Return the body as it came; raises `HubError` 413 once it is too large, 408 when slow."""
    declared = request.headers.get("content-length", "0")
    if not declared.isdigit() or len(declared) > 12 or int(declared) > most:
        raise too_large(most)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise too_large(most)
                parts.append(part)
    except TimeoutError:
        raise HubError(
            408, "slow", "The request took too long to arrive. Nothing was changed."
        ) from None
    except ClientDisconnect:
        raise HubError(400, "cut", "The request ended too early. Nothing was changed.") from None
    return b"".join(parts)


async def pass_over(request: Request, most: int) -> None:
    """Let a body of usual size go by unread, so that the refusal is heard at the other end."""
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and len(declared) < 12 and int(declared) <= most:
        try:
            async with asyncio.timeout(10):
                async for _part in request.stream():
                    pass
        except (TimeoutError, ClientDisconnect, RuntimeError):
            return


def opened(raw: bytes, encoding: str, most: int) -> dict[str, Any]:
    """Return what a body says; raises `HubError` 413 or 400."""
    try:
        return strict_json.read(packing.unpacked(raw, encoding, most))
    except packing.TooLargeError:
        raise too_large(most) from None
    except packing.PackingError:
        raise bad_request(f"it is not packed as {encoding}, or not whole") from None
    except strict_json.JsonError as error:
        raise bad_request(_WHY[error.why]) from None


def too_large(most: int) -> HubError:
    """Return the refusal of a body beyond `most` bytes."""
    return HubError(
        413,
        "too_large",
        "The request is larger than the hub takes at once. Nothing was changed.",
        {"most": most},
    )
