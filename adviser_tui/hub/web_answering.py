"""How the hub answers: one shape for a yes, one for a no, packed as the other side reads it."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from adviser_tui.hub.errors import HubError
from adviser_tui.hub.throttle import spread
from adviser_tui.sync import packing, strict_json
from adviser_tui.sync.limits import PROTO

_RETRIED = (429, 503)


def answer(body: Mapping[str, Any], encoding: str, status: int = 200) -> Response:
    """Return an answer in the encoding that the other side chose; small ones are not packed."""
    raw = strict_json.written(body)
    headers = {"Sync-Proto": str(PROTO), "Vary": "Accept-Encoding"}
    if encoding != "identity" and len(raw) >= packing.SMALL:
        raw = packing.packed(raw, encoding)
        headers["Content-Encoding"] = encoding
    return Response(raw, status, headers, media_type="application/json")


def refusal(error: HubError) -> Response:
    """Return a no; what may be tried again says when, a little later for each than for the last."""
    body = error.as_body()
    wait = 0
    if error.status in _RETRIED or error.retry_after:
        wait = spread(error.retry_after or 1)
        body["retry_after"] = wait
    response = answer(body, "identity", error.status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    if error.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if error.status == 413:
        # What is still coming is not read any more.
        response.headers["Connection"] = "close"
    return response


def internal() -> HubError:
    """Return what is said about a fault of the hub itself."""
    return HubError(
        500,
        "internal",
        "The hub made a mistake and did nothing. What is on the device is safe; the hub's log "
        "says where it happened.",
    )


def nothing_here() -> HubError:
    """Return the refusal of an address that the hub does not have."""
    return HubError(404, "nothing_here", "The hub has nothing at this address.")


def wrong_method(allowed: str) -> HubError:
    """Return the refusal of a method that the address does not know."""
    return HubError(405, "wrong_method", f"This address is asked by {allowed}.")
